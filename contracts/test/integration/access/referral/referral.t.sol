// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";
import { Vm } from "forge-std/Vm.sol";

contract ReferralTest is LicenseTest {
    function testFuzz_Referral(uint88 price, uint16 bps, uint8 quantity, bool inToken, bool timed) public {
        bps = uint16(bound(bps, 1, 5000));
        quantity = uint8(bound(quantity, 1, 10));
        address currency = inToken ? address(usd) : NATIVE;
        uint256 offerId = _referralOffer(currency, bps, timed);
        _setPrice(offerId, price);
        uint256 total = uint256(price) * quantity;
        uint256 share = total * bps / 10_000;

        uint256 value = _fund(buyer, currency, total);
        if (share != 0) {
            vm.expectEmit(address(accessToken));
            emit IAccessToken.Credited(referrer, currency, share);
        }
        (uint256 licenseId, uint64 end) =
            timed ? ((offerId << 64) | 1, uint64(block.timestamp + DURATION)) : (offerId << 64, NEVER);
        _expectSold(Sold(offerId, capsuleId, buyer, buyer, referrer, licenseId, quantity, total, total, end));
        vm.prank(buyer);
        accessToken.purchase{ value: value }(offerId, quantity, buyer, total, block.timestamp, referrer);

        assertEq(accessToken.creditOf(referrer, currency), share);
        assertEq(accessToken.creditOf(referrer, inToken ? NATIVE : address(usd)), 0, "in another currency");
        _assertTill(currency, total - share, share);
    }

    /// @dev Its share is of what arrived.
    function testFuzz_Referral_FeeOnTransfer(uint64 price, uint16 bps, uint16 taxBps) public {
        bps = uint16(bound(bps, 1, 5000));
        FeeOnTransferToken token = new FeeOnTransferToken(bound(taxBps, 0, 9000));
        vm.assume(token.afterFee(price) != 0);
        uint256 offerId = _referralOffer(address(token), bps, false);
        _setPrice(offerId, price);
        _purchaseReferred(offerId, 1);
        uint256 received = token.afterFee(price);
        uint256 share = received * bps / 10_000;
        assertEq(accessToken.creditOf(referrer, address(token)), share);
        _assertTill(address(token), received - share, share);
    }

    function testFuzz_Referral_WithoutReferrerOrShare(uint88 price, bool hasShare, uint8 kind) public {
        IAccessToken.Terms memory terms = _kind(kind);
        if (hasShare) terms.referralBps = 5000;
        uint256 offerId = _offer(terms);
        _setPrice(offerId, price);
        IAccessToken.Order memory order = _order(offerId, 1, buyer);
        if (!hasShare) order.referrer = referrer;
        vm.recordLogs();
        _purchase(buyer, order);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != IAccessToken.Credited.selector, "no credit is announced");
        }
        assertEq(accessToken.creditOf(referrer, NATIVE), 0);
        _assertTill(NATIVE, price, 0);
    }

    function testFuzz_RevertWhen_ReferrerIsBuyerOrRecipient(bool hasShare, uint8 kind) public {
        IAccessToken.Terms memory terms = _kind(kind);
        if (hasShare) terms.referralBps = 100;
        uint256 offerId = _offer(terms);
        // The till could never pay itself.
        address[3] memory forbidden = [buyer, recipient, address(accessToken)];
        for (uint256 i = 0; i < forbidden.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidReferrer.selector, forbidden[i]));
            vm.prank(buyer);
            accessToken.purchase{ value: PRICE }(offerId, 1, recipient, PRICE, block.timestamp, forbidden[i]);
        }
        vm.prank(buyer);
        accessToken.purchase{ value: PRICE }(offerId, 1, recipient, PRICE, block.timestamp, creator);
        assertEq(accessToken.creditOf(creator, NATIVE), hasShare ? PRICE / 100 : 0, "the owner may refer");
    }

    function test_Referral_RenewalsAreTheCapsules() public {
        uint256 offerId = _referralOffer(NATIVE, 5000, true);
        uint256 licenseId = _purchaseReferred(offerId, 1);
        _renew(buyer, licenseId);
        assertEq(accessToken.creditOf(referrer, NATIVE), PRICE / 2);
        _assertTill(NATIVE, PRICE + PRICE / 2, PRICE / 2);
    }

    /// @dev What buyers paid = what owner, treasury and referrers got; not a wei stays.
    function testFuzz_Referral_Conservation(uint64[4] memory prices, uint16[4] memory shares, bool inToken) public {
        address currency = inToken ? address(usd) : NATIVE;
        uint256 paid;
        for (uint256 i = 0; i < prices.length; ++i) {
            uint256 offerId = _referralOffer(currency, uint16(bound(shares[i], 1, 5000)), i % 2 == 0);
            _setPrice(offerId, uint128(bound(prices[i], 10_000, type(uint64).max)));
            _purchaseReferred(offerId, i + 1);
            paid += uint256(accessToken.offerOf(offerId).price) * (i + 1);
        }
        accessToken.withdrawCredit(referrer, currency);
        splitter.claimOwner(capsuleId, currency);
        splitter.collectFee(capsuleId, currency);
        uint256 income = accessToken.incomeOf(capsuleId, currency);
        uint256 fee = income * FEE_BPS / 10_000;
        assertEq(_balance(currency, address(accessToken)), 0, "nothing stays");
        assertEq(_balance(currency, referrer), paid - income);
        assertEq(_balance(currency, treasury), fee);
        assertEq(_balance(currency, creator), income - fee);
    }

    function _purchaseReferred(uint256 offerId, uint256 quantity) private returns (uint256 licenseId) {
        IAccessToken.Order memory order = _order(offerId, quantity, buyer);
        order.referrer = referrer;
        return _purchase(buyer, order);
    }

    function _referralOffer(address currency, uint16 bps, bool timed) private returns (uint256) {
        IAccessToken.Terms memory terms = _timedTerms(currency, timed ? DURATION : 0);
        terms.referralBps = bps;
        return _offer(terms);
    }

    /// @dev Plain, timed, metered or capped, in native currency.
    function _kind(uint8 kind) private pure returns (IAccessToken.Terms memory terms) {
        terms = _terms(NATIVE);
        if (kind % 4 == 1) terms.duration = DURATION;
        else if (kind % 4 == 2) terms.runs = 5;
        else if (kind % 4 == 3) terms.maxSupply = 5;
    }
}
