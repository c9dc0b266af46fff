// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { PayoutActions } from "./PayoutActions.sol";

/// @title Everything that moves units
/// @dev The model splits a payment when it is made, the ledger when it is collected; so all that is due is collected
/// before units move.
abstract contract ShareActions is PayoutActions {
    /// @notice By the holder or somebody it approved, and sometimes to the holder itself.
    function transferUnits(uint256 seed, uint256 to, uint256 units) external action {
        (uint256 id, address holder) = _holding(seed);
        address receiver = to % 5 == 0 ? holder : _actor(to);
        address operator = seed % 4 == 0 ? _actor(_roll(seed, 2)) : holder;
        units = units % (model.units(id, holder) + (units % 8 == 0 ? 2 : 1));
        bool allowed = units <= model.units(id, holder);
        _collectInto(id);
        if (operator != holder) _approveUnits(holder, operator, true);
        bytes memory data = abi.encodeCall(splitter.safeTransferFrom, (holder, receiver, id, units, ""));
        _act(operator, address(splitter), data, allowed);
        if (operator != holder) _approveUnits(holder, operator, false);
        if (!allowed) return;
        _noteUnits(id, holder, receiver, units, false);
        _effect();
    }

    /// @notice Units of one capsule in several parts, and of a second capsule.
    function transferUnitsBatch(uint256 seed, uint256 to, uint256 units) external action {
        (uint256 id, address holder) = _holding(seed);
        uint256[] memory ids = new uint256[](3);
        uint256[] memory values = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (id, _capsule(_roll(seed, 2)), id);
        values[0] = model.units(id, holder) / 3;
        values[1] = ids[1] == id ? 0 : units % (model.units(ids[1], holder) + 1);
        values[2] = units % (model.units(id, holder) - values[0] + 1);
        address receiver = to % 5 == 0 ? holder : _actor(to);
        _collectInto(ids[0]);
        _collectInto(ids[1]);
        bytes memory data = abi.encodeCall(splitter.safeBatchTransferFrom, (holder, receiver, ids, values, ""));
        _act(holder, address(splitter), data, true);
        for (uint256 i = 0; i < 3; ++i) {
            _noteUnits(ids[i], holder, receiver, values[i], false);
        }
        _effect();
    }

    /// @notice Who gets units claims from inside the transfer: it gets what its earlier units had earned, no more.
    function reenterWithUnits(uint256 seed, uint256 units) external action {
        (uint256 id, address holder) = _holding(seed);
        units = units % (model.units(id, holder) + 1);
        _collectInto(id);
        address currency = _currency(_roll(seed, 2));
        uint256 due = splitter.claimable(id, currency, address(party));
        ReenteringParty.Attempt[] memory attempts = new ReenteringParty.Attempt[](2);
        bytes memory again = abi.encodeCall(splitter.claim, (id, currency, address(party)));
        attempts[0] = ReenteringParty.Attempt("", address(splitter), again, true);
        attempts[1] = ReenteringParty.Attempt("", address(splitter), again, false);
        party.arm(attempts);
        uint256 before = _balance(currency, address(party));
        bytes memory data = abi.encodeCall(splitter.safeTransferFrom, (holder, address(party), id, units, ""));
        _act(holder, address(splitter), data, true);
        (, bool[] memory succeeded_,) = party.outcomes();
        _require(succeeded_[0] == (due != 0) && !succeeded_[1], "a receiver of units claimed what was not its");
        _require(_balance(currency, address(party)) - before == _arriving(currency, due), "a receiver was paid more");
        _notePaid(id, currency, address(party), due);
        _noteUnits(id, holder, address(party), units, false);
        _effect();
    }

    function _noteUnits(uint256 id, address from, address to, uint256 units, bool byMarket) internal {
        model.move(id, from, to, units);
        if (from != to) _noteDeparture(address(splitter), id, from, units, model.units(id, from), byMarket);
        _touchEverywhere(id);
    }

    function _approveUnits(address holder, address operator, bool approved) internal {
        _act(holder, address(splitter), abi.encodeCall(splitter.setApprovalForAll, (operator, approved)), true);
    }

    /// @dev A capsule and an account that holds units of it, if anybody does.
    function _holding(uint256 seed) internal view returns (uint256 id, address holder) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            id = _capsule(seed % capsules.length + i);
            address[] memory holders = model.holders(id);
            if (holders.length > 1) return (id, holders[1 + _roll(seed, 1) % (holders.length - 1)]);
        }
    }
}
