// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind, OrderStatus } from "../../../../src/interfaces/IMarket.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

/// @dev An order ends once, and what leaves its seller takes it along for good.
contract OrderLifeTest is MarketTest {
    /// @dev Out and back, in whatever number: the listing of last month is not fillable at last month's price.
    function testFuzz_WhatLeftAndReturnedIsNotForSale(uint8 seed, uint8 some) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        uint256 moved = bound(some, 1, held);
        IMarket.Fill memory wanted = _wanted(_order(kind, held, NATIVE), 1);
        _move(kind, seller, alice, moved);
        _expectNotOpen(wanted, OrderStatus.GONE);
        _move(kind, alice, seller, moved);
        assertEq(_held(kind, seller), held);
        _expectNotOpen(wanted, OrderStatus.GONE);
        _fill(_wanted(_order(kind, held, NATIVE), held));
    }

    /// @dev What it sold is bought back: once filled is filled for good.
    function testFuzz_WhatWasSoldAndReturnedIsNotForSale(uint8 seed) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        IMarket.Fill memory wanted = _wanted(_order(kind, held, NATIVE), held);
        IMarket.Fill memory sibling = _wanted(_order(kind, held, NATIVE), held);
        _fill(wanted);
        _move(kind, buyer, seller, held);
        _expectNotOpen(wanted, OrderStatus.GONE);
        _expectNotOpen(sibling, OrderStatus.GONE);
    }

    /// @dev Not even when more of them are bought from the creator.
    function test_NewOnesDoNotReviveIt() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, HELD, NATIVE), HELD);
        _move(ItemKind.LICENSE, seller, alice, HELD);
        uint256 offerId = licenseId >> 64;
        accessToken.purchase(offerId, HELD, seller, 0, NO_LIMIT, address(0));
        _expectNotOpen(wanted, OrderStatus.GONE);
    }

    /// @dev What the seller got more of is sold under the same order, up to its quantity.
    function test_MoreOfThemKeepItAlive() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, HELD + 5, NATIVE);
        uint256 offerId = licenseId >> 64;
        accessToken.purchase(offerId, 5, seller, 0, NO_LIMIT, address(0));
        _fill(_wanted(order, HELD + 5));
        assertEq(_held(ItemKind.LICENSE, buyer), HELD + 5);
    }

    /// @dev Departures of one thing are nothing to orders for another.
    function testFuzz_OtherThingsMayLeave(uint8 seed, uint8 other) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        (ItemKind left, uint256 moved) = _kind(other);
        vm.assume(kind != left);
        IMarket.Fill memory wanted = _wanted(_order(kind, held, NATIVE), held);
        _move(left, seller, alice, moved);
        _fill(wanted);
    }

    function testFuzz_ACancelledOrderStaysCancelled(uint8 seed, uint8 some) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        uint256 filled = bound(some, 0, held - 1);
        IMarket.Order memory order = _order(kind, held, NATIVE);
        if (filled != 0) _fill(_wanted(order, filled));
        bytes32 hash = market.orderHash(order);
        vm.expectEmit(address(market));
        emit IMarket.OrderCancelled(hash, seller);
        vm.prank(seller);
        market.cancel(order);
        _expectNotOpen(_wanted(order, 1), OrderStatus.CANCELLED);
        (, uint256 left) = market.orderStatus(order);
        assertEq(left, 0);
        _expectNotCancelled(order, OrderStatus.CANCELLED);
        _fill(_wanted(_order(kind, held - filled, NATIVE), held - filled));
    }

    /// @dev Filled and cancelled exclude each other, whether the seller has more of it or not.
    function testFuzz_AFilledOrderCannotBeCancelled(uint8 seed, bool all) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        uint256 quantity = all ? held : 1;
        IMarket.Order memory order = _order(kind, quantity, NATIVE);
        _fill(_wanted(order, quantity));
        OrderStatus status = quantity == held ? OrderStatus.GONE : OrderStatus.FILLED;
        _expectNotOpen(_wanted(order, quantity), status);
        _expectNotCancelled(order, status);
    }

    function testFuzz_AnExpiredOrderCannotBeCancelled(uint32 late) public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        vm.warp(uint256(order.expiresAt) + late);
        _expectNotCancelled(order, OrderStatus.EXPIRED);
    }

    function testFuzz_AnOrderCanBeCancelledBeforeItStarts(uint32 wait) public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        order.startsAt += uint32(bound(wait, 1, type(uint32).max));
        order.expiresAt = order.startsAt + 1;
        vm.prank(seller);
        market.cancel(order);
        vm.warp(order.startsAt);
        _expectNotOpen(_wanted(order, 1), OrderStatus.CANCELLED);
    }

    function testFuzz_RevertWhen_SomeoneElseCancels(address caller) public {
        vm.assume(caller != seller);
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_NotSeller.selector, market.orderHash(order), caller));
        vm.prank(caller);
        market.cancel(order);
    }

    /// @dev All that was signed so far ends, of this seller only; what was signed for later starts.
    function testFuzz_CancelAll(uint8 times) public {
        uint256 rounds = bound(times, 1, 5);
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        IMarket.Order memory later = _order(ItemKind.LICENSE, 1, NATIVE);
        later.counter = rounds;
        _expectNotOpen(_wanted(later, 1), OrderStatus.CANCELLED);
        vm.prank(stranger);
        market.cancelAll();
        (OrderStatus status,) = market.orderStatus(order);
        assertEq(uint8(status), uint8(OrderStatus.OPEN), "a stranger's counter is its own");
        for (uint256 i = 1; i <= rounds; ++i) {
            vm.expectEmit(address(market));
            emit IMarket.AllOrdersCancelled(seller, i);
            vm.prank(seller);
            assertEq(market.cancelAll(), i);
        }
        assertEq(market.counterOf(seller), rounds);
        _expectNotOpen(_wanted(order, 1), OrderStatus.CANCELLED);
        _expectNotCancelled(order, OrderStatus.CANCELLED);
        _fill(_wanted(later, 1));
    }

    /// @dev A pause stops sales; it never keeps a seller from taking an order back.
    function test_CancelWhilePaused() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        vm.prank(guardian);
        market.pauseEntries(1 days);
        vm.startPrank(seller);
        market.cancel(order);
        market.cancelAll();
    }

    function _expectNotCancelled(IMarket.Order memory order, OrderStatus status) private {
        bytes32 hash = market.orderHash(order);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_OrderNotOpen.selector, hash, status));
        vm.prank(seller);
        market.cancel(order);
    }

    function _move(ItemKind kind, address from, address to, uint256 quantity) private {
        vm.startPrank(from);
        if (kind == ItemKind.CAPSULE) registry.transferFrom(from, to, capsuleId);
        else if (kind == ItemKind.LICENSE) accessToken.safeTransferFrom(from, to, licenseId, quantity, "");
        else IERC1155(address(splitter)).safeTransferFrom(from, to, capsuleId, quantity, "");
        vm.stopPrank();
    }
}
