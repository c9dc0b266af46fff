// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";

/// @title A list of debts in memory, each capsule once, at its highest rate
/// @dev Merging is commutative and idempotent: the order in which parents bring their ancestors does not matter.
/// Ascending by capsule id.
library DebtList {
    struct List {
        uint256 length;
        IRoyaltySplitter.Debt[] debts;
    }

    function create(uint256 capacity) internal pure returns (List memory list) {
        list.debts = new IRoyaltySplitter.Debt[](capacity);
    }

    /// @dev Inserts `capsuleId`, or raises its rate to `rateBps`.
    /// @return fits false when a new capsule is beyond the capacity
    function merge(List memory list, uint256 capsuleId, uint16 rateBps) internal pure returns (bool fits) {
        uint256 position = list.length;
        while (position != 0 && list.debts[position - 1].capsuleId >= capsuleId) --position;
        if (position < list.length && list.debts[position].capsuleId == capsuleId) {
            IRoyaltySplitter.Debt memory known = list.debts[position];
            if (known.rateBps < rateBps) known.rateBps = rateBps;
            return true;
        }
        if (list.length == list.debts.length) return false;
        for (uint256 i = list.length; i > position; --i) {
            list.debts[i] = list.debts[i - 1];
        }
        list.debts[position] = IRoyaltySplitter.Debt(capsuleId, rateBps);
        ++list.length;
        return true;
    }

    /// @return debts the list without its unused capacity
    function trimmed(List memory list) internal pure returns (IRoyaltySplitter.Debt[] memory debts) {
        debts = list.debts;
        uint256 length = list.length;
        assembly ("memory-safe") {
            mstore(debts, length)
        }
    }

    function totalBps(IRoyaltySplitter.Debt[] memory debts) internal pure returns (uint256 total) {
        for (uint256 i = 0; i < debts.length; ++i) {
            total += debts[i].rateBps;
        }
    }
}
