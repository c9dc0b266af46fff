// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

contract ProposeTest is GovernanceTest {
    function testFuzz_RevertWhen_ProposerHasTooFewVotes(uint256 votes) public {
        votes = bound(votes, 1, PROPOSAL_THRESHOLD - 1);
        _giveVotes(buyer, votes);
        Proposal memory p = _feeProposal(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector, buyer, votes, PROPOSAL_THRESHOLD
            )
        );
        vm.prank(buyer);
        governor.propose(p.targets, p.values, p.calldatas, p.description);
    }

    function test_Propose_WithVotesOfTheThreshold() public {
        _giveVotes(buyer, PROPOSAL_THRESHOLD);
        Proposal memory p = _feeProposal(1);
        vm.prank(buyer);
        uint256 id = governor.propose(p.targets, p.values, p.calldatas, p.description);
        assertEq(governor.proposalProposer(id), buyer);
    }

    function testFuzz_Propose_KeepsTheCalls(uint16 feeBps, string calldata description) public {
        Proposal memory p = _feeProposal(feeBps);
        p.description = string.concat(description, " ");
        uint256 id = _id(p);
        uint256 snapshot = block.timestamp + VOTING_DELAY;
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCreated(
            id,
            holder,
            p.targets,
            p.values,
            new string[](1),
            p.calldatas,
            snapshot,
            snapshot + VOTING_PERIOD,
            p.description
        );
        assertEq(_propose(p), id);
        assertEq(governor.proposalSnapshot(id), snapshot);
        assertEq(governor.proposalDeadline(id), snapshot + VOTING_PERIOD);
        assertEq(governor.proposalCount(), 1);
        (uint256 idAt, address[] memory targets,, bytes[] memory calldatas, bytes32 hash) =
            governor.proposalDetailsAt(0);
        assertEq(idAt, id);
        assertEq(targets[0], address(registry));
        assertEq(calldatas[0], p.calldatas[0]);
        assertEq(hash, keccak256(bytes(p.description)));
    }

    /// @dev Who sees a proposal in the mempool can't make it its own, to cancel it.
    function testFuzz_RevertWhen_AnotherTakesAProposal(address thief) public {
        vm.assume(thief != holder);
        Proposal memory p = _feeProposal(1);
        p.description = string.concat("Lower the fee\n#proposer=", Strings.toHexString(holder));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, thief));
        vm.prank(thief);
        governor.propose(p.targets, p.values, p.calldatas, p.description);
        assertEq(governor.proposalProposer(_propose(p)), holder);
    }

    function test_RevertWhen_ProposedBefore() public {
        Proposal memory p = _feeProposal(1);
        uint256 id = _propose(p);
        _expectKnown(p, IGovernor.ProposalState.Pending);
        vm.prank(proposalGuardian);
        governor.cancel(id);
        _expectKnown(p, IGovernor.ProposalState.Canceled);

        p.description = "Another";
        _govern(p);
        _expectKnown(p, IGovernor.ProposalState.Executed);
    }

    function testFuzz_RevertWhen_LengthsDiffer(uint8 targets, uint8 values, uint8 calldatas) public {
        vm.assume(targets != values || targets != calldatas || targets == 0);
        Proposal memory p =
            Proposal(new address[](targets), new uint256[](values), new bytes[](calldatas), "Of odd lengths");
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, targets, calldatas, values)
        );
        _propose(p);
    }

    function _expectKnown(Proposal memory p, IGovernor.ProposalState state) private {
        uint256 id = _id(p);
        vm.expectRevert(
            abi.encodeWithSelector(IGovernor.GovernorUnexpectedProposalState.selector, id, state, bytes32(0))
        );
        vm.prank(holder);
        governor.propose(p.targets, p.values, p.calldatas, p.description);
    }
}
