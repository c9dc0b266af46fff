// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { RegistrationActions } from "./RegistrationActions.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title What owners do with their capsules: versions, seals, offers, guests, and giving them away
abstract contract RegistryActions is RegistrationActions {
    /// @dev How often a capsule changed hands, and whom its owner let use it since.
    mapping(uint256 id => uint256) private _hosts;
    mapping(uint256 id => mapping(uint256 host => mapping(address user => bool))) private _guests;

    function publishVersion(uint256 seed, bytes32 digest, uint256 kind) external action {
        (bool encrypted, bool withSeal) = (kind % 2 == 0, kind % 4 == 0);
        uint256 id = _capsule(seed);
        digest = digest == 0 ? MANIFEST : digest;
        bytes[] memory signatures;
        if (encrypted && withSeal) {
            uint256 number = _capsules[id].digests.length + 1;
            signatures = _presentQuorum(registry.sealDigest(id, number, digest, epoch), THRESHOLD);
        }
        _publish(id, digest, encrypted, signatures);
        _effect();
    }

    function seal(uint256 seed, uint256 first, uint256 count) external action {
        uint256 id = _unsealed(seed);
        CapsuleModel storage capsule = _capsules[id];
        count = THRESHOLD + count % (KEEPERS - THRESHOLD + 1);
        uint256 number = capsule.digests.length;
        bytes32 digest = registry.sealDigest(id, number, capsule.digests[number - 1], epoch);
        bool allowed = capsule.encrypted && !capsule.isSealed;
        bytes[] memory signatures = _quorumOf(epoch, digest, first % (KEEPERS - count + 1), count);
        _act(_actor(seed), address(registry), abi.encodeCall(registry.seal, (id, signatures)), allowed);
        if (!allowed) return;
        capsule.isSealed = true;
        _effect();
    }

    /// @notice The income that its owner has not claimed goes with the capsule, its guests don't. By the owner, by
    /// somebody approved for it or for everything; a contract that knows nothing of capsules gets none sent with care.
    function transferCapsule(uint256 seed, uint256 to, uint256 way) external action {
        uint256 id = _capsule(seed);
        (address owner, address operator, address receiver) = (_capsules[id].owner, _actor(way >> 8), _actor(to));
        if (way % 3 == 0) operator = owner;
        if (way % 3 == 1) _act(owner, address(registry), abi.encodeCall(registry.approve, (operator, id)), true);
        if (way % 3 == 2) _allowAll(owner, operator, true);
        bool allowed = seed % 8 != 0 || _roll(way, 0) % 3 == 0;
        if (seed % 8 == 0) receiver = allowed ? owner : address(splitter);
        _act(operator, address(registry), _transferCall(owner, receiver, id, _roll(way, 0) % 3), allowed);
        if (way % 3 == 2) _allowAll(owner, operator, false);
        // What was approved for a transfer that failed is taken back.
        bytes memory nobody = abi.encodeCall(registry.approve, (address(0), id));
        if (!allowed) _act(owner, address(registry), nobody, true);
        if (!allowed) return;
        _noteNewOwner(id, receiver);
        _effect();
    }

    function authorizeUsage(uint256 seed, uint256 who) external action {
        (uint256 id, address user) = (_capsule(seed), _actor(who));
        for (uint256 i = 0; seed % 8 != 0 && isGuest(id, user) && i < actors.length; ++i) {
            user = _actor(who % actors.length + i);
        }
        bool allowed = !isGuest(id, user);
        _act(_capsules[id].owner, address(registry), abi.encodeCall(registry.authorizeUsage, (id, user)), allowed);
        if (!allowed) return;
        _guests[id][_hosts[id]][user] = true;
        _effect();
    }

    function revokeAuthorization(uint256 seed, uint256 who) external action {
        (uint256 id, address user) = (_capsule(seed), _actor(who));
        address owner = _capsules[id].owner;
        if (seed % 8 != 0 && !isGuest(id, user)) {
            _act(owner, address(registry), abi.encodeCall(registry.authorizeUsage, (id, user)), true);
            _guests[id][_hosts[id]][user] = true;
        }
        bool allowed = isGuest(id, user);
        _act(owner, address(registry), abi.encodeCall(registry.revokeAuthorization, (id, user)), allowed);
        if (!allowed) return;
        _guests[id][_hosts[id]][user] = false;
        _effect();
    }

    function createOffer(uint256 seed, uint256 price) external action {
        IAccessToken.Terms memory terms = _randomTerms(seed);
        uint256 amount = _roll(price, 0) % 8 == 0 ? 0 : _amount(price);
        _offer(_capsule(seed), amount, terms);
        _effect();
    }

    function setOffer(uint256 seed, uint256 price, uint256 activity) external action {
        uint256 offerId = seed % offerCount + 1;
        OfferModel storage offer = _offers[offerId];
        offer.active = activity % 4 != 0;
        offer.price = offer.terms.pricedInUsd ? _roll(price, 0) % 100_000 : _amount(price);
        bytes memory data = abi.encodeCall(accessToken.setOffer, (offerId, uint128(offer.price), offer.active));
        _act(_capsules[offer.capsuleId].owner, address(accessToken), data, true);
        _touchOffer(offerId);
        _effect();
    }

    function acceptCurrency(uint256 seed, uint256 which) external action {
        (uint256 id, address currency) = (_capsule(seed), _currency(which));
        bytes memory data = abi.encodeCall(splitter.acceptCurrency, (id, currency));
        _act(_capsules[id].owner, address(splitter), data, true);
        if (currency != NATIVE) accepts[id][currency] = true;
        _effect();
    }

    function isGuest(uint256 id, address user) public view returns (bool) {
        return _guests[id][_hosts[id]][user];
    }

    /// @dev A capsule whose current version waits for its seal: if there is none, its owner publishes one.
    function _unsealed(uint256 seed) private returns (uint256 id) {
        id = _capsule(seed);
        if (seed % 8 == 0) return id;
        for (uint256 i = 0; i < capsules.length; ++i) {
            id = _capsule(seed % capsules.length + i);
            if (_capsules[id].encrypted && !_capsules[id].isSealed) return id;
        }
        _publish(id, bytes32(seed | 1), true, new bytes[](0));
    }

    function _allowAll(address owner, address operator, bool allowed) private {
        bytes memory data = abi.encodeCall(registry.setApprovalForAll, (operator, allowed));
        _act(owner, address(registry), data, true);
    }

    /// @dev Guests of the former owner are none of the new one's.
    function _noteNewOwner(uint256 id, address receiver) internal {
        if (receiver != _capsules[id].owner) ++departures[address(registry)][id][OWNER];
        _capsules[id].owner = receiver;
        ++_hosts[id];
    }

    function _transferCall(address from, address to, uint256 id, uint256 way) private pure returns (bytes memory) {
        if (way == 0) return abi.encodeCall(IERC721.transferFrom, (from, to, id));
        if (way == 1) return abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", from, to, id);
        return abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", from, to, id, "");
    }
}
