// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import {
    GovernorPreventLateQuorumUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorPreventLateQuorumUpgradeable.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";

contract VoteTest is GovernanceTest {
    bytes32 private constant ACTIVE = bytes32(uint256(1) << uint8(IGovernor.ProposalState.Active));
    uint256 private constant QUORUM = SUPPLY * QUORUM_PERCENT / 100;

    function test_SecondsOfAVote() public {
        uint256 id = _propose(_feeProposal(1));
        vm.warp(governor.proposalSnapshot(id));
        _expectRefused(id, IGovernor.ProposalState.Pending);
        vm.warp(block.timestamp + 1);
        _assertState(id, IGovernor.ProposalState.Active);
        vm.warp(governor.proposalDeadline(id));
        _assertState(id, IGovernor.ProposalState.Active);
        vm.warp(block.timestamp + 1);
        _expectRefused(id, IGovernor.ProposalState.Defeated);
    }

    function testFuzz_RevertWhen_VotedBefore(uint8 support, uint8 again) public {
        uint256 id = _proposeAndOpen(_feeProposal(1));
        _vote(id, holder, support % 3);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, holder));
        _vote(id, holder, again % 3);
    }

    function testFuzz_RevertWhen_ThereIsNoSuchVote(uint8 support) public {
        support = uint8(bound(support, 3, 255));
        uint256 id = _proposeAndOpen(_feeProposal(1));
        vm.expectRevert(IGovernor.GovernorInvalidVoteType.selector);
        _vote(id, holder, support);
    }

    function testFuzz_RevertWhen_ProposalDoesNotExist(uint256 id) public {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, id));
        _vote(id, holder, FOR);
    }

    function testFuzz_Vote_WeighedAtTheSnapshot(uint256 amount, uint8 support) public {
        amount = bound(amount, 1, SUPPLY - PROPOSAL_THRESHOLD);
        support = support % 3;
        _giveVotes(buyer, amount);
        uint256 id = _proposeAndOpen(_feeProposal(1));
        vm.prank(buyer);
        assertTrue(capsuleToken.transfer(stranger, amount));
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(buyer, id, support, amount, "");
        _vote(id, buyer, support);
        _assertVotes(id, support, amount);
        assertTrue(governor.hasVoted(id, buyer));
    }

    /// @dev Borrowed in one second, delegated, voted with, given back: it weighs nothing.
    function testFuzz_Vote_WithBorrowedTokensWeighsNothing(uint256 amount, bool beforeTheSnapshot) public {
        amount = bound(amount, 1, SUPPLY);
        uint256 id = _propose(_feeProposal(1));
        uint256 snapshot = governor.proposalSnapshot(id);
        if (beforeTheSnapshot) {
            vm.warp(snapshot - 10);
            _giveVotes(stranger, amount);
            vm.prank(stranger);
            assertTrue(capsuleToken.transfer(holder, amount));
            vm.warp(snapshot + 1);
        } else {
            vm.warp(snapshot + 1);
            vm.prank(holder);
            assertTrue(capsuleToken.transfer(stranger, amount));
            vm.prank(stranger);
            capsuleToken.delegate(stranger);
        }
        _vote(id, stranger, FOR);
        _assertVotes(id, FOR, 0);
    }

    function testFuzz_Vote_LateQuorumLeavesTimeToVote(uint256 left) public {
        left = bound(left, 0, LATE_QUORUM_EXTENSION - 1);
        uint256 id = _proposeAndOpen(_feeProposal(1));
        uint256 deadline = governor.proposalDeadline(id);
        vm.warp(deadline - left);
        vm.expectEmit(address(governor));
        emit GovernorPreventLateQuorumUpgradeable.ProposalExtended(id, uint64(block.timestamp + LATE_QUORUM_EXTENSION));
        _vote(id, holder, FOR);
        assertEq(governor.proposalDeadline(id), block.timestamp + LATE_QUORUM_EXTENSION);
        assertGt(governor.proposalDeadline(id), deadline);
    }

    function test_Vote_QuorumToTheVote() public {
        _giveVotes(buyer, QUORUM - 1);
        _giveVotes(stranger, 1);
        assertEq(governor.quorum(block.timestamp - 1), QUORUM);
        Proposal memory p = _feeProposal(1);
        uint256 missed = _proposeAndOpen(p);
        _vote(missed, buyer, FOR);
        p.description = "Again";
        uint256 reached = _proposeAndOpen(p);
        _vote(reached, buyer, FOR);
        _vote(reached, stranger, ABSTAIN);
        vm.warp(governor.proposalDeadline(reached) + 1);
        _assertState(missed, IGovernor.ProposalState.Defeated);
        _assertState(reached, IGovernor.ProposalState.Succeeded);
    }

    function testFuzz_Vote_DefeatedUnlessMoreAreFor(uint256 against) public {
        against = bound(against, SUPPLY / 2, SUPPLY - PROPOSAL_THRESHOLD);
        _giveVotes(buyer, against);
        uint256 id = _proposeAndOpen(_feeProposal(1));
        _vote(id, holder, FOR);
        _vote(id, buyer, AGAINST);
        vm.warp(governor.proposalDeadline(id) + 1);
        _assertState(id, IGovernor.ProposalState.Defeated);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                id,
                IGovernor.ProposalState.Defeated,
                bytes32(uint256(1) << uint8(IGovernor.ProposalState.Succeeded))
            )
        );
        governor.queue(id);
    }

    /// @dev CVE-2022-31198: a lower quorum counts for later proposals only.
    function test_Vote_LoweredQuorumRevivesNothing() public {
        _giveVotes(buyer, QUORUM - 1);
        uint256 id = _proposeAndOpen(_feeProposal(1));
        _vote(id, buyer, FOR);
        vm.warp(governor.proposalDeadline(id) + 1);
        _assertState(id, IGovernor.ProposalState.Defeated);
        _govern(_proposal(address(governor), abi.encodeCall(governor.updateQuorumNumerator, (1))));
        assertEq(governor.quorumNumerator(), 1);
        _assertState(id, IGovernor.ProposalState.Defeated);
    }

    function _assertVotes(uint256 id, uint8 support, uint256 amount) private view {
        (uint256 against, uint256 for_, uint256 abstain) = governor.proposalVotes(id);
        assertEq(against, support == AGAINST ? amount : 0);
        assertEq(for_, support == FOR ? amount : 0);
        assertEq(abstain, support == ABSTAIN ? amount : 0);
    }

    function _expectRefused(uint256 id, IGovernor.ProposalState state) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnexpectedProposalState.selector, id, state, ACTIVE));
        _vote(id, holder, FOR);
    }
}
