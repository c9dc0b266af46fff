// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ReenteringParty } from "../mocks/ReenteringParty.sol";
import { BuyerActions } from "./BuyerActions.sol";
import { CreatorActions } from "./CreatorActions.sol";

/// @title What nobody may do, tried all the time
abstract contract HostileActions is CreatorActions, BuyerActions {
    uint256 private constant TRESPASSES = 15;

    /// @dev Each party tries what belongs to others. None of it may work.
    function trespass(uint256 kind, uint256 actorSeed, uint256 capsuleSeed) external action {
        address actor = _actor(actorSeed);
        uint256 capsuleId = _capsule(capsuleSeed);
        if (_capsules[capsuleId].owner == actor) actor = treasury;
        (address target, bytes memory data) = _forbidden(kind % TRESPASSES, capsuleId, actor);
        _mustFail(actor, target, 0, data, string.concat("trespass ", vm.toString(kind % TRESPASSES)));
        _effect();
    }

    /// @dev Too few keepers, one keeper as three, a stranger among them, or signatures of something else.
    function forgeSeal(uint256 kind, uint256 capsuleSeed, uint256 strangersKey) external action {
        uint256 capsuleId = _capsule(capsuleSeed);
        CapsuleModel storage capsule = _capsules[capsuleId];
        uint256 number = capsule.digests.length;
        bytes32 digest = registry.sealDigest(capsuleId, number, capsule.digests[number - 1], 1);
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        kind %= 5;
        if (kind == 0) signatures = _quorum(digest, THRESHOLD - 1);
        if (kind == 1) (signatures[0], signatures[1]) = (signatures[2], signatures[2]);
        if (kind == 2) signatures[2] = _signature(bound(strangersKey, 1, 1e30), digest);
        if (kind == 3) signatures = _quorum(registry.sealDigest(capsuleId, number + 1, MANIFEST, 1), THRESHOLD);
        if (kind == 4) signatures = _quorum(registry.sealDigest(capsuleId, number, capsule.digests[number - 1], 2), 3);
        bytes memory data = abi.encodeCall(registry.seal, (capsuleId, signatures));
        _mustFail(stranger, address(registry), 0, data, "sealed without a quorum");
        _effect();
    }

    /// @dev Buys with a recipient that re-enters the till and the ledger for other money than its own.
    function reenterWithPurchase(uint256 offerSeed, uint256 capsuleSeed) external action {
        uint256 offerId = _offerId(offerSeed);
        for (uint256 i = 0; i < offerCount && !_maySell(_offers[offerId], 1); ++i) {
            offerId = offerId % offerCount + 1;
        }
        OfferModel storage offer = _offers[offerId];
        if (!_maySell(offer, 1)) return;
        (uint256 target, address currency) = (_capsule(capsuleSeed), offer.terms.currency);
        ReenteringParty.Attempt[] memory attempts = new ReenteringParty.Attempt[](4);
        address till = address(accessToken);
        attempts[0] = _attempt(address(splitter), abi.encodeCall(splitter.claimOwner, (target, currency)));
        attempts[1] = _attempt(address(splitter), abi.encodeCall(splitter.collectFee, (target, currency)));
        attempts[2] = _attempt(till, abi.encodeCall(accessToken.release, (currency, address(party), 1)));
        attempts[3] = _attempt(
            till,
            abi.encodeCall(accessToken.purchase, (offerId, 1, address(party), NO_LIMIT, block.timestamp, address(0)))
        );
        party.arm(attempts);
        uint256 total = offer.price;
        uint256 value = _fund(buyer, currency, total);
        vm.prank(buyer);
        uint256 licenseId =
            accessToken.purchase{ value: value }(offerId, 1, address(party), total, block.timestamp, address(0));
        (bool happened, bool[] memory succeeded,) = party.outcomes();
        if (!happened) _violate("a receiver was not asked");
        for (uint256 i = 0; i < succeeded.length; ++i) {
            if (succeeded[i]) _violate("re-entered");
        }
        _noteSale(offerId, offer, licenseId, 1, address(party), total);
        _effect();
    }

    function _forbidden(uint256 kind, uint256 capsuleId, address actor)
        private
        view
        returns (address target, bytes memory data)
    {
        if (kind < 5) return (address(registry), _forbiddenOfRegistry(kind, capsuleId, actor));
        if (kind < 10) return (address(splitter), _forbiddenOfLedger(kind - 5, capsuleId, actor));
        return (address(accessToken), _forbiddenOfTill(kind - 10, capsuleId, actor));
    }

    function _forbiddenOfRegistry(uint256 kind, uint256 capsuleId, address actor) private view returns (bytes memory) {
        bytes[] memory none;
        if (kind == 0) return abi.encodeCall(registry.publishVersion, (capsuleId, MANIFEST, false, none));
        if (kind == 1) return abi.encodeCall(registry.transferFrom, (_capsules[capsuleId].owner, actor, capsuleId));
        if (kind == 2) return abi.encodeCall(registry.setProtocolFee, (1));
        if (kind == 3) return abi.encodeCall(registry.setAuthority, (actor));
        return abi.encodeCall(registry.upgradeToAndCall, (implementations.capsuleRegistry, ""));
    }

    function _forbiddenOfLedger(uint256 kind, uint256 capsuleId, address actor) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(splitter.claimOwnerTo, (capsuleId, NATIVE, actor));
        if (kind == 1) return abi.encodeCall(splitter.acceptCurrency, (capsuleId, address(usd)));
        if (kind == 2) return abi.encodeCall(splitter.setTreasury, (actor));
        if (kind == 3) return abi.encodeCall(splitter.initialize, (actor, actor));
        return abi.encodeCall(splitter.upgradeToAndCall, (implementations.royaltySplitter, ""));
    }

    function _forbiddenOfTill(uint256 kind, uint256 capsuleId, address actor) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(accessToken.release, (NATIVE, actor, 1));
        if (kind == 1) return abi.encodeCall(accessToken.setSalesOpen, (capsuleId, !modelOpen(capsuleId)));
        if (kind == 2) return abi.encodeCall(accessToken.createOffer, (capsuleId, 0, _terms(NATIVE)));
        if (kind == 3) return abi.encodeCall(accessToken.initialize, (actor));
        return abi.encodeCall(accessToken.upgradeToAndCall, (implementations.accessToken, ""));
    }

    function _attempt(address target, bytes memory data) private pure returns (ReenteringParty.Attempt memory) {
        return ReenteringParty.Attempt({ name: "", target: target, data: data, harmless: false });
    }
}
