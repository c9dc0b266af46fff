// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IOperationCheck } from "../../../../src/interfaces/IOperationCheck.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Base of tests that execute a proposal's operation on the timelock, past the governor, as anybody may
abstract contract TimelockTest is GovernanceTest {
    /// @dev What {_operation} found out when the proposal was queued.
    struct Operation {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        bytes32 salt;
    }

    /// @param accounts whose code is pinned
    function _operation(Proposal memory p, uint256 id, address[] memory accounts)
        internal
        view
        returns (Operation memory o)
    {
        uint256 calls = p.targets.length + 1;
        o = Operation(new address[](calls), new uint256[](calls), new bytes[](calls), 0);
        o.salt = bytes20(address(governor)) ^ keccak256(bytes(p.description));
        bytes32[] memory codeHashes = new bytes32[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            codeHashes[i] = accounts[i].code.length == 0 ? bytes32(0) : accounts[i].codehash;
        }
        uint256 deadline = governor.proposalEta(id) + 14 days;
        o.targets[0] = address(operationCheck);
        o.calldatas[0] = abi.encodeCall(IOperationCheck.requireUnchanged, (deadline, accounts, codeHashes));
        for (uint256 i = 1; i < calls; ++i) {
            (o.targets[i], o.values[i], o.calldatas[i]) = (p.targets[i - 1], p.values[i - 1], p.calldatas[i - 1]);
        }
        assertTrue(timelock.isOperationPending(_hash(o)), "this is what was scheduled");
    }

    function _hash(Operation memory o) internal view returns (bytes32) {
        return timelock.hashOperationBatch(o.targets, o.values, o.calldatas, 0, o.salt);
    }

    function _executeDirectly(Operation memory o) internal {
        vm.prank(stranger);
        timelock.executeBatch(o.targets, o.values, o.calldatas, 0, o.salt);
    }

    function _expectUnexpectedState(Operation memory o, uint256 expected) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector, _hash(o), bytes32(uint256(1) << expected)
            )
        );
    }
}
