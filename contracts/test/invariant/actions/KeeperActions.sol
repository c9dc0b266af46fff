// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Witness } from "../Witness.sol";

/// @title Keepers' addresses on the network, and device keys that ask for content keys
abstract contract KeeperActions is Witness {
    bytes32 private constant SESSION_TYPEHASH =
        keccak256("Session(address account,address device,uint64 expiresAt,uint256 nonce,uint256 deadline)");

    address[2] public devices = [makeAddr("laptop"), makeAddr("phone")];
    mapping(address account => mapping(address device => uint256)) public sessions;
    mapping(uint256 position => string) public urls;

    function setUrl(uint256 seed) external action {
        uint256 position = seed % KEEPERS;
        string memory url = string.concat("https://new-", vm.toString(seed % 100), ".example");
        _act(_keeperAt(position), address(keeperRegistry), abi.encodeCall(keeperRegistry.setUrl, (url)), true);
        urls[keeperRegistry.keeperIndex(1, _keeperAt(position)) - 1] = url;
        _effect();
    }

    /// @dev For no time, for a time, or for too long.
    function authorizeSession(uint256 seed, uint256 who, uint256 time) external action {
        (address account, address device) = (_actor(who), devices[seed % 2]);
        uint256 expiresAt = block.timestamp + _time(time);
        bool allowed = expiresAt > block.timestamp && expiresAt <= block.timestamp + 90 days;
        bytes memory data = abi.encodeCall(keeperRegistry.authorizeSession, (device, uint64(expiresAt)));
        _act(account, address(keeperRegistry), data, allowed);
        if (!allowed) return;
        sessions[account][device] = expiresAt;
        _effect();
    }

    /// @dev With a signature that acts once, for who signed it.
    function authorizeSessionFor(uint256 seed, uint256 who, uint256 time) external action {
        (address account, address device) = (_person(who), devices[seed % 2]);
        uint64 expiresAt = uint64(block.timestamp + _time(time));
        bytes memory signature = _sessionSignature(account, device, expiresAt);
        address victim = seed % 8 == 0 ? _person(who % 4 + 1) : account;
        bytes memory data = abi.encodeCall(
            keeperRegistry.authorizeSessionFor, (victim, device, expiresAt, block.timestamp, signature)
        );
        bool inTime = expiresAt > block.timestamp && expiresAt <= block.timestamp + 90 days;
        bool allowed = inTime && victim == account;
        _act(stranger, address(keeperRegistry), data, allowed);
        if (!allowed) return;
        sessions[account][device] = expiresAt;
        _act(stranger, address(keeperRegistry), data, false);
        _effect();
    }

    function revokeSession(uint256 seed, uint256 who) external action {
        (address account, address device) = (_actor(who), devices[seed % 2]);
        _act(account, address(keeperRegistry), abi.encodeCall(keeperRegistry.revokeSession, (device)), true);
        sessions[account][device] = 0;
        _effect();
    }

    function _sessionSignature(address account, address device, uint64 expiresAt) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Capsule Keys"),
                keccak256("1"),
                block.chainid,
                address(keeperRegistry)
            )
        );
        uint256 nonce = keeperRegistry.nonces(account);
        bytes32 message = keccak256(abi.encode(SESSION_TYPEHASH, account, device, expiresAt, nonce, block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) = _sign(account, keccak256(abi.encodePacked("\x19\x01", domain, message)));
        return abi.encodePacked(r, s, v);
    }

    function _time(uint256 seed) private pure returns (uint256) {
        if (seed % 8 == 0) return 90 days + 1;
        if (seed % 8 == 1) return 90 days;
        return seed % 8 == 2 ? 0 : 1 + seed % 90 days;
    }
}
