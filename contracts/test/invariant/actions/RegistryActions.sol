// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../../src/libraries/Rights.sol";
import { EagerModel } from "../EagerModel.sol";
import { Sales } from "./Sales.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title Capsules, their versions, and derivatives in random graphs
abstract contract RegistryActions is Sales {
    uint16 public protocolFee = FEE_BPS;
    uint256 private _salts;
    /// @dev How often a capsule changed hands, and whom its owner let use it since.
    mapping(uint256 id => uint256) private _hosts;
    mapping(uint256 id => mapping(uint256 host => mapping(address user => bool))) private _guests;

    struct Plan {
        address registrant;
        ICapsuleRegistry.Parent[] parents;
        EagerModel.Parent[] expected;
        uint256 totalBps;
    }

    /// @dev Sometimes with a salt that the creator used before.
    function register(uint256 seed, uint256 who) external action {
        address caller = _actor(who);
        CapsuleModel storage other = _capsules[_capsule(_roll(seed, 0))];
        bool again = seed % 8 == 0;
        if (again) caller = other.creator;
        bytes32 salt = again ? other.salt : bytes32(++_salts);
        _registerRoot(seed, caller, salt, !again && _entriesOpen(address(registry)));
    }

    /// @notice Makes a derivative of 1 to 3 capsules, each under one of its licenses; if they would be owed too much,
    /// of one of them.
    function registerDerivative(uint256 seed, uint256 who) external action {
        if (!_entriesOpen(address(accessToken))) return;
        Plan memory plan = _plan(seed, _actor(who), 1 + _roll(seed, 0) % 3);
        if (plan.totalBps > 5000) {
            _derive(seed, plan, false);
            plan = _plan(seed, plan.registrant, 1);
        }
        if (plan.parents.length == 0) return;
        _derive(seed, plan, plan.totalBps <= 5000 && _entriesOpen(address(registry)));
    }

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

    function _registerRoot(uint256 seed, address caller, bytes32 salt, bool allowed) internal {
        uint16 royaltyBps = uint16(_roll(seed, 1) % 5001);
        bool encrypted = _roll(seed, 2) % 4 == 0;
        bytes memory data = abi.encodeCall(registry.register, (salt, MANIFEST, encrypted, royaltyBps));
        bytes memory answer = _act(caller, address(registry), data, allowed);
        if (!allowed) return;
        _effect();
        if (!_note(abi.decode(answer, (uint256)), caller, salt)) return;
        CapsuleModel storage capsule = _capsules[capsules[capsules.length - 1]];
        (capsule.encrypted, capsule.royaltyBps) = (encrypted, royaltyBps);
        model.addCapsule(capsules[capsules.length - 1], protocolFee, new EagerModel.Parent[](0));
        _open(capsules[capsules.length - 1], seed);
    }

    /// @dev Above a number, new capsules exist but nothing happens to them any more.
    function _note(uint256 id, address caller, bytes32 salt) private returns (bool followed) {
        bytes32 expected = keccak256(abi.encode(block.chainid, address(registry), caller, salt));
        _require(id == uint256(expected), "unexpected capsule id");
        if (capsules.length == MAX_CAPSULES) return false;
        CapsuleModel storage capsule = _capsules[id];
        (capsule.creator, capsule.owner, capsule.salt, capsule.feeBps) = (caller, caller, salt, protocolFee);
        capsule.digests.push(MANIFEST);
        capsules.push(id);
        return true;
    }

    /// @dev Two offers with all rights, under which derivatives may be made.
    function _open(uint256 id, uint256 seed) private {
        uint16[5] memory rates = [0, 1, 333, 777, 2500];
        for (uint256 i = 0; i < 2; ++i) {
            IAccessToken.Terms memory terms = _terms(_currency(_roll(seed, 3 + i)));
            terms.rights = Rights.ALL;
            terms.derivativePolicy = _roll(seed, 5 + i) % 3 != 0 ? Policy.ABSOLUTE : Policy.RELATIVE;
            terms.derivativeRateBps = rates[(_roll(seed, 7) + 2 * i) % 5];
            _offer(id, _amount(_roll(seed, 9 + i)), terms);
        }
    }

    function _derive(uint256 seed, Plan memory plan, bool allowed) internal {
        IRoyaltySplitter.Debt[][2] memory debts;
        if (plan.totalBps <= 5000) (debts[0], debts[1]) = registry.previewLink(plan.registrant, plan.parents);
        bytes32 salt = bytes32(++_salts);
        bytes memory data = abi.encodeCall(registry.registerDerivative, (salt, MANIFEST, false, 0, plan.parents));
        bytes memory answer = _act(plan.registrant, address(registry), data, allowed);
        if (!allowed) return;
        _effect();
        if (!_note(abi.decode(answer, (uint256)), plan.registrant, salt)) return;
        uint256 id = capsules[capsules.length - 1];
        model.addCapsule(id, protocolFee, plan.expected);
        _require(debts[0].length + debts[1].length == model.links(id), "previewed another number of links");
        for (uint256 i = 0; i < debts[0].length; ++i) {
            _require(debts[0][i].rateBps == model.absoluteBps(id, debts[0][i].capsuleId), "previewed another rate");
        }
        for (uint256 i = 0; i < debts[1].length; ++i) {
            _require(debts[1][i].rateBps == model.relativeBps(id, debts[1][i].capsuleId), "previewed another rate");
        }
        _open(id, seed);
    }

    /// @dev Up to `count` parents for which the registrant has, or now buys, a license.
    function _plan(uint256 seed, address registrant, uint256 count) internal returns (Plan memory plan) {
        plan.registrant = registrant;
        uint256[] memory ids = _sortedCapsules(count, _roll(seed, 1));
        plan.parents = new ICapsuleRegistry.Parent[](ids.length);
        plan.expected = new EagerModel.Parent[](ids.length);
        uint256 found = 0;
        for (uint256 i = 0; i < ids.length; ++i) {
            (bool possible, uint256 offerId) = _license(ids[i], registrant, _roll(seed, 100 + i));
            if (!possible) continue;
            plan.expected[found] = EagerModel.Parent(
                ids[i],
                offerId != 0 && _offers[offerId].terms.derivativePolicy == Policy.ABSOLUTE,
                _offers[offerId].terms.derivativeRateBps
            );
            plan.parents[found++] = ICapsuleRegistry.Parent(
                ids[i], offerId << 64, Relation(_roll(seed, 50 + i) % 4), model.absoluteAncestors(ids[i])
            );
        }
        _truncate(plan, found);
        plan.totalBps = model.upwardBps(plan.expected);
    }

    /// @dev The offer under whose license an account may build on a capsule; its owner needs none, and may owe nothing.
    function _license(uint256 id, address registrant, uint256 seed) private returns (bool possible, uint256 offerId) {
        if (suspended[id]) return (false, 0);
        bool owned = _capsules[id].owner == registrant;
        if (owned && seed % 3 == 0) return (true, 0);
        offerId = _capsules[id].offers[seed % 2];
        if (owned || held[offerId << 64][registrant] != 0) return (true, offerId);
        if (!_maySell(offerId, registrant, 1)) return (false, 0);
        _buy(_deal(registrant, registrant, offerId, 1), 0);
        return (true, offerId);
    }

    function _truncate(Plan memory plan, uint256 length) private pure {
        (ICapsuleRegistry.Parent[] memory parents, EagerModel.Parent[] memory expected) = (plan.parents, plan.expected);
        assembly ("memory-safe") {
            mstore(parents, length)
            mstore(expected, length)
        }
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

    /// @dev Up to `count` different capsules, ascending.
    function _sortedCapsules(uint256 count, uint256 seed) private view returns (uint256[] memory ids) {
        ids = new uint256[](count > capsules.length ? capsules.length : count);
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 id = _capsule(seed % capsules.length + i);
            uint256 position = i;
            for (; position > 0 && ids[position - 1] > id; --position) {
                ids[position] = ids[position - 1];
            }
            ids[position] = id;
        }
    }
}
