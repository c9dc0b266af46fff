// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IPriceOracle } from "../../../../src/interfaces/IPriceOracle.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { PriceFeed } from "../../../mocks/PriceFeed.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";

contract ConvertTest is LicenseTest {
    uint128 private constant MINIMUM = 100e8;
    uint128 private constant MAXIMUM = 10_000e8;

    PriceFeed private feed;

    function setUp() public override {
        super.setUp();
        feed = new PriceFeed(8, 2000e8);
        _setFeed(NATIVE, IPriceOracle.Feed(feed, MAX_AGE, MINIMUM, MAXIMUM));
    }

    function testFuzz_RevertWhen_NoFeed(address currency, uint256 cents) public {
        vm.assume(currency != NATIVE);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.PriceOracle_NoFeed.selector, currency));
        priceOracle.convert(currency, cents);
    }

    function test_RevertWhen_FeedWasRemoved() public {
        IPriceOracle.Feed memory none;
        _setFeed(NATIVE, none);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.PriceOracle_NoFeed.selector, NATIVE));
        priceOracle.convert(NATIVE, 1);
    }

    function test_AgeSeconds() public {
        uint256 updatedAt = block.timestamp;
        vm.warp(updatedAt + MAX_AGE - 1);
        assertEq(priceOracle.convert(NATIVE, 100), 0.0005 ether);
        vm.warp(updatedAt + MAX_AGE);
        assertEq(priceOracle.convert(NATIVE, 100), 0.0005 ether);
        vm.warp(updatedAt + MAX_AGE + 1);
        _expectStale(updatedAt);
    }

    function testFuzz_RevertWhen_Stale(uint256 updatedAt) public {
        updatedAt = bound(updatedAt, 0, block.timestamp - MAX_AGE - 1);
        feed.set(2000e8, updatedAt);
        _expectStale(updatedAt);
    }

    function testFuzz_RevertWhen_OfTheFuture(uint256 updatedAt) public {
        feed.set(2000e8, block.timestamp);
        priceOracle.convert(NATIVE, 1);
        updatedAt = bound(updatedAt, block.timestamp + 1, type(uint256).max);
        feed.set(2000e8, updatedAt);
        _expectStale(updatedAt);
    }

    function testFuzz_RevertWhen_NotPositive(int256 answer) public {
        answer = bound(answer, type(int256).min, 0);
        _expectOutOfBand(answer);
        _expectOutOfBand(0);
        _expectOutOfBand(-1);
    }

    function test_BandBounds() public {
        _expectOutOfBand(int256(uint256(MINIMUM)) - 1);
        _expectOutOfBand(int256(uint256(MINIMUM)));
        _expectPrice(MINIMUM + 1);
        _expectPrice(MAXIMUM - 1);
        _expectOutOfBand(int256(uint256(MAXIMUM)));
        _expectOutOfBand(int256(uint256(MAXIMUM)) + 1);
        _expectOutOfBand(type(int256).max);
    }

    function testFuzz_Convert(uint88 cents, uint128 price, uint8 feedDecimals, uint8 decimals) public {
        price = uint128(bound(price, 100, (1 << 127) - 1));
        feedDecimals = uint8(bound(feedDecimals, 0, 18));
        decimals = uint8(bound(decimals, 0, 36));
        address currency = address(new StandardToken("token", decimals));
        _feed(currency, feedDecimals, price);
        uint256 amount = priceOracle.convert(currency, cents);
        (uint256 worth, uint256 owed) = _compared(amount, price, cents, uint256(feedDecimals) + decimals);
        assertGe(worth, owed);
        assertLe(worth - owed, uint256(price) * 100);
    }

    /// @dev A token can't change what it owes, nor a feed what its answer means, after governance looked at them.
    function testFuzz_Convert_DecimalsChangedLaterDoNotMatter(uint8 feedDecimals, uint8 decimals, uint64 cents) public {
        _feed(address(usd), 8, 0.9999e8);
        uint256 amount = priceOracle.convert(address(usd), cents);
        PriceFeed(address(priceOracle.feedOf(address(usd)).aggregator)).setDecimals(feedDecimals);
        vm.mockCall(address(usd), abi.encodeCall(usd.decimals, ()), abi.encode(decimals));
        assertEq(priceOracle.convert(address(usd), cents), amount);
    }

    function testFuzz_RevertWhen_SequencerIsDown(int256 answer, uint256 startedAt) public {
        vm.assume(answer != 0);
        PriceFeed sequencer = _sequencer();
        sequencer.set(answer, bound(startedAt, 0, block.timestamp));
        _expectSequencerDown();
        // Before its first round the uptime feed has started at no time.
        sequencer.set(0, 0);
        _expectSequencerDown();
    }

    function test_GraceSeconds() public {
        PriceFeed sequencer = _sequencer();
        uint256 startedAt = block.timestamp;
        sequencer.set(0, startedAt);
        int256[4] memory refused = [-int256(1 hours), 0, -1, -2];
        for (uint256 i = 0; i < refused.length; ++i) {
            vm.warp(uint256(int256(startedAt + 1 hours) + refused[i]));
            feed.set(2000e8, block.timestamp);
            vm.expectRevert(abi.encodeWithSelector(IPriceOracle.PriceOracle_GracePeriod.selector, startedAt + 1 hours));
            priceOracle.convert(NATIVE, 100);
        }
        vm.warp(startedAt + 1 hours + 1);
        feed.set(2000e8, block.timestamp);
        assertEq(priceOracle.convert(NATIVE, 100), 0.0005 ether);
    }

    /// @dev An uptime feed is updated rarely: its own age says nothing.
    function test_Convert_SequencerUpForLong() public {
        PriceFeed sequencer = _sequencer();
        sequencer.set(0, 1);
        assertEq(priceOracle.convert(NATIVE, 100), 0.0005 ether);
    }

    function test_RevertWhen_FeedIsDead() public {
        _expectDeadly(feed);
        _expectDeadly(_sequencer());
    }

    function _expectDeadly(PriceFeed dead) private {
        for (uint8 death = 1; death <= 3; ++death) {
            dead.die(PriceFeed.Death(death));
            if (death == 1) vm.expectRevert(PriceFeed.Dead.selector);
            else vm.expectRevert(bytes(""));
            priceOracle.convert{ gas: 1_000_000 }(NATIVE, 1);
        }
        dead.die(PriceFeed.Death.NONE);
    }

    function _sequencer() private returns (PriceFeed sequencer) {
        sequencer = new PriceFeed(0, 0);
        vm.prank(admin);
        priceOracle.setSequencerFeed(sequencer);
    }

    /// @dev `amount * price * 100` and `cents * 10^decimals`, both divided by 10^20 where they need not fit 256 bits.
    function _compared(uint256 amount, uint256 price, uint256 cents, uint256 decimals)
        private
        pure
        returns (uint256 worth, uint256 owed)
    {
        owed = cents * 10 ** (decimals > 20 ? decimals - 20 : decimals);
        uint256 scale = decimals > 20 ? 1e20 : 1;
        // worth / scale, rounded up: at least owed when the whole is.
        uint256 unit = price * 100;
        (uint256 whole, uint256 rest) = (amount / scale, amount % scale);
        worth = whole * unit + (rest * unit + scale - 1) / scale;
    }

    function _expectStale(uint256 updatedAt) private {
        vm.expectRevert(
            abi.encodeWithSelector(IPriceOracle.PriceOracle_StalePrice.selector, NATIVE, updatedAt, uint256(MAX_AGE))
        );
        priceOracle.convert(NATIVE, 100);
    }

    function _expectOutOfBand(int256 answer) private {
        feed.set(answer, block.timestamp);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPriceOracle.PriceOracle_PriceOutOfBand.selector, NATIVE, answer, uint256(MINIMUM), uint256(MAXIMUM)
            )
        );
        priceOracle.convert(NATIVE, 100);
    }

    function _expectPrice(uint256 price) private {
        feed.set(int256(price), block.timestamp);
        uint256 amount = priceOracle.convert(NATIVE, 100);
        assertGe(amount * price, 1e26);
        assertLt((amount - 1) * price, 1e26);
    }

    function _expectSequencerDown() private {
        vm.expectRevert(IPriceOracle.PriceOracle_SequencerDown.selector);
        priceOracle.convert(NATIVE, 100);
    }
}
