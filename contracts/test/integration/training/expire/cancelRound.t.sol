// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract CancelRoundTest is TrainingTest {
    function testFuzz_RevertWhen_CallerIsNotAuthorized(address caller) public {
        vm.assume(caller != creator);
        uint256 roundId = _open();
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_NotAuthorized.selector, capsuleId, caller));
        vm.prank(caller);
        trainingPool.cancelRound(roundId);
    }

    function test_RevertWhen_RoundUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_UnknownRound.selector, 1));
        trainingPool.cancelRound(1);
    }

    /// @dev Nobody works for nothing: from the first commitment on the owner can't go back.
    function test_RevertWhen_SomebodyCommitted() public {
        uint256 roundId = _open();
        _commit(roundId, alice);
        vm.expectRevert(_wrongState(roundId, RoundState.STARTED));
        vm.prank(creator);
        trainingPool.cancelRound(roundId);
    }

    function test_Cancel() public {
        uint256 roundId = _open();
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.RoundCanceled(roundId, capsuleId);
        vm.prank(creator);
        trainingPool.cancelRound(roundId);
        _assertState(roundId, RoundState.CANCELED);
        assertEq(trainingPool.promisedUnits(capsuleId), 0);
        vm.expectRevert(_wrongState(roundId, RoundState.CANCELED));
        vm.prank(creator);
        trainingPool.cancelRound(roundId);
    }

    function test_Cancel_ByAnOperatorOfTheNewOwner() public {
        uint256 roundId = _open();
        vm.prank(creator);
        registry.transferFrom(creator, buyer, capsuleId);
        vm.prank(buyer);
        registry.setApprovalForAll(stranger, true);
        vm.prank(stranger);
        trainingPool.cancelRound(roundId);
        _assertState(roundId, RoundState.CANCELED);
    }
}
