// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../src/interfaces/IDisputeCourt.sol";
import { DisputeSteps } from "./DisputeSteps.sol";

/// @title Disputes at a stage: one that happens to be there, or one that is brought there
abstract contract DisputeStages is DisputeSteps {
    /// @dev Any capsule but the second, so that something can be sold always.
    function _disputable(uint256 seed) internal view returns (uint256 id) {
        id = _capsule(seed);
        return id == capsules[1] ? capsules[0] : id;
    }

    /// @dev A dispute at that stage; if there is none before its deadline, a new one is brought there.
    function _atStage(uint256 seed, IDisputeCourt.Stage stage) internal returns (uint256 disputeId) {
        for (uint256 i = 0; i < 8 && _disputes.length != 0; ++i) {
            disputeId = _anyDispute(_roll(seed, i));
            DisputeModel storage dispute = _disputes[disputeId - 1];
            if (dispute.stage == stage && block.timestamp < dispute.deadline) return disputeId;
        }
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return _disputes.length;
    }

    function _unanswered(uint256 seed) internal returns (uint256 disputeId) {
        disputeId = _atStage(seed, IDisputeCourt.Stage.OPEN);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (dispute.respondent == address(0) && block.timestamp < dispute.answerBy) return disputeId;
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return _disputes.length;
    }

    function _ruledNow(uint256 seed) internal returns (uint256 disputeId) {
        disputeId = _atStage(seed, IDisputeCourt.Stage.RULED);
        if (_disputes[disputeId - 1].stage == IDisputeCourt.Stage.RULED) return disputeId;
        _counterNow(disputeId);
        _rule(disputeId, seed % 2 == 0, true);
    }

    function _appealedNow(uint256 seed) internal returns (uint256 disputeId) {
        disputeId = _atStage(seed, IDisputeCourt.Stage.APPEALED);
        if (_disputes[disputeId - 1].stage == IDisputeCourt.Stage.APPEALED) return disputeId;
        _counterNow(disputeId);
        bool upheld = _roll(seed, 9) % 2 == 0;
        _rule(disputeId, upheld, true);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        _appeal(disputeId, upheld ? _capsules[dispute.capsuleId].owner : dispute.disputer, true);
    }

    function _upheldNow(uint256 seed) internal returns (uint256 disputeId) {
        for (uint256 i = 0; i < 8 && _disputes.length != 0; ++i) {
            disputeId = _anyDispute(_roll(seed, i));
            if (_disputes[disputeId - 1].upheld) return disputeId;
        }
        return _newlyUpheld(seed);
    }

    function _newlyUpheld(uint256 seed) private returns (uint256 disputeId) {
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        disputeId = _disputes.length;
        _counterNow(disputeId);
        _rule(disputeId, true, true);
    }

    /// @dev A capsule with an upheld dispute that stands, and none whose ruling may change.
    function _standingNow(uint256 seed) internal returns (uint256 id) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            id = _capsule(seed % capsules.length + i);
            if (standing[id] && upheldDisputes[id] == 0) return id;
        }
        uint256 disputeId = _upheldNow(seed);
        // One that is concluded may have been lifted since, one that is appealed may be overturned.
        if (_disputes[disputeId - 1].stage != IDisputeCourt.Stage.RULED) disputeId = _newlyUpheld(seed);
        id = _disputes[disputeId - 1].capsuleId;
        for (uint256 i = 1; i <= _disputes.length; ++i) {
            DisputeModel storage dispute = _disputes[i - 1];
            if (dispute.capsuleId != id || !dispute.upheld || !_isUnconcluded(dispute.stage)) continue;
            if (block.timestamp < dispute.deadline) vm.warp(dispute.deadline);
            _concludeDispute(i, true);
        }
    }

    function _creditedNow(uint256 seed) internal returns (address account) {
        for (uint256 i = 0; i < actors.length; ++i) {
            account = _actor(seed % actors.length + i);
            if (bondCredits[account] != 0 && (account != refusing || seed % 8 == 0)) return account;
        }
        uint256 disputeId = _unconcluded(seed);
        if (block.timestamp < _disputes[disputeId - 1].deadline) vm.warp(_disputes[disputeId - 1].deadline);
        account = _capsules[_disputes[disputeId - 1].capsuleId].owner;
        _concludeDispute(disputeId, true);
    }

    function _unconcluded(uint256 seed) internal returns (uint256 disputeId) {
        for (uint256 i = 0; i < 8 && _disputes.length != 0; ++i) {
            disputeId = _anyDispute(_roll(seed, i));
            if (_isUnconcluded(_disputes[disputeId - 1].stage)) return disputeId;
        }
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return _disputes.length;
    }

    function _anyDispute(uint256 seed) internal returns (uint256) {
        if (_disputes.length == 0) _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return seed % _disputes.length + 1;
    }
}
