// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { BatchTest } from "./BatchTest.sol";
import { Vm } from "forge-std/Vm.sol";

contract PurchaseBatchTest is BatchTest {
    /// @dev One order, drawn at random.
    struct Pick {
        uint8 kind;
        uint8 quantity;
        bool toRecipient;
        bool referred;
    }

    function testFuzz_SumOfSingles(Pick[5] memory picks, uint96 excess) public {
        IAccessToken.Order[] memory orders = _orders(picks);
        uint256 value = _value(orders);
        vm.deal(buyer, value + excess);

        uint256 state = vm.snapshotState();
        uint256[] memory expectedIds = new uint256[](orders.length);
        vm.recordLogs();
        for (uint256 i = 0; i < orders.length; ++i) {
            expectedIds[i] = _single(orders[i]);
        }
        bytes32 expectedSales = _salesIn(vm.getRecordedLogs());
        bytes32 expected = _books();
        assertEq(buyer.balance, excess);
        vm.revertToState(state);

        vm.recordLogs();
        uint256[] memory ids = _batch(orders, value + excess);
        assertEq(_salesIn(vm.getRecordedLogs()), expectedSales, "the same events");
        assertEq(keccak256(abi.encode(ids)), keccak256(abi.encode(expectedIds)), "licenses");
        assertEq(buyer.balance, excess, "change");
        assertEq(_books(), expected, "money, counts and holdings");
    }

    function test_PurchaseBatch_SerialsFollowEachOther() public {
        uint256 timed = offers[2];
        uint256[] memory ids = _batch(_two(_order(timed, 3, buyer), _order(timed, 2, recipient)), 5 * PRICE);
        assertEq(ids[0], (timed << 64) | 1);
        assertEq(ids[1], (timed << 64) | 4);
        assertTrue(_isValid((timed << 64) | 3, buyer));
        assertTrue(_isValid((timed << 64) | 5, recipient));
    }

    function test_PurchaseBatch_ValueComesBackWhenNothingIsNative() public {
        vm.deal(buyer, 1 ether);
        _batch(_one(_order(offers[1], 1, buyer)), 1 ether);
        assertEq(buyer.balance, 1 ether);
        assertEq(usd.balanceOf(address(accessToken)), 25e6);
    }

    function testFuzz_PurchaseBatch_OfNothing(uint96 value) public {
        vm.deal(buyer, value);
        bytes32 before = _books();
        vm.recordLogs();
        assertEq(_batch(new IAccessToken.Order[](0), value).length, 0);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(_books(), before);
    }

    function _orders(Pick[5] memory picks) private view returns (IAccessToken.Order[] memory orders) {
        orders = new IAccessToken.Order[](picks.length);
        for (uint256 i = 0; i < picks.length; ++i) {
            uint256 offerId = offers[picks[i].kind % KINDS];
            uint256 quantity = picks[i].quantity % 3 + 1;
            orders[i] = _order(offerId, quantity, picks[i].toRecipient ? recipient : buyer);
            (, orders[i].maxTotal) = accessToken.quote(offerId, quantity);
            if (picks[i].referred) orders[i].referrer = referrer;
        }
    }

    function _single(IAccessToken.Order memory order) private returns (uint256) {
        uint256 value = _value(_one(order));
        vm.prank(buyer);
        return accessToken.purchase{ value: value }(
            order.offerId, order.quantity, order.recipient, order.maxTotal, block.timestamp, order.referrer
        );
    }

    /// @dev All sales announced, in their order.
    function _salesIn(Vm.Log[] memory logs) private pure returns (bytes32 sales) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IAccessToken.LicenseSold.selector) continue;
            sales = keccak256(abi.encode(sales, logs[i].topics, logs[i].data));
        }
        assertTrue(sales != 0);
    }
}
