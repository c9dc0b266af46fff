// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperBonds } from "../interfaces/IKeeperBonds.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";

/// @title KeeperBonds
abstract contract KeeperBonds is IKeeperBonds, ProtocolUpgradeable {
    using Address for address payable;

    /// @dev Longer than signatures of a past epoch count, so that its keepers answer for all that they sign.
    uint256 private constant WITHDRAWAL_DELAY = 30 days;

    /// @custom:storage-location erc7201:capsule.storage.KeeperBonds
    struct BondStorage {
        uint256 minimum;
        mapping(address operator => uint256) bonds;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.KeeperBonds")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant BOND_STORAGE = 0xc3ea922d98bb87440e59bcd66f6219fccad7179f7e0af43e6154fe80b9a81000;

    /// @inheritdoc IKeeperBonds
    function postBond(address operator) external payable {
        if (operator == address(0)) revert KeeperBonds_EmptyOperator();
        if (msg.value == 0) revert KeeperBonds_NothingPosted();
        uint256 bond = _bonds().bonds[operator] += msg.value;
        emit BondPosted(operator, msg.sender, msg.value, bond);
    }

    /// @inheritdoc IKeeperBonds
    function withdrawBond(address payable recipient) external returns (uint256 amount) {
        BondStorage storage $ = _bonds();
        amount = $.bonds[msg.sender];
        if (amount == 0) revert KeeperBonds_NoBond(msg.sender);
        uint256 possibleAt = bondReleasableAt(msg.sender);
        if (possibleAt == type(uint256).max) revert KeeperBonds_StillKeeper(msg.sender);
        if (block.timestamp < possibleAt) revert KeeperBonds_TooEarly(msg.sender, possibleAt);
        delete $.bonds[msg.sender];
        emit BondWithdrawn(msg.sender, recipient, amount);
        recipient.sendValue(amount);
    }

    /// @inheritdoc IKeeperBonds
    function slashBond(address operator, uint256 amount, address payable recipient, bytes32 evidenceDigest)
        external
        restricted
    {
        _requireBond(operator, amount);
        uint256 bond = _bonds().bonds[operator] -= amount;
        emit BondSlashed(operator, recipient, evidenceDigest, amount, bond);
        recipient.sendValue(amount);
    }

    /// @inheritdoc IKeeperBonds
    function setMinimumBond(uint256 amount) external restricted {
        _bonds().minimum = amount;
        emit MinimumBondChanged(amount);
    }

    /// @inheritdoc IKeeperBonds
    function bondOf(address operator) external view returns (uint256) {
        return _bonds().bonds[operator];
    }

    /// @inheritdoc IKeeperBonds
    function minimumBond() public view returns (uint256) {
        return _bonds().minimum;
    }

    /// @inheritdoc IKeeperBonds
    function bondReleasableAt(address operator) public view returns (uint256) {
        uint256 until = _servesUntil(operator);
        return until == 0 || until == type(uint256).max ? until : until + WITHDRAWAL_DELAY;
    }

    /// @return second at which its service ended: 0 if it never served, type(uint256).max while it serves
    function _servesUntil(address operator) internal view virtual returns (uint256);

    function _requireBond(address operator, uint256 required) internal view {
        uint256 bond = _bonds().bonds[operator];
        if (bond < required) revert KeeperBonds_InsufficientBond(operator, bond, required);
    }

    function _bonds() private pure returns (BondStorage storage $) {
        bytes32 slot = BOND_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
