// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../src/interfaces/IAccessToken.sol";
import { World } from "./World.sol";
import { HostileActions } from "./actions/HostileActions.sol";
import { ShareActions } from "./actions/ShareActions.sol";

/// @title Everything that parties do to the protocol, honest and not
contract Handler is HostileActions, ShareActions {
    /// @dev Starts with a graph of five capsules with a diamond in it, holders of units, licenses of every kind, and money.
    function setUp() public override {
        super.setUp();
        _startFeeds();
        _setMarket(makeAddr("market"));
        for (uint256 i = 0; i < KEEPERS; ++i) {
            urls[i] = keeperRegistry.keeperSet(1).keepers[i].url;
        }
        _registerRoot(1, actors[0], bytes32("first"), true);
        _registerRoot(2, actors[1], bytes32("second"), true);
        for (uint256 seed = 3; capsules.length < 5; ++seed) {
            Plan memory plan = _plan(seed, actors[seed % 4], 3);
            if (plan.totalBps <= 5000 && plan.totalBps != 0) _derive(seed, plan, true);
        }
        for (uint256 i = 0; i < 6; ++i) {
            _startKind(i);
            _collectInto(capsules[i % 5]);
            vm.prank(allocator);
            splitter.allocate(capsules[i % 5], actors[i], 100_000 + i);
            model.move(capsules[i % 5], OWNER, actors[i], 100_000 + i);
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

    function contracts() external view returns (address[6] memory) {
        return [
            address(registry),
            address(accessToken),
            address(splitter),
            address(keeperRegistry),
            address(priceOracle),
            address(manager)
        ];
    }

    function deployed() external view returns (address[5] memory) {
        return [
            implementations.capsuleRegistry,
            implementations.accessToken,
            implementations.royaltySplitter,
            implementations.keeperRegistry,
            implementations.priceOracle
        ];
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

    /// @dev A tip and a license of each kind.
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
        "allocate(uint256,uint256,uint256)",
        "transferUnits(uint256,uint256,uint256)",
        "transferUnitsBatch(uint256,uint256,uint256)",
        "reenterWithUnits(uint256,uint256)",
        "setUrl(uint256)",
        "authorizeSession(uint256,uint256,uint256)",
        "authorizeSessionFor(uint256,uint256,uint256)",
        "revokeSession(uint256,uint256)",
        "setProtocolFee(uint256)",
        "setTreasury(uint256)",
        "setContractURI(bytes32)",
        "setMarket(uint256)",
        "setFeed(uint256)",
        "answerFeed(uint256,uint256)",
        "setSequencer(uint256)",
        "pauseEntries(uint256,uint256)",
        "unpauseEntries(uint256)",
        "trespass(uint256,uint256)",
        "steal(uint256,uint256)",
        "forgeSeal(uint256,uint256,uint256)",
        "underpay(uint256,uint256)",
        "forgeLink(uint256,uint256)",
        "reenter(uint256,uint256)"
    ];
}
