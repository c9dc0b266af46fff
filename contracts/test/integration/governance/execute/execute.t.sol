// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IOperationCheck } from "../../../../src/interfaces/IOperationCheck.sol";
import { TimelockTest } from "./TimelockTest.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

contract ExecuteTest is TimelockTest {
    bytes32 private constant QUEUED = bytes32(uint256(1) << uint8(IGovernor.ProposalState.Queued));
    uint256 private constant READY = uint256(TimelockController.OperationState.Ready);

    function testFuzz_Execute_AllCallsInOrder(address caller, uint96 value) public {
        Proposal memory p = _twoFeesAndAPayment(value);
        uint256 id = _ready(p);
        vm.deal(address(timelock), value);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalExecuted(id);
        vm.prank(caller);
        governor.execute(id);
        _assertState(id, IGovernor.ProposalState.Executed);
        assertEq(registry.protocolFeeBps(), 2, "the last call was last");
        assertEq(recipient.balance, value);
    }

    function test_Execute_DirectlyOnTheTimelock() public {
        Proposal memory p = _feeProposal(7);
        uint256 id = _ready(p);
        _executeDirectly(_operation(p, id, p.targets));
        assertEq(registry.protocolFeeBps(), 7);
        _assertState(id, IGovernor.ProposalState.Executed);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Executed, QUEUED
            )
        );
        governor.execute(id);
    }

    function testFuzz_RevertWhen_TheDelayIsNotOver(uint256 early) public {
        early = bound(early, 1, TIMELOCK_DELAY);
        Proposal memory p = _feeProposal(7);
        uint256 id = _ready(p);
        Operation memory operation = _operation(p, id, p.targets);
        vm.warp(block.timestamp - early);
        _expectUnexpectedState(operation, READY);
        governor.execute(id);
        _expectUnexpectedState(operation, READY);
        _executeDirectly(operation);
        assertEq(registry.protocolFeeBps(), FEE_BPS);
    }

    function test_RevertWhen_ExecutedBefore() public {
        Proposal memory p = _feeProposal(7);
        uint256 id = _ready(p);
        Operation memory operation = _operation(p, id, p.targets);
        governor.execute(id);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Executed, QUEUED
            )
        );
        governor.execute(id);
        _expectUnexpectedState(operation, READY);
        _executeDirectly(operation);
    }

    function test_SecondsUntilItExpires() public {
        Proposal memory p = _feeProposal(7);
        uint256 id = _ready(p);
        Operation memory operation = _operation(p, id, p.targets);
        uint256 deadline = block.timestamp + 14 days;
        vm.warp(deadline + 1);
        _assertState(id, IGovernor.ProposalState.Expired);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Expired, QUEUED
            )
        );
        governor.execute(id);
        vm.expectRevert(abi.encodeWithSelector(IOperationCheck.OperationCheck_Expired.selector, deadline));
        _executeDirectly(operation);
        vm.warp(deadline);
        governor.execute(id);
        assertEq(registry.protocolFeeBps(), 7);
    }

    /// @dev What reverts takes everything back, and can be tried again.
    function test_RevertWhen_ACallReverts() public {
        Proposal memory p = _twoFeesAndAPayment(1 ether);
        uint256 id = _ready(p);
        vm.expectRevert();
        governor.execute(id);
        assertEq(registry.protocolFeeBps(), FEE_BPS);
        _assertState(id, IGovernor.ProposalState.Queued);
        vm.deal(address(timelock), 1 ether);
        governor.execute(id);
        assertEq(registry.protocolFeeBps(), 2);
    }

    function _twoFeesAndAPayment(uint256 value) private view returns (Proposal memory p) {
        p = Proposal(new address[](3), new uint256[](3), new bytes[](3), "Three calls");
        (p.targets[0], p.calldatas[0]) = (address(registry), abi.encodeCall(registry.setProtocolFee, (1)));
        (p.targets[1], p.values[1]) = (recipient, value);
        (p.targets[2], p.calldatas[2]) = (address(registry), abi.encodeCall(registry.setProtocolFee, (2)));
    }
}
