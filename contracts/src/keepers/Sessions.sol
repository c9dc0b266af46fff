// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ISessions } from "../interfaces/ISessions.sol";
import { NoncesUpgradeable } from "@openzeppelin/contracts-upgradeable/utils/NoncesUpgradeable.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Sessions
abstract contract Sessions is EIP712Upgradeable, NoncesUpgradeable, ISessions {
    uint256 private constant MAX_SESSION = 90 days;
    bytes32 private constant SESSION_TYPEHASH =
        keccak256("Session(address account,address device,uint64 expiresAt,uint256 nonce,uint256 deadline)");

    /// @custom:storage-location erc7201:capsule.storage.Sessions
    struct SessionStorage {
        mapping(address account => mapping(address device => uint64)) expiries;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.Sessions")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SESSION_STORAGE = 0x03936c2f513958aa348ae591c437d4d7359d8cdd984f7a36936eb342f88b3200;

    /// @inheritdoc ISessions
    function authorizeSession(address device, uint64 expiresAt) external {
        _authorize(msg.sender, device, expiresAt);
    }

    /// @inheritdoc ISessions
    function authorizeSessionFor(
        address account,
        address device,
        uint64 expiresAt,
        uint256 deadline,
        bytes calldata signature
    ) external {
        if (block.timestamp > deadline) revert Sessions_DeadlinePassed(deadline);
        bytes32 message =
            keccak256(abi.encode(SESSION_TYPEHASH, account, device, expiresAt, _useNonce(account), deadline));
        if (!SignatureChecker.isValidSignatureNow(account, _hashTypedDataV4(message), signature)) {
            revert Sessions_InvalidSignature(account);
        }
        _authorize(account, device, expiresAt);
    }

    /// @inheritdoc ISessions
    function revokeSession(address device) external {
        delete _sessions().expiries[msg.sender][device];
        emit SessionRevoked(msg.sender, device);
    }

    /// @inheritdoc ISessions
    function sessionExpiry(address account, address device) external view returns (uint64) {
        return _sessions().expiries[account][device];
    }

    function _authorize(address account, address device, uint64 expiresAt) private {
        if (device == address(0) || expiresAt <= block.timestamp || expiresAt > block.timestamp + MAX_SESSION) {
            revert Sessions_InvalidSession(device, expiresAt);
        }
        _sessions().expiries[account][device] = expiresAt;
        emit SessionAuthorized(account, device, expiresAt);
    }

    function _sessions() private pure returns (SessionStorage storage $) {
        bytes32 slot = SESSION_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
