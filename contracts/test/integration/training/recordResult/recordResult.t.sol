// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";
import { SignerWallet } from "../../../mocks/SignerWallet.sol";

contract RecordResultTest is TrainingTest {
    bytes32 private constant ROOT = keccak256("root");

    function testFuzz_RevertWhen_TooEarly(uint256 time) public {
        uint256 roundId = _open();
        _commit(roundId, alice);
        uint256 from = trainingPool.roundOf(roundId).revealDeadline;
        vm.warp(bound(time, block.timestamp, from - 1));
        _expectRefused(roundId, _result(ROOT), 2, _tooEarly(roundId, from));
        vm.warp(from);
        _submit(roundId, _result(ROOT), 2);
    }

    function testFuzz_RevertWhen_TooLate(uint256 time) public {
        uint256 roundId = _evaluable();
        uint256 deadline = trainingPool.roundOf(roundId).evaluationDeadline;
        vm.warp(bound(time, deadline, deadline * 2));
        _expectRefused(roundId, _result(ROOT), 2, _tooLate(roundId, deadline));
        vm.warp(deadline - 1);
        _submit(roundId, _result(ROOT), 2);
    }

    function test_RevertWhen_NobodyCommitted() public {
        uint256 roundId = _open();
        vm.warp(trainingPool.roundOf(roundId).revealDeadline);
        _expectRefused(roundId, _result(ROOT), 2, _wrongState(roundId, RoundState.OPEN));
    }

    /// @dev Once: evaluators who change their minds come too late, challenges are for that.
    function test_RevertWhen_RecordedBefore() public {
        uint256 roundId = _evaluable();
        _submit(roundId, _result(ROOT), 2);
        _expectRefused(roundId, _result(ROOT), 2, _wrongState(roundId, RoundState.RECORDED));
        _expectRefused(roundId, _result("another"), 3, _wrongState(roundId, RoundState.RECORDED));
    }

    function test_RevertWhen_DigestIsEmpty() public {
        uint256 roundId = _evaluable();
        ITrainingPool.Result memory result = _result(0);
        _expectRefused(roundId, result, 3, abi.encodePacked(ITrainingPool.TrainingPool_EmptyDigest.selector));
        result = _result(ROOT);
        result.manifestDigest = 0;
        _expectRefused(roundId, result, 3, abi.encodePacked(ITrainingPool.TrainingPool_EmptyDigest.selector));
        result = _result(ROOT);
        result.scoreDigest = 0;
        _expectRefused(roundId, result, 3, abi.encodePacked(ITrainingPool.TrainingPool_EmptyDigest.selector));
    }

    function test_RevertWhen_QuorumIsNotReached() public {
        uint256 roundId = _evaluable();
        for (uint256 count = 0; count < 2; ++count) {
            bytes4 reason = ITrainingPool.TrainingPool_QuorumNotReached.selector;
            _expectRefused(roundId, _result(ROOT), count, abi.encodeWithSelector(reason, count, 2));
        }
    }

    function test_RevertWhen_OneSignsTwice() public {
        uint256 roundId = _evaluable();
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, _result(ROOT), 2);
        approvals[1] = approvals[0];
        _expectUnordered(roundId, approvals, evaluators[0], evaluators[0]);
    }

    function test_RevertWhen_OutOfOrder() public {
        uint256 roundId = _evaluable();
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, _result(ROOT), 2);
        (approvals[0], approvals[1]) = (approvals[1], approvals[0]);
        _expectUnordered(roundId, approvals, evaluators[1], evaluators[0]);
        approvals[0].evaluator = address(0);
        _expectUnordered(roundId, approvals, address(0), address(0));
    }

    function testFuzz_RevertWhen_SignerIsNotEvaluator(uint256 key) public {
        key = bound(key, 1, 2 ** 200);
        uint256 roundId = _evaluable();
        ITrainingPool.Result memory result = _result(ROOT);
        ITrainingPool.Approval[] memory approvals = new ITrainingPool.Approval[](2);
        approvals[0] = _approval(vm.addr(key), key, roundId, result);
        approvals[1] = approvals[0];
        bytes4 reason = ITrainingPool.TrainingPool_NotEvaluator.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, roundId, vm.addr(key)));
        trainingPool.recordResult(roundId, result, approvals);
    }

    /// @dev Evaluators of one round have no say in another.
    function test_RevertWhen_EvaluatorOfAnotherRound() public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.units = 1;
        terms.evaluators = new address[](1);
        (terms.evaluators[0], terms.quorum) = (stranger, 1);
        _open(terms);
        terms.evaluators[0] = evaluators[0];
        uint256 roundId = _evaluable(terms);
        ITrainingPool.Approval[] memory approvals = new ITrainingPool.Approval[](1);
        approvals[0].evaluator = stranger;
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_NotEvaluator.selector, roundId, stranger));
        trainingPool.recordResult(roundId, _result(ROOT), approvals);
    }

    /// @dev Each field of what is signed counts, and so does each bit of a signature.
    function testFuzz_RevertWhen_SomethingElseWasSigned(uint8 field, bytes32 other) public {
        uint256 roundId = _evaluable();
        ITrainingPool.Result memory result = _result(ROOT);
        vm.assume(other != 0 && other != result.root && other != result.manifestDigest);
        vm.assume(other != result.scoreDigest);
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, result, 2);
        if (field % 4 == 0) result.root = other;
        if (field % 4 == 1) result.manifestDigest = other;
        if (field % 4 == 2) result.scoreDigest = other;
        if (field % 4 == 3) approvals[0].signature[uint256(other) % 64] ^= 0x01;
        _expectInvalidSignature(roundId, result, approvals, 0);
    }

    /// @dev Signatures for another round, of the same capsule, or on another chain are worth nothing.
    function test_RevertWhen_Replayed() public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        uint256 first = _open(terms);
        uint256 second = _evaluable(terms);
        ITrainingPool.Result memory result = _result(ROOT);
        _expectInvalidSignature(second, result, _approvals(first, result, 2), 0);
        ITrainingPool.Approval[] memory approvals = _approvals(second, result, 2);
        vm.chainId(block.chainid + 1);
        _expectInvalidSignature(second, result, approvals, 0);
    }

    /// @dev The mirrored form of an ECDSA signature, and the short one of ERC-2098, are refused.
    function test_RevertWhen_SignatureIsMalleable() public {
        uint256 roundId = _evaluable();
        ITrainingPool.Result memory result = _result(ROOT);
        bytes32 digest = trainingPool.resultDigest(roundId, result);
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, result, 2);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(evaluatorKeys[1], digest);
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        approvals[1].signature = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _expectInvalidSignature(roundId, result, approvals, 1);
        approvals[1].signature = abi.encodePacked(r, uint256(s) | (uint256(v - 27) << 255));
        _expectInvalidSignature(roundId, result, approvals, 1);
        approvals[1].signature = "";
        _expectInvalidSignature(roundId, result, approvals, 1);
    }

    function testFuzz_Record(bytes32 root, uint8 count, address sender) public {
        vm.assume(root != 0);
        uint256 roundId = _evaluable();
        count = uint8(bound(count, 2, 3));
        ITrainingPool.Result memory result = _result(root);
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, result, count);
        address[] memory signers = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            signers[i] = evaluators[i];
        }
        uint256 end = block.timestamp + WINDOW;
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ResultRecorded(
            roundId, capsuleId, root, result.manifestDigest, result.scoreDigest, signers, end
        );
        vm.prank(sender);
        trainingPool.recordResult(roundId, result, approvals);
        _assertState(roundId, RoundState.RECORDED);
        assertEq(trainingPool.roundOf(roundId).root, root);
        assertEq(trainingPool.roundOf(roundId).challengeDeadline, end);
        assertEq(trainingPool.promisedUnits(capsuleId), ROUND_UNITS, "not the contributors' yet");
        assertEq(splitter.allocatedUnits(capsuleId), 0);
    }

    /// @dev An evaluator that cheats, alone against two, is outvoted: its result has no quorum, theirs has.
    function test_Record_ACheatingEvaluatorIsOutvoted() public {
        uint256 roundId = _evaluable();
        ITrainingPool.Approval[] memory cheat = new ITrainingPool.Approval[](1);
        cheat[0] = _approval(evaluators[2], evaluatorKeys[2], roundId, _result("to a friend"));
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_QuorumNotReached.selector, 1, 2));
        trainingPool.recordResult(roundId, _result("to a friend"), cheat);
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, _result(ROOT), 3);
        approvals[2] = cheat[0];
        _expectInvalidSignature(roundId, _result(ROOT), approvals, 2);
        _submit(roundId, _result(ROOT), 2);
        assertEq(trainingPool.roundOf(roundId).root, ROOT);
    }

    /// @dev A wallet contract evaluates by ERC-1271.
    function test_Record_ByAContract() public {
        (address owner, uint256 key) = makeAddrAndKey("owner of the wallet");
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.evaluators = new address[](1);
        (terms.evaluators[0], terms.quorum) = (address(new SignerWallet(owner)), 1);
        uint256 roundId = _evaluable(terms);
        ITrainingPool.Approval[] memory approvals = new ITrainingPool.Approval[](1);
        approvals[0] = _approval(terms.evaluators[0], evaluatorKeys[0], roundId, _result(ROOT));
        bytes4 reason = ITrainingPool.TrainingPool_InvalidSignature.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, terms.evaluators[0]));
        trainingPool.recordResult(roundId, _result(ROOT), approvals);
        approvals[0] = _approval(terms.evaluators[0], key, roundId, _result(ROOT));
        trainingPool.recordResult(roundId, _result(ROOT), approvals);
        _assertState(roundId, RoundState.RECORDED);
    }

    function _approval(address evaluator, uint256 key, uint256 roundId, ITrainingPool.Result memory result)
        private
        view
        returns (ITrainingPool.Approval memory)
    {
        return ITrainingPool.Approval(evaluator, _signature(key, trainingPool.resultDigest(roundId, result)));
    }

    function _submit(uint256 roundId, ITrainingPool.Result memory result, uint256 count) private {
        trainingPool.recordResult(roundId, result, _approvals(roundId, result, count));
    }

    function _expectRefused(uint256 roundId, ITrainingPool.Result memory result, uint256 count, bytes memory reason)
        private
    {
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, result, count);
        vm.expectRevert(reason);
        trainingPool.recordResult(roundId, result, approvals);
    }

    function _expectUnordered(
        uint256 roundId,
        ITrainingPool.Approval[] memory approvals,
        address previous,
        address next
    ) private {
        bytes4 reason = ITrainingPool.TrainingPool_UnorderedEvaluators.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, previous, next));
        trainingPool.recordResult(roundId, _result(ROOT), approvals);
    }

    function _expectInvalidSignature(
        uint256 roundId,
        ITrainingPool.Result memory result,
        ITrainingPool.Approval[] memory approvals,
        uint256 position
    ) private {
        bytes4 reason = ITrainingPool.TrainingPool_InvalidSignature.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, approvals[position].evaluator));
        trainingPool.recordResult(roundId, result, approvals);
    }
}
