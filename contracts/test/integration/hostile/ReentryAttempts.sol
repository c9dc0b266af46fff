// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { IInbox } from "../../../src/interfaces/IInbox.sol";
import { IKeeperRegistry } from "../../../src/interfaces/IKeeperRegistry.sol";
import { IPriceOracle } from "../../../src/interfaces/IPriceOracle.sol";
import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { HookToken } from "../../mocks/HookToken.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { ReentryRounds } from "./ReentryRounds.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title One attempt at every mutating function of every contract, with arguments that would work
/// @dev In three kinds: what the guard of the till must refuse while money moves, what is refused to the party at any
/// time, and what anyone may do at any time, since it moves no money.
abstract contract ReentryAttempts is ReentryRounds {
    uint128 internal constant PRICE = 1 ether;

    HookToken internal hook;
    uint256 internal sideCapsule;
    uint256 internal child;
    uint256 internal victimCapsule;
    uint256 internal plain;
    uint256 internal timed;
    uint256 internal hooked;
    uint256 internal hookedTimed;

    function _prepareAttempts() internal {
        delete guarded;
        delete refused;
        delete harmless;
        _purchases();
        _movements();
        _payouts();
        _ofOthersInTheTill();
        _ofOthersInTheLedger();
        _ofOthersElsewhere();
        _roundsOfOthers();
        _harmlessInTheTill();
        _harmlessInTheLedger();
        _harmlessElsewhere();
        _harmlessInTheRounds();
    }

    function _all() internal view returns (ReenteringParty.Attempt[] memory all) {
        all = new ReenteringParty.Attempt[](guarded.length + refused.length + harmless.length);
        for (uint256 i = 0; i < all.length; ++i) {
            if (i < guarded.length) all[i] = guarded[i];
            else if (i < guarded.length + refused.length) all[i] = refused[i - guarded.length];
            else all[i] = harmless[i - guarded.length - refused.length];
        }
    }

    function _nameOf(uint256 position) internal view returns (string memory) {
        if (position < guarded.length) return guarded[position].name;
        position -= guarded.length;
        return position < refused.length ? refused[position].name : harmless[position - refused.length].name;
    }

    function _revocableTerms(address currency) internal pure returns (IAccessToken.Terms memory terms) {
        terms = _timedTerms(currency, 30 days);
        (terms.revocable, terms.referralBps, terms.trial) = (true, 1000, 1 days);
    }

    function _purchases() private {
        address me = address(party);
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](1);
        orders[0] = IAccessToken.Order(hooked, 1, me, PRICE, address(0));
        IAccessToken.Permit memory permit;
        uint256 licenseId = (hookedTimed << 64) | 1;
        _till(abi.encodeCall(accessToken.purchase, (hooked, 1, me, PRICE, block.timestamp, address(0))));
        _till(abi.encodeCall(accessToken.purchaseBatch, (orders, block.timestamp)));
        _till(abi.encodeCall(accessToken.purchaseWithPermit, (orders[0], block.timestamp, permit)));
        _till(abi.encodeCall(accessToken.startTrial, (hookedTimed)));
        _till(abi.encodeCall(accessToken.renew, (licenseId, PRICE, block.timestamp)));
        _till(abi.encodeCall(accessToken.autoRenew, (licenseId)));
    }

    function _movements() private {
        address me = address(party);
        _till(abi.encodeCall(accessToken.revoke, ((hookedTimed << 64) | 2, creator)));
        _till(abi.encodeCall(accessToken.tip, (capsuleId, address(hook), 1)));
        _till(abi.encodeCall(accessToken.release, (NATIVE, me, 1)));
        _till(abi.encodeCall(accessToken.withdrawCredit, (referrer, NATIVE)));
        guarded.push(_attempt(splitter.inboxOf(victimCapsule), abi.encodeCall(IInbox.forward, (NATIVE))));
    }

    function _payouts() private {
        address me = address(party);
        bytes[6] memory calls = [
            abi.encodeCall(splitter.claim, (sideCapsule, NATIVE, bob)),
            abi.encodeCall(splitter.claimTo, (sideCapsule, NATIVE, me)),
            abi.encodeCall(splitter.claimOwner, (sideCapsule, NATIVE)),
            abi.encodeCall(splitter.claimOwnerTo, (sideCapsule, NATIVE, me)),
            abi.encodeCall(splitter.collectFee, (sideCapsule, NATIVE)),
            abi.encodeCall(splitter.sweep, (victimCapsule, NATIVE))
        ];
        for (uint256 i = 0; i < 6; ++i) {
            guarded.push(_attempt(address(splitter), calls[i]));
        }
    }

    function _ofOthersInTheTill() private {
        address me = address(party);
        bytes[6] memory calls = [
            abi.encodeCall(accessToken.setSales, (victimCapsule, false, true)),
            abi.encodeCall(accessToken.initialize, (me)),
            abi.encodeCall(accessToken.setAuthority, (me)),
            abi.encodeCall(accessToken.upgradeToAndCall, (me, "")),
            abi.encodeCall(accessToken.pauseEntries, (1 days)),
            abi.encodeCall(accessToken.unpauseEntries, ())
        ];
        for (uint256 i = 0; i < 6; ++i) {
            refused.push(_attempt(address(accessToken), calls[i]));
        }
    }

    function _ofOthersInTheLedger() private {
        address me = address(party);
        bytes[9] memory calls = [
            abi.encodeCall(splitter.freezeOwner, (victimCapsule)),
            abi.encodeCall(splitter.unfreezeOwner, (victimCapsule, me)),
            abi.encodeCall(splitter.escrow, (capsuleId, 1, 1)),
            abi.encodeCall(splitter.handOver, (spare, toClaim, me, 1)),
            abi.encodeCall(splitter.link, (spare, 0, new IRoyaltySplitter.ParentLink[](0))),
            abi.encodeCall(splitter.initialize, (me, me)),
            abi.encodeCall(splitter.setAuthority, (me)),
            abi.encodeCall(splitter.setTreasury, (me)),
            abi.encodeCall(splitter.upgradeToAndCall, (me, ""))
        ];
        for (uint256 i = 0; i < 9; ++i) {
            refused.push(_attempt(address(splitter), calls[i]));
        }
    }

    function _ofOthersElsewhere() private {
        address me = address(party);
        _refuse(address(registry), abi.encodeCall(registry.initialize, (me, 0, 0)));
        _refuse(address(registry), abi.encodeCall(registry.setAuthority, (me)));
        _refuse(address(registry), abi.encodeCall(registry.setContractURI, (0)));
        _refuse(address(registry), abi.encodeCall(registry.setSuspended, (victimCapsule, true)));
        _refuse(address(registry), abi.encodeCall(registry.setProtocolFee, (0)));
        _refuse(address(registry), abi.encodeCall(registry.pauseEntries, (1 days)));
        _refuse(address(registry), abi.encodeCall(registry.unpauseEntries, ()));
        _refuse(address(registry), abi.encodeCall(registry.upgradeToAndCall, (me, "")));
        _refuse(address(registry), abi.encodeCall(registry.seal, (spare, new bytes[](0))));
        IKeeperRegistry.Keeper[] memory none = new IKeeperRegistry.Keeper[](0);
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.initialize, (me, 0, 0, none)));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.setAuthority, (me)));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.setUrl, ("")));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.upgradeToAndCall, (me, "")));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.rotate, (1, none, new bytes[](0))));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.postBond, (me)));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.withdrawBond, (payable(me))));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.slashBond, (creator, 1, payable(me), 0)));
        _refuse(address(keeperRegistry), abi.encodeCall(keeperRegistry.setMinimumBond, (0)));
        uint256 end = block.timestamp + 1;
        bytes memory session = abi.encodeCall(keeperRegistry.authorizeSessionFor, (creator, me, uint64(end), end, ""));
        _refuse(address(keeperRegistry), session);
        _refuse(address(genesis), abi.encodeCall(genesis.create, (implementations, _config())));
        _ofOthersInTheOracle();
    }

    function _ofOthersInTheOracle() private {
        address me = address(party);
        IPriceOracle.Feed memory feed;
        address oracle = address(priceOracle);
        _refuse(oracle, abi.encodeWithSelector(priceOracle.initialize.selector, me, me));
        _refuse(oracle, abi.encodeCall(priceOracle.setAuthority, (me)));
        _refuse(oracle, abi.encodeCall(priceOracle.setFeed, (NATIVE, feed)));
        _refuse(oracle, abi.encodeWithSelector(priceOracle.setSequencerFeed.selector, me));
        _refuse(oracle, abi.encodeCall(priceOracle.upgradeToAndCall, (me, "")));
    }

    function _harmlessInTheTill() private {
        address me = address(party);
        uint256[] memory none = new uint256[](0);
        bytes[6] memory calls = [
            abi.encodeCall(accessToken.createOffer, (spare, 1, _terms(NATIVE))),
            abi.encodeCall(accessToken.setOffer, (plain, PRICE, true)),
            abi.encodeCall(accessToken.setAutoRenewal, ((hookedTimed << 64) | 1, true)),
            abi.encodeCall(accessToken.setApprovalForAll, (creator, true)),
            abi.encodeCall(accessToken.safeTransferFrom, (me, creator, plain << 64, 0, "")),
            abi.encodeCall(accessToken.safeBatchTransferFrom, (me, creator, none, none, ""))
        ];
        for (uint256 i = 0; i < 6; ++i) {
            harmless.push(_attempt(address(accessToken), calls[i]));
        }
    }

    /// @dev A distribution within pays nobody; a collect moves within the ledger; units take their earnings' ledger along.
    function _harmlessInTheLedger() private {
        address me = address(party);
        IRoyaltySplitter.Hop[] memory hops = new IRoyaltySplitter.Hop[](1);
        hops[0] = IRoyaltySplitter.Hop(child, sideCapsule);
        uint256[] memory path = new uint256[](2);
        (path[0], path[1]) = (child, sideCapsule);
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (me, bob);
        uint256[] memory none = new uint256[](0);
        bytes[8] memory calls = [
            abi.encodeCall(splitter.distribute, (victimCapsule, NATIVE, accounts)),
            abi.encodeCall(splitter.collect, (child, sideCapsule, NATIVE)),
            abi.encodeCall(splitter.collectPath, (path, NATIVE)),
            abi.encodeCall(splitter.collectMany, (hops, NATIVE)),
            abi.encodeCall(splitter.acceptCurrency, (spare, address(usd))),
            abi.encodeCall(splitter.setApprovalForAll, (creator, true)),
            abi.encodeCall(splitter.safeTransferFrom, (me, creator, capsuleId, 100, "")),
            abi.encodeCall(splitter.safeBatchTransferFrom, (me, creator, none, none, ""))
        ];
        for (uint256 i = 0; i < 8; ++i) {
            harmless.push(_attempt(address(splitter), calls[i]));
        }
    }

    function _harmlessElsewhere() private {
        address me = address(party);
        address to = address(registry);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = ICapsuleRegistry.Parent(spare, 0, Relation.MERGE, new uint256[](0));
        _allow(to, abi.encodeCall(registry.register, ("within", MANIFEST, true, 0)));
        _allow(to, abi.encodeCall(registry.registerDerivative, ("derived within", MANIFEST, true, 0, parents)));
        _allow(to, abi.encodeCall(registry.publishVersion, (spare, MANIFEST, true, new bytes[](0))));
        _allow(to, abi.encodeCall(registry.authorizeUsage, (spare, creator)));
        _allow(to, abi.encodeCall(registry.revokeAuthorization, (spare, creator)));
        _allow(to, abi.encodeCall(IERC721.approve, (creator, spare)));
        _allow(to, abi.encodeCall(IERC721.setApprovalForAll, (creator, true)));
        _allow(to, abi.encodeCall(IERC721.transferFrom, (me, me, spare)));
        _allow(to, abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", me, me, spare));
        _allow(to, abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", me, me, spare, ""));
        address device = address(0xd);
        uint64 end = uint64(block.timestamp + 1);
        _allow(address(keeperRegistry), abi.encodeCall(keeperRegistry.authorizeSession, (device, end)));
        _allow(address(keeperRegistry), abi.encodeCall(keeperRegistry.revokeSession, (device)));
    }

    function _till(bytes memory data) private {
        guarded.push(_attempt(address(accessToken), data));
    }
}
