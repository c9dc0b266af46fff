// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry, Relation } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../../../src/interfaces/IDisputeCourt.sol";
import { DisputeStages } from "../disputes/DisputeStages.sol";

/// @title Disputes at every stage, by all parties, in time and too late
abstract contract DisputeActions is DisputeStages {
    function openDispute(uint256 seed, uint256 who) external action {
        (uint256 id, address account) = (_disputable(seed), _actor(who));
        uint256 bond = seed % 8 == 0 ? _rules.bond - 1 : _rules.bond;
        _openDispute(id, account, bond);
        if (bond == _rules.bond) _effect();
    }

    /// @dev By the owner or somebody it approved; mostly in time, once, and not by a stranger.
    function counterDispute(uint256 seed, uint256 who) external action {
        uint256 disputeId = _unanswered(seed);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        address owner = _capsules[dispute.capsuleId].owner;
        address caller = seed % 8 == 0 ? stranger : owner;
        if (seed % 8 == 1) vm.warp(dispute.answerBy);
        bool allowed = caller == owner && block.timestamp < dispute.answerBy;
        if (seed % 8 > 5) {
            caller = _actor(who);
            _approveOperator(owner, caller, true);
        }
        _counter(disputeId, caller, allowed);
        if (seed % 8 > 5) _approveOperator(owner, caller, false);
        if (allowed) _effect();
    }

    function ruleDispute(uint256 seed, uint256 ruling) external action {
        bool upheld = ruling % 2 == 0;
        uint256 disputeId = _atStage(seed, IDisputeCourt.Stage.OPEN);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        uint256 kind = _roll(seed, 3) % 8;
        if (kind == 0) vm.warp(dispute.deadline);
        if (kind > 2 && dispute.respondent == address(0)) _counterNow(disputeId);
        bool heard = dispute.respondent != address(0) || block.timestamp >= dispute.answerBy;
        bool allowed = block.timestamp < dispute.deadline && (heard || !upheld);
        _rule(disputeId, upheld, allowed);
        if (!allowed) return;
        _buildOnSuspended(dispute.capsuleId);
        _effect();
    }

    function appealDispute(uint256 seed) external action {
        uint256 disputeId = _ruledNow(seed);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (seed % 8 == 0) vm.warp(dispute.deadline);
        address loser = dispute.upheld ? _capsules[dispute.capsuleId].owner : dispute.disputer;
        address caller = seed % 8 == 1 ? stranger : loser;
        bool allowed = caller == loser && block.timestamp < dispute.deadline;
        _appeal(disputeId, caller, allowed);
        if (allowed) _effect();
    }

    function ruleAppeal(uint256 seed, uint256 ruling) external action {
        bool upheld = ruling % 2 == 0;
        uint256 disputeId = _appealedNow(seed);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (seed % 8 == 0) vm.warp(dispute.deadline);
        bool allowed = block.timestamp < dispute.deadline;
        _collectInto(dispute.capsuleId);
        bytes memory data = abi.encodeCall(disputeCourt.ruleAppeal, (disputeId, upheld, DIGEST, new uint256[](0)));
        _act(admin, address(disputeCourt), data, allowed);
        if (!allowed) return;
        _noteConcluded(disputeId, upheld ? IDisputeCourt.Stage.UPHELD : IDisputeCourt.Stage.REJECTED);
        _effect();
    }

    /// @dev Of any dispute; mostly after its deadline. One that is concluded is judged no more.
    function concludeDispute(uint256 seed) external action {
        uint256 disputeId = seed % 8 == 0 ? _anyDispute(seed) : _unconcluded(seed);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (seed % 4 != 1 && block.timestamp < dispute.deadline) vm.warp(dispute.deadline);
        bool allowed = _isUnconcluded(dispute.stage) && block.timestamp >= dispute.deadline;
        _concludeDispute(disputeId, allowed);
        if (allowed) _effect();
        if (!_isUnconcluded(dispute.stage)) _rule(disputeId, seed % 3 == 0, false);
    }

    /// @dev Descendants that owe, and sometimes a capsule that owes nothing.
    function flagDescendants(uint256 seed) external action {
        uint256 disputeId = _upheldNow(seed);
        uint256 id = _disputes[disputeId - 1].capsuleId;
        uint256[] memory ids = _descendantsOf(id);
        if (seed % 4 == 0) (ids = new uint256[](1))[0] = _capsule(_roll(seed, 2));
        bool allowed = ids.length == 0 || seed % 4 != 0 || flagged[disputeId][ids[0]] || _owes(ids[0], id);
        bytes memory data = abi.encodeCall(disputeCourt.flagDescendants, (disputeId, ids));
        _act(stranger, address(disputeCourt), data, allowed);
        if (!allowed) return;
        _noteFlags(disputeId, ids);
        _effect();
    }

    function reinstate(uint256 seed) external action {
        uint256 id = _disputable(seed);
        if (seed % 8 != 0) id = _standingNow(seed);
        bool allowed = standing[id] && upheldDisputes[id] == 0;
        _act(admin, address(disputeCourt), abi.encodeCall(disputeCourt.reinstate, (id)), allowed);
        if (!allowed) return;
        standing[id] = false;
        _noteSuspension(id);
        _effect();
    }

    function withdrawBonds(uint256 seed, uint256 to) external action {
        bool elsewhere = to % 2 == 0;
        address account = _creditedNow(seed);
        uint256 credit = bondCredits[account];
        bool allowed = credit != 0 && (elsewhere || account != refusing);
        bytes memory data = elsewhere
            ? abi.encodeCall(disputeCourt.withdrawTo, (payable(exit)))
            : abi.encodeCall(disputeCourt.withdraw, (account));
        address receiver = elsewhere ? exit : account;
        uint256 before = receiver.balance;
        _act(elsewhere ? account : stranger, address(disputeCourt), data, allowed);
        if (!allowed) return;
        _require(receiver.balance - before == credit, "other bonds were paid");
        bondCredits[account] = 0;
        _effect();
    }

    /// @dev Of disputes from now on; some are out of their bounds.
    function setRules(uint256 seed) external action {
        IDisputeCourt.Rules memory rules = _rules;
        (rules.bond, rules.appealBond) = (uint96(1e15 + seed % 1e18), uint96(1e15 + _roll(seed, 1) % 1e18));
        (rules.responsePeriod, rules.rulingPeriod) = (_period(_roll(seed, 2)), _period(_roll(seed, 3)));
        (rules.appealPeriod, rules.appealRulingPeriod) = (_period(_roll(seed, 4)), _period(_roll(seed, 5)));
        bool allowed = seed % 8 != 0;
        if (!allowed) rules.bond = 1e15 - 1;
        _act(admin, address(disputeCourt), abi.encodeCall(disputeCourt.setRules, (rules)), allowed);
        if (!allowed) return;
        _rules = rules;
        _effect();
    }

    /// @dev Every dispute ends, and every bond is paid out, with one call each.
    /// @return stuck credit of the one that takes no native currency
    function _endDisputes() internal returns (uint256 stuck) {
        for (uint256 i = 1; i <= _disputes.length; ++i) {
            if (!_isUnconcluded(_disputes[i - 1].stage)) continue;
            if (block.timestamp < _disputes[i - 1].deadline) vm.warp(_disputes[i - 1].deadline);
            _concludeDispute(i, true);
        }
        for (uint256 i = 0; i < actors.length; ++i) {
            uint256 credit = bondCredits[actors[i]];
            if (actors[i] == refusing) stuck = credit;
            else if (credit != 0) disputeCourt.withdraw(actors[i]);
            if (actors[i] != refusing) bondCredits[actors[i]] = 0;
        }
    }

    /// @dev Not even its owner, who needs no license.
    function _buildOnSuspended(uint256 id) private {
        if (!suspended[id]) return;
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = ICapsuleRegistry.Parent(id, 0, Relation.MERGE, model.absoluteAncestors(id));
        bytes memory data = abi.encodeCall(registry.registerDerivative, ("child", MANIFEST, false, 0, parents));
        _act(_capsules[id].owner, address(registry), data, false);
    }

    function _approveOperator(address owner, address operator, bool approved) private {
        if (operator == owner) return;
        bytes memory data = abi.encodeCall(registry.setApprovalForAll, (operator, approved));
        _act(owner, address(registry), data, true);
    }

    function _period(uint256 seed) private pure returns (uint32) {
        return uint32(1 days + seed % 2 days);
    }
}
