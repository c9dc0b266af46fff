// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../src/libraries/Rights.sol";
import { EagerModel } from "./EagerModel.sol";
import { DisputeActions } from "./actions/DisputeActions.sol";
import { MarketActions } from "./actions/MarketActions.sol";
import { TrainingActions } from "./actions/TrainingActions.sol";

/// @title What there is before the first action
abstract contract Beginning is MarketActions, DisputeActions, TrainingActions {
    /// @dev Starts with a graph of five capsules with a diamond in it, holders of units, licenses of every kind, and money.
    function _begin() internal {
        _startFeeds();
        _makeEvaluators();
        _startTeams();
        _startCourt();
        _registerRoot(1, actors[0], bytes32("first"), true);
        _registerRoot(2, actors[1], bytes32("second"), true);
        _startDiamonds();
        for (uint256 i = 0; i < 6; ++i) {
            _startKind(i);
            _collectInto(capsules[i % 5]);
            _startHolder(capsules[i % 5], actors[i], 100_000 + i);
        }
    }

    /// @dev Two capsules that owe the first one directly and through a third: at a lower rate than through it, and at a
    /// higher one, so that whichever parent comes first, one of them meets the lower rate last.
    function _startDiamonds() private {
        uint256[] memory one = new uint256[](1);
        uint256[] memory two = new uint256[](2);
        if (!modelOpen(capsules[0])) _publish(capsules[0], MANIFEST, false, new bytes[](0));
        one[0] = _derivativeOffer(0, Policy.ABSOLUTE, 500);
        _deriveUnder(actors[2], one);
        (two[0], two[1]) = (_derivativeOffer(0, Policy.ABSOLUTE, 100), _derivativeOffer(2, Policy.ABSOLUTE, 777));
        _deriveUnder(actors[3], two);
        (two[0], two[1]) = (_derivativeOffer(0, Policy.ABSOLUTE, 900), _derivativeOffer(2, Policy.RELATIVE, 2500));
        _deriveUnder(actors[1], two);
    }

    function _derivativeOffer(uint256 position, Policy policy, uint16 rateBps) private returns (uint256 offerId) {
        IAccessToken.Terms memory terms = _terms(currencies[position % 3]);
        (terms.rights, terms.derivativePolicy, terms.derivativeRateBps) = (Rights.ALL, policy, rateBps);
        return _offer(capsules[position], 1e18, terms);
    }

    /// @dev Buys a license of each offer, of which there are two at most, and builds on their capsules.
    function _deriveUnder(address registrant, uint256[] memory offerIds) private {
        Plan memory plan =
            Plan(registrant, new ICapsuleRegistry.Parent[](offerIds.length), _noParents(offerIds.length), 0);
        for (uint256 i = 0; i < offerIds.length; ++i) {
            OfferModel storage offer = _offers[offerIds[i]];
            _buy(_deal(registrant, registrant, offerIds[i], 1), 0);
            bool last = offerIds.length == 2 && offer.capsuleId > _offers[offerIds[1 - i]].capsuleId;
            uint256[] memory ancestors = model.absoluteAncestors(offer.capsuleId);
            plan.parents[last ? 1 : 0] =
                ICapsuleRegistry.Parent(offer.capsuleId, offerIds[i] << 64, Relation.MERGE, ancestors);
            bool absolute = offer.terms.derivativePolicy == Policy.ABSOLUTE;
            plan.expected[last ? 1 : 0] = EagerModel.Parent(offer.capsuleId, absolute, offer.terms.derivativeRateBps);
        }
        _derive(offerIds[0], plan, true);
    }

    function _noParents(uint256 count) private pure returns (EagerModel.Parent[] memory) {
        return new EagerModel.Parent[](count);
    }

    /// @dev A license of each kind.
    function _startKind(uint256 kind) private {
        IAccessToken.Terms memory terms = _terms(currencies[kind % 3]);
        if (kind != 0) terms.duration = 30 days;
        if (kind == 1) terms.runs = 100;
        if (kind == 2) terms.trial = 7 days;
        if (kind == 3) (terms.revocable, terms.referralBps) = (true, 1000);
        if (kind == 4) (terms.pricedInUsd, terms.transferability) = (true, Transferability.SOULBOUND);
        if (kind == 5) (terms.duration, terms.transferability) = (0, Transferability.MARKET_ONLY);
        _freshLicense(kind, actors[kind], terms);
    }

    /// @dev As a training round does, of which one account gets everything, before any round of the pool.
    function _startHolder(uint256 id, address account, uint256 units) private {
        vm.startPrank(address(trainingPool));
        splitter.escrow(id, 0, units);
        splitter.handOver(id, 0, account, units);
        vm.stopPrank();
        model.move(id, OWNER, account, units);
    }
}
