// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../../src/libraries/Rights.sol";
import { EagerModel } from "../EagerModel.sol";
import { Sales } from "./Sales.sol";

/// @title New capsules, and derivatives in random graphs
abstract contract RegistrationActions is Sales {
    uint16 public protocolFee = FEE_BPS;
    uint256 private _salts;

    struct Plan {
        address registrant;
        ICapsuleRegistry.Parent[] parents;
        EagerModel.Parent[] expected;
        uint256 totalBps;
    }

    /// @dev Sometimes with a salt that the creator used before.
    function register(uint256 seed, uint256 who) external action {
        address caller = _actor(who);
        CapsuleModel storage other = _capsules[_capsule(_roll(seed, 0))];
        bool again = seed % 8 == 0;
        if (again) caller = other.creator;
        bytes32 salt = again ? other.salt : bytes32(++_salts);
        _registerRoot(seed, caller, salt, !again && _entriesOpen(address(registry)));
    }

    /// @notice Makes a derivative of 1 to 3 capsules, each under one of its licenses; if they would be owed too much,
    /// of one of them.
    function registerDerivative(uint256 seed, uint256 who) external action {
        if (!_entriesOpen(address(accessToken))) return;
        Plan memory plan = _plan(seed, _actor(who), 1 + _roll(seed, 0) % 3);
        if (plan.totalBps > 5000) {
            _derive(seed, plan, false);
            plan = _plan(seed, plan.registrant, 1);
        }
        if (plan.parents.length == 0) return;
        _derive(seed, plan, plan.totalBps <= 5000 && _entriesOpen(address(registry)));
    }

    function _registerRoot(uint256 seed, address caller, bytes32 salt, bool allowed) internal {
        uint16 royaltyBps = uint16(_roll(seed, 1) % 5001);
        bool encrypted = _roll(seed, 2) % 4 == 0;
        bytes memory data = abi.encodeCall(registry.register, (salt, MANIFEST, encrypted, royaltyBps));
        bytes memory answer = _act(caller, address(registry), data, allowed);
        if (!allowed) return;
        _effect();
        if (!_note(abi.decode(answer, (uint256)), caller, salt)) return;
        CapsuleModel storage capsule = _capsules[capsules[capsules.length - 1]];
        (capsule.encrypted, capsule.royaltyBps) = (encrypted, royaltyBps);
        model.addCapsule(capsules[capsules.length - 1], protocolFee, new EagerModel.Parent[](0));
        _open(capsules[capsules.length - 1], seed);
    }

    /// @dev Above a number, new capsules exist but nothing happens to them any more.
    function _note(uint256 id, address caller, bytes32 salt) private returns (bool followed) {
        bytes32 expected = keccak256(abi.encode(block.chainid, address(registry), caller, salt));
        _require(id == uint256(expected), "unexpected capsule id");
        if (capsules.length == MAX_CAPSULES) return false;
        CapsuleModel storage capsule = _capsules[id];
        (capsule.creator, capsule.owner, capsule.salt, capsule.feeBps) = (caller, caller, salt, protocolFee);
        capsule.digests.push(MANIFEST);
        capsules.push(id);
        return true;
    }

    /// @dev Two offers with all rights, under which derivatives may be made.
    function _open(uint256 id, uint256 seed) private {
        uint16[5] memory rates = [0, 1, 333, 777, 2500];
        for (uint256 i = 0; i < 2; ++i) {
            IAccessToken.Terms memory terms = _terms(_currency(_roll(seed, 3 + i)));
            terms.rights = Rights.ALL;
            terms.derivativePolicy = _roll(seed, 5 + i) % 3 != 0 ? Policy.ABSOLUTE : Policy.RELATIVE;
            terms.derivativeRateBps = rates[(_roll(seed, 7) + 2 * i) % 5];
            _offer(id, _amount(_roll(seed, 9 + i)), terms);
        }
    }

    function _derive(uint256 seed, Plan memory plan, bool allowed) internal {
        IRoyaltySplitter.Debt[][2] memory debts;
        if (plan.totalBps <= 5000) (debts[0], debts[1]) = registry.previewLink(plan.registrant, plan.parents);
        bytes32 salt = bytes32(++_salts);
        bytes memory data = abi.encodeCall(registry.registerDerivative, (salt, MANIFEST, false, 0, plan.parents));
        bytes memory answer = _act(plan.registrant, address(registry), data, allowed);
        if (!allowed) return;
        _effect();
        if (!_note(abi.decode(answer, (uint256)), plan.registrant, salt)) return;
        uint256 id = capsules[capsules.length - 1];
        model.addCapsule(id, protocolFee, plan.expected);
        _require(debts[0].length + debts[1].length == model.links(id), "previewed another number of links");
        for (uint256 i = 0; i < debts[0].length; ++i) {
            _require(debts[0][i].rateBps == model.absoluteBps(id, debts[0][i].capsuleId), "previewed another rate");
        }
        for (uint256 i = 0; i < debts[1].length; ++i) {
            _require(debts[1][i].rateBps == model.relativeBps(id, debts[1][i].capsuleId), "previewed another rate");
        }
        _open(id, seed);
    }

    /// @dev Up to `count` parents for which the registrant has, or now buys, a license.
    function _plan(uint256 seed, address registrant, uint256 count) internal returns (Plan memory plan) {
        plan.registrant = registrant;
        uint256[] memory ids = _sortedCapsules(count, _roll(seed, 1));
        plan.parents = new ICapsuleRegistry.Parent[](ids.length);
        plan.expected = new EagerModel.Parent[](ids.length);
        uint256 found = 0;
        for (uint256 i = 0; i < ids.length; ++i) {
            (bool possible, uint256 offerId) = _license(ids[i], registrant, _roll(seed, 100 + i));
            if (!possible) continue;
            plan.expected[found] = EagerModel.Parent(
                ids[i],
                offerId != 0 && _offers[offerId].terms.derivativePolicy == Policy.ABSOLUTE,
                _offers[offerId].terms.derivativeRateBps
            );
            plan.parents[found++] = ICapsuleRegistry.Parent(
                ids[i], offerId << 64, Relation(_roll(seed, 50 + i) % 4), model.absoluteAncestors(ids[i])
            );
        }
        _truncate(plan, found);
        plan.totalBps = model.upwardBps(plan.expected);
    }

    /// @dev The offer under whose license an account may build on a capsule; its owner needs none, and may owe nothing.
    function _license(uint256 id, address registrant, uint256 seed) private returns (bool possible, uint256 offerId) {
        if (suspended[id]) return (false, 0);
        bool owned = _capsules[id].owner == registrant;
        if (owned && seed % 3 == 0) return (true, 0);
        offerId = _capsules[id].offers[seed % 2];
        if (owned || held[offerId << 64][registrant] != 0) return (true, offerId);
        if (!_maySell(offerId, registrant, 1)) return (false, 0);
        _buy(_deal(registrant, registrant, offerId, 1), 0);
        return (true, offerId);
    }

    function _truncate(Plan memory plan, uint256 length) private pure {
        (ICapsuleRegistry.Parent[] memory parents, EagerModel.Parent[] memory expected) = (plan.parents, plan.expected);
        assembly ("memory-safe") {
            mstore(parents, length)
            mstore(expected, length)
        }
    }

    /// @dev Up to `count` different capsules, ascending.
    function _sortedCapsules(uint256 count, uint256 seed) private view returns (uint256[] memory ids) {
        ids = new uint256[](count > capsules.length ? capsules.length : count);
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 id = _capsule(seed % capsules.length + i);
            uint256 position = i;
            for (; position > 0 && ids[position - 1] > id; --position) {
                ids[position] = ids[position - 1];
            }
            ids[position] = id;
        }
    }
}
