// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../../src/libraries/Rights.sol";
import { EagerModel } from "./EagerModel.sol";
import { EconomyWorld } from "./EconomyWorld.sol";

/// @title Capsules, offers and derivatives, in random graphs
abstract contract GraphHandler is EconomyWorld {
    uint256 private constant MOST_CAPSULES = 10;

    /// @dev Derivative terms of an offer, kept apart from the protocol.
    struct OfferRecord {
        uint256 id;
        address currency;
        uint256 price;
        uint256 referralBps;
        bool absolute;
        uint256 rateBps;
    }

    mapping(uint256 id => OfferRecord[]) internal offers;
    uint256 private _salts;

    function register(uint256 seed) external {
        if (capsules.length >= MOST_CAPSULES) return _offer(_capsule(seed), seed >> 8);
        address owner = _actor(seed);
        vm.prank(owner);
        uint256 id = registry.register(bytes32(++_salts), keccak256("manifest"), false, 0);
        _open(id, owner, seed >> 8);
        model.addCapsule(id, registry.protocolFeeBps(), new EagerModel.Parent[](0));
    }

    /// @notice Makes a derivative of 1 to 4 capsules, each under one of its offers, or finds that it would owe too much.
    function derive(uint256 seed) external {
        if (capsules.length >= MOST_CAPSULES) return _offer(_capsule(seed), seed >> 8);
        address registrant = _actor(seed);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](_parentCount(seed >> 8));
        EagerModel.Parent[] memory expected = new EagerModel.Parent[](parents.length);
        uint256[] memory ids = _sortedCapsules(parents.length, seed >> 16);
        for (uint256 i = 0; i < ids.length; ++i) {
            (parents[i], expected[i]) = _license(ids[i], registrant, uint256(keccak256(abi.encode(seed, i))));
        }
        uint256 totalBps = model.upwardBps(expected);
        if (totalBps > 5000) return _expectTooHigh(registrant, parents, totalBps);
        (IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative) =
            registry.previewLink(registrant, parents);
        vm.prank(registrant);
        uint256 id = registry.registerDerivative(bytes32(++_salts), keccak256("manifest"), false, 0, parents);
        _open(id, registrant, seed >> 24);
        model.addCapsule(id, registry.protocolFeeBps(), expected);
        _checkPreview(id, absolute, relative);
    }

    /// @notice The income that its owner has not claimed goes with the capsule.
    function transferCapsule(uint256 seed, uint256 to) external {
        uint256 id = _capsule(seed);
        address owner = registry.ownerOf(id);
        vm.prank(owner);
        registry.transferFrom(owner, _actor(to), id);
    }

    function changeFee(uint256 seed) external {
        vm.prank(admin);
        registry.setProtocolFee(uint16(seed % 501));
    }

    function offersOf(uint256 id) external view returns (uint256) {
        return offers[id].length;
    }

    /// @dev Accepts all currencies and makes one offer for each policy.
    function _open(uint256 id, address owner, uint256 seed) private {
        capsules.push(id);
        for (uint256 k = 1; k < currencies.length; ++k) {
            vm.prank(owner);
            splitter.acceptCurrency(id, currencies[k]);
        }
        _offer(id, seed);
        _offer(id, seed + 1);
    }

    function _offer(uint256 id, uint256 seed) private {
        uint16[5] memory rates = [0, 1, 333, 1000, 2500];
        OfferRecord memory offer;
        (offer.currency, offer.price) = (_currency(seed >> 8), _amount(seed >> 16));
        (offer.absolute, offer.rateBps) = (seed % 2 == 0, rates[(seed >> 24) % 5]);
        offer.referralBps = (seed >> 32) % 5001;
        IAccessToken.Terms memory terms;
        (terms.currency, terms.rights) = (offer.currency, Rights.ALL);
        terms.derivativePolicy = offer.absolute ? Policy.ABSOLUTE : Policy.RELATIVE;
        (terms.derivativeRateBps, terms.referralBps) = (uint16(offer.rateBps), uint16(offer.referralBps));
        vm.prank(registry.ownerOf(id));
        offer.id = accessToken.createOffer(id, uint128(offer.price), terms);
        offers[id].push(offer);
    }

    /// @dev Buys a license for `registrant`; the parent's owner needs none, and may owe nothing.
    function _license(uint256 id, address registrant, uint256 seed)
        private
        returns (ICapsuleRegistry.Parent memory parent, EagerModel.Parent memory expected)
    {
        parent.capsuleId = expected.id = id;
        parent.ancestors = model.absoluteAncestors(id);
        parent.relation = Relation(seed % 4);
        bool owned = registry.ownerOf(id) == registrant;
        if (owned && seed % 3 == 0) return (parent, expected);
        OfferRecord memory offer = offers[id][(seed >> 8) % offers[id].length];
        parent.licenseId = offer.id << 64;
        (expected.absolute, expected.bps) = (offer.absolute, offer.rateBps);
        if (owned) return (parent, expected);
        uint256 value = _fund(registrant, offer.currency, offer.price);
        vm.prank(registrant);
        accessToken.purchase{ value: value }(offer.id, 1, registrant, NO_LIMIT, block.timestamp, address(0));
        _earned(id, offer.currency, _arriving(offer.currency, offer.price));
    }

    function _expectTooHigh(address registrant, ICapsuleRegistry.Parent[] memory parents, uint256 totalBps) private {
        bytes memory reason =
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_RatesTooHigh.selector, totalBps, 5000);
        vm.expectRevert(reason);
        registry.previewLink(registrant, parents);
        vm.expectRevert(reason);
        vm.prank(registrant);
        registry.registerDerivative(bytes32(++_salts), keccak256("manifest"), false, 0, parents);
    }

    function _checkPreview(uint256 id, IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative)
        private
        view
    {
        assertEq(absolute.length + relative.length, model.links(id), "number of links");
        for (uint256 i = 0; i < absolute.length; ++i) {
            assertEq(absolute[i].rateBps, model.absoluteBps(id, absolute[i].capsuleId), "previewed ABSOLUTE rate");
        }
        for (uint256 i = 0; i < relative.length; ++i) {
            assertEq(relative[i].rateBps, model.relativeBps(id, relative[i].capsuleId), "previewed RELATIVE rate");
        }
    }

    function _parentCount(uint256 seed) private view returns (uint256 count) {
        count = 1 + seed % 4;
        if (count > capsules.length) count = capsules.length;
    }

    /// @dev `count` different capsules, ascending.
    function _sortedCapsules(uint256 count, uint256 seed) private view returns (uint256[] memory ids) {
        ids = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 id = _capsule(seed % capsules.length + i);
            uint256 position = i;
            for (; position > 0 && ids[position - 1] > id; --position) {
                ids[position] = ids[position - 1];
            }
            ids[position] = id;
        }
    }
}
