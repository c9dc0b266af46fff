// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../interfaces/IDisputeCourt.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";

/// @title DisputeBonds: all money that the court holds
/// @dev Balance = bonds of disputes that are not concluded + credits. Nobody is paid in anybody else's call: bonds that
/// end are credited, and withdrawn by whom they belong to.
abstract contract DisputeBonds is IDisputeCourt {
    /// @custom:storage-location erc7201:capsule.storage.DisputeBonds
    struct BondStorage {
        mapping(address account => uint256) credits;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.DisputeBonds")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant BOND_STORAGE = 0x70149dc44e3a7ffa043efc55a295a721f7ee178b5df022b84adade59f4dddc00;

    /// @inheritdoc IDisputeCourt
    function withdraw(address account) external returns (uint256 amount) {
        return _withdraw(account, account);
    }

    /// @inheritdoc IDisputeCourt
    function withdrawTo(address payable recipient) external returns (uint256 amount) {
        if (recipient == address(0) || recipient == address(this)) revert DisputeCourt_InvalidRecipient(recipient);
        return _withdraw(msg.sender, recipient);
    }

    /// @inheritdoc IDisputeCourt
    function creditOf(address account) external view returns (uint256) {
        return _bondStorage().credits[account];
    }

    /// @dev Who sends another amount than the bond is mistaken about the rules.
    function _takeBond(uint256 bond) internal view {
        if (msg.value != bond) revert DisputeCourt_WrongBond(msg.value, bond);
    }

    function _credit(uint256 disputeId, address account, uint256 amount) internal {
        _bondStorage().credits[account] += amount;
        emit BondCredited(disputeId, account, amount);
    }

    function _withdraw(address account, address recipient) private returns (uint256 amount) {
        BondStorage storage $ = _bondStorage();
        amount = $.credits[account];
        if (amount == 0) revert DisputeCourt_NothingToWithdraw(account);
        delete $.credits[account];
        emit BondWithdrawn(account, recipient, amount);
        Address.sendValue(payable(recipient), amount);
    }

    function _bondStorage() private pure returns (BondStorage storage $) {
        bytes32 slot = BOND_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
