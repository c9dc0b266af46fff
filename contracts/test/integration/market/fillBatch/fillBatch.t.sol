// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind, OrderStatus } from "../../../../src/interfaces/IMarket.sol";
import { PausableEntries } from "../../../../src/upgrade/PausableEntries.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";

contract FillBatchTest is MarketTest {
    /// @dev A batch costs what its fills cost one by one, and brings everyone the same.
    function testFuzz_FillBatch_CostsWhatItsFillsCost(uint96[4] memory prices, uint64 excess) public {
        IMarket.Fill[] memory wanted = _four(prices);
        uint256 state = vm.snapshotState();
        for (uint256 i = 0; i < 4; ++i) {
            _fill(wanted[i]);
        }
        uint256[4] memory single = _outcome();
        vm.revertToState(state);

        uint256 value = _fundAll(wanted);
        vm.deal(buyer, value + excess);
        vm.prank(buyer);
        assertEq(market.fillBatch{ value: value + excess }(wanted, block.timestamp, false), 4);
        uint256[4] memory batch = _outcome();
        for (uint256 i = 0; i < 4; ++i) {
            assertEq(batch[i], single[i]);
        }
        assertEq(buyer.balance, excess, "the rest comes back");
        assertEq(usd.balanceOf(buyer), 0);
        assertEq(address(market).balance, 0);
    }

    /// @dev Value is spent once: enough for all but the last is not enough.
    function testFuzz_RevertWhen_ValueIsEnoughForAllButOne(uint8 count, uint256 short) public {
        uint256 quantity = bound(count, 2, HELD);
        IMarket.Fill[] memory wanted = new IMarket.Fill[](quantity);
        for (uint256 i = 0; i < quantity; ++i) {
            wanted[i] = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        }
        short = bound(short, 1, UNIT_PRICE);
        uint256 value = quantity * UNIT_PRICE - short;
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.Market_InsufficientPayment.selector, UNIT_PRICE - short, UNIT_PRICE)
        );
        vm.prank(buyer);
        market.fillBatch{ value: value }(wanted, block.timestamp, true);
        assertEq(_held(ItemKind.LICENSE, seller), HELD, "all or none");
    }

    /// @dev The same order twice is filled twice, and not beyond its quantity.
    function test_RevertWhen_OneOrderIsThereMoreOftenThanItHas() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 2, NATIVE);
        IMarket.Fill[] memory wanted = new IMarket.Fill[](3);
        for (uint256 i = 0; i < 3; ++i) {
            wanted[i] = _wanted(order, 1);
        }
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.Market_OrderNotOpen.selector, market.orderHash(order), OrderStatus.FILLED)
        );
        vm.prank(buyer);
        market.fillBatch{ value: 3 ether }(wanted, block.timestamp, false);
        vm.prank(buyer);
        assertEq(market.fillBatch{ value: 3 ether }(wanted, block.timestamp, true), 2);
        assertEq(buyer.balance, 998 ether);
    }

    /// @dev Cancelled, gone, too early, too late or too little: each is left out, and its money comes back.
    function test_WhatIsNotAvailableIsSkipped() public {
        IMarket.Fill[] memory wanted = _unavailable();
        vm.prank(buyer);
        assertEq(market.fillBatch{ value: 10 ether }(wanted, block.timestamp, true), 1);
        assertEq(_held(ItemKind.LICENSE, buyer), 1);
        assertEq(buyer.balance, 999 ether);
    }

    /// @dev An order may be for more than its seller holds; what it holds is all that is available.
    function testFuzz_MoreThanTheSellerHoldsIsSkipped(uint8 more) public {
        uint256 quantity = bound(more, HELD + 1, HELD + 10);
        IMarket.Fill[] memory wanted = new IMarket.Fill[](2);
        wanted[0] = _wanted(_order(ItemKind.LICENSE, HELD + 10, NATIVE), quantity);
        wanted[1] = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        vm.prank(buyer);
        assertEq(market.fillBatch{ value: 100 ether }(wanted, block.timestamp, true), 1);
        assertEq(_held(ItemKind.LICENSE, buyer), 1);
        assertEq(buyer.balance, 999 ether);
    }

    function testFuzz_RevertWhen_AnyIsNotAvailable(uint8 which) public {
        IMarket.Fill[] memory all = _unavailable();
        IMarket.Fill[] memory wanted = new IMarket.Fill[](2);
        (wanted[0], wanted[1]) = (all[3], all[which % 3]);
        (OrderStatus status,) = market.orderStatus(wanted[1].order);
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.Market_OrderNotOpen.selector, market.orderHash(wanted[1].order), status)
        );
        vm.prank(buyer);
        market.fillBatch{ value: 10 ether }(wanted, block.timestamp, false);
        assertEq(_held(ItemKind.LICENSE, buyer), 0, "all or none");
    }

    function testFuzz_RevertWhen_TheCapsuleIsSuspended(bool skip) public {
        IMarket.Fill[] memory wanted = new IMarket.Fill[](1);
        wanted[0] = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        vm.prank(address(disputeCourt));
        registry.setSuspended(capsuleId, true);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_Suspended.selector, capsuleId));
        vm.prank(buyer);
        market.fillBatch{ value: 1 ether }(wanted, block.timestamp, skip);
    }

    /// @dev What is refused for another reason than that it is not available is no surprise to skip over.
    function test_RevertWhen_OneIsForged() public {
        IMarket.Fill[] memory wanted = new IMarket.Fill[](2);
        (wanted[0], wanted[1]) =
        (_wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1), _wanted(_order(ItemKind.CAPSULE, 1, NATIVE), 1));
        wanted[1].signature = wanted[0].signature;
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.Market_InvalidSignature.selector, market.orderHash(wanted[1].order), seller)
        );
        vm.prank(buyer);
        market.fillBatch{ value: 10 ether }(wanted, block.timestamp, true);
    }

    function test_RevertWhen_NothingIsAvailable() public {
        IMarket.Fill[] memory wanted = new IMarket.Fill[](0);
        vm.startPrank(buyer);
        vm.expectRevert(IMarket.Market_NothingAvailable.selector);
        market.fillBatch(wanted, block.timestamp, true);
        wanted = new IMarket.Fill[](1);
        wanted[0] = _unavailable()[0];
        vm.startPrank(buyer);
        vm.expectRevert(IMarket.Market_NothingAvailable.selector);
        market.fillBatch{ value: 1 ether }(wanted, block.timestamp, true);
    }

    function test_RevertWhen_LateOrPaused() public {
        IMarket.Fill[] memory wanted = new IMarket.Fill[](1);
        wanted[0] = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_DeadlinePassed.selector, block.timestamp - 1));
        market.fillBatch(wanted, block.timestamp - 1, false);
        vm.prank(guardian);
        market.pauseEntries(1 days);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, block.timestamp + 1 days));
        market.fillBatch(wanted, block.timestamp, false);
    }

    /// @dev Licenses for native currency and for an ERC-20, the capsule, and shares of it.
    function _four(uint96[4] memory prices) private returns (IMarket.Fill[] memory wanted) {
        wanted = new IMarket.Fill[](4);
        IMarket.Order[4] memory orders = [
            _order(ItemKind.LICENSE, 2, NATIVE),
            _order(ItemKind.LICENSE, 3, address(usd)),
            _order(ItemKind.CAPSULE, 1, NATIVE),
            _order(ItemKind.SHARES, 4, NATIVE)
        ];
        for (uint256 i = 0; i < 4; ++i) {
            orders[i].unitPrice = bound(prices[i], 1, type(uint96).max);
            wanted[i] = _wanted(orders[i], orders[i].quantity);
        }
    }

    /// @dev One that was cancelled, one whose capsule has left, one that is over; then one that is open, and one of
    /// which less is left than wanted.
    function _unavailable() private returns (IMarket.Fill[] memory wanted) {
        wanted = new IMarket.Fill[](5);
        IMarket.Order memory cancelled = _order(ItemKind.LICENSE, 1, NATIVE);
        IMarket.Order memory gone = _order(ItemKind.CAPSULE, 1, NATIVE);
        IMarket.Order memory over = _order(ItemKind.LICENSE, 1, NATIVE);
        over.expiresAt = uint64(block.timestamp);
        (wanted[0], wanted[1], wanted[2]) = (_wanted(cancelled, 1), _wanted(gone, 1), _wanted(over, 1));
        wanted[3] = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        wanted[4] = _wanted(_order(ItemKind.LICENSE, 3, NATIVE), 4);
        vm.startPrank(seller);
        market.cancel(cancelled);
        registry.transferFrom(seller, alice, capsuleId);
        vm.stopPrank();
    }

    function _fundAll(IMarket.Fill[] memory wanted) private returns (uint256 value) {
        for (uint256 i = 0; i < wanted.length; ++i) {
            value += _fundForMarket(buyer, wanted[i].order.currency, wanted[i].maxTotal);
        }
    }

    function _outcome() private view returns (uint256[4] memory) {
        return [
            seller.balance,
            usd.balanceOf(seller),
            accessToken.incomeOf(capsuleId, NATIVE),
            accessToken.incomeOf(capsuleId, address(usd))
        ];
    }
}
