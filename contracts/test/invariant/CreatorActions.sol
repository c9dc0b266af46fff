// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { Rights } from "../../src/libraries/Rights.sol";
import { World } from "./World.sol";

/// @title What creators and owners do
abstract contract CreatorActions is World {
    function register(uint256 actorSeed, uint256 saltSeed, bytes32 digest, bool encrypted, uint16 royaltyBps)
        external
        action
    {
        address caller = _actor(actorSeed);
        bytes32 salt = bytes32(saltSeed % 3);
        uint256 capsuleId = uint256(keccak256(abi.encode(block.chainid, address(registry), caller, salt)));
        royaltyBps = uint16(bound(royaltyBps, 0, 5000));
        digest = digest == 0 ? MANIFEST : digest;
        bytes memory data = abi.encodeCall(registry.register, (salt, digest, encrypted, royaltyBps));
        if (_capsules[capsuleId].creator != address(0)) {
            _mustFail(caller, address(registry), 0, data, "a capsule was registered twice");
            return _effect();
        }
        if (capsules.length == MAX_CAPSULES) return;
        vm.prank(caller);
        if (registry.register(salt, digest, encrypted, royaltyBps) != capsuleId) _violate("unexpected capsule id");
        _noteCapsule(capsuleId, caller, salt, digest, encrypted, royaltyBps);
        _effect();
    }

    function publishVersion(uint256 capsuleSeed, bytes32 digest, bool encrypted, bool withSeal) external action {
        uint256 capsuleId = _capsule(capsuleSeed);
        CapsuleModel storage capsule = _capsules[capsuleId];
        digest = digest == 0 ? MANIFEST : digest;
        withSeal = withSeal && encrypted;
        uint256 number = capsule.digests.length + 1;
        bytes[] memory signatures;
        if (withSeal) signatures = _quorum(registry.sealDigest(capsuleId, number, digest, 1), THRESHOLD);
        vm.prank(capsule.owner);
        registry.publishVersion(capsuleId, digest, encrypted, signatures);
        capsule.digests.push(digest);
        (capsule.encrypted, capsule.isSealed) = (encrypted, withSeal);
        _effect();
    }

    function seal(uint256 capsuleSeed, uint256 first, uint256 count, uint256 callerSeed) external action {
        uint256 capsuleId = _capsule(capsuleSeed);
        CapsuleModel storage capsule = _capsules[capsuleId];
        count = bound(count, THRESHOLD, KEEPERS);
        first = bound(first, 0, KEEPERS - count);
        bytes32 digest =
            registry.sealDigest(capsuleId, capsule.digests.length, capsule.digests[capsule.digests.length - 1], 1);
        bytes[] memory signatures = _quorum(digest, first, count);
        bytes memory data = abi.encodeCall(registry.seal, (capsuleId, signatures));
        if (!capsule.encrypted || capsule.isSealed) {
            _mustFail(_actor(callerSeed), address(registry), 0, data, "sealed what needs no seal");
            return _effect();
        }
        vm.prank(_actor(callerSeed));
        registry.seal(capsuleId, signatures);
        capsule.isSealed = true;
        _effect();
    }

    function createOffer(
        uint256 capsuleSeed,
        uint256 currencySeed,
        uint96 price,
        uint32 duration,
        uint8 maxSupply,
        uint8 transferability
    ) external action {
        if (offerCount == MAX_OFFERS) return;
        IAccessToken.Terms memory terms = _terms(_currency(currencySeed));
        terms.duration = duration % 4 == 0 ? 0 : uint32(bound(duration, 1, 365 days));
        terms.maxSupply = maxSupply % 2 == 0 ? 0 : maxSupply;
        terms.transferability = IAccessToken.Transferability(transferability % 3);
        terms.rights = uint16(bound(price, Rights.RUN, Rights.ALL));
        _makeOffer(_capsule(capsuleSeed), uint128(bound(price, 0, 1e24)), terms);
        _effect();
    }

    function setOffer(uint256 offerSeed, uint96 price, bool active) external action {
        uint256 offerId = _offerId(offerSeed);
        OfferModel storage offer = _offers[offerId];
        price = uint96(bound(price, 0, 1e24));
        vm.prank(_capsules[offer.capsuleId].owner);
        accessToken.setOffer(offerId, price, active);
        (offer.price, offer.active) = (price, active);
        _effect();
    }

    function transferCapsule(uint256 capsuleSeed, uint256 toSeed) external action {
        uint256 capsuleId = _capsule(capsuleSeed);
        CapsuleModel storage capsule = _capsules[capsuleId];
        vm.prank(capsule.owner);
        registry.transferFrom(capsule.owner, _actor(toSeed), capsuleId);
        capsule.owner = _actor(toSeed);
        _effect();
    }

    function _makeOffer(uint256 capsuleId, uint128 price, IAccessToken.Terms memory terms) internal {
        vm.prank(_capsules[capsuleId].owner);
        uint256 offerId = accessToken.createOffer(capsuleId, price, terms);
        if (offerId != ++offerCount) _violate("unexpected offer id");
        OfferModel storage offer = _offers[offerId];
        (offer.capsuleId, offer.price, offer.active, offer.terms) = (capsuleId, price, true, terms);
        _capsules[capsuleId].hasOffer = true;
    }

    function _noteCapsule(
        uint256 capsuleId,
        address creator_,
        bytes32 salt,
        bytes32 digest,
        bool encrypted,
        uint16 royaltyBps
    ) internal {
        CapsuleModel storage capsule = _capsules[capsuleId];
        (capsule.creator, capsule.owner, capsule.salt) = (creator_, creator_, salt);
        (capsule.feeBps, capsule.royaltyBps, capsule.encrypted) = (protocolFee, royaltyBps, encrypted);
        capsule.digests.push(digest);
        capsules.push(capsuleId);
    }
}
