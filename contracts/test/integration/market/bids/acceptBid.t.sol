// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { IMarket, ItemKind, OrderStatus } from "../../../../src/interfaces/IMarket.sol";
import { PausableEntries } from "../../../../src/upgrade/PausableEntries.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract AcceptBidTest is MarketTest {
    /// @dev The bidder's money is split as ERC-2981 says, and the market keeps what other bids are made of.
    function testFuzz_AcceptBid(uint8 seed, bool inUsd, uint64 unitPrice, uint8 some) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        address currency = inUsd ? address(usd) : NATIVE;
        unitPrice = uint64(bound(unitPrice, 1, type(uint64).max));
        uint256 quantity = bound(some, 1, held);
        _bid(bob, kind, 1, currency, 12_345);
        uint256 bidId = _bid(alice, kind, held, currency, unitPrice);
        uint256 paid = quantity * unitPrice;
        uint256 royalty = _quotedRoyalty(kind, paid);
        vm.expectEmit(address(market));
        emit IMarket.BidAccepted(bidId, capsuleId, seller, quantity, paid, royalty);
        vm.prank(seller);
        market.acceptBid(bidId, quantity, paid - royalty);
        assertEq(_held(kind, alice), quantity);
        assertEq(_held(kind, seller), held - quantity);
        assertEq(_balance(currency, seller), paid - royalty);
        assertEq(accessToken.incomeOf(capsuleId, currency), royalty);
        assertEq(_balance(currency, address(market)), held * unitPrice - paid + 12_345);
        assertEq(usd.allowance(address(market), address(accessToken)), 0);
        IMarket.Bid memory bid = market.bidOf(bidId);
        assertEq(bid.quantity, held - quantity);
        assertEq(bid.escrow, held * unitPrice - paid);
        assertEq(bid.bidder, quantity == held ? address(0) : alice);
    }

    /// @dev What doesn't divide evenly goes with the last one: all that arrived is paid in the end.
    function testFuzz_AcceptBid_InPartsOfAnUnevenEscrow(uint16 feeBps, uint64 unitPrice, uint256 seed) public {
        FeeOnTransferToken token = new FeeOnTransferToken(bound(feeBps, 0, 9000));
        _accept(capsuleId, address(token));
        unitPrice = uint64(bound(unitPrice, 100, type(uint64).max));
        uint256 bidId = _bid(alice, ItemKind.LICENSE, HELD, address(token), unitPrice);
        uint256 left = HELD;
        while (left != 0) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 quantity = 1 + seed % left;
            vm.prank(seller);
            market.acceptBid(bidId, quantity, 0);
            left -= quantity;
            assertEq(token.balanceOf(address(market)), market.bidOf(bidId).escrow);
        }
        assertEq(token.balanceOf(address(market)), 0);
        assertEq(_held(ItemKind.LICENSE, alice), HELD);
        _expectUnknown(bidId);
    }

    /// @dev Several sellers take their parts of one bid.
    function test_AcceptBid_BySeveralSellers() public {
        vm.prank(seller);
        accessToken.safeTransferFrom(seller, carol, licenseId, 4, "");
        _letMarketMove(carol);
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 6, NATIVE, 1 ether);
        vm.prank(carol);
        market.acceptBid(bidId, 4, 0);
        vm.prank(seller);
        market.acceptBid(bidId, 2, 0);
        assertEq(_held(ItemKind.LICENSE, alice), 6);
        assertEq(carol.balance, 4 ether - _quotedRoyalty(ItemKind.LICENSE, 4 ether));
    }

    /// @dev A bid that takes the seller's last one takes the seller's orders along; one that leaves some doesn't.
    function testFuzz_AcceptBid_BesideAnOrder(uint8 some) public {
        uint256 quantity = bound(some, 1, HELD);
        IMarket.Order memory order = _order(ItemKind.LICENSE, HELD, NATIVE);
        uint256 bidId = _bid(alice, ItemKind.LICENSE, HELD, NATIVE, 1 ether);
        vm.prank(seller);
        market.acceptBid(bidId, quantity, 0);
        if (quantity == HELD) _expectNotOpen(_wanted(order, 1), OrderStatus.GONE);
        else _fill(_wanted(order, HELD - quantity));
    }

    function testFuzz_RevertWhen_Unknown(uint256 bidId) public {
        _expectUnknown(bidId);
    }

    function testFuzz_RevertWhen_Expired(uint32 late) public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        uint256 end = block.timestamp + 7 days;
        vm.warp(end + late);
        _expectRefused(bidId, 1, 0, abi.encodeWithSelector(IMarket.Market_BidExpired.selector, bidId, end));
        vm.warp(end - 1);
        vm.prank(seller);
        market.acceptBid(bidId, 1, 0);
    }

    function testFuzz_RevertWhen_NoneOrMoreThanIsWanted(uint8 wanted, uint256 more) public {
        wanted = uint8(bound(wanted, 1, HELD));
        uint256 bidId = _bid(alice, ItemKind.LICENSE, wanted, NATIVE, 1 ether);
        more = bound(more, uint256(wanted) + 1, type(uint256).max);
        _expectRefused(bidId, 0, 0, abi.encodeWithSelector(IMarket.Market_InvalidQuantity.selector, 0, wanted));
        _expectRefused(bidId, more, 0, abi.encodeWithSelector(IMarket.Market_InvalidQuantity.selector, more, wanted));
    }

    function testFuzz_RevertWhen_TheSellerHoldsFewer(address caller) public {
        vm.assume(caller != seller && caller != address(0));
        uint256 bidId = _bid(alice, ItemKind.CAPSULE, 1, NATIVE, 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.Market_NotEnoughUnits.selector, ItemKind.CAPSULE, capsuleId, caller, 0)
        );
        vm.prank(caller);
        market.acceptBid(bidId, 1, 0);
    }

    function test_RevertWhen_TheBidderSellsToItself() public {
        uint256 bidId = _bid(seller, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        _expectRefused(bidId, 1, 0, abi.encodeWithSelector(IMarket.Market_InvalidRecipient.selector, seller));
    }

    function test_RevertWhen_Suspended() public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.prank(address(disputeCourt));
        registry.setSuspended(capsuleId, true);
        _expectRefused(bidId, 1, 0, abi.encodeWithSelector(IMarket.Market_Suspended.selector, capsuleId));
    }

    function testFuzz_RevertWhen_ItBringsLessThanTheSellerWillTake(uint256 minimum) public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        uint256 proceeds = 1 ether - _quotedRoyalty(ItemKind.LICENSE, 1 ether);
        minimum = bound(minimum, proceeds + 1, type(uint256).max);
        _expectRefused(
            bidId, 1, minimum, abi.encodeWithSelector(IMarket.Market_ProceedsBelowMinimum.selector, proceeds, minimum)
        );
    }

    function test_RevertWhen_TheCapsuleDoesNotAcceptTheCurrency() public {
        StandardToken other = new StandardToken("Other", 18);
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, address(other), 1 ether);
        _expectRefused(
            bidId, 1, 0, abi.encodeWithSelector(IAccessToken.AccessToken_CurrencyNotAccepted.selector, capsuleId, other)
        );
    }

    function test_RevertWhen_TheMarketMayNotMoveIt() public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.prank(seller);
        accessToken.setApprovalForAll(address(market), false);
        _expectRefused(
            bidId, 1, 0, abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, market, seller)
        );
    }

    function test_RevertWhen_Paused() public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.prank(guardian);
        market.pauseEntries(1 days);
        _expectRefused(
            bidId, 1, 0, abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, block.timestamp + 1 days)
        );
    }

    function _expectUnknown(uint256 bidId) private {
        _expectRefused(bidId, 1, 0, abi.encodeWithSelector(IMarket.Market_UnknownBid.selector, bidId));
    }

    function _expectRefused(uint256 bidId, uint256 quantity, uint256 minProceeds, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(seller);
        market.acceptBid(bidId, quantity, minProceeds);
    }
}
