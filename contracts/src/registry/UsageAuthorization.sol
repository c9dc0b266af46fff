// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IUsageAuthorization } from "../interfaces/IUsageAuthorization.sol";
import { EnumerableSet } from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title UsageAuthorization
/// @dev Authorizations belong to a generation, and every transfer of a capsule that has some starts the next one: none
/// is deleted, none survives, none comes back. What a transfer costs doesn't depend on their number.
abstract contract UsageAuthorization is IUsageAuthorization {
    using EnumerableSet for EnumerableSet.AddressSet;

    uint256 private constant MAX_USERS = 100;

    /// @param generation transfers so far that ended authorizations
    /// @param used whether anyone was authorized in this generation
    struct Generation {
        uint248 generation;
        bool used;
    }

    /// @custom:storage-location erc7201:capsule.storage.UsageAuthorization
    struct UsageStorage {
        mapping(uint256 capsuleId => Generation) generations;
        mapping(uint256 capsuleId => mapping(uint256 generation => EnumerableSet.AddressSet)) users;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.UsageAuthorization")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant USAGE_STORAGE = 0xe1f46e756e5fe9f258395c3ca7da2d3322380af80338386cdfb38a57e75a3f00;

    /// @inheritdoc IUsageAuthorization
    function authorizeUsage(uint256 capsuleId, address user) external {
        _requireOwner(capsuleId);
        if (user == address(0)) revert UsageAuthorization_InvalidUser(user);
        EnumerableSet.AddressSet storage users = _users(capsuleId);
        if (!users.add(user)) revert UsageAuthorization_AlreadyAuthorized(capsuleId, user);
        if (users.length() > MAX_USERS) revert UsageAuthorization_TooManyUsers(capsuleId, MAX_USERS);
        _usage().generations[capsuleId].used = true;
        emit Authorization(msg.sender, user, capsuleId);
    }

    /// @inheritdoc IUsageAuthorization
    function revokeAuthorization(uint256 capsuleId, address user) external {
        _requireOwner(capsuleId);
        if (!_users(capsuleId).remove(user)) revert UsageAuthorization_NotAuthorized(capsuleId, user);
        emit AuthorizationRevoked(msg.sender, user, capsuleId);
    }

    /// @inheritdoc IUsageAuthorization
    function authorizedUsersOf(uint256 capsuleId) external view returns (address[] memory users) {
        _capsuleOwner(capsuleId);
        return _users(capsuleId).values();
    }

    /// @inheritdoc IUsageAuthorization
    function isUsageAuthorized(uint256 capsuleId, address user) external view returns (bool) {
        address owner = _capsuleOwner(capsuleId);
        return !_suspended(capsuleId) && (user == owner || _users(capsuleId).contains(user));
    }

    /// @dev To be called when a capsule changes hands.
    function _endAuthorizations(uint256 capsuleId) internal {
        Generation storage current = _usage().generations[capsuleId];
        if (!current.used) return;
        (current.generation, current.used) = (current.generation + 1, false);
        emit AuthorizationsEnded(capsuleId);
    }

    /// @dev The owner; reverts for an unknown capsule.
    function _capsuleOwner(uint256 capsuleId) internal view virtual returns (address);

    function _suspended(uint256 capsuleId) internal view virtual returns (bool);

    function _requireOwner(uint256 capsuleId) private view {
        if (msg.sender != _capsuleOwner(capsuleId)) revert UsageAuthorization_NotOwner(capsuleId, msg.sender);
    }

    function _users(uint256 capsuleId) private view returns (EnumerableSet.AddressSet storage) {
        UsageStorage storage $ = _usage();
        return $.users[capsuleId][$.generations[capsuleId].generation];
    }

    function _usage() private pure returns (UsageStorage storage $) {
        bytes32 slot = USAGE_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
