// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { DisputeActions } from "./actions/DisputeActions.sol";
import { MarketActions } from "./actions/MarketActions.sol";
import { TrainingActions } from "./actions/TrainingActions.sol";

/// @title What becomes of everything after the last action
abstract contract Ending is MarketActions, DisputeActions, TrainingActions {
    /// @notice Lets every dispute end, and pays out every bond.
    /// @return stuck credit of the one that takes no native currency
    function endDisputes() external returns (uint256 stuck) {
        return _endDisputes();
    }

    /// @notice Lets every training round end, and pays out every bond and all units.
    /// @return stuck bonds of the one that takes no native currency
    function endRounds() external returns (uint256 stuck) {
        return _endRounds();
    }

    /// @notice Pays what is left of every bid to where its bidder asks.
    function endBids() external {
        _endBids();
    }

    /// @notice Collects all that is due, so that the ledger can be compared with the model.
    function collectEverything() external {
        _collectEverything();
    }

    /// @notice Everybody takes out what is due, each with one call, after what waits in inboxes was swept.
    /// @return stuck credit of the one that takes no native currency
    function payEveryone() external returns (uint256 stuck) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            for (uint256 k = 0; k < 3; ++k) {
                if (inInbox[capsules[i]][currencies[k]] == 0) continue;
                if (!_takes(capsules[i], currencies[k])) _accept(capsules[i], currencies[k]);
                _sweep(capsules[i], currencies[k], false);
            }
        }
        _collectEverything();
        for (uint256 k = 0; k < 3; ++k) {
            for (uint256 i = 0; i < capsules.length; ++i) {
                _payAll(capsules[i], currencies[k]);
            }
            stuck += _payCredits(currencies[k]);
        }
    }

    function _payAll(uint256 id, address currency) private {
        uint256 fee = splitter.collectableFee(id, currency);
        if (fee != 0) splitter.collectFee(id, currency);
        (feePaid[id][currency], released[currency]) = (feePaid[id][currency] + fee, released[currency] + fee);
        address[] memory holders = model.holders(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            bool owner = holders[i] == OWNER;
            uint256 due = owner ? splitter.claimableOwner(id, currency) : splitter.claimable(id, currency, holders[i]);
            if (due == 0) continue;
            vm.prank(owner ? _capsules[id].owner : holders[i]);
            if (owner) splitter.claimOwnerTo(id, currency, exit);
            else splitter.claimTo(id, currency, exit);
            _notePaid(id, currency, holders[i], due);
        }
    }

    function _payCredits(address currency) private returns (uint256 stuck) {
        for (uint256 i = 0; i < actors.length; ++i) {
            uint256 credit = credits[actors[i]][currency];
            if (!_takesNative(actors[i], currency)) stuck = credit;
            else if (credit != 0) accessToken.withdrawCredit(actors[i], currency);
            if (_takesNative(actors[i], currency)) credits[actors[i]][currency] = 0;
        }
    }
}
