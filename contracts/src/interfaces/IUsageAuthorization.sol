// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Usage authorization: who may run a capsule without a license
/// @notice The part of ERC-7857 (AI agents NFT with private metadata) by which an owner lets others use its token, with
/// that standard's functions and events. An authorized account may have the content key released by keepers, as the
/// owner may (license 0 of a key request): it can sell, derive and authorize nothing.
/// @notice A transfer of the capsule ends all its authorizations, also those of a former owner who gets it back.
interface IUsageAuthorization {
    /// @notice `from`, the owner, lets `user` run the capsule.
    event Authorization(address indexed from, address indexed user, uint256 indexed capsuleId);
    /// @notice `from`, the owner, no longer lets `user` run the capsule.
    event AuthorizationRevoked(address indexed from, address indexed user, uint256 indexed capsuleId);
    /// @notice The capsule was transferred: nobody is authorized any more.
    event AuthorizationsEnded(uint256 indexed capsuleId);

    error UsageAuthorization_NotOwner(uint256 capsuleId, address caller);
    error UsageAuthorization_InvalidUser(address user);
    error UsageAuthorization_AlreadyAuthorized(uint256 capsuleId, address user);
    error UsageAuthorization_NotAuthorized(uint256 capsuleId, address user);
    /// @notice As many as are allowed are authorized already; revoke one.
    error UsageAuthorization_TooManyUsers(uint256 capsuleId, uint256 maximum);

    /// @notice Lets `user` run the capsule until it is revoked or the capsule is transferred. Only the owner.
    /// @param user at most 100 at a time, not zero
    function authorizeUsage(uint256 capsuleId, address user) external;

    /// @notice Takes that back, from the next key request on. Only the owner.
    function revokeAuthorization(uint256 capsuleId, address user) external;

    /// @notice Accounts that the present owner authorized, in no particular order.
    function authorizedUsersOf(uint256 capsuleId) external view returns (address[] memory users);

    /// @notice Whether `user` may run the capsule without a license: its owner, or one that it authorized. Nobody may
    /// while it is suspended. Reverts for an unknown capsule.
    function isUsageAuthorized(uint256 capsuleId, address user) external view returns (bool);
}
