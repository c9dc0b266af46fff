// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../src/interfaces/ITrainingPool.sol";
import { AllocationTree } from "../../fixtures/AllocationTree.sol";
import { TrainingRounds } from "./TrainingRounds.sol";

/// @title Each step of a training round, and what the model becomes by it
abstract contract TrainingSteps is TrainingRounds {
    function _open(ITrainingPool.RoundTerms memory terms, address caller, bool allowed)
        internal
        returns (uint256 roundId)
    {
        _act(caller, address(trainingPool), abi.encodeCall(trainingPool.openRound, (terms)), allowed);
        if (!allowed) return 0;
        roundId = ++roundCount;
        RoundModel storage round = _rounds[roundId];
        (round.capsuleId, round.units, round.state) = (terms.capsuleId, terms.units, RoundState.OPEN);
        (round.commitDeadline, round.revealDeadline) = (terms.commitDeadline, terms.revealDeadline);
        round.evaluationDeadline = terms.evaluationDeadline;
        (round.bond, round.challengeBond) = (terms.contributorBond, terms.challengeBond);
        promised[terms.capsuleId] += terms.units;
    }

    /// @dev A round of whichever capsule has units left, if any; a pause is waited out.
    function _fresh(uint256 seed) internal returns (uint256 roundId) {
        if (!_entriesOpen(address(trainingPool))) vm.warp(pausedUntil[address(trainingPool)]);
        for (uint256 i = 0; i < capsules.length; ++i) {
            uint256 id = _capsule(seed % capsules.length + i);
            uint256 left = _unpromised(id);
            if (left < 8 || suspended[id]) continue;
            return _open(_termsOf(id, seed, 1 + _roll(seed, 5) % (left / 8)), _capsules[id].owner, true);
        }
    }

    function _commit(uint256 roundId, address account, bytes32 commitment, uint256 value, bool allowed) internal {
        RoundModel storage round = _rounds[roundId];
        vm.deal(account, account.balance + value);
        bytes memory data = abi.encodeCall(trainingPool.commit, (roundId, commitment));
        _act(account, address(trainingPool), value, data, allowed);
        if (!allowed) return;
        ContributionModel storage contribution = _contributions[roundId][account];
        contribution.commitment = commitment;
        contribution.genuine = commitment == _commitmentOf(roundId, account);
        round.contributors.push(account);
        round.state = RoundState.STARTED;
        inPool += value;
    }

    function _reveal(uint256 roundId, address account, bool allowed) internal {
        bytes memory data = abi.encodeCall(trainingPool.reveal, (roundId, UPDATE, bytes32(roundId)));
        _act(account, address(trainingPool), data, allowed);
        if (allowed) _contributions[roundId][account].revealed = true;
    }

    function _record(uint256 roundId, uint256 seed) internal {
        RoundModel storage round = _rounds[roundId];
        ITrainingPool.Result memory result = ITrainingPool.Result(_plantTree(roundId, seed)[0], MANIFEST, MANIFEST);
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, result, 2 + seed % 2);
        bytes memory data = abi.encodeCall(trainingPool.recordResult, (roundId, result, approvals));
        _act(stranger, address(trainingPool), data, true);
        (round.state, round.root) = (RoundState.RECORDED, result.root);
        round.challengeDeadline = block.timestamp + WINDOW;
    }

    /// @dev Up to four leaves, some of one account; now and then more or less than the round has.
    function _plantTree(uint256 roundId, uint256 seed) internal returns (bytes32[] memory tree) {
        RoundModel storage round = _rounds[roundId];
        uint256 count = 1 + _roll(seed, 6) % 4;
        uint256 left = round.units + (_roll(seed, 7) % 8 == 0 ? 2 : 0);
        for (uint256 i = 0; i < count && left > 0; ++i) {
            bool last = i + 1 == count && _roll(seed, 8) % 8 != 0;
            uint256 units = last ? left : 1 + _roll(seed, 20 + i) % left;
            _leaves[roundId].push(Leaf(_actor(_roll(seed, 30 + i)), units, false));
            left -= units;
        }
        return _tree(roundId);
    }

    function _challenge(uint256 roundId, address account) internal {
        RoundModel storage round = _rounds[roundId];
        vm.deal(account, account.balance + round.challengeBond);
        bytes memory data = abi.encodeCall(trainingPool.challenge, (roundId, MANIFEST));
        _act(account, address(trainingPool), round.challengeBond, data, true);
        (round.state, round.challenger, round.pending) = (RoundState.CHALLENGED, account, round.challengeBond);
        round.challengedAt = block.timestamp;
        inPool += round.challengeBond;
    }

    function _resolve(uint256 roundId, bool upheld) internal {
        RoundModel storage round = _rounds[roundId];
        bytes memory data = abi.encodeCall(trainingPool.resolveChallenge, (roundId, upheld));
        _act(admin, address(trainingPool), data, true);
        _creditPending(roundId, upheld ? round.challenger : _capsules[round.capsuleId].owner);
        if (upheld) _end(roundId, RoundState.FAILED);
        else round.state = RoundState.RECORDED;
        if (!upheld) round.challengeDeadline += block.timestamp - round.challengedAt;
    }

    /// @dev What descendants owe is collected before, as in {ShareActions}.
    function _finalize(uint256 roundId) internal {
        RoundModel storage round = _rounds[roundId];
        _collectInto(round.capsuleId);
        _act(stranger, address(trainingPool), abi.encodeCall(trainingPool.finalize, (roundId)), true);
        if (round.state == RoundState.CHALLENGED) _creditPending(roundId, round.challenger);
        _end(roundId, RoundState.FINALIZED);
        round.left = round.units;
        model.escrow(round.capsuleId, address(uint160(roundId)), round.units);
        _touchEverywhere(round.capsuleId);
    }

    function _expire(uint256 roundId) internal {
        _act(stranger, address(trainingPool), abi.encodeCall(trainingPool.expire, (roundId)), true);
        _end(roundId, RoundState.EXPIRED);
    }

    function _end(uint256 roundId, RoundState state) internal {
        _rounds[roundId].state = state;
        promised[_rounds[roundId].capsuleId] -= _rounds[roundId].units;
    }

    function _creditPending(uint256 roundId, address account) private {
        poolCredits[account] += _rounds[roundId].pending;
        _rounds[roundId].pending = 0;
    }

    /// @dev Claims a leaf; it works once, as long as the round has units left.
    function _claimLeaf(uint256 roundId, uint256 index) internal returns (bool allowed) {
        (RoundModel storage round, Leaf storage leaf) = (_rounds[roundId], _leaves[roundId][index]);
        allowed = !leaf.claimed && leaf.units <= round.left && round.state == RoundState.FINALIZED;
        if (allowed) _collectInto(round.capsuleId);
        bytes32[] memory proof = AllocationTree.proofOf(_tree(roundId), _leafHash(roundId, index));
        bytes memory data = abi.encodeCall(trainingPool.claimShares, (roundId, index, leaf.account, leaf.units, proof));
        _act(stranger, address(trainingPool), data, allowed);
        if (!allowed) return false;
        (leaf.claimed, round.left) = (true, round.left - leaf.units);
        address escrow = address(uint160(roundId));
        model.handOver(round.capsuleId, escrow, leaf.account, leaf.units, currencies);
        _touchEverywhere(round.capsuleId);
    }

    /// @dev Whether somebody's bond could be paid out: who is paid takes native currency.
    function _withdrawTrainingBond(uint256 roundId, address contributor) internal returns (bool allowed) {
        RoundModel storage round = _rounds[roundId];
        ContributionModel storage contribution = _contributions[roundId][contributor];
        address to = _receiverOfBond(roundId, contributor);
        allowed = round.state >= RoundState.FINALIZED && contribution.commitment != 0 && !contribution.paid
            && round.bond != 0 && to != refusing;
        uint256 before = to.balance;
        bytes memory data = abi.encodeCall(trainingPool.withdrawBond, (roundId, contributor));
        _act(stranger, address(trainingPool), data, allowed);
        if (!allowed) return false;
        _require(to.balance - before == round.bond, "a bond went elsewhere");
        (contribution.paid, inPool) = (true, inPool - round.bond);
    }

    function _withdrawPoolCredit(address account) internal returns (bool allowed) {
        allowed = poolCredits[account] != 0 && account != refusing;
        bytes memory data = abi.encodeCall(trainingPool.withdrawCredit, (account));
        _act(stranger, address(trainingPool), data, allowed);
        if (!allowed) return false;
        (inPool, poolCredits[account]) = (inPool - poolCredits[account], 0);
    }
}
