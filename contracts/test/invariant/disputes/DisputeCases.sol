// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../src/interfaces/IDisputeCourt.sol";
import { PayoutActions } from "../actions/PayoutActions.sol";

/// @title Disputes as they should be
abstract contract DisputeCases is PayoutActions {
    struct DisputeModel {
        uint256 capsuleId;
        IDisputeCourt.Stage stage;
        bool upheld;
        uint256 answerBy;
        uint256 deadline;
        address disputer;
        address respondent;
        address appellant;
        IDisputeCourt.Rules rules;
    }

    bytes32 internal constant DIGEST = keccak256("evidence, answers and reasons");

    DisputeModel[] internal _disputes;
    IDisputeCourt.Rules internal _rules;
    mapping(uint256 id => uint256) public openDisputes;
    mapping(uint256 id => uint256) public upheldDisputes;
    mapping(uint256 id => bool) public standing;
    mapping(address account => uint256) public bondCredits;
    mapping(uint256 disputeId => mapping(uint256 id => bool)) public flagged;
    /// @notice Bonds of disputes that are not concluded.
    uint256 public escrowed;

    function disputeCount() external view returns (uint256) {
        return _disputes.length;
    }

    function disputeModel(uint256 disputeId) external view returns (DisputeModel memory) {
        return _disputes[disputeId - 1];
    }

    function _noteConcluded(uint256 disputeId, IDisputeCourt.Stage outcome) internal {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        uint256 id = dispute.capsuleId;
        bool upheld = outcome == IDisputeCourt.Stage.UPHELD;
        _noteBonds(dispute, upheld);
        if (dispute.upheld) --upheldDisputes[id];
        if (upheld) standing[id] = true;
        --openDisputes[id];
        (dispute.stage, dispute.upheld) = (outcome, upheld);
        _noteSuspension(id);
        if (upheld || openDisputes[id] == 0) model.unfreeze(id, currencies, upheld ? dispute.disputer : OWNER);
        if (upheld && openDisputes[id] != 0) model.freeze(id);
        _touchEverywhere(id);
    }

    /// @dev The winner's own bonds go back to who posted them; the loser's to the disputer, or to who answered, or else to
    /// the owner.
    function _noteBonds(DisputeModel storage dispute, bool upheld) private {
        IDisputeCourt.Rules memory rules = dispute.rules;
        address owner = _capsules[dispute.capsuleId].owner;
        address respondent = dispute.respondent == address(0) ? owner : dispute.respondent;
        address winner = upheld ? dispute.disputer : respondent;
        _noteBond(winner, rules.bond);
        if (dispute.respondent != address(0)) _noteBond(winner, rules.bond);
        if (dispute.appellant == address(0)) return;
        // Who lost the first ruling appealed.
        bool byRespondent = dispute.upheld;
        _noteBond(!upheld && byRespondent ? dispute.appellant : winner, rules.appealBond);
    }

    function _noteBond(address account, uint256 bond) private {
        bondCredits[account] += bond;
        escrowed -= bond;
    }

    function _noteSuspension(uint256 id) internal {
        suspended[id] = standing[id] || upheldDisputes[id] != 0;
    }

    function _noteFlags(uint256 disputeId, uint256[] memory ids) internal {
        for (uint256 i = 0; i < ids.length; ++i) {
            flagged[disputeId][ids[i]] = true;
        }
    }

    /// @dev Capsules that owe one, of those that the model follows.
    function _descendantsOf(uint256 id) internal view returns (uint256[] memory ids) {
        ids = new uint256[](capsules.length);
        uint256 count = 0;
        for (uint256 i = 0; i < capsules.length; ++i) {
            if (_owes(capsules[i], id)) ids[count++] = capsules[i];
        }
        assembly ("memory-safe") {
            mstore(ids, count)
        }
    }

    function _isUnconcluded(IDisputeCourt.Stage stage) internal pure returns (bool) {
        return stage >= IDisputeCourt.Stage.OPEN && stage <= IDisputeCourt.Stage.APPEALED;
    }
}
