// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { RoyaltyLedger } from "./RoyaltyLedger.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title ContestedIncome: what a capsule's owner earns while it is disputed
/// @dev While frozen, the unallocated units earn for a ledger of their own beside the owner's, which has none. So a claim
/// reads no more than before, and nobody's income but the owner's is touched.
abstract contract ContestedIncome is RoyaltyLedger {
    using SafeCast for uint256;

    /// @inheritdoc IRoyaltySplitter
    function freezeOwner(uint256 capsuleId) external {
        SplitterStorage storage $ = _storage();
        Account memory account = _setFrozen($, capsuleId, true);
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            address currency = _currencyAt(currencies, i, count);
            uint256 net = _net($, account, capsuleId, currency);
            _settle($.ledgers[capsuleId][currency][OWNER], net, _left(account));
            $.contested[capsuleId][currency].checkpoint = net.toUint128();
        }
        emit OwnerFrozen(capsuleId);
    }

    /// @inheritdoc IRoyaltySplitter
    function unfreezeOwner(uint256 capsuleId, address beneficiary) external {
        SplitterStorage storage $ = _storage();
        Account memory account = _setFrozen($, capsuleId, false);
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            address currency = _currencyAt(currencies, i, count);
            uint256 net = _net($, account, capsuleId, currency);
            uint256 accrued = _accrued($.contested[capsuleId][currency], net, _left(account));
            delete $.contested[capsuleId][currency];
            mapping(address => Ledger) storage ledgers = $.ledgers[capsuleId][currency];
            ledgers[OWNER].checkpoint = net.toUint128();
            ledgers[beneficiary].accrued += accrued.toUint128();
            if (accrued != 0) emit ContestedIncomeReleased(capsuleId, currency, beneficiary, accrued);
        }
        emit OwnerUnfrozen(capsuleId, beneficiary);
    }

    /// @inheritdoc IRoyaltySplitter
    function contestedIncome(uint256 capsuleId, address currency) external view returns (uint256 amount) {
        SplitterStorage storage $ = _storage();
        Account memory account = $.accounts[capsuleId];
        if (!account.frozen) return 0;
        uint256 net = _net($, account, capsuleId, currency);
        (amount,) = RoyaltyMath.wholeUnits(_accrued($.contested[capsuleId][currency], net, _left(account)));
    }

    /// @inheritdoc IRoyaltySplitter
    function isOwnerFrozen(uint256 capsuleId) external view returns (bool) {
        return _storage().accounts[capsuleId].frozen;
    }

    /// @dev Writes what the unallocated units have earned so far, to whichever ledger they earn for.
    function _settleUnallocated(
        SplitterStorage storage $,
        Account memory account,
        uint256 capsuleId,
        address currency,
        uint256 net
    ) internal {
        if (account.frozen) _settle($.contested[capsuleId][currency], net, _left(account));
        else _settle($.ledgers[capsuleId][currency][OWNER], net, _left(account));
    }

    /// @dev Units that nobody was allocated.
    function _left(Account memory account) internal pure returns (uint256) {
        return Basis.UNITS - account.allocated;
    }

    function _setFrozen(SplitterStorage storage $, uint256 capsuleId, bool frozen)
        private
        returns (Account memory account)
    {
        if (msg.sender != DISPUTE_COURT) revert RoyaltySplitter_NotDisputeCourt(msg.sender);
        account = _account($, capsuleId);
        if (account.frozen == frozen) revert RoyaltySplitter_FreezeUnchanged(capsuleId, frozen);
        account.frozen = frozen;
        $.accounts[capsuleId] = account;
    }
}
