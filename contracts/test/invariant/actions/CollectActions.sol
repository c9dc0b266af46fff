// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { IncomeActions } from "./IncomeActions.sol";

/// @title Everything that moves income up the graph
abstract contract CollectActions is IncomeActions {
    function collect(uint256 seed) external action {
        (uint256 childId, uint256 ancestorId, address currency) = _hop(seed);
        uint256 due = splitter.collectable(childId, ancestorId, currency);
        bytes memory data = abi.encodeCall(splitter.collect, (childId, ancestorId, currency));
        bytes memory answer = _act(stranger, address(splitter), data, _takes(ancestorId, currency));
        if (!_takes(ancestorId, currency)) return;
        _require(abi.decode(answer, (uint256)) == due, "collected another amount");
        _noteCollected(childId, ancestorId, currency, due);
        _require(splitter.collectable(childId, ancestorId, currency) == 0, "collected twice");
        _effect();
    }

    /// @notice Two hops, from a child to what its parent owes, if that owes anything.
    function collectPath(uint256 seed) external action {
        (uint256 childId, uint256 parentId, address currency) = _hop(seed);
        uint256 topId = _debtor(parentId, _roll(seed, 9));
        uint256[] memory path = new uint256[](topId == 0 ? 2 : 3);
        (path[0], path[1]) = (childId, parentId);
        if (topId != 0) path[2] = topId;
        uint256 first = splitter.collectable(childId, parentId, currency);
        bool allowed = _takes(parentId, currency) && (topId == 0 || _takes(topId, currency));
        bytes memory data = abi.encodeCall(splitter.collectPath, (path, currency));
        bytes memory answer = _act(stranger, address(splitter), data, allowed);
        if (!allowed) return;
        _noteCollected(childId, parentId, currency, first);
        if (topId != 0) _noteCollected(parentId, topId, currency, abi.decode(answer, (uint256)) - first);
        _require(splitter.collectPath(path, currency) == 0, "collected twice");
        _effect();
    }

    /// @notice Two hops in any order, each named twice: the second time there is nothing left.
    function collectMany(uint256 seed) external action {
        IRoyaltySplitter.Hop[] memory hops = new IRoyaltySplitter.Hop[](4);
        address currency;
        (hops[0].childId, hops[0].ancestorId, currency) = _hop(seed);
        (hops[2].childId, hops[2].ancestorId,) = _hop(_roll(seed, 11));
        (hops[1], hops[3]) = (hops[0], hops[2]);
        uint256 first = splitter.collectable(hops[0].childId, hops[0].ancestorId, currency);
        bool allowed = _takes(hops[0].ancestorId, currency) && _takes(hops[2].ancestorId, currency);
        bytes memory data = abi.encodeCall(splitter.collectMany, (hops, currency));
        bytes memory answer = _act(stranger, address(splitter), data, allowed);
        if (!allowed) return;
        _noteCollected(hops[0].childId, hops[0].ancestorId, currency, first);
        uint256 second = abi.decode(answer, (uint256)) - first;
        _noteCollected(hops[2].childId, hops[2].ancestorId, currency, second);
        _effect();
    }

    /// @dev Collects everything that is due, children before their ancestors, which are all older.
    function _collectEverything() internal {
        for (uint256 i = capsules.length; i > 0; --i) {
            for (uint256 k = 0; k + 1 < i; ++k) {
                _collectHop(capsules[i - 1], capsules[k]);
            }
        }
    }

    /// @dev Collects all that can still arrive at one capsule: over hops to it and to its descendants.
    function _collectInto(uint256 id) internal {
        for (uint256 i = capsules.length; i > 0 && capsules[i - 1] != id; --i) {
            for (uint256 k = 0; k + 1 < i; ++k) {
                if (capsules[k] == id || model.descends(capsules[k], id)) _collectHop(capsules[i - 1], capsules[k]);
            }
        }
    }

    /// @dev Who wants income in a currency accepts it first.
    function _collectHop(uint256 childId, uint256 ancestorId) private {
        if (!_owes(childId, ancestorId)) return;
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            // No income, and none that could have come from a descendant.
            if (income[childId][currency] == 0 && splitter.collectable(childId, ancestorId, currency) == 0) continue;
            if (!_takes(ancestorId, currency)) _accept(ancestorId, currency);
            uint256 amount = splitter.collect(childId, ancestorId, currency);
            if (amount != 0) _noteCollected(childId, ancestorId, currency, amount);
        }
    }

    function _noteCollected(uint256 childId, uint256 ancestorId, address currency, uint256 amount) internal {
        collected[childId][ancestorId][currency] += amount;
        _touch(ancestorId, currency);
    }

    /// @dev A child and a capsule that it owes, mostly one that takes the currency: the graph has some from the start.
    function _hop(uint256 seed) private view returns (uint256 childId, uint256 ancestorId, address currency) {
        for (uint256 i = 0; ancestorId == 0; ++i) {
            childId = _capsule(seed % capsules.length + i);
            ancestorId = _debtor(childId, _roll(seed, 1));
        }
        currency = _currency(_roll(seed, 2));
        if (seed % 8 != 0 && !_takes(ancestorId, currency)) currency = NATIVE;
    }

    /// @dev One of those that `id` owes, or 0.
    function _debtor(uint256 id, uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            uint256 candidate = _capsule(seed % capsules.length + i);
            if (_owes(id, candidate)) return candidate;
        }
        return 0;
    }
}
