// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../src/interfaces/ITrainingPool.sol";
import { AllocationTree } from "../fixtures/AllocationTree.sol";
import { PayoutActions } from "./actions/PayoutActions.sol";

/// @title Training rounds as they should be, and the steps that lead to each stage of one
/// @dev A round lasts an hour for each stage, so that time spent on it ends few licenses.
abstract contract TrainingRounds is PayoutActions {
    /// @param pending bond of a challenge that waits for its decision
    /// @param left units that nobody claimed yet, once it is final
    struct RoundModel {
        uint256 capsuleId;
        uint256 units;
        uint256 left;
        uint256 commitDeadline;
        uint256 revealDeadline;
        uint256 evaluationDeadline;
        uint256 challengeDeadline;
        uint256 bond;
        uint256 challengeBond;
        uint256 pending;
        uint256 challengedAt;
        address challenger;
        RoundState state;
        bytes32 root;
        address[] contributors;
    }

    /// @param genuine whether it is a commitment of this account in this round, rather than a copy of another
    struct ContributionModel {
        bytes32 commitment;
        bool genuine;
        bool revealed;
        bool paid;
    }

    struct Leaf {
        address account;
        uint256 units;
        bool claimed;
    }

    uint256 internal constant WINDOW = 1 hours;
    uint256 internal constant RESOLUTION_TIME = 14 days;
    bytes32 internal constant UPDATE = keccak256("update");

    uint256 public roundCount;
    mapping(uint256 roundId => RoundModel) internal _rounds;
    mapping(uint256 roundId => mapping(address contributor => ContributionModel)) internal _contributions;
    mapping(uint256 roundId => Leaf[]) internal _leaves;
    mapping(uint256 id => uint256) public promised;
    mapping(address account => uint256) public poolCredits;
    /// @notice What the pool holds of bonds and credits.
    uint256 public inPool;

    address[] internal _evaluators;
    uint256[] internal _evaluatorKeys;

    function roundModel(uint256 roundId) external view returns (RoundModel memory) {
        return _rounds[roundId];
    }

    function contributionModel(uint256 roundId, address account) external view returns (ContributionModel memory) {
        return _contributions[roundId][account];
    }

    function leavesOf(uint256 roundId) external view returns (Leaf[] memory) {
        return _leaves[roundId];
    }

    /// @notice What the unclaimed units of a round have earned, as the ledger says.
    function earnedInEscrow(uint256 id, address currency, address round) public view returns (uint256) {
        uint256 roundId = uint256(uint160(round));
        (uint256 units, uint256 start) = splitter.escrowOf(id, roundId, currency);
        return (splitter.netIncome(id, currency) - start) * units / UNITS;
    }

    /// @notice The same of all rounds.
    function earnedInEscrows(address currency) external view returns (uint256 earned) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            address[] memory escrows = model.escrows(capsules[i]);
            for (uint256 k = 0; k < escrows.length; ++k) {
                earned += earnedInEscrow(capsules[i], currency, escrows[k]);
            }
        }
    }

    /// @notice Rounds to look at after this step: three in turn.
    function roundsToCheck() external view returns (uint256[] memory ids) {
        ids = new uint256[](roundCount < 3 ? roundCount : 3);
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = 1 + (steps * 3 + i) % roundCount;
        }
    }

    function _startEvaluators() internal {
        for (uint256 i = 0; i < 3; ++i) {
            (address account, uint256 key) = makeAddrAndKey(string.concat("evaluator ", vm.toString(i)));
            _evaluators.push(account);
            _evaluatorKeys.push(key);
            for (uint256 k = i; k > 0 && _evaluators[k] < _evaluators[k - 1]; --k) {
                (_evaluators[k], _evaluators[k - 1]) = (_evaluators[k - 1], _evaluators[k]);
                (_evaluatorKeys[k], _evaluatorKeys[k - 1]) = (_evaluatorKeys[k - 1], _evaluatorKeys[k]);
            }
        }
    }

    /// @dev Units of the owner's that no round in progress may take.
    function _unpromised(uint256 id) internal view returns (uint256) {
        return model.units(id, OWNER) - promised[id];
    }

    function _termsOf(uint256 id, uint256 seed, uint256 units)
        internal
        view
        returns (ITrainingPool.RoundTerms memory terms)
    {
        terms.capsuleId = id;
        terms.specDigest = MANIFEST;
        terms.baseVersion = uint64(1 + _roll(seed, 1) % _capsules[id].digests.length);
        terms.units = uint24(units);
        terms.commitDeadline = uint40(block.timestamp + 1 hours);
        terms.revealDeadline = uint40(block.timestamp + 2 hours);
        terms.evaluationDeadline = uint40(block.timestamp + 3 hours);
        terms.challengeWindow = uint32(WINDOW);
        terms.quorum = 2;
        terms.contributorBond = _roll(seed, 2) % 4 == 0 ? 0 : uint96(1 + _roll(seed, 3) % 1e18);
        terms.challengeBond = uint96(1 + _roll(seed, 4) % 1e18);
        terms.evaluators = _evaluators;
    }

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

    function _commitmentOf(uint256 roundId, address account) internal view returns (bytes32) {
        uint256 id = _rounds[roundId].capsuleId;
        address pool = address(trainingPool);
        return keccak256(abi.encode(block.chainid, pool, id, roundId, account, UPDATE, bytes32(roundId)));
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

    function _tree(uint256 roundId) internal view returns (bytes32[] memory) {
        bytes32[] memory leaves = new bytes32[](_leaves[roundId].length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = _leafHash(roundId, i);
        }
        return AllocationTree.build(leaves);
    }

    function _leafHash(uint256 roundId, uint256 index) internal view returns (bytes32) {
        Leaf storage leaf = _leaves[roundId][index];
        uint256 id = _rounds[roundId].capsuleId;
        address pool = address(trainingPool);
        bytes32 inner = keccak256(abi.encode(block.chainid, pool, id, roundId, index, leaf.account, leaf.units));
        return keccak256(bytes.concat(inner));
    }

    function _approvals(uint256 roundId, ITrainingPool.Result memory result, uint256 count)
        internal
        view
        returns (ITrainingPool.Approval[] memory approvals)
    {
        bytes32 digest = trainingPool.resultDigest(roundId, result);
        approvals = new ITrainingPool.Approval[](count);
        for (uint256 i = 0; i < count; ++i) {
            approvals[i] = ITrainingPool.Approval(_evaluators[i], _signature(_evaluatorKeys[i], digest));
        }
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

    function _receiverOfBond(uint256 roundId, address contributor) internal view returns (address) {
        RoundModel storage round = _rounds[roundId];
        bool forfeited = round.state == RoundState.FINALIZED && !_contributions[roundId][contributor].revealed;
        return forfeited ? _capsules[round.capsuleId].owner : contributor;
    }

    function _withdrawPoolCredit(address account) internal returns (bool allowed) {
        allowed = poolCredits[account] != 0 && account != refusing;
        bytes memory data = abi.encodeCall(trainingPool.withdrawCredit, (account));
        _act(stranger, address(trainingPool), data, allowed);
        if (!allowed) return false;
        (inPool, poolCredits[account]) = (inPool - poolCredits[account], 0);
    }
}
