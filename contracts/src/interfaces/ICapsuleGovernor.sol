// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What CapsuleGovernor adds to OpenZeppelin's IGovernor
/// @notice Proposals, votes and events are IGovernor's, so that every tool that knows a Governor reads them. What is
/// added acts between a vote and its execution: a proposal executes the code that was there when it was queued, within
/// 14 days, or never.
interface ICapsuleGovernor {
    /// @dev Times in seconds, by the token's clock.
    /// @param proposalGuardian account that may cancel proposals, and nothing else; address(0) for none, and then
    /// proposers may cancel their own
    /// @param votingDelay from a proposal to the moment at which voting power counts
    /// @param votingPeriod from then until votes are counted
    /// @param lateQuorumExtension time that is left to vote, at least, once the quorum is reached
    /// @param proposalThreshold votes that a proposer needs
    /// @param quorumPercent votes for or abstaining that a proposal needs, of the supply at its snapshot
    struct Settings {
        address proposalGuardian;
        uint48 votingDelay;
        uint32 votingPeriod;
        uint48 lateQuorumExtension;
        uint256 proposalThreshold;
        uint256 quorumPercent;
    }

    /// @notice Code that the proposal calls or installs isn't that of when it was queued. The operation in the
    /// timelock, executed directly, tells whose.
    error CapsuleGovernor_OperationChanged(uint256 proposalId);

    /// @notice Seconds in which a proposal that succeeded must be queued, and in which one whose delay is over must be
    /// executed; it is expired afterwards.
    function executionWindow() external view returns (uint256);
}
