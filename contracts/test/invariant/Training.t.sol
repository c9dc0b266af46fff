// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../src/interfaces/ITrainingPool.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { TrainingRounds } from "./training/TrainingRounds.sol";

/// @title Training rounds: who committed, what was agreed on, where units and bonds are
contract TrainingInvariants is InvariantTest {
    function invariant_Training() public view {
        assertEq(handler.violation(), "");
        _TRN_3_PoolHoldsExactlyBondsAndCredits();
        _TRN_4_RoundsPromiseNoMoreThanTheOwnerHas();
        uint256[] memory ids = handler.roundsToCheck();
        for (uint256 i = 0; i < ids.length; ++i) {
            _checkRound(ids[i]);
        }
    }

    /// @dev The same of all rounds in the last state of every run, before and after all of them have ended.
    function afterInvariant() public override {
        _checkEveryRound();
        super.afterInvariant();
        _checkEveryRound();
        _TRN_3_PoolHoldsExactlyBondsAndCredits();
    }

    function _offset() internal pure override returns (uint256) {
        return 41;
    }

    function _checkEveryRound() private view {
        for (uint256 roundId = 1; roundId <= handler.roundCount(); ++roundId) {
            _checkRound(roundId);
        }
    }

    function _checkRound(uint256 roundId) private view {
        TrainingRounds.RoundModel memory round = handler.roundModel(roundId);
        _TRN_1_OnlyWhatWasCommittedIsRevealed(roundId, round.contributors);
        _TRN_2_ResultsNeedQuorumAndWindow(roundId, round);
        _TRN_5_ClaimsNeverExceedTheRound(roundId, round);
    }

    /// @dev A copy of another's commitment, or one of another round, is never revealed.
    function _TRN_1_OnlyWhatWasCommittedIsRevealed(uint256 roundId, address[] memory contributors) private view {
        for (uint256 i = 0; i < contributors.length; ++i) {
            TrainingRounds.ContributionModel memory expected = handler.contributionModel(roundId, contributors[i]);
            ITrainingPool.Contribution memory contribution = trainingPool.contributionOf(roundId, contributors[i]);
            assertEq(contribution.commitment, expected.commitment, "TRN-1");
            assertEq(contribution.revealed, expected.revealed, "TRN-1");
            assertEq(contribution.bondWithdrawn, expected.paid, "TRN-1");
            if (!expected.genuine) assertFalse(contribution.revealed, "TRN-1: a copy");
        }
    }

    /// @dev A round stands where the model says, which lets no result in below the quorum or out of its time, and none
    /// become final before its window, or while a challenge waits.
    function _TRN_2_ResultsNeedQuorumAndWindow(uint256 roundId, TrainingRounds.RoundModel memory expected)
        private
        view
    {
        ITrainingPool.Round memory round = trainingPool.roundOf(roundId);
        assertEq(uint8(round.state), uint8(expected.state), "TRN-2");
        assertEq(round.root, expected.root, "TRN-2");
        assertEq(round.challengeDeadline, expected.challengeDeadline, "TRN-2");
        assertEq(round.challengedAt, expected.challengedAt, "TRN-2");
        assertEq(round.challenger, expected.challenger, "TRN-2");
        assertEq(round.units, expected.units, "TRN-2: terms stay");
        assertEq(round.capsuleId, expected.capsuleId, "TRN-2: terms stay");
        assertEq(round.contributorBond, expected.bond, "TRN-2: terms stay");
        if (round.state == RoundState.FINALIZED) assertNotEq(round.root, 0, "TRN-2: without a result");
    }

    function _TRN_3_PoolHoldsExactlyBondsAndCredits() private view {
        assertEq(address(trainingPool).balance, handler.inPool(), "TRN-3");
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < accounts.length; ++i) {
            assertEq(trainingPool.creditOf(accounts[i]), handler.poolCredits(accounts[i]), "TRN-3");
        }
    }

    function _TRN_4_RoundsPromiseNoMoreThanTheOwnerHas() private view {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            uint256 promised = trainingPool.promisedUnits(capsules[i]);
            assertEq(promised, handler.promised(capsules[i]), "TRN-4");
            assertLe(promised, 1_000_000 - splitter.allocatedUnits(capsules[i]), "TRN-4");
        }
    }

    /// @dev Whatever a tree says: what is claimed and what waits are the round's units, and each leaf is claimed once.
    function _TRN_5_ClaimsNeverExceedTheRound(uint256 roundId, TrainingRounds.RoundModel memory round) private view {
        (uint256 left,) = splitter.escrowOf(round.capsuleId, roundId, NATIVE);
        assertEq(left, round.left, "TRN-5");
        TrainingRounds.Leaf[] memory leaves = handler.leavesOf(roundId);
        uint256 claimed = 0;
        for (uint256 i = 0; i < leaves.length; ++i) {
            assertEq(trainingPool.isClaimed(roundId, i), leaves[i].claimed, "TRN-5");
            if (leaves[i].claimed) claimed += leaves[i].units;
        }
        assertEq(claimed + left, round.state == RoundState.FINALIZED ? round.units : 0, "TRN-5");
    }
}
