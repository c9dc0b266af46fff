// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EconomyWorld } from "./EconomyWorld.sol";
import { PayoutHandler } from "./PayoutHandler.sol";

/// @title Everything that moves units, over a handler of all other steps
/// @dev The model splits a payment when it is made, the ledger when it is collected; so all that is due is collected
/// before units move.
contract EconomyHandler is PayoutHandler {
    constructor(Protocol memory protocol) EconomyWorld(protocol) { }

    function allocate(uint256 seed, uint256 who, uint256 units) external {
        (uint256 id, address account) = (_capsule(seed), _actor(who));
        uint256 left = 1_000_000 - splitter.allocatedUnits(id);
        if (left == 0) return _transfer(id, account, _actor(seed >> 8), units);
        units = 1 + units % (units % 7 == 0 ? left : (left + 3) / 4);
        _collectInto(id);
        _observeBystanderOf(id);
        vm.prank(admin);
        splitter.allocate(id, account, units);
        model.move(id, OWNER, account, units);
        _checkBystander();
    }

    /// @notice Sometimes to oneself.
    function transfer(uint256 seed, uint256 from, uint256 to, uint256 units) external {
        (uint256 id, address holder) = _holding(seed, from);
        _transfer(id, holder, to % 5 == 0 ? holder : _actor(to), units);
    }

    /// @notice Units of one capsule in several parts, and of a second capsule, by an operator.
    function transferBatch(uint256 seed, uint256 from, uint256 to, uint256 units) external {
        (uint256 id, address holder) = _holding(seed, from);
        uint256[] memory ids = new uint256[](3);
        uint256[] memory values = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (id, _capsule(seed >> 8), id);
        values[0] = model.units(id, holder) / 3;
        values[1] = ids[1] == id ? 0 : units % (model.units(ids[1], holder) + 1);
        values[2] = units % (model.units(id, holder) - values[0] + 1);
        address operator = _actor(seed >> 16);
        vm.prank(holder);
        splitter.setApprovalForAll(operator, true);
        _collectInto(ids[0]);
        _collectInto(ids[1]);
        vm.prank(operator);
        splitter.safeBatchTransferFrom(holder, _actor(to), ids, values, "");
        for (uint256 i = 0; i < 3; ++i) {
            model.move(ids[i], holder, _actor(to), values[i]);
        }
    }

    function _transfer(uint256 id, address from, address to, uint256 units) private {
        units = units % (model.units(id, from) + 1);
        _collectInto(id);
        _observeBystanderOf(id);
        vm.prank(from);
        splitter.safeTransferFrom(from, to, id, units, "");
        model.move(id, from, to, units);
        _checkBystander();
    }

    /// @dev A capsule and an account that holds units of it, if anybody holds any.
    function _holding(uint256 seed, uint256 from) private view returns (uint256 id, address holder) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            id = _capsule(seed % capsules.length + i);
            address[] memory holders = model.holders(id);
            if (holders.length > 1) return (id, holders[1 + from % (holders.length - 1)]);
        }
        holder = _actor(from);
    }
}
