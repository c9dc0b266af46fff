// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../interfaces/ITrainingPool.sol";
import { Rounds } from "./Rounds.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";

/// @title Bonds: challenges, and what becomes of the money that contributors and challengers put up
/// @dev A contributor's bond waits under its contribution until the round ends. A challenger's becomes credit: of itself
/// when it was right or nobody decided, of the capsule's owner when it was wrong, since that round was held up.
/// @dev The pool's balance is the sum of bonds that wait and credits; nothing is sent but by a withdrawal, which blocks
/// nobody else.
abstract contract Bonds is Rounds {
    uint256 private constant RESOLUTION_TIME = 14 days;

    /// @inheritdoc ITrainingPool
    function challenge(uint256 roundId, bytes32 evidenceDigest) external payable {
        Round storage round = _roundIn(roundId, RoundState.RECORDED);
        _requireBefore(roundId, round.challengeDeadline);
        if (evidenceDigest == 0) revert TrainingPool_EmptyDigest();
        _requireBond(round.challengeBond);
        round.state = RoundState.CHALLENGED;
        (round.challenger, round.challengedAt) = (msg.sender, uint40(block.timestamp));
        emit RoundChallenged(roundId, msg.sender, evidenceDigest, msg.value, block.timestamp + RESOLUTION_TIME);
    }

    /// @inheritdoc ITrainingPool
    function resolveChallenge(uint256 roundId, bool upheld) external restricted {
        Round storage round = _roundIn(roundId, RoundState.CHALLENGED);
        (address challenger, uint256 challengedAt) = (round.challenger, round.challengedAt);
        _requireBefore(roundId, challengedAt + RESOLUTION_TIME);
        address bondTo = upheld ? challenger : CAPSULE_REGISTRY.capsuleOwner(round.capsuleId);
        _storage().credits[bondTo] += round.challengeBond;
        if (upheld) {
            _end(round, RoundState.FAILED);
        } else {
            // The window stood still meanwhile, so that a sham challenge takes no time from an honest one.
            round.state = RoundState.RECORDED;
            // A time of the block, less an earlier one.
            // forge-lint: disable-next-line(unsafe-typecast)
            round.challengeDeadline += uint40(block.timestamp - challengedAt);
        }
        emit ChallengeResolved(roundId, challenger, upheld, bondTo, round.challengeDeadline);
    }

    /// @inheritdoc ITrainingPool
    function withdrawBond(uint256 roundId, address contributor) external returns (uint256 amount) {
        Round storage round = _round(roundId);
        RoundState state = round.state;
        if (state < RoundState.FINALIZED) revert TrainingPool_WrongState(roundId, state);
        Contribution storage contribution = _storage().contributions[roundId][contributor];
        amount = round.contributorBond;
        if (amount == 0 || contribution.commitment == 0 || contribution.bondWithdrawn) {
            revert TrainingPool_NoBond(roundId, contributor);
        }
        contribution.bondWithdrawn = true;
        bool forfeited = state == RoundState.FINALIZED && !contribution.revealed;
        address recipient = forfeited ? CAPSULE_REGISTRY.capsuleOwner(round.capsuleId) : contributor;
        emit BondWithdrawn(roundId, contributor, recipient, amount);
        Address.sendValue(payable(recipient), amount);
    }

    /// @inheritdoc ITrainingPool
    function withdrawCredit(address account) external returns (uint256 amount) {
        PoolStorage storage $ = _storage();
        amount = $.credits[account];
        if (amount == 0) revert TrainingPool_NoCredit(account);
        delete $.credits[account];
        emit CreditWithdrawn(account, amount);
        Address.sendValue(payable(account), amount);
    }

    /// @inheritdoc ITrainingPool
    function creditOf(address account) external view returns (uint256) {
        return _storage().credits[account];
    }

    /// @dev The evaluators' word stands against one that nobody confirmed; the challenger isn't proved wrong either.
    function _expireChallenge(uint256 roundId, Round storage round) internal {
        _requireFrom(roundId, uint256(round.challengedAt) + RESOLUTION_TIME);
        address challenger = round.challenger;
        _storage().credits[challenger] += round.challengeBond;
        emit ChallengeExpired(roundId, challenger);
    }

    function _requireBond(uint256 required) internal view {
        if (msg.value != required) revert TrainingPool_WrongBond(msg.value, required);
    }
}
