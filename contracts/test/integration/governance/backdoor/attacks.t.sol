// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperationCheck } from "../../../../src/governance/OperationCheck.sol";
import { Roles } from "../../../../src/upgrade/Roles.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { ForeignImplementation } from "../../../mocks/ForeignImplementation.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";
import { ERC1967Utils } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";

/// @dev What has been tried against others' governance. Initializers: `test/upgrade/Initializers.t.sol`; changed code:
/// `execute/codeChanged.t.sol`; borrowed votes: `vote/vote.t.sol`. Here is the rest, and the last of them as one
/// transaction.
contract AttacksTest is GovernanceTest {
    /// @dev Voted for by everybody, and still impossible.
    function test_RevertWhen_AnUpgradeNamesNoImplementation() public {
        _expectUpgradeFails(
            address(new OperationCheck()), abi.encodeWithSelector(ERC1967Utils.ERC1967InvalidImplementation.selector)
        );
        _expectUpgradeFails(
            address(new ForeignImplementation()),
            abi.encodeWithSelector(UUPSUpgradeable.UUPSUnsupportedProxiableUUID.selector, keccak256("another slot"))
        );
        _expectUpgradeFails(stranger, "");
    }

    function testFuzz_RevertWhen_AnOperationWasNeverVotedFor(bytes32 salt, bytes calldata data) public {
        bytes32 operation = timelock.hashOperation(address(registry), 0, data, 0, salt);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operation,
                bytes32(uint256(1) << uint8(TimelockController.OperationState.Ready))
            )
        );
        timelock.execute(address(registry), 0, data, 0, salt);
    }

    /// @dev CVE-2021-39167: a batch that gives itself rights and schedules itself on the way must have been scheduled
    /// before.
    function test_RevertWhen_ABatchSchedulesItself() public {
        (address[] memory targets, bytes[] memory calldatas) = (new address[](3), new bytes[](3));
        (targets[0], targets[1], targets[2]) = (address(timelock), address(timelock), address(this));
        calldatas[0] = abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), address(this)));
        calldatas[1] = abi.encodeCall(timelock.updateDelay, (0));
        calldatas[2] = abi.encodeCall(this.scheduleItself, (targets));
        bytes32 operation = timelock.hashOperationBatch(targets, new uint256[](3), calldatas, 0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operation,
                bytes32(uint256(1) << uint8(TimelockController.OperationState.Ready))
            )
        );
        timelock.executeBatch(targets, new uint256[](3), calldatas, 0, 0);
        assertEq(timelock.getMinDelay(), TIMELOCK_DELAY);
        assertFalse(timelock.hasRole(timelock.PROPOSER_ROLE(), address(this)));
    }

    function scheduleItself(address[] calldata targets) external {
        timelock.scheduleBatch(targets, new uint256[](3), new bytes[](3), 0, 0, 0);
    }

    /// @dev Beanstalk: borrowed, delegated, proposed and voted with within one transaction, it weighs nothing.
    function testFuzz_RevertWhen_VotesAreBorrowedForATransaction(uint256 amount) public {
        amount = bound(amount, PROPOSAL_THRESHOLD, SUPPLY);
        uint256 active = _proposeAndOpen(_feeProposal(1));
        vm.prank(holder);
        assertTrue(capsuleToken.transfer(stranger, amount));
        Proposal memory p =
            _proposal(address(manager), abi.encodeCall(manager.grantRole, (Roles.UPGRADER, stranger, 0)));
        vm.startPrank(stranger);
        capsuleToken.delegate(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector, stranger, 0, PROPOSAL_THRESHOLD
            )
        );
        governor.propose(p.targets, p.values, p.calldatas, p.description);
        assertEq(governor.castVote(active, FOR), 0);
        assertTrue(capsuleToken.transfer(holder, amount));
        assertEq(capsuleToken.getVotes(holder), SUPPLY);
    }

    /// @dev The quorum is of the supply at the snapshot, and nothing makes more: sending votes around changes neither.
    function testFuzz_QuorumCantBeMoved(uint256 amount) public {
        amount = bound(amount, 1, SUPPLY - PROPOSAL_THRESHOLD);
        uint256 id = _propose(_feeProposal(1));
        uint256 snapshot = governor.proposalSnapshot(id);
        vm.warp(snapshot + 1);
        uint256 quorum = governor.quorum(snapshot);
        assertEq(quorum, SUPPLY * QUORUM_PERCENT / 100);
        _giveVotes(stranger, amount);
        assertEq(governor.quorum(snapshot), quorum);
        assertEq(capsuleToken.totalSupply(), SUPPLY);
    }

    function _expectUpgradeFails(address next, bytes memory reason) private {
        bytes memory data = abi.encodeCall(priceOracle.upgradeToAndCall, (next, ""));
        Proposal memory p = _proposal(address(priceOracle), data);
        p.description = vm.toString(next);
        uint256 id = _ready(p);
        if (bytes4(reason) == ERC1967Utils.ERC1967InvalidImplementation.selector) {
            reason = abi.encodeWithSelector(ERC1967Utils.ERC1967InvalidImplementation.selector, next);
        }
        if (reason.length == 0) vm.expectRevert();
        else vm.expectRevert(reason);
        governor.execute(id);
        assertEq(priceOracle.version(), "0.3.0");
        _assertState(id, IGovernor.ProposalState.Queued);
    }
}
