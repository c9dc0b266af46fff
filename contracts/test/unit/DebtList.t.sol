// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../src/interfaces/IRoyaltySplitter.sol";
import { DebtList } from "../../src/libraries/DebtList.sol";
import { Test } from "forge-std/Test.sol";

/// @notice The list of debts against a table indexed by capsule.
contract DebtListTest is Test {
    using DebtList for DebtList.List;

    uint256 private constant CAPACITY = 32;

    /// @dev Ids below 48 in random order with repeats: more than fit now and then.
    function testFuzz_Merge_IsATableOfHighestRates(uint8[40] memory ids, uint16[40] memory rates) public pure {
        uint256[48] memory table;
        uint256 distinct = 0;
        DebtList.List memory list = DebtList.create(CAPACITY);
        for (uint256 i = 0; i < 40; ++i) {
            (uint256 id, uint16 rate) = (ids[i] % 48, uint16(bound(rates[i], 1, 5000)));
            bool fits = table[id] != 0 || distinct < CAPACITY;
            assertEq(list.merge(id, rate), fits);
            if (!fits) continue;
            if (table[id] == 0) ++distinct;
            if (rate > table[id]) table[id] = rate;
        }
        _assertTable(list.trimmed(), table, distinct);
    }

    function testFuzz_Merge_IsCommutative(uint8[20] memory ids, uint16[20] memory rates, uint256 seed) public pure {
        DebtList.List memory forward = DebtList.create(CAPACITY);
        for (uint256 i = 0; i < 20; ++i) {
            forward.merge(ids[i], rates[i]);
        }
        for (uint256 i = 19; i > 0; --i) {
            uint256 k = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            (ids[i], ids[k]) = (ids[k], ids[i]);
            (rates[i], rates[k]) = (rates[k], rates[i]);
        }
        DebtList.List memory shuffled = DebtList.create(CAPACITY);
        for (uint256 i = 0; i < 20; ++i) {
            shuffled.merge(ids[i], rates[i]);
        }
        assertEq(abi.encode(forward.trimmed()), abi.encode(shuffled.trimmed()));
    }

    function testFuzz_Merge_IsIdempotent(uint8[20] memory ids, uint16[20] memory rates) public pure {
        DebtList.List memory once = DebtList.create(CAPACITY);
        DebtList.List memory twice = DebtList.create(CAPACITY);
        for (uint256 i = 0; i < 20; ++i) {
            once.merge(ids[i], rates[i]);
            twice.merge(ids[i], rates[i]);
            twice.merge(ids[i], rates[i]);
        }
        for (uint256 i = 0; i < 20; ++i) {
            twice.merge(ids[i], rates[i]);
        }
        assertEq(abi.encode(once.trimmed()), abi.encode(twice.trimmed()));
    }

    function test_Merge_FullListStillRaisesRates() public pure {
        DebtList.List memory list = DebtList.create(2);
        assertTrue(list.merge(5, 10));
        assertTrue(list.merge(3, 20));
        assertFalse(list.merge(4, 30));
        assertTrue(list.merge(5, 40));
        IRoyaltySplitter.Debt[] memory debts = list.trimmed();
        assertEq(debts.length, 2);
        assertEq(debts[0].capsuleId, 3);
        assertEq(debts[0].rateBps, 20);
        assertEq(debts[1].capsuleId, 5);
        assertEq(debts[1].rateBps, 40);
    }

    function testFuzz_Create_IsEmpty(uint8 capacity) public pure {
        assertEq(DebtList.create(capacity).trimmed().length, 0);
    }

    function _assertTable(IRoyaltySplitter.Debt[] memory debts, uint256[48] memory table, uint256 distinct)
        private
        pure
    {
        assertEq(debts.length, distinct);
        uint256 total = 0;
        for (uint256 i = 0; i < debts.length; ++i) {
            if (i != 0) assertLt(debts[i - 1].capsuleId, debts[i].capsuleId, "ascending");
            assertEq(debts[i].rateBps, table[debts[i].capsuleId]);
            total += debts[i].rateBps;
        }
        assertEq(DebtList.totalBps(debts), total);
    }
}
