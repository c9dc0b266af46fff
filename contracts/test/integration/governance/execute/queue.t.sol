// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IOperationCheck } from "../../../../src/interfaces/IOperationCheck.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

contract QueueTest is GovernanceTest {
    bytes32 private constant SUCCEEDED = bytes32(uint256(1) << uint8(IGovernor.ProposalState.Succeeded));

    function test_RevertWhen_ItHasNotSucceeded() public {
        uint256 id = _propose(_feeProposal(1));
        _expectRefused(id, IGovernor.ProposalState.Pending);
        vm.warp(governor.proposalSnapshot(id) + 1);
        _expectRefused(id, IGovernor.ProposalState.Active);
        _vote(id, holder, FOR);
        vm.warp(governor.proposalDeadline(id) + 1);
        governor.queue(id);
        _expectRefused(id, IGovernor.ProposalState.Queued);
    }

    /// @dev Nothing goes round the timelock, whether it was proposed or not.
    function testFuzz_ProposalNeedsQueuing_Always(uint256 unknownId) public {
        assertTrue(governor.proposalNeedsQueuing(_propose(_feeProposal(1))));
        assertTrue(governor.proposalNeedsQueuing(unknownId));
    }

    function test_SecondsUntilItExpires() public {
        uint256 id = _succeed(_feeProposal(1));
        uint256 end = governor.proposalDeadline(id) + governor.executionWindow();
        vm.warp(end + 1);
        _expectRefused(id, IGovernor.ProposalState.Expired);
        vm.warp(end);
        _assertState(id, IGovernor.ProposalState.Succeeded);
        governor.queue(id);
        _assertState(id, IGovernor.ProposalState.Queued);
    }

    function testFuzz_Queue_SchedulesTheCallsBehindACheck(address caller) public {
        Proposal memory p = _feeProposal(1);
        uint256 id = _succeed(p);
        uint256 eta = block.timestamp + TIMELOCK_DELAY;
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(p.description));
        (address[] memory targets, bytes[] memory calldatas) = _checked(p, eta + 14 days);
        bytes32 operation = timelock.hashOperationBatch(targets, new uint256[](2), calldatas, 0, salt);
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(timelock));
            emit TimelockController.CallScheduled(operation, i, targets[i], 0, calldatas[i], 0, TIMELOCK_DELAY);
        }
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalQueued(id, eta);
        vm.prank(caller);
        governor.queue(id);
        assertEq(governor.proposalEta(id), eta);
        assertTrue(timelock.isOperationPending(operation));
    }

    function _checked(Proposal memory p, uint256 deadline)
        private
        view
        returns (address[] memory targets, bytes[] memory calldatas)
    {
        bytes32[] memory codeHashes = new bytes32[](1);
        codeHashes[0] = p.targets[0].codehash;
        (targets, calldatas) = (new address[](2), new bytes[](2));
        (targets[0], targets[1]) = (address(operationCheck), p.targets[0]);
        calldatas[0] = abi.encodeCall(IOperationCheck.requireUnchanged, (deadline, p.targets, codeHashes));
        calldatas[1] = p.calldatas[0];
    }

    function _expectRefused(uint256 id, IGovernor.ProposalState state) private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorUnexpectedProposalState.selector, id, state, SUCCEEDED)
        );
        governor.queue(id);
    }
}
