// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Ledgers } from "./Ledgers.sol";
import { OwnerFreeze } from "./OwnerFreeze.sol";
import { RoyaltyLedger } from "./RoyaltyLedger.sol";
import { Account } from "./RoyaltyStorage.sol";

/// @title ContestedIncome: what a capsule's owner earns while it is disputed
/// @dev While frozen, the unallocated units earn for a ledger of their own beside the owner's, which has none. So a claim
/// reads no more than before, and nobody's income but the owner's is touched.
abstract contract ContestedIncome is RoyaltyLedger {
    /// @inheritdoc IRoyaltySplitter
    function freezeOwner(uint256 capsuleId) external {
        _setFrozen(capsuleId, true, Ledgers.OWNER);
    }

    /// @inheritdoc IRoyaltySplitter
    function unfreezeOwner(uint256 capsuleId, address beneficiary) external {
        _setFrozen(capsuleId, false, beneficiary);
    }

    /// @inheritdoc IRoyaltySplitter
    function isOwnerFrozen(uint256 capsuleId) external view returns (bool) {
        return _storage().accounts[capsuleId].frozen;
    }

    /// @dev The key that the unallocated units earn for.
    function _ownersKey(Account memory account) internal view returns (address) {
        return account.frozen ? Ledgers.contestedKey(ACCESS_TOKEN) : Ledgers.OWNER;
    }

    function _setFrozen(uint256 capsuleId, bool frozen, address beneficiary) private {
        if (msg.sender != DISPUTE_COURT) revert RoyaltySplitter_NotDisputeCourt(msg.sender);
        SplitterStorage storage $ = _storage();
        _remember($, capsuleId);
        OwnerFreeze.set($, ACCESS_TOKEN, capsuleId, frozen, beneficiary);
    }
}
