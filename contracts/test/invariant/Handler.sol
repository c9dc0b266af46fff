// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../src/libraries/Rights.sol";
import { EagerModel } from "./EagerModel.sol";
import { World } from "./World.sol";
import { DisputeActions } from "./actions/DisputeActions.sol";
import { MarketActions } from "./actions/MarketActions.sol";
import { TrainingActions } from "./actions/TrainingActions.sol";

/// @title Everything that parties do to the protocol, honest and not
contract Handler is MarketActions, DisputeActions, TrainingActions {
    /// @dev Starts with a graph of five capsules with a diamond in it, holders of units, licenses of every kind, and money.
    function setUp() public override {
        super.setUp();
        _startFeeds();
        _startEvaluators();
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

    function actionNames() external view returns (string[] memory) {
        return _actions;
    }

    function selectors() external view returns (bytes4[] memory list) {
        list = new bytes4[](_actions.length);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = bytes4(keccak256(bytes(_actions[i])));
        }
    }

    function contracts() external view returns (address[11] memory) {
        return [
            address(registry),
            address(accessToken),
            address(splitter),
            address(keeperRegistry),
            address(priceOracle),
            address(usageMeter),
            address(disputeCourt),
            address(councilArbiter),
            address(trainingPool),
            address(market),
            address(manager)
        ];
    }

    function deployed() external view returns (address[10] memory) {
        return [
            implementations.capsuleRegistry,
            implementations.accessToken,
            implementations.royaltySplitter,
            implementations.keeperRegistry,
            implementations.priceOracle,
            implementations.usageMeter,
            implementations.disputeCourt,
            implementations.councilArbiter,
            implementations.trainingPool,
            implementations.market
        ];
    }

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

    /// @dev As a training round does, of which one account gets everything, before any round of the pool.
    function _startHolder(uint256 id, address account, uint256 units) private {
        vm.startPrank(address(trainingPool));
        splitter.escrow(id, 0, units);
        splitter.handOver(id, 0, account, units);
        vm.stopPrank();
        model.move(id, OWNER, account, units);
    }

    function _payCredits(address currency) private returns (uint256 stuck) {
        for (uint256 i = 0; i < actors.length; ++i) {
            uint256 credit = credits[actors[i]][currency];
            if (!_takesNative(actors[i], currency)) stuck = credit;
            else if (credit != 0) accessToken.withdrawCredit(actors[i], currency);
            if (_takesNative(actors[i], currency)) credits[actors[i]][currency] = 0;
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

    /// @dev Signatures, so that names and selectors are one list.
    string[] private _actions = [
        "register(uint256,uint256)",
        "registerDerivative(uint256,uint256)",
        "publishVersion(uint256,bytes32,uint256)",
        "seal(uint256,uint256,uint256)",
        "transferCapsule(uint256,uint256,uint256)",
        "authorizeUsage(uint256,uint256)",
        "revokeAuthorization(uint256,uint256)",
        "createOffer(uint256,uint256)",
        "setOffer(uint256,uint256,uint256)",
        "acceptCurrency(uint256,uint256)",
        "purchase(uint256,uint256,uint256)",
        "purchaseWithPermit(uint256,uint256,uint256)",
        "purchaseBatch(uint256,uint256,uint256)",
        "startTrial(uint256,uint256)",
        "renew(uint256,uint256,uint256)",
        "setAutoRenewal(uint256,uint256)",
        "autoRenew(uint256,uint256,uint256)",
        "revoke(uint256,uint256)",
        "withdrawCredit(uint256)",
        "transferLicense(uint256,uint256,uint256)",
        "transferLicenses(uint256,uint256)",
        "transferThroughMarket(uint256,uint256,uint256)",
        "passTime(uint256,uint256)",
        "tip(uint256,uint256,uint256)",
        "payInbox(uint256,uint256,uint256)",
        "donate(uint256,uint256)",
        "collect(uint256)",
        "collectPath(uint256)",
        "collectMany(uint256)",
        "claim(uint256,uint256)",
        "claimTo(uint256,uint256,uint256)",
        "claimOwner(uint256)",
        "claimOwnerTo(uint256,uint256)",
        "distribute(uint256)",
        "collectFee(uint256)",
        "transferUnits(uint256,uint256,uint256)",
        "transferUnitsBatch(uint256,uint256,uint256)",
        "reenterWithUnits(uint256,uint256)",
        "setUrl(uint256)",
        "rotate(uint256,uint256)",
        "postBond(uint256,uint256)",
        "withdrawBond(uint256)",
        "slashBond(uint256,uint256)",
        "setMinimumBond(uint256)",
        "settle(uint256,uint256,uint256)",
        "reportReleases(uint256,uint256,uint256)",
        "forgeSettlement(uint256,uint256)",
        "authorizeSession(uint256,uint256,uint256)",
        "authorizeSessionFor(uint256,uint256,uint256)",
        "revokeSession(uint256,uint256)",
        "setProtocolFee(uint256)",
        "setTreasury(uint256)",
        "setContractURI(bytes32)",
        "setFeed(uint256)",
        "answerFeed(uint256,uint256)",
        "setSequencer(uint256)",
        "pauseEntries(uint256,uint256)",
        "unpauseEntries(uint256)",
        "openDispute(uint256,uint256)",
        "counterDispute(uint256,uint256)",
        "ruleDispute(uint256,uint256)",
        "appealDispute(uint256)",
        "ruleAppeal(uint256,uint256)",
        "concludeDispute(uint256)",
        "flagDescendants(uint256)",
        "reinstate(uint256)",
        "withdrawBonds(uint256,uint256)",
        "setRules(uint256)",
        "trespass(uint256,uint256)",
        "steal(uint256,uint256)",
        "forgeSeal(uint256,uint256,uint256)",
        "underpay(uint256,uint256)",
        "forgeLink(uint256,uint256)",
        "reenter(uint256,uint256)",
        "openRound(uint256,uint256)",
        "cancelRound(uint256)",
        "commitUpdate(uint256,uint256)",
        "revealUpdate(uint256)",
        "recordResult(uint256)",
        "forgeResult(uint256,uint256)",
        "challengeResult(uint256,uint256)",
        "resolveChallenge(uint256,uint256)",
        "finalizeRound(uint256)",
        "expireRound(uint256)",
        "claimShares(uint256,uint256)",
        "forgeClaim(uint256,uint256)",
        "withdrawTrainingBond(uint256)",
        "withdrawPoolCredit(uint256)",
        "signOrder(uint256,uint256)",
        "fillOrder(uint256,uint256,uint256)",
        "fillOrders(uint256,uint256)",
        "forgeOrder(uint256,uint256)",
        "cancelOrder(uint256,uint256)",
        "cancelAllOrders(uint256)",
        "placeBid(uint256,uint256,uint256)",
        "acceptBid(uint256,uint256)",
        "cancelBid(uint256,uint256)"
    ];
}
