// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Roles } from "../../../../src/upgrade/Roles.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";

contract CancelTest is GovernanceTest {
    bytes32 private constant CANCELLABLE = bytes32(
        (uint256(1) << 8) - 1 - (uint256(1) << uint8(IGovernor.ProposalState.Canceled))
            - (uint256(1) << uint8(IGovernor.ProposalState.Expired))
            - (uint256(1) << uint8(IGovernor.ProposalState.Executed))
    );

    function testFuzz_RevertWhen_CallerMayNot(address caller) public {
        vm.assume(caller != proposalGuardian && caller != holder);
        uint256 id = _propose(_feeProposal(1));
        _expectUnable(id, caller);
        vm.warp(governor.proposalSnapshot(id) + 1);
        _expectUnable(id, holder);
    }

    function test_Cancel_ByItsProposerWhilePending() public {
        uint256 id = _propose(_feeProposal(1));
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCanceled(id);
        _cancel(id, holder);
        _assertState(id, IGovernor.ProposalState.Canceled);
    }

    function test_Cancel_ByTheGuardianUntilItIsExecuted() public {
        Proposal memory p = _feeProposal(1);
        _cancelAndCheck(_propose(p));
        p.description = "Active";
        _cancelAndCheck(_proposeAndOpen(p));
        p.description = "Succeeded";
        _cancelAndCheck(_succeed(p));
        p.description = "Queued";
        _cancelAndCheck(_succeedAndQueue(p));
        p.description = "Ready";
        uint256 id = _ready(p);
        _cancelAndCheck(id);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Canceled,
                bytes32(uint256(1) << uint8(IGovernor.ProposalState.Queued))
            )
        );
        governor.execute(id);
        assertEq(registry.protocolFeeBps(), FEE_BPS);
    }

    function test_RevertWhen_ItIsOver() public {
        Proposal memory p = _feeProposal(1);
        uint256 executed = _govern(p);
        _expectOver(executed, IGovernor.ProposalState.Executed);
        p.description = "Expired";
        uint256 expired = _ready(p);
        vm.warp(block.timestamp + 14 days + 1);
        _expectOver(expired, IGovernor.ProposalState.Expired);
    }

    /// @dev Voters can always rid themselves of a guardian.
    function testFuzz_RevertWhen_TheGuardianWouldStay(address next) public {
        uint256 id = _propose(_guardianProposal(next));
        _expectUnable(id, proposalGuardian);
        vm.warp(governor.proposalSnapshot(id) + 1);
        _vote(id, holder, FOR);
        vm.warp(governor.proposalDeadline(id) + 1);
        governor.queue(id);
        _expectUnable(id, proposalGuardian);
        vm.warp(governor.proposalEta(id));
        governor.execute(id);
        assertEq(governor.proposalGuardian(), next);
    }

    /// @dev But nothing hides behind such a call.
    function test_Cancel_AVoteAboutTheGuardianAndMore() public {
        Proposal memory p = Proposal(new address[](2), new uint256[](2), new bytes[](2), "Two calls");
        (p.targets[0], p.calldatas[0]) = (address(governor), abi.encodeCall(governor.setProposalGuardian, (address(0))));
        (p.targets[1], p.calldatas[1]) = (address(registry), abi.encodeCall(registry.setProtocolFee, (1)));
        _cancelAndCheck(_propose(p));
        _cancelAndCheck(_propose(_proposal(address(registry), p.calldatas[0])));
    }

    function test_Cancel_WithoutAGuardianByProposers() public {
        _govern(_guardianProposal(address(0)));
        uint256 id = _succeedAndQueue(_feeProposal(1));
        _expectUnable(id, proposalGuardian);
        _cancel(id, holder);
        _assertState(id, IGovernor.ProposalState.Canceled);
    }

    function testFuzz_RevertWhen_TheGuardianWantsMore(address next) public {
        vm.startPrank(proposalGuardian);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, proposalGuardian));
        governor.setProposalGuardian(next);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector, proposalGuardian, 0, PROPOSAL_THRESHOLD
            )
        );
        governor.propose(new address[](1), new uint256[](1), new bytes[](1), "");
        for (uint64 role = 0; role <= Roles.COUNCIL; ++role) {
            (bool member,) = manager.hasRole(role, proposalGuardian);
            assertFalse(member);
        }
    }

    function _guardianProposal(address next) private view returns (Proposal memory) {
        return _proposal(address(governor), abi.encodeCall(governor.setProposalGuardian, (next)));
    }

    function _cancel(uint256 id, address caller) private {
        vm.prank(caller);
        governor.cancel(id);
    }

    function _cancelAndCheck(uint256 id) private {
        _cancel(id, proposalGuardian);
        _assertState(id, IGovernor.ProposalState.Canceled);
    }

    function _expectUnable(uint256 id, address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, caller));
        _cancel(id, caller);
    }

    function _expectOver(uint256 id, IGovernor.ProposalState state) private {
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorUnexpectedProposalState.selector, id, state, CANCELLABLE)
        );
        _cancel(id, proposalGuardian);
    }
}
