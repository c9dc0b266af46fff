// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { RoyaltyLedger } from "./RoyaltyLedger.sol";

/// @title ContestedIncome: what a capsule's owner earns while it is disputed
/// @dev While frozen, the unallocated units earn for a ledger of their own beside the owner's, which has none. So a claim
/// reads no more than before, and nobody's income but the owner's is touched.
abstract contract ContestedIncome is RoyaltyLedger {
    /// @inheritdoc IRoyaltySplitter
    function freezeOwner(uint256 capsuleId) external {
        _setFrozen(capsuleId, true, OWNER);
        emit OwnerFrozen(capsuleId);
    }

    /// @inheritdoc IRoyaltySplitter
    function unfreezeOwner(uint256 capsuleId, address beneficiary) external {
        _setFrozen(capsuleId, false, beneficiary);
        emit OwnerUnfrozen(capsuleId, beneficiary);
    }

    /// @inheritdoc IRoyaltySplitter
    function isOwnerFrozen(uint256 capsuleId) external view returns (bool) {
        return _storage().accounts[capsuleId].frozen;
    }

    /// @dev Ledger key of what is contested: the till, which can neither hold units nor be paid by a claim.
    function _contestedKey() internal view returns (address) {
        return address(ACCESS_TOKEN);
    }

    /// @dev The key that the unallocated units earn for.
    function _ownersKey(Account memory account) internal view returns (address) {
        return account.frozen ? _contestedKey() : OWNER;
    }

    /// @dev Units that nobody was allocated.
    function _left(Account memory account) internal pure returns (uint256) {
        return Basis.UNITS - account.allocated;
    }

    /// @dev Settles both ledgers everywhere, of which one earned until now, and hands over what was contested.
    function _setFrozen(uint256 capsuleId, bool frozen, address beneficiary) private {
        if (msg.sender != DISPUTE_COURT) revert RoyaltySplitter_NotDisputeCourt(msg.sender);
        SplitterStorage storage $ = _storage();
        Account memory account = _account($, capsuleId);
        if (account.frozen == frozen) revert RoyaltySplitter_FreezeUnchanged(capsuleId, frozen);
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            _release($, account, capsuleId, _currencyAt(currencies, i, count), beneficiary);
        }
        account.frozen = frozen;
        _setAccount($, capsuleId, account);
    }

    /// @dev The same in one currency. Nothing is contested of an owner that isn't frozen yet.
    function _release(
        SplitterStorage storage $,
        Account memory account,
        uint256 capsuleId,
        address currency,
        address beneficiary
    ) private {
        uint256 net = _net($, account, capsuleId, currency);
        uint256 left = _left(account);
        _settle($, capsuleId, currency, OWNER, net, account.frozen ? 0 : left);
        uint256 accrued = _accrued(_ledger($, capsuleId, currency, _contestedKey()), net, account.frozen ? left : 0);
        _setLedger($, capsuleId, currency, _contestedKey(), net, 0);
        if (accrued == 0) return;
        _add($, capsuleId, currency, beneficiary, accrued);
        emit ContestedIncomeReleased(capsuleId, currency, beneficiary, accrued);
    }
}
