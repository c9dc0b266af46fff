// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind } from "../../../../src/interfaces/IMarket.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { BlocklistToken } from "../../../mocks/BlocklistToken.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";

contract CancelBidTest is MarketTest {
    /// @dev Whatever was accepted of it, all that is left comes back, once.
    function testFuzz_CancelBid(bool inUsd, uint8 accepted, bool byAnyone) public {
        address currency = inUsd ? address(usd) : NATIVE;
        uint256 sold = bound(accepted, 0, HELD - 1);
        uint256 bidId = _bid(alice, ItemKind.LICENSE, HELD, currency, 1 ether);
        _bid(bob, ItemKind.LICENSE, 1, currency, 1 ether);
        vm.prank(seller);
        if (sold != 0) market.acceptBid(bidId, sold, 0);
        vm.stopPrank();
        uint256 refund = (HELD - sold) * 1 ether;
        if (byAnyone) vm.warp(block.timestamp + 7 days);
        vm.expectEmit(address(market));
        emit IMarket.BidCancelled(bidId, alice, refund);
        vm.prank(byAnyone ? stranger : alice);
        market.cancelBid(bidId);
        assertEq(_balance(currency, alice), refund);
        assertEq(_balance(currency, address(market)), 1 ether, "the other bid's");
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnknownBid.selector, bidId));
        vm.prank(alice);
        market.cancelBid(bidId);
    }

    function testFuzz_CancelBidTo(bool inUsd, address to) public {
        address currency = inUsd ? address(usd) : NATIVE;
        _assumePayer(to);
        vm.assume(to != buyer && to != alice);
        uint256 had = _balance(currency, to);
        uint256 bidId = _bid(alice, ItemKind.CAPSULE, 1, currency, 1 ether);
        vm.prank(alice);
        market.cancelBidTo(bidId, to);
        assertEq(_balance(currency, to), had + 1 ether);
        assertEq(_balance(currency, alice), 0);
    }

    /// @dev Money of who can't be paid goes where it says.
    function test_CancelBidTo_OfABidderWhoCanNotBePaid() public {
        BlocklistToken token = new BlocklistToken();
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, address(token), 1 ether);
        token.setBlocked(alice, true);
        vm.startPrank(alice);
        vm.expectRevert();
        market.cancelBid(bidId);
        market.cancelBidTo(bidId, bob);
        assertEq(token.balanceOf(bob), 1 ether);
    }

    /// @dev A bidder that takes no native currency keeps its own bid from being cleared away, and nothing else.
    function test_RevertWhen_TheBidderTakesNoNativeCurrency() public {
        address refusing = address(new RefusingHolder());
        uint256 bidId = _bid(refusing, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.warp(block.timestamp + 7 days);
        vm.expectRevert(RefusingHolder.Refused.selector);
        market.cancelBid(bidId);
        vm.prank(refusing);
        market.cancelBidTo(bidId, bob);
        assertEq(bob.balance, 1 ether);
    }

    function testFuzz_RevertWhen_SomeoneElseCancelsBeforeItsEnd(address caller, uint32 elapsed) public {
        vm.assume(caller != alice);
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.warp(block.timestamp + bound(elapsed, 0, 7 days - 1));
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_NotBidder.selector, bidId, caller));
        vm.prank(caller);
        market.cancelBid(bidId);
    }

    function testFuzz_RevertWhen_SomeoneElseNamesTheRecipient(address caller, uint32 elapsed) public {
        vm.assume(caller != alice);
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.warp(block.timestamp + elapsed);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_NotBidder.selector, bidId, caller));
        vm.prank(caller);
        market.cancelBidTo(bidId, caller);
    }

    function test_RevertWhen_TheRecipientIsNobody() public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        address[2] memory nobody = [address(0), address(market)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMarket.Market_InvalidRecipient.selector, nobody[i]));
            vm.prank(alice);
            market.cancelBidTo(bidId, nobody[i]);
        }
    }

    function testFuzz_RevertWhen_Unknown(uint256 bidId) public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnknownBid.selector, bidId));
        market.cancelBid(bidId);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnknownBid.selector, bidId));
        market.cancelBidTo(bidId, alice);
    }

    /// @dev Neither a pause nor a suspension keeps anybody's money.
    function test_CancelWhilePausedAndSuspended() public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.prank(guardian);
        market.pauseEntries(1 days);
        vm.prank(address(disputeCourt));
        registry.setSuspended(capsuleId, true);
        vm.prank(alice);
        market.cancelBid(bidId);
        assertEq(alice.balance, 1 ether);
    }
}
