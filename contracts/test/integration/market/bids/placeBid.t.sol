// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IMarket, ItemKind } from "../../../../src/interfaces/IMarket.sol";
import { PausableEntries } from "../../../../src/upgrade/PausableEntries.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";

contract PlaceBidTest is MarketTest {
    function testFuzz_PlaceBid(uint8 seed, bool inUsd, uint32 quantity, uint64 unitPrice, uint32 period) public {
        (ItemKind kind,) = _kind(seed);
        quantity = uint32(bound(quantity, 1, type(uint32).max));
        unitPrice = uint64(bound(unitPrice, 1, type(uint64).max));
        uint64 expiresAt = uint64(block.timestamp + bound(period, 1, 30 days));
        address currency = inUsd ? address(usd) : NATIVE;
        uint256 id = kind == ItemKind.LICENSE ? licenseId : capsuleId;
        uint256 total = uint256(quantity) * unitPrice;
        uint256 value = _fundForMarket(alice, currency, total);
        vm.expectEmit(address(market));
        emit IMarket.BidPlaced(1, capsuleId, alice, kind, id, quantity, currency, unitPrice, expiresAt);
        vm.prank(alice);
        assertEq(market.placeBid{ value: value }(kind, id, quantity, currency, unitPrice, expiresAt), 1);
        assertEq(_balance(currency, alice), 0);
        assertEq(_balance(currency, address(market)), total);
        IMarket.Bid memory bid = IMarket.Bid(alice, expiresAt, kind, id, currency, quantity, unitPrice, uint128(total));
        assertEq(abi.encode(market.bidOf(1)), abi.encode(bid));
    }

    function testFuzz_PlaceBid_SendsBackTheRest(uint96 excess) public {
        vm.deal(alice, 1 ether + uint256(excess));
        vm.prank(alice);
        uint256 bidId = market.placeBid{ value: 1 ether + uint256(excess) }(
            ItemKind.CAPSULE, capsuleId, 1, NATIVE, 1 ether, uint64(block.timestamp + 1)
        );
        assertEq(alice.balance, excess);
        assertEq(market.bidOf(bidId).escrow, 1 ether);
    }

    function test_PlaceBid_TheMostForTheLongest() public {
        uint256 most = type(uint96).max;
        uint64 end = uint64(block.timestamp + 30 days);
        vm.deal(alice, most);
        vm.prank(alice);
        uint256 bidId = market.placeBid{ value: most }(ItemKind.LICENSE, licenseId, most, NATIVE, 1, end);
        IMarket.Bid memory bid = market.bidOf(bidId);
        assertEq(bid.quantity, most);
        assertEq(bid.escrow, most);
        assertEq(bid.expiresAt, end);
    }

    /// @dev A bid is worth what arrived for it.
    function testFuzz_PlaceBid_InATokenThatKeepsAPart(uint16 feeBps, uint8 quantity, uint64 unitPrice) public {
        FeeOnTransferToken token = new FeeOnTransferToken(bound(feeBps, 0, 9000));
        quantity = uint8(bound(quantity, 1, HELD));
        unitPrice = uint64(bound(unitPrice, 100, type(uint64).max));
        uint256 bidId = _bid(alice, ItemKind.LICENSE, quantity, address(token), unitPrice);
        uint256 received = token.afterFee(uint256(quantity) * unitPrice);
        assertEq(token.balanceOf(address(market)), received);
        assertEq(market.bidOf(bidId).escrow, received);
        assertEq(market.bidOf(bidId).unitPrice, received / quantity);
    }

    function testFuzz_RevertWhen_OutOfRange(uint256 expiresAt, uint256 quantity) public {
        vm.deal(alice, 100 ether);
        vm.startPrank(alice);
        _expectInvalid("expiresAt");
        _place(1, 1, uint64(block.timestamp));
        _expectInvalid("expiresAt");
        _place(1, 1, uint64(bound(expiresAt, 0, block.timestamp)));
        _expectInvalid("expiresAt");
        _place(1, 1, uint64(bound(expiresAt, block.timestamp + 30 days + 1, type(uint64).max)));
        _expectInvalid("quantity");
        _place(0, 1, uint64(block.timestamp + 1));
        _expectInvalid("quantity");
        _place(bound(quantity, uint256(type(uint96).max) + 1, type(uint256).max), 1, uint64(block.timestamp + 1));
        _expectInvalid("unitPrice");
        _place(1, 0, uint64(block.timestamp + 1));
    }

    function testFuzz_RevertWhen_NothingLikeItIsKnown(uint256 id) public {
        id = bound(id, 1 << 80, type(uint256).max);
        uint64 end = uint64(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnknownItem.selector, ItemKind.LICENSE, id));
        market.placeBid(ItemKind.LICENSE, id, 1, NATIVE, 1, end);
        for (uint8 kind = 1; kind < 3; ++kind) {
            vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, id));
            market.placeBid(ItemKind(kind), id, 1, NATIVE, 1, end);
        }
    }

    function testFuzz_RevertWhen_TooLittleIsSent(uint256 sent, uint8 quantity) public {
        uint256 total = bound(quantity, 1, 10) * 1 ether;
        sent = bound(sent, 0, total - 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_InsufficientPayment.selector, sent, total));
        vm.prank(buyer);
        market.placeBid{ value: sent }(
            ItemKind.LICENSE, licenseId, total / 1 ether, NATIVE, 1 ether, uint64(block.timestamp + 1)
        );
    }

    function test_RevertWhen_NativeComesWithErc20() public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnexpectedPayment.selector, 1));
        vm.prank(buyer);
        market.placeBid{ value: 1 }(ItemKind.LICENSE, licenseId, 1, address(usd), 1, uint64(block.timestamp + 1));
    }

    function test_RevertWhen_Paused() public {
        vm.prank(guardian);
        market.pauseEntries(1 days);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, block.timestamp + 1 days));
        vm.prank(buyer);
        _place(1, 1, uint64(block.timestamp + 1));
    }

    function _place(uint256 quantity, uint256 unitPrice, uint64 expiresAt) private {
        market.placeBid{ value: 1 }(ItemKind.LICENSE, licenseId, quantity, NATIVE, unitPrice, expiresAt);
    }

    function _expectInvalid(string memory field) private {
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_InvalidOrder.selector, field));
    }
}
