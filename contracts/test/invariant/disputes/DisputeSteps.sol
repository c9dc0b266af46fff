// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../src/interfaces/IDisputeCourt.sol";
import { DisputeCases } from "./DisputeCases.sol";

/// @title Each step of a dispute, and what the model becomes by it
/// @dev The model splits a payment when it is made, the ledger when it is collected; so all that is due is collected
/// before whom the owner's income is for changes.
abstract contract DisputeSteps is DisputeCases {
    /// @dev Short periods, so that disputes end while licenses still run.
    function _startCourt() internal {
        _rules = disputeCourt.rules();
        (_rules.responsePeriod, _rules.rulingPeriod) = (1 days, 1 days);
        (_rules.appealPeriod, _rules.appealRulingPeriod) = (1 days, 1 days);
        _act(admin, address(disputeCourt), abi.encodeCall(disputeCourt.setRules, (_rules)), true);
    }

    function _openDispute(uint256 id, address account, uint256 bond) internal {
        bool allowed = bond == _rules.bond;
        _collectInto(id);
        _pledge(account, bond, abi.encodeCall(disputeCourt.open, (id, DIGEST)), allowed);
        if (!allowed) return;
        uint256 answerBy = block.timestamp + _rules.responsePeriod;
        _disputes.push();
        DisputeModel storage dispute = _disputes[_disputes.length - 1];
        (dispute.capsuleId, dispute.stage, dispute.disputer) = (id, IDisputeCourt.Stage.OPEN, account);
        (dispute.answerBy, dispute.deadline) = (answerBy, answerBy + _rules.rulingPeriod);
        dispute.rules = _rules;
        if (openDisputes[id]++ == 0) model.freeze(id);
        _touchEverywhere(id);
    }

    /// @dev A call of the court with a bond, which stays there if it is allowed.
    function _pledge(address account, uint256 bond, bytes memory data, bool allowed) private {
        vm.deal(account, account.balance + bond);
        _act(account, address(disputeCourt), bond, data, allowed);
        if (allowed) escrowed += bond;
    }

    function _counter(uint256 disputeId, address caller, bool allowed) internal {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        _pledge(caller, dispute.rules.bond, abi.encodeCall(disputeCourt.counter, (disputeId, DIGEST)), allowed);
        if (allowed) dispute.respondent = caller;
    }

    function _counterNow(uint256 disputeId) internal {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (block.timestamp >= dispute.answerBy) return;
        _counter(disputeId, _capsules[dispute.capsuleId].owner, true);
    }

    /// @dev With the descendants that are to be flagged in the same call.
    function _rule(uint256 disputeId, bool upheld, bool allowed) internal {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        uint256[] memory ids = upheld ? _descendantsOf(dispute.capsuleId) : new uint256[](0);
        bytes memory data = abi.encodeCall(councilArbiter.rule, (disputeId, upheld, DIGEST, ids));
        _act(council, address(councilArbiter), data, allowed);
        if (!allowed) return;
        ++succeeded[address(disputeCourt)][disputeCourt.rule.selector];
        (dispute.stage, dispute.upheld) = (IDisputeCourt.Stage.RULED, upheld);
        dispute.deadline = block.timestamp + dispute.rules.appealPeriod;
        if (upheld) ++upheldDisputes[dispute.capsuleId];
        _noteSuspension(dispute.capsuleId);
        _noteFlags(disputeId, ids);
    }

    function _appeal(uint256 disputeId, address caller, bool allowed) internal {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        _pledge(caller, dispute.rules.appealBond, abi.encodeCall(disputeCourt.appeal, (disputeId, DIGEST)), allowed);
        if (!allowed) return;
        (dispute.stage, dispute.appellant) = (IDisputeCourt.Stage.APPEALED, caller);
        dispute.deadline = block.timestamp + dispute.rules.appealRulingPeriod;
    }

    function _concludeDispute(uint256 disputeId, bool allowed) internal {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        _collectInto(dispute.capsuleId);
        _act(stranger, address(disputeCourt), abi.encodeCall(disputeCourt.conclude, (disputeId)), allowed);
        if (!allowed) return;
        IDisputeCourt.Stage outcome = IDisputeCourt.Stage.EXPIRED;
        if (dispute.stage == IDisputeCourt.Stage.RULED) {
            outcome = dispute.upheld ? IDisputeCourt.Stage.UPHELD : IDisputeCourt.Stage.REJECTED;
        }
        _noteConcluded(disputeId, outcome);
    }
}
