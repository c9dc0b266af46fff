// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry, Relation } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../../../src/interfaces/IDisputeCourt.sol";
import { PayoutActions } from "./PayoutActions.sol";

/// @title Disputes at every stage, by all parties, in time and too late
/// @dev The model splits a payment when it is made, the ledger when it is collected; so all that is due is collected
/// before whom the owner's income is for changes.
abstract contract DisputeActions is PayoutActions {
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

    bytes32 private constant DIGEST = keccak256("evidence, answers and reasons");

    DisputeModel[] private _disputes;
    IDisputeCourt.Rules private _rules;
    mapping(uint256 id => uint256) public openDisputes;
    mapping(uint256 id => uint256) public upheldDisputes;
    mapping(uint256 id => bool) public standing;
    mapping(address account => uint256) public bondCredits;
    mapping(uint256 disputeId => mapping(uint256 id => bool)) public flagged;
    /// @notice Bonds of disputes that are not concluded.
    uint256 public escrowed;

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

    function disputeCount() external view returns (uint256) {
        return _disputes.length;
    }

    function disputeModel(uint256 disputeId) external view returns (DisputeModel memory) {
        return _disputes[disputeId - 1];
    }

    /// @dev Short periods, so that disputes end while licenses still run.
    function _startCourt() internal {
        _rules = disputeCourt.rules();
        (_rules.responsePeriod, _rules.rulingPeriod) = (1 days, 1 days);
        (_rules.appealPeriod, _rules.appealRulingPeriod) = (1 days, 1 days);
        _act(admin, address(disputeCourt), abi.encodeCall(disputeCourt.setRules, (_rules)), true);
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

    function _openDispute(uint256 id, address account, uint256 bond) private {
        bool allowed = bond == _rules.bond;
        _collectInto(id);
        vm.deal(account, account.balance + bond);
        _act(account, address(disputeCourt), bond, abi.encodeCall(disputeCourt.open, (id, DIGEST)), allowed);
        if (!allowed) return;
        uint256 answerBy = block.timestamp + _rules.responsePeriod;
        _disputes.push();
        DisputeModel storage dispute = _disputes[_disputes.length - 1];
        (dispute.capsuleId, dispute.stage, dispute.disputer) = (id, IDisputeCourt.Stage.OPEN, account);
        (dispute.answerBy, dispute.deadline) = (answerBy, answerBy + _rules.rulingPeriod);
        dispute.rules = _rules;
        escrowed += bond;
        if (openDisputes[id]++ == 0) model.freeze(id);
        _touchEverywhere(id);
    }

    function _counter(uint256 disputeId, address caller, bool allowed) private {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        uint256 bond = dispute.rules.bond;
        vm.deal(caller, caller.balance + bond);
        bytes memory data = abi.encodeCall(disputeCourt.counter, (disputeId, DIGEST));
        _act(caller, address(disputeCourt), bond, data, allowed);
        if (!allowed) return;
        dispute.respondent = caller;
        escrowed += bond;
    }

    function _counterNow(uint256 disputeId) private {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (block.timestamp >= dispute.answerBy) return;
        _counter(disputeId, _capsules[dispute.capsuleId].owner, true);
    }

    /// @dev With the descendants that are to be flagged in the same call.
    function _rule(uint256 disputeId, bool upheld, bool allowed) private {
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

    function _appeal(uint256 disputeId, address caller, bool allowed) private {
        DisputeModel storage dispute = _disputes[disputeId - 1];
        uint256 bond = dispute.rules.appealBond;
        vm.deal(caller, caller.balance + bond);
        bytes memory data = abi.encodeCall(disputeCourt.appeal, (disputeId, DIGEST));
        _act(caller, address(disputeCourt), bond, data, allowed);
        if (!allowed) return;
        (dispute.stage, dispute.appellant) = (IDisputeCourt.Stage.APPEALED, caller);
        dispute.deadline = block.timestamp + dispute.rules.appealRulingPeriod;
        escrowed += bond;
    }

    function _concludeDispute(uint256 disputeId, bool allowed) private {
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

    function _noteConcluded(uint256 disputeId, IDisputeCourt.Stage outcome) private {
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

    function _noteSuspension(uint256 id) private {
        suspended[id] = standing[id] || upheldDisputes[id] != 0;
    }

    function _noteFlags(uint256 disputeId, uint256[] memory ids) private {
        for (uint256 i = 0; i < ids.length; ++i) {
            flagged[disputeId][ids[i]] = true;
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

    /// @dev Capsules that owe one, of those that the model follows.
    function _descendantsOf(uint256 id) private view returns (uint256[] memory ids) {
        ids = new uint256[](capsules.length);
        uint256 count = 0;
        for (uint256 i = 0; i < capsules.length; ++i) {
            if (_owes(capsules[i], id)) ids[count++] = capsules[i];
        }
        assembly ("memory-safe") {
            mstore(ids, count)
        }
    }

    /// @dev Any capsule but the second, so that something can be sold always.
    function _disputable(uint256 seed) private view returns (uint256 id) {
        id = _capsule(seed);
        return id == capsules[1] ? capsules[0] : id;
    }

    /// @dev A dispute at that stage; if there is none before its deadline, a new one is brought there.
    function _atStage(uint256 seed, IDisputeCourt.Stage stage) private returns (uint256 disputeId) {
        for (uint256 i = 0; i < 8 && _disputes.length != 0; ++i) {
            disputeId = _anyDispute(_roll(seed, i));
            DisputeModel storage dispute = _disputes[disputeId - 1];
            if (dispute.stage == stage && block.timestamp < dispute.deadline) return disputeId;
        }
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return _disputes.length;
    }

    function _unanswered(uint256 seed) private returns (uint256 disputeId) {
        disputeId = _atStage(seed, IDisputeCourt.Stage.OPEN);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        if (dispute.respondent == address(0) && block.timestamp < dispute.answerBy) return disputeId;
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return _disputes.length;
    }

    function _ruledNow(uint256 seed) private returns (uint256 disputeId) {
        disputeId = _atStage(seed, IDisputeCourt.Stage.RULED);
        if (_disputes[disputeId - 1].stage == IDisputeCourt.Stage.RULED) return disputeId;
        _counterNow(disputeId);
        _rule(disputeId, seed % 2 == 0, true);
    }

    function _appealedNow(uint256 seed) private returns (uint256 disputeId) {
        disputeId = _atStage(seed, IDisputeCourt.Stage.APPEALED);
        if (_disputes[disputeId - 1].stage == IDisputeCourt.Stage.APPEALED) return disputeId;
        _counterNow(disputeId);
        bool upheld = _roll(seed, 9) % 2 == 0;
        _rule(disputeId, upheld, true);
        DisputeModel storage dispute = _disputes[disputeId - 1];
        _appeal(disputeId, upheld ? _capsules[dispute.capsuleId].owner : dispute.disputer, true);
    }

    function _upheldNow(uint256 seed) private returns (uint256 disputeId) {
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
    function _standingNow(uint256 seed) private returns (uint256 id) {
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

    function _creditedNow(uint256 seed) private returns (address account) {
        for (uint256 i = 0; i < actors.length; ++i) {
            account = _actor(seed % actors.length + i);
            if (bondCredits[account] != 0 && (account != refusing || seed % 8 == 0)) return account;
        }
        uint256 disputeId = _unconcluded(seed);
        if (block.timestamp < _disputes[disputeId - 1].deadline) vm.warp(_disputes[disputeId - 1].deadline);
        account = _capsules[_disputes[disputeId - 1].capsuleId].owner;
        _concludeDispute(disputeId, true);
    }

    function _unconcluded(uint256 seed) private returns (uint256 disputeId) {
        for (uint256 i = 0; i < 8 && _disputes.length != 0; ++i) {
            disputeId = _anyDispute(_roll(seed, i));
            if (_isUnconcluded(_disputes[disputeId - 1].stage)) return disputeId;
        }
        _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return _disputes.length;
    }

    function _anyDispute(uint256 seed) private returns (uint256) {
        if (_disputes.length == 0) _openDispute(_disputable(seed), _person(seed), _rules.bond);
        return seed % _disputes.length + 1;
    }

    function _isUnconcluded(IDisputeCourt.Stage stage) private pure returns (bool) {
        return stage >= IDisputeCourt.Stage.OPEN && stage <= IDisputeCourt.Stage.APPEALED;
    }

    function _period(uint256 seed) private pure returns (uint32) {
        return uint32(1 days + seed % 2 days);
    }
}
