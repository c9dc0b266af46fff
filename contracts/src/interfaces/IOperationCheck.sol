// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The first call of every operation that the governor queues
/// @notice It makes the whole operation revert when it is too old, or when code that it calls or installs is not what
/// it was when it was queued. It stands in the operation itself, and so binds whoever executes it.
interface IOperationCheck {
    /// @notice The time in which the operation could be executed is over.
    error OperationCheck_Expired(uint256 deadline);

    /// @notice `account` has other code than when the operation was queued.
    error OperationCheck_CodeChanged(address account, bytes32 expected, bytes32 actual);

    /// @notice Reverts when it is later than `deadline`, or when an account's code isn't the one named.
    /// @param deadline last second, by the block clock
    /// @param codeHashes of `accounts`, in their order; zero where there is no code
    function requireUnchanged(uint256 deadline, address[] calldata accounts, bytes32[] calldata codeHashes)
        external
        view;

    /// @notice The call of {requireUnchanged} that pins the code, as it is now, of what is called and of what upgrades
    /// install.
    function checkOf(uint256 deadline, address[] calldata targets, bytes[] calldata calldatas)
        external
        view
        returns (bytes memory);
}
