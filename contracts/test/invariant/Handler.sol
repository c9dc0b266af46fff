// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Beginning } from "./Beginning.sol";
import { Ending } from "./Ending.sol";

/// @title Everything that parties do to the protocol, honest and not
contract Handler is Beginning, Ending {
    function setUp() public override {
        super.setUp();
        _begin();
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
