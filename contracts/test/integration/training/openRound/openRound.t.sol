// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { PausableEntries } from "../../../../src/upgrade/PausableEntries.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract OpenRoundTest is TrainingTest {
    function testFuzz_RevertWhen_CallerIsNotAuthorized(address caller) public {
        vm.assume(caller != creator);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_NotAuthorized.selector, capsuleId, caller));
        vm.prank(caller);
        trainingPool.openRound(_roundTerms());
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.capsuleId = unknownId;
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        vm.prank(creator);
        trainingPool.openRound(terms);
    }

    function testFuzz_RevertWhen_VersionUnknown(uint64 version) public {
        vm.assume(version != 1);
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.baseVersion = version;
        bytes4 reason = ICapsuleRegistry.CapsuleRegistry_UnknownVersion.selector;
        _expectRefused(terms, abi.encodeWithSelector(reason, capsuleId, version));
    }

    function test_RevertWhen_Suspended() public {
        ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsuleId);
        capsule.suspended = true;
        vm.mockCall(address(registry), abi.encodeCall(ICapsuleRegistry.capsuleOf, (capsuleId)), abi.encode(capsule));
        bytes memory reason = abi.encodeWithSelector(ITrainingPool.TrainingPool_Suspended.selector, capsuleId);
        _expectRefused(_roundTerms(), reason);
    }

    function test_RevertWhen_Paused() public {
        vm.prank(guardian);
        trainingPool.pauseEntries(1 days);
        _expectRefused(
            _roundTerms(), abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, block.timestamp + 1 days)
        );
    }

    function testFuzz_RevertWhen_UnitsAreNotTheOwners(uint24 allocated, uint24 promised, uint24 units) public {
        allocated = uint24(bound(allocated, 1, UNITS - 1));
        promised = uint24(bound(promised, 1, UNITS - allocated));
        uint256 left = UNITS - allocated - promised;
        units = uint24(bound(units, left + 1, type(uint24).max));
        _allocate(capsuleId, alice, allocated);
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.units = promised;
        _open(terms);
        terms.units = units;
        bytes4 reason = ITrainingPool.TrainingPool_NotEnoughUnits.selector;
        _expectRefused(terms, abi.encodeWithSelector(reason, capsuleId, units, left));
        terms.units = 0;
        _expectRefused(terms, abi.encodeWithSelector(reason, capsuleId, 0, left));
    }

    function test_RevertWhen_EvaluatorsAreOutOfBounds() public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.evaluators = new address[](0);
        _expectInvalid(terms, "evaluators");
        terms.evaluators = _addresses(17);
        terms.quorum = 9;
        _expectInvalid(terms, "evaluators");
        terms.evaluators = _addresses(16);
        terms.evaluators[7] = terms.evaluators[12];
        _expectInvalid(terms, "evaluators");
        terms.evaluators[7] = address(0);
        _expectInvalid(terms, "evaluators");
        terms.evaluators = _addresses(16);
        _open(terms);
    }

    /// @dev More than half, so that no two disjoint groups can both agree; not more than there are.
    function testFuzz_RevertWhen_QuorumIsOutOfBounds(uint8 count, uint8 quorum) public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        count = uint8(bound(count, 1, 16));
        terms.evaluators = _addresses(count);
        terms.quorum = quorum;
        if (quorum > count / 2 && quorum <= count) _open(terms);
        else _expectInvalid(terms, "quorum");
    }

    function testFuzz_RevertWhen_DeadlinesAreOutOfOrder(uint40 commitEnd, uint40 revealEnd, uint40 evaluationEnd)
        public
    {
        uint256 start = block.timestamp;
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.commitDeadline = uint40(bound(commitEnd, start - 1, start + 367 days));
        terms.revealDeadline = uint40(bound(revealEnd, terms.commitDeadline - 1, start + 369 days));
        terms.evaluationDeadline = uint40(bound(evaluationEnd, terms.revealDeadline - 1, start + 370 days));
        if (terms.commitDeadline <= start) _expectInvalid(terms, "commitDeadline");
        else if (terms.revealDeadline <= terms.commitDeadline) _expectInvalid(terms, "revealDeadline");
        else if (terms.evaluationDeadline <= terms.revealDeadline) _expectInvalid(terms, "evaluationDeadline");
        else if (terms.evaluationDeadline > start + 365 days) _expectInvalid(terms, "evaluationDeadline");
        else _open(terms);
    }

    function test_RevertWhen_DeadlinesAreAtTheirBounds() public {
        uint256 start = block.timestamp;
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.commitDeadline = uint40(start);
        _expectInvalid(terms, "commitDeadline");
        terms.commitDeadline = uint40(start + 1);
        terms.revealDeadline = uint40(start + 1);
        _expectInvalid(terms, "revealDeadline");
        terms.revealDeadline = uint40(start + 2);
        terms.evaluationDeadline = uint40(start + 2);
        _expectInvalid(terms, "evaluationDeadline");
        terms.evaluationDeadline = uint40(start + 365 days + 1);
        _expectInvalid(terms, "evaluationDeadline");
        terms.evaluationDeadline = uint40(start + 365 days);
        _open(terms);
        terms.evaluationDeadline = uint40(start + 3);
        _open(terms);
    }

    function test_RevertWhen_OtherTermsAreOutOfBounds() public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.specDigest = 0;
        _expectInvalid(terms, "specDigest");
        terms = _roundTerms();
        terms.challengeWindow = 1 hours - 1;
        _expectInvalid(terms, "challengeWindow");
        terms.challengeWindow = 30 days + 1;
        _expectInvalid(terms, "challengeWindow");
        terms = _roundTerms();
        terms.challengeBond = 0;
        _expectInvalid(terms, "challengeBond");
        terms = _roundTerms();
        terms.privacyDelta = 5;
        _expectInvalid(terms, "privacyDelta");
        terms.privacyEpsilon = 1;
        _open(terms);
    }

    function testFuzz_Open_WithinBounds(uint24 units, uint32 window, uint96 bond, uint96 challengeBond) public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.units = uint24(bound(units, 1, UNITS));
        terms.challengeWindow = uint32(bound(window, 1 hours, 30 days));
        terms.contributorBond = bond;
        terms.challengeBond = uint96(bound(challengeBond, 1, type(uint96).max));
        (terms.privacyEpsilon, terms.privacyDelta) = (8000, 5);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.RoundOpened(1, capsuleId, terms);
        uint256 roundId = _open(terms);
        assertEq(roundId, 1);
        assertEq(trainingPool.roundCount(), 1);
        assertEq(trainingPool.promisedUnits(capsuleId), terms.units);
        assertEq(splitter.allocatedUnits(capsuleId), 0, "the owner has them until the end");
        _assertKept(roundId, terms);
        for (uint256 i = 0; i < 3; ++i) {
            assertTrue(trainingPool.isEvaluator(roundId, evaluators[i]));
        }
        assertFalse(trainingPool.isEvaluator(roundId, creator));
    }

    function test_Open_ByAnOperator() public {
        vm.prank(creator);
        registry.setApprovalForAll(stranger, true);
        vm.prank(stranger);
        assertEq(trainingPool.openRound(_roundTerms()), 1);
    }

    /// @dev Rounds stand side by side, of one capsule too.
    function test_Open_SeveralRounds() public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        assertEq(_open(terms), 1);
        terms.units = uint24(UNITS - ROUND_UNITS);
        assertEq(_open(terms), 2);
        assertEq(trainingPool.promisedUnits(capsuleId), UNITS);
        terms.capsuleId = _root(stranger);
        assertEq(_open(terms), 3);
        assertEq(trainingPool.promisedUnits(terms.capsuleId), UNITS - ROUND_UNITS);
    }

    function testFuzz_RevertWhen_RoundUnknown(uint256 roundId) public {
        vm.assume(roundId != 1);
        _open();
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_UnknownRound.selector, roundId));
        trainingPool.roundOf(roundId);
    }

    function _assertKept(uint256 roundId, ITrainingPool.RoundTerms memory terms) private view {
        ITrainingPool.Round memory round = trainingPool.roundOf(roundId);
        ITrainingPool.Round memory expected = ITrainingPool.Round({
            capsuleId: terms.capsuleId,
            root: 0,
            commitDeadline: terms.commitDeadline,
            revealDeadline: terms.revealDeadline,
            evaluationDeadline: terms.evaluationDeadline,
            challengeDeadline: 0,
            challengeWindow: terms.challengeWindow,
            units: terms.units,
            quorum: terms.quorum,
            state: RoundState.OPEN,
            contributorBond: terms.contributorBond,
            challengeBond: terms.challengeBond,
            baseVersion: terms.baseVersion,
            challenger: address(0),
            challengedAt: 0
        });
        assertEq(keccak256(abi.encode(round)), keccak256(abi.encode(expected)));
    }

    function _expectInvalid(ITrainingPool.RoundTerms memory terms, string memory term) private {
        _expectRefused(terms, abi.encodeWithSelector(ITrainingPool.TrainingPool_InvalidTerms.selector, term));
    }

    function _expectRefused(ITrainingPool.RoundTerms memory terms, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(creator);
        trainingPool.openRound(terms);
    }

    function _addresses(uint256 count) private pure returns (address[] memory list) {
        list = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = address(uint160(1000 - i));
        }
    }
}
