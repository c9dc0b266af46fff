// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What CapsuleToken adds to ERC-20, ERC-2612 and ERC-5805
interface ICapsuleToken {
    /// @notice `account` did not sign exactly this, with its next nonce.
    error CapsuleToken_InvalidSignature(address account);
    error CapsuleToken_DeadlinePassed(uint256 deadline);

    /// @notice Delegates the votes of `account`, who signed EIP-712 `DelegationFor(address account,address
    /// delegatee,uint256 nonce,uint256 deadline)` (EOA or ERC-1271); `nonce` is {nonces}(account).
    /// @dev Beside ERC-5805's {delegateBySig}, which wallet contracts can't use: it names no account, so that one
    /// signature would speak for every wallet of its signer.
    function delegateFor(address account, address delegatee, uint256 deadline, bytes calldata signature) external;
}
