// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleGovernor } from "../interfaces/ICapsuleGovernor.sol";
import { IOperationCheck } from "../interfaces/IOperationCheck.sol";
import { GovernorUpgradeable } from "@openzeppelin/contracts-upgradeable/governance/GovernorUpgradeable.sol";
import {
    TimelockControllerUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import {
    GovernorCountingSimpleUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorCountingSimpleUpgradeable.sol";
import {
    GovernorPreventLateQuorumUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorPreventLateQuorumUpgradeable.sol";
import {
    GovernorProposalGuardianUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorProposalGuardianUpgradeable.sol";
import {
    GovernorSettingsUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorSettingsUpgradeable.sol";
import {
    GovernorStorageUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorStorageUpgradeable.sol";
import {
    GovernorTimelockControlUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorTimelockControlUpgradeable.sol";
import {
    GovernorVotesQuorumFractionUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorVotesQuorumFractionUpgradeable.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @title CapsuleGovernor: token holders decide
/// @notice OpenZeppelin's Governor over a timelock, which holds every right of the protocol. It upgrades itself by its
/// own vote only.
/// @dev What is its own: operations begin with a call of {IOperationCheck-requireUnchanged}. It stands in the operation
/// and not here, because anybody may execute an operation of the timelock directly. The guardian can't cancel a vote
/// about the guardian.
/// @dev Trusts: the timelock, whose only proposer it is; the token's checkpoints; the check, which has no state.
contract CapsuleGovernor is
    ICapsuleGovernor,
    GovernorSettingsUpgradeable,
    GovernorCountingSimpleUpgradeable,
    GovernorVotesQuorumFractionUpgradeable,
    GovernorPreventLateQuorumUpgradeable,
    GovernorStorageUpgradeable,
    GovernorTimelockControlUpgradeable,
    GovernorProposalGuardianUpgradeable,
    UUPSUpgradeable
{
    uint256 private constant EXECUTION_WINDOW = 14 days;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IOperationCheck private immutable CHECK;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(IOperationCheck check) {
        CHECK = check;
        _disableInitializers();
    }

    /// @param token whose checkpoints are votes, and whose clock is kept
    /// @param timelock what executes; this contract has to be its proposer
    function initialize(IVotes token, TimelockControllerUpgradeable timelock, Settings calldata settings)
        external
        initializer
    {
        __Governor_init("Capsule Governor");
        __GovernorSettings_init(settings.votingDelay, settings.votingPeriod, settings.proposalThreshold);
        __GovernorCountingSimple_init();
        __GovernorVotes_init(token);
        __GovernorVotesQuorumFraction_init(settings.quorumPercent);
        __GovernorPreventLateQuorum_init(settings.lateQuorumExtension);
        __GovernorStorage_init();
        __GovernorTimelockControl_init(timelock);
        __GovernorProposalGuardian_init();
        _setProposalGuardian(settings.proposalGuardian);
    }

    /// @inheritdoc ICapsuleGovernor
    function executionWindow() external pure returns (uint256) {
        return EXECUTION_WINDOW;
    }

    /// @notice As IGovernor says, but that what waited too long for its queue or its execution is expired.
    function state(uint256 proposalId)
        public
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (ProposalState current)
    {
        current = super.state(proposalId);
        if (current == ProposalState.Succeeded) {
            if (clock() > proposalDeadline(proposalId) + EXECUTION_WINDOW) return ProposalState.Expired;
        } else if (current == ProposalState.Queued) {
            if (block.timestamp > proposalEta(proposalId) + EXECUTION_WINDOW) return ProposalState.Expired;
        }
    }

    function proposalDeadline(uint256 proposalId)
        public
        view
        override(GovernorUpgradeable, GovernorPreventLateQuorumUpgradeable)
        returns (uint256)
    {
        return super.proposalDeadline(proposalId);
    }

    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    function proposalThreshold()
        public
        view
        override(GovernorUpgradeable, GovernorSettingsUpgradeable)
        returns (uint256)
    {
        return super.proposalThreshold();
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override(GovernorUpgradeable, GovernorStorageUpgradeable) returns (uint256) {
        return super._propose(targets, values, calldatas, description, proposer);
    }

    function _tallyUpdated(uint256 proposalId)
        internal
        override(GovernorUpgradeable, GovernorPreventLateQuorumUpgradeable)
    {
        super._tallyUpdated(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (uint48) {
        uint256 eta = block.timestamp + _timelock().getMinDelay();
        (targets, values, calldatas) = _withCheck(targets, values, calldatas, eta);
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) {
        (targets, values, calldatas) = _withCheck(targets, values, calldatas, proposalEta(proposalId));
        // The salt that GovernorTimelockControl gives an operation.
        bytes32 salt = bytes20(address(this)) ^ descriptionHash;
        bytes32 operation = keccak256(abi.encode(targets, values, calldatas, bytes32(0), salt));
        if (!_timelock().isOperation(operation)) revert CapsuleGovernor_OperationChanged(proposalId);
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (uint256) {
        if (msg.sender == proposalGuardian() && _isAboutGuardian(targets, calldatas)) {
            revert GovernorUnableToCancel(hashProposal(targets, values, calldatas, descriptionHash), msg.sender);
        }
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor()
        internal
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (address)
    {
        return super._executor();
    }

    function _validateCancel(uint256 proposalId, address caller)
        internal
        view
        override(GovernorUpgradeable, GovernorProposalGuardianUpgradeable)
        returns (bool)
    {
        return super._validateCancel(proposalId, caller);
    }

    function _authorizeUpgrade(address) internal override onlyGovernance { }

    /// @dev The operation of a proposal: its calls, after one that checks them.
    function _withCheck(address[] memory targets, uint256[] memory values, bytes[] memory calldatas, uint256 eta)
        private
        view
        returns (address[] memory allTargets, uint256[] memory allValues, bytes[] memory allCalldatas)
    {
        uint256 calls = targets.length;
        (allTargets, allValues) = (new address[](calls + 1), new uint256[](calls + 1));
        allCalldatas = new bytes[](calls + 1);
        (allTargets[0], allCalldatas[0]) = (address(CHECK), CHECK.checkOf(eta + EXECUTION_WINDOW, targets, calldatas));
        for (uint256 i = 0; i < calls; ++i) {
            (allTargets[i + 1], allValues[i + 1], allCalldatas[i + 1]) = (targets[i], values[i], calldatas[i]);
        }
    }

    /// @dev A guardian that could cancel its own removal would hold a veto for ever.
    function _isAboutGuardian(address[] memory targets, bytes[] memory calldatas) private view returns (bool) {
        return
            targets.length == 1 && targets[0] == address(this)
                && bytes4(calldatas[0]) == this.setProposalGuardian.selector;
    }

    function _timelock() private view returns (TimelockControllerUpgradeable) {
        return TimelockControllerUpgradeable(payable(timelock()));
    }
}
