// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { IPriceOracle } from "../../../../src/interfaces/IPriceOracle.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { PriceFeed } from "../../../mocks/PriceFeed.sol";

contract PurchaseInUsdTest is LicenseTest {
    uint128 private constant CENTS = 4999;

    PriceFeed private etherFeed;
    uint256 private inEther;
    uint256 private timed;

    function setUp() public override {
        super.setUp();
        etherFeed = _feed(NATIVE, 8, 2000e8);
        inEther = _offerInUsd(NATIVE, 0);
        timed = _offerInUsd(NATIVE, DURATION);
    }

    function test_Purchase_ToTheWei() public {
        (address currency, uint256 total) = accessToken.quote(inEther, 1);
        assertEq(currency, NATIVE);
        assertEq(total, 0.024995 ether, "49.99 dollars at 2,000");
        etherFeed.set(3001e8, block.timestamp);
        (, total) = accessToken.quote(inEther, 1);
        assertEq(total, 16_657_780_739_753_416, "49.99 / 3001, rounded up");
    }

    function testFuzz_Purchase(uint32 cents, uint64 price, uint8 quantity, uint64 excess, bool isTimed) public {
        price = _priceOf(price);
        quantity = uint8(bound(quantity, 1, 10));
        uint256 offerId = isTimed ? timed : inEther;
        _setPrice(offerId, cents);
        etherFeed.set(int256(uint256(price)), block.timestamp);
        uint256 total = _ceil(uint256(cents) * 1e26, uint256(price) * 100) * quantity;
        vm.deal(buyer, total + excess);
        (uint256 licenseId, uint64 end) =
            isTimed ? ((offerId << 64) | 1, uint64(block.timestamp + DURATION)) : (offerId << 64, NEVER);

        _expectSold(Sold(offerId, capsuleId, buyer, buyer, address(0), licenseId, quantity, total, total, end));
        vm.prank(buyer);
        accessToken.purchase{ value: total + excess }(offerId, quantity, buyer, total, block.timestamp, address(0));
        assertEq(buyer.balance, excess, "what is more comes back");
        _assertTill(NATIVE, total, 0);
    }

    function testFuzz_Purchase_InAToken(uint32 cents, uint64 price, uint8 quantity) public {
        vm.assume(quantity != 0);
        price = _priceOf(price);
        _feed(address(usd), 8, price);
        uint256 offerId = _offerInUsd(address(usd), 0);
        _setPrice(offerId, cents);
        uint256 total = _ceil(uint256(cents) * 1e14, uint256(price) * 100) * quantity;
        _fund(buyer, address(usd), total);
        vm.prank(buyer);
        accessToken.purchase(offerId, quantity, buyer, total, block.timestamp, address(0));
        assertEq(usd.balanceOf(buyer), 0);
        _assertTill(address(usd), total, 0);
    }

    function testFuzz_Renew(uint64 price, uint64 later, uint32 cents) public {
        (price, later) = (_priceOf(price), _priceOf(later));
        etherFeed.set(int256(uint256(price)), block.timestamp);
        uint256 licenseId = _buy(timed, 1);
        uint256 income = accessToken.incomeOf(capsuleId, NATIVE);
        assertEq(income, _ceil(uint256(CENTS) * 1e26, uint256(price) * 100));

        vm.warp(block.timestamp + 20 days);
        etherFeed.set(int256(uint256(later)), block.timestamp);
        _setPrice(timed, cents);
        uint256 due = _ceil(uint256(cents) * 1e26, uint256(later) * 100);
        vm.deal(buyer, due + 1);
        uint64 end = uint64(block.timestamp + 10 days + DURATION);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.LicenseRenewed(licenseId, capsuleId, buyer, due, due, end);
        vm.prank(buyer);
        accessToken.renew{ value: due + 1 }(licenseId, due, block.timestamp);
        assertEq(buyer.balance, 1);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), income + due);
    }

    function testFuzz_RevertWhen_CurrencyLostValueSinceTheQuote(uint64 price, uint64 later, bool renewal) public {
        price = uint64(bound(price, 3, type(uint64).max));
        later = uint64(bound(later, 2, price - 1));
        uint256 licenseId = renewal ? _buy(timed, 1) : 0;
        etherFeed.set(int256(uint256(price)), block.timestamp);
        (, uint256 quoted) = accessToken.quote(timed, 1);
        etherFeed.set(int256(uint256(later)), block.timestamp);
        (, uint256 total) = accessToken.quote(timed, 1);
        vm.assume(total > quoted);
        vm.deal(buyer, total);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, total, quoted));
        vm.prank(buyer);
        if (renewal) accessToken.renew{ value: total }(licenseId, quoted, block.timestamp);
        else accessToken.purchase{ value: total }(timed, 1, buyer, quoted, block.timestamp, address(0));
    }

    function test_RevertWhen_FeedIsStale() public {
        uint256 licenseId = _buy(timed, 1);
        uint256 updatedAt = block.timestamp;
        vm.warp(updatedAt + MAX_AGE + 1);
        bytes memory stale =
            abi.encodeWithSelector(IPriceOracle.PriceOracle_StalePrice.selector, NATIVE, updatedAt, uint256(MAX_AGE));
        _expectUsdStops(licenseId, stale);
        etherFeed.set(2000e8, block.timestamp);
        _buy(timed, 1);
    }

    function test_RevertWhen_PriceIsOutOfBand() public {
        uint256 licenseId = _buy(timed, 1);
        etherFeed.set(-1, block.timestamp);
        bytes memory refusal = abi.encodeWithSelector(
            IPriceOracle.PriceOracle_PriceOutOfBand.selector, NATIVE, int256(-1), uint256(1), uint256(1 << 127)
        );
        _expectUsdStops(licenseId, refusal);
    }

    function test_RevertWhen_FeedWasRemoved() public {
        uint256 licenseId = _buy(timed, 1);
        IPriceOracle.Feed memory none;
        _setFeed(NATIVE, none);
        _expectUsdStops(licenseId, abi.encodeWithSelector(IPriceOracle.PriceOracle_NoFeed.selector, NATIVE));
    }

    function test_RevertWhen_SequencerIsDown() public {
        uint256 licenseId = _buy(timed, 1);
        PriceFeed sequencer = new PriceFeed(0, 1);
        vm.prank(admin);
        priceOracle.setSequencerFeed(sequencer);
        _expectUsdStops(licenseId, abi.encodeWithSelector(IPriceOracle.PriceOracle_SequencerDown.selector));
    }

    function test_RevertWhen_FeedIsDead() public {
        uint256 licenseId = _buy(timed, 1);
        for (uint8 death = 1; death <= 3; ++death) {
            etherFeed.die(PriceFeed.Death(death));
            _expectUsdStops(licenseId, death == 1 ? abi.encodeWithSelector(PriceFeed.Dead.selector) : bytes(""));
        }
    }

    /// @dev Nothing but offers in USD asks the oracle.
    function _expectUsdStops(uint256 licenseId, bytes memory refusal) private {
        vm.startPrank(buyer);
        vm.expectRevert(refusal);
        accessToken.purchase{ value: 1 ether, gas: 2_000_000 }(inEther, 1, buyer, NO_LIMIT, NO_LIMIT, address(0));
        vm.expectRevert(refusal);
        accessToken.renew{ value: 1 ether, gas: 2_000_000 }(licenseId, NO_LIMIT, NO_LIMIT);
        vm.expectRevert(refusal);
        accessToken.quote{ gas: 2_000_000 }(inEther, 1);
        vm.stopPrank();

        uint256 income = accessToken.incomeOf(capsuleId, NATIVE);
        uint256 plain = _offer(_terms(NATIVE));
        _buy(plain, 1);
        uint256 other = _buy(_offer(_timedTerms(NATIVE, DURATION)), 1);
        _renew(buyer, other);
        _tip(capsuleId, NATIVE, 1);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), income + 3 * PRICE + 1);
        assertTrue(_isValid(licenseId, buyer), "what was sold stays sold");
    }

    function _offerInUsd(address currency, uint32 duration) private returns (uint256) {
        IAccessToken.Terms memory terms = _timedTerms(currency, duration);
        terms.pricedInUsd = true;
        return _createOffer(capsuleId, CENTS, terms);
    }

    /// @dev A price that keeps the capsule's income within 104 bits.
    function _priceOf(uint64 seed) private pure returns (uint64) {
        return uint64(bound(seed, 1e4, type(uint64).max));
    }

    function _ceil(uint256 dividend, uint256 divisor) private pure returns (uint256) {
        return dividend == 0 ? 0 : (dividend - 1) / divisor + 1;
    }
}
