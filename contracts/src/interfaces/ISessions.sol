// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Sessions: device keys that may ask keepers for content keys in an account's name
/// @notice So that a cold wallet never signs for each run. A session gives no right over tokens or money.
interface ISessions {
    /// @notice `device` may ask for keys in the name of `account` until `expiresAt`, in seconds.
    event SessionAuthorized(address indexed account, address indexed device, uint64 expiresAt);
    /// @notice `device` may not any more.
    event SessionRevoked(address indexed account, address indexed device);

    /// @notice No device, or an end that is past or more than 90 days ahead.
    error Sessions_InvalidSession(address device, uint256 expiresAt);
    /// @notice `account` did not sign exactly this, with its next nonce.
    error Sessions_InvalidSignature(address account);
    error Sessions_DeadlinePassed(uint256 deadline);

    /// @notice Lets `device` act for the caller (key requests) until `expiresAt`, at most 90 days ahead. A session that
    /// it had gets the new end.
    function authorizeSession(address device, uint64 expiresAt) external;

    /// @notice The same for `account`, who signed EIP-712 `Session(address account,address device,uint64
    /// expiresAt,uint256 nonce,uint256 deadline)` (EOA or ERC-1271); `nonce` is {nonces}(account).
    function authorizeSessionFor(
        address account,
        address device,
        uint64 expiresAt,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Ends the session of `device` for the caller at once.
    function revokeSession(address device) external;

    /// @notice Second until which `device` may act for `account`; 0 for never.
    function sessionExpiry(address account, address device) external view returns (uint64);
}
