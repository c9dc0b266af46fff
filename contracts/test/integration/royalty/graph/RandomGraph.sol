// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

/// @title A random small graph of capsules with owners and holders, and random steps in it
/// @dev Four capsules, each with any earlier ones as parents by either policy, an owner of its own, and up to three
/// holders; native currency and one ERC-20. Everything follows from one seed.
abstract contract RandomGraph is EconomyTest {
    uint256 internal constant CAPSULES = 4;
    uint256 internal constant HOLDERS = 3;
    /// @dev Holders, owners and the treasury, in two currencies.
    uint256 internal constant TOTALS = 2 * (HOLDERS + CAPSULES + 1);

    /// @param capsule position in `ids`, modulo their number
    struct Payment {
        uint8 capsule;
        bool inUsd;
        uint64 amount;
    }

    uint256[] internal ids;
    address[] internal holders;
    IRoyaltySplitter.Hop[] internal hops;

    function _build(uint256 seed) internal {
        uint256[] memory made = new uint256[](CAPSULES);
        for (uint256 i = 0; i < CAPSULES; ++i) {
            made[i] = _root(makeAddr(string.concat("owner ", vm.toString(i))));
        }
        _sort(made);
        (ids, holders) = (made, _accounts(alice, bob, carol));
        for (uint256 i = 0; i < CAPSULES; ++i) {
            _accept(made[i], address(usd));
            if (i != 0) _link(made[i], _randomParents(i, _random(seed, i)));
            _shareOut(made[i], _random(seed, CAPSULES + i));
            _rememberHops(i);
        }
    }

    /// @dev Rates of at most 600 bps, so that three parents by both policies stay below the cap.
    function _randomParents(uint256 count, uint256 seed)
        private
        view
        returns (IRoyaltySplitter.ParentLink[] memory parents)
    {
        parents = new IRoyaltySplitter.ParentLink[](count);
        uint256 chosen = 0;
        for (uint256 k = 0; k < count; ++k) {
            uint256 bits = seed >> (16 * k);
            if (bits % 4 == 0) continue;
            Policy policy = bits % 2 == 0 ? Policy.ABSOLUTE : Policy.RELATIVE;
            parents[chosen++] = _parentLink(ids[k], policy, uint16((bits >> 2) % 601));
        }
        assembly ("memory-safe") {
            mstore(parents, chosen)
        }
    }

    function _shareOut(uint256 capsuleId, uint256 seed) private {
        for (uint256 i = 0; i < HOLDERS; ++i) {
            uint256 units = (seed >> (32 * i)) % 333_334;
            if (units != 0) _allocate(capsuleId, holders[i], units);
        }
    }

    function _rememberHops(uint256 child) private {
        for (uint256 k = 0; k < child; ++k) {
            (uint16 absoluteBps, uint16 relativeBps) = splitter.debtOf(ids[child], ids[k]);
            if (absoluteBps + relativeBps != 0) hops.push(IRoyaltySplitter.Hop(ids[child], ids[k]));
        }
    }

    function _pay(Payment memory payment) internal {
        if (payment.amount != 0) _tip(ids[payment.capsule % CAPSULES], _currency(payment.inUsd), payment.amount);
    }

    /// @dev One collect, claim, fee or distribution, whether anything is due or not.
    function _step(uint256 seed) internal {
        address currency = _currency((seed & 1) == 1);
        uint256 capsuleId = ids[(seed >> 8) % CAPSULES];
        address holder = holders[(seed >> 16) % HOLDERS];
        uint256 kind = (seed >> 24) % 6;
        if (kind < 2) _collectOne(seed >> 32, currency);
        else if (kind == 2) _tryClaim(capsuleId, currency, holder);
        else if (kind == 3) _tryClaimOwner(capsuleId, currency);
        else if (kind == 4) _tryCollectFee(capsuleId, currency);
        else splitter.distribute(capsuleId, currency, holders);
    }

    function _collectOne(uint256 seed, address currency) private {
        if (hops.length == 0) return;
        IRoyaltySplitter.Hop memory hop = hops[seed % hops.length];
        splitter.collect(hop.childId, hop.ancestorId, currency);
    }

    function _tryClaim(uint256 capsuleId, address currency, address holder) internal {
        if (splitter.claimable(capsuleId, currency, holder) != 0) splitter.claim(capsuleId, currency, holder);
    }

    function _tryClaimOwner(uint256 capsuleId, address currency) internal {
        if (splitter.claimableOwner(capsuleId, currency) != 0) splitter.claimOwner(capsuleId, currency);
    }

    function _tryCollectFee(uint256 capsuleId, address currency) internal {
        if (splitter.collectableFee(capsuleId, currency) != 0) splitter.collectFee(capsuleId, currency);
    }

    /// @dev Collects whatever is due, in `hops`' order turned by `seed`, and pays everyone.
    function _settleAll(uint256 seed) internal {
        IRoyaltySplitter.Hop[] memory order = _turned(seed);
        for (uint256 c = 0; c < 2; ++c) {
            while (splitter.collectMany(order, _currency(c == 1)) != 0) { }
            for (uint256 i = 0; i < CAPSULES; ++i) {
                uint256 capsuleId = ids[(i + seed % CAPSULES) % CAPSULES];
                _tryCollectFee(capsuleId, _currency(c == 1));
                for (uint256 h = 0; h < HOLDERS; ++h) {
                    _tryClaim(capsuleId, _currency(c == 1), holders[h]);
                }
                _tryClaimOwner(capsuleId, _currency(c == 1));
            }
        }
    }

    function _turned(uint256 seed) private view returns (IRoyaltySplitter.Hop[] memory order) {
        order = hops;
        for (uint256 i = order.length; i > 1; --i) {
            uint256 k = _random(seed, i) % i;
            (order[i - 1], order[k]) = (order[k], order[i - 1]);
        }
    }

    /// @dev What everyone has been paid.
    function _totals() internal view returns (uint256[TOTALS] memory totals) {
        uint256 count = 0;
        for (uint256 c = 0; c < 2; ++c) {
            address currency = _currency(c == 1);
            for (uint256 h = 0; h < HOLDERS; ++h) {
                totals[count++] = _balance(currency, holders[h]);
            }
            for (uint256 i = 0; i < CAPSULES; ++i) {
                totals[count++] = _balance(currency, registry.ownerOf(ids[i]));
            }
            totals[count++] = _balance(currency, treasury);
        }
    }

    function _currency(bool inUsd) internal view returns (address) {
        return inUsd ? address(usd) : NATIVE;
    }

    function _random(uint256 seed, uint256 salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }
}
