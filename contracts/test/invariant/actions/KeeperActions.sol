// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../src/interfaces/IKeeperRegistry.sol";
import { Witness } from "../Witness.sol";

/// @title Keepers that take turns, their bonds and addresses, and device keys that ask for content keys
abstract contract KeeperActions is Witness {
    bytes32 private constant SESSION_TYPEHASH =
        keccak256("Session(address account,address device,uint64 expiresAt,uint256 nonce,uint256 deadline)");

    address[2] public devices = [makeAddr("laptop"), makeAddr("phone")];
    mapping(address account => mapping(address device => uint256)) public sessions;
    /// @dev Will never be keepers, and may take their bonds back at any time.
    address[2] private _candidates = [makeAddr("candidate"), makeAddr("other candidate")];
    address payable private _bondReceiver = payable(makeAddr("receiver of bonds"));
    uint256 public minimumBond;

    function setUrl(uint256 seed) external action {
        address operator = _operatorOf(epoch, seed % KEEPERS);
        string memory url = string.concat("https://new-", vm.toString(seed % 100), ".example");
        _act(operator, address(keeperRegistry), abi.encodeCall(keeperRegistry.setUrl, (url)), true);
        _noteUrl(operator, url);
        _effect();
    }

    /// @notice Governance hands the key to one of the teams; sometimes too few accept, or the others, or one lacks a
    /// bond.
    function rotate(uint256 seed, uint256 count) external action {
        uint256 team = _roll(seed, 0) % 2;
        IKeeperRegistry.Keeper[] memory keepers = _keepersOf(team, _roll(seed, 1) % KEEPERS);
        count = seed % 8 == 0 ? count % THRESHOLD : THRESHOLD + count % (KEEPERS - THRESHOLD + 1);
        if (seed % 8 != 1) _completeBonds(keepers);
        bytes32 digest = keeperRegistry.acceptanceDigest(epoch + 1, THRESHOLD, keepers);
        bytes[] memory acceptances = _quorumOfTeam(seed % 8 == 2 ? 1 - team : team, digest, 0, count);
        bool allowed = count >= THRESHOLD && seed % 8 != 2 && _haveBonds(keepers);
        bytes memory data = abi.encodeCall(keeperRegistry.rotate, (THRESHOLD, keepers, acceptances));
        _act(admin, address(keeperRegistry), data, allowed);
        if (!allowed) return;
        _noteEpoch(team, keepers);
        _effect();
    }

    function postBond(uint256 seed, uint256 amount) external action {
        address operator = seed % 2 == 0 ? _candidates[seed / 2 % 2] : _operatorOf(epoch, seed / 2 % KEEPERS);
        _post(_person(seed), operator, 1 + amount % 10 ether);
        _effect();
    }

    /// @notice By who may, mostly; else by a keeper, by one that left a short time ago, or by one without a bond.
    function withdrawBond(uint256 seed) external action {
        address operator = seed % 4 == 0 ? _operatorOf(1 + seed % epoch, seed / 4 % KEEPERS) : _candidates[seed % 2];
        if (seed % 4 != 0 && bonds[operator] == 0) _post(_person(seed), operator, 1 + seed % 1 ether);
        bool allowed = bonds[operator] != 0 && _isFree(operator);
        uint256 before = _bondReceiver.balance;
        bytes memory data = abi.encodeCall(keeperRegistry.withdrawBond, (_bondReceiver));
        _act(operator, address(keeperRegistry), data, allowed);
        _require(_bondReceiver.balance - before == (allowed ? bonds[operator] : 0), "another bond was paid");
        if (!allowed) return;
        bonds[operator] = 0;
        _effect();
    }

    function slashBond(uint256 seed, uint256 amount) external action {
        address operator = seed % 2 == 0 ? _candidates[seed / 2 % 2] : _operatorOf(1 + seed % epoch, seed % KEEPERS);
        if (seed % 8 != 0 && bonds[operator] == 0) _post(_person(seed), operator, 1 + seed % 1 ether);
        amount = seed % 8 == 1 ? bonds[operator] + 1 : amount % (bonds[operator] + 1);
        bool allowed = amount <= bonds[operator];
        uint256 before = _bondReceiver.balance;
        bytes memory data =
            abi.encodeCall(keeperRegistry.slashBond, (operator, amount, _bondReceiver, keccak256("evidence")));
        _act(admin, address(keeperRegistry), data, allowed);
        _require(_bondReceiver.balance - before == (allowed ? amount : 0), "another amount was taken");
        if (!allowed) return;
        bonds[operator] -= amount;
        _effect();
    }

    function setMinimumBond(uint256 amount) external action {
        minimumBond = amount % 3 ether;
        _act(admin, address(keeperRegistry), abi.encodeCall(keeperRegistry.setMinimumBond, (minimumBond)), true);
        _effect();
    }

    /// @notice Everybody who ever had a bond.
    function bondHolders() external view returns (address[] memory operators) {
        operators = new address[](2 + 2 * KEEPERS);
        (operators[0], operators[1]) = (_candidates[0], _candidates[1]);
        for (uint256 team = 0; team < 2; ++team) {
            IKeeperRegistry.Keeper[] memory keepers = _keepersOf(team, 0);
            for (uint256 i = 0; i < KEEPERS; ++i) {
                operators[2 + team * KEEPERS + i] = keepers[i].operator;
            }
        }
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

    function _completeBonds(IKeeperRegistry.Keeper[] memory keepers) private {
        for (uint256 i = 0; i < keepers.length; ++i) {
            uint256 bond = bonds[keepers[i].operator];
            if (bond < minimumBond) _post(_person(i), keepers[i].operator, minimumBond - bond);
        }
    }

    function _haveBonds(IKeeperRegistry.Keeper[] memory keepers) private view returns (bool) {
        for (uint256 i = 0; i < keepers.length; ++i) {
            if (bonds[keepers[i].operator] < minimumBond) return false;
        }
        return true;
    }

    function _post(address payer, address operator, uint256 amount) private {
        vm.deal(payer, payer.balance + amount);
        _act(payer, address(keeperRegistry), amount, abi.encodeCall(keeperRegistry.postBond, (operator)), true);
        bonds[operator] += amount;
    }

    /// @dev Never a keeper, or none for 30 days.
    function _isFree(address operator) private view returns (bool) {
        uint256 last = lastEpoch[operator];
        return last == 0 || (last != epoch && block.timestamp >= openedAt[last + 1] + 30 days);
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
        if (seed % 16 == 0) return 90 days + 1;
        if (seed % 8 == 1) return 90 days;
        return seed % 16 == 2 ? 0 : 1 + seed % 90 days;
    }
}
