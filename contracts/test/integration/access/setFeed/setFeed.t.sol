// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PriceOracle } from "../../../../src/access/PriceOracle.sol";
import { IPriceOracle } from "../../../../src/interfaces/IPriceOracle.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { PriceFeed } from "../../../mocks/PriceFeed.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

contract SetFeedTest is ProtocolTest {
    function testFuzz_RevertWhen_CallerSetsNoParameters(address caller) public {
        vm.assume(caller != admin);
        IPriceOracle.Feed memory feed = _good();
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        priceOracle.setFeed(NATIVE, feed);
        vm.expectRevert(refusal);
        priceOracle.setSequencerFeed(feed.aggregator);
    }

    function test_RevertWhen_AgeOrBandIsEmpty() public {
        IPriceOracle.Feed memory feed = _good();
        feed.maxAge = 0;
        _expectInvalid(NATIVE, feed);
        feed = _good();
        feed.minimum = 0;
        _expectInvalid(NATIVE, feed);
        feed = _good();
        feed.minimum = feed.maximum;
        _expectInvalid(NATIVE, feed);
    }

    function testFuzz_RevertWhen_MinimumIsAboveMaximum(uint128 minimum, uint128 maximum) public {
        IPriceOracle.Feed memory feed = _good();
        (feed.minimum, feed.maximum) = minimum > maximum ? (minimum, maximum) : (maximum, minimum);
        _expectInvalid(NATIVE, feed);
    }

    function testFuzz_RevertWhen_TooManyDecimals(uint8 feedDecimals, uint8 currencyDecimals) public {
        IPriceOracle.Feed memory feed = _good();
        feed.aggregator = new PriceFeed(uint8(bound(feedDecimals, 19, 255)), 1);
        _expectInvalid(NATIVE, feed);
        currencyDecimals = uint8(bound(currencyDecimals, 37, 255));
        _expectInvalid(address(new StandardToken("token", currencyDecimals)), _good());
    }

    function test_RevertWhen_CurrencyHasNoDecimals() public {
        IPriceOracle.Feed memory feed = _good();
        vm.startPrank(admin);
        vm.expectRevert();
        priceOracle.setFeed(stranger, feed);
        vm.expectRevert();
        priceOracle.setFeed(address(registry), feed);
    }

    function testFuzz_SetFeed(uint8 feedDecimals, uint8 decimals, uint32 maxAge, uint128 minimum, bool inToken) public {
        vm.assume(maxAge != 0);
        IPriceOracle.Feed memory feed = IPriceOracle.Feed({
            aggregator: new PriceFeed(uint8(bound(feedDecimals, 0, 18)), 1),
            maxAge: maxAge,
            minimum: uint128(bound(minimum, 1, type(uint128).max - 1)),
            maximum: type(uint128).max
        });
        decimals = inToken ? uint8(bound(decimals, 0, 36)) : 18;
        address currency = inToken ? address(new StandardToken("token", decimals)) : NATIVE;

        vm.expectEmit(address(priceOracle));
        emit IPriceOracle.FeedChanged(currency, feed, feed.aggregator.decimals(), decimals);
        vm.prank(admin);
        priceOracle.setFeed(currency, feed);
        assertEq(keccak256(abi.encode(priceOracle.feedOf(currency))), keccak256(abi.encode(feed)));
    }

    function test_SetFeed_MostDecimals() public {
        IPriceOracle.Feed memory feed = _good();
        feed.aggregator = new PriceFeed(18, 1);
        address currency = address(new StandardToken("token", 36));
        vm.prank(admin);
        priceOracle.setFeed(currency, feed);
        assertEq(address(priceOracle.feedOf(currency).aggregator), address(feed.aggregator));

        _expectInvalid(address(new StandardToken("token", 37)), feed);
        feed.aggregator = new PriceFeed(19, 1);
        _expectInvalid(currency, feed);
    }

    function test_SetFeed_Removes() public {
        IPriceOracle.Feed memory feed = _good();
        IPriceOracle.Feed memory none;
        vm.startPrank(admin);
        priceOracle.setFeed(NATIVE, feed);
        priceOracle.setFeed(address(usd), feed);
        vm.expectEmit(address(priceOracle));
        emit IPriceOracle.FeedChanged(NATIVE, none, 0, 0);
        priceOracle.setFeed(NATIVE, none);
        assertEq(keccak256(abi.encode(priceOracle.feedOf(NATIVE))), keccak256(abi.encode(none)));
        assertEq(address(priceOracle.feedOf(address(usd)).aggregator), address(feed.aggregator), "of another currency");
    }

    function testFuzz_SetSequencerFeed(AggregatorV3Interface feed) public {
        assertEq(address(priceOracle.sequencerFeed()), address(0), "none at genesis here");
        vm.expectEmit(address(priceOracle));
        emit IPriceOracle.SequencerFeedChanged(feed);
        vm.prank(admin);
        priceOracle.setSequencerFeed(feed);
        assertEq(address(priceOracle.sequencerFeed()), address(feed));
    }

    function testFuzz_Initialize_SaysTheSequencerFeed(AggregatorV3Interface feed) public {
        address implementation = address(new PriceOracle());
        vm.expectEmit(vm.computeCreateAddress(address(this), vm.getNonce(address(this))));
        emit IPriceOracle.SequencerFeedChanged(feed);
        address proxy = address(new ERC1967Proxy(implementation, abi.encodeCall(PriceOracle.initialize, (admin, feed))));
        assertEq(address(IPriceOracle(proxy).sequencerFeed()), address(feed));
    }

    function _good() private returns (IPriceOracle.Feed memory) {
        return IPriceOracle.Feed(new PriceFeed(8, 2000e8), 1 hours, 100e8, 10_000e8);
    }

    function _expectInvalid(address currency, IPriceOracle.Feed memory feed) private {
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.PriceOracle_InvalidFeed.selector, currency));
        vm.prank(admin);
        priceOracle.setFeed(currency, feed);
    }
}
