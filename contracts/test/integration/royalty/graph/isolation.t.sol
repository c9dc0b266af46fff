// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";
import { RandomGraph } from "./RandomGraph.sol";

/// @notice Acting on one capsule leaves every other capsule's ledger as it was.
contract GraphIsolationTest is RandomGraph {
    /// @dev What acts on one capsule alone, whatever it is linked to.
    function testFuzz_ActingOnOneCapsuleTouchesNoOther(uint256 seed, Payment[5] memory payments, uint8 action) public {
        _buildAndPay(seed, payments);
        uint256 actedOn = _random(seed, 50) % CAPSULES;
        bytes32[CAPSULES] memory before = _ledgers();
        _act(action % 12, ids[actedOn], _random(seed, 51));
        // A tip, a currency, a sale, a move, a sweep and a version are seen in the capsule's own ledger.
        uint256 own = actedOn;
        if (action % 12 == 0 || action % 12 > 6) assertNotEq(_ledgers()[own], before[own], "seen");
        _assertOthers(before, actedOn, actedOn);
    }

    /// @dev A collect touches the two capsules of its hop; the child's holders and fee are not among what changes.
    function testFuzz_CollectTouchesItsHopOnly(uint256 seed, Payment[5] memory payments, bool inUsd) public {
        _buildAndPay(seed, payments);
        vm.assume(hops.length != 0);
        IRoyaltySplitter.Hop memory hop = hops[_random(seed, 52) % hops.length];
        bytes32[CAPSULES] memory before = _ledgers();
        bytes32 holdersOfChild = _holdersOf(hop.childId);
        splitter.collect(hop.childId, hop.ancestorId, _currency(inUsd));
        _assertOthers(before, _position(hop.childId), _position(hop.ancestorId));
        assertEq(_holdersOf(hop.childId), holdersOfChild, "what the child's holders earn");
    }

    /// @dev A derivative takes nothing from its parents' ledgers by being linked, and its debt is its own.
    function testFuzz_LinkingAChildTouchesNoParent(uint256 seed, Payment[5] memory payments, uint16 rateBps) public {
        _buildAndPay(seed, payments);
        bytes32[CAPSULES] memory before = _ledgers();
        uint256 parent = ids[_random(seed, 53) % CAPSULES];
        // An inherited debt of four capsules at 600 bps leaves room for this.
        _deriveFrom(
            stranger, parent, seed % 2 == 0 ? Policy.ABSOLUTE : Policy.RELATIVE, uint16(bound(rateBps, 0, 1000))
        );
        _assertOthers(before, CAPSULES, CAPSULES);
    }

    function _buildAndPay(uint256 seed, Payment[5] memory payments) private {
        _build(seed);
        for (uint256 i = 0; i < 5; ++i) {
            _pay(payments[i]);
            _step(_random(seed, 60 + i));
        }
    }

    function _act(uint256 action, uint256 capsuleId, uint256 seed) private {
        address currency = _currency((seed & 1) == 1);
        uint256 amount = (seed >> 8) % 1e18 + 1;
        if (action == 0) _tip(capsuleId, currency, amount);
        if (action == 1) _tryClaim(capsuleId, currency, holders[amount % HOLDERS]);
        if (action == 2) _tryClaimOwner(capsuleId, currency);
        if (action == 3) _tryCollectFee(capsuleId, currency);
        if (action == 4) splitter.distribute(capsuleId, currency, holders);
        if (action == 5) _moveUnits(capsuleId, amount);
        if (action == 6) _allocateRest(capsuleId, amount);
        if (action == 7) _accept(capsuleId, address(new StandardToken("Other", 18)));
        if (action == 8) _sell(capsuleId, currency, uint128(amount));
        if (action == 9) _moveCapsule(capsuleId);
        if (action == 10) _sweep(capsuleId, currency, amount);
        if (action == 11) _publish(capsuleId);
    }

    function _moveUnits(uint256 capsuleId, uint256 amount) private {
        address from = holders[amount % HOLDERS];
        uint256 units = splitter.balanceOf(from, capsuleId);
        vm.prank(from);
        splitter.safeTransferFrom(from, holders[(amount >> 8) % HOLDERS], capsuleId, amount % (units + 1), "");
    }

    function _allocateRest(uint256 capsuleId, uint256 amount) private {
        uint256 left = UNITS - splitter.allocatedUnits(capsuleId);
        if (left != 0) _allocate(capsuleId, stranger, amount % left + 1);
    }

    function _sell(uint256 capsuleId, address currency, uint128 price) private {
        _buy(_createOffer(capsuleId, price, _terms(currency)), 1);
    }

    function _moveCapsule(uint256 capsuleId) private {
        address owner = registry.ownerOf(capsuleId);
        vm.prank(owner);
        registry.transferFrom(owner, stranger, capsuleId);
    }

    function _sweep(uint256 capsuleId, address currency, uint256 amount) private {
        address inbox = splitter.inboxOf(capsuleId);
        if (currency == NATIVE) vm.deal(inbox, amount);
        else usd.mint(inbox, amount);
        splitter.sweep(capsuleId, currency);
    }

    function _publish(uint256 capsuleId) private {
        vm.prank(registry.ownerOf(capsuleId));
        registry.publishVersion(capsuleId, keccak256("manifest 2"), true, new bytes[](0));
    }

    function _ledgers() private view returns (bytes32[CAPSULES] memory states) {
        for (uint256 i = 0; i < CAPSULES; ++i) {
            uint256 id = ids[i];
            bytes32 common = keccak256(
                abi.encode(
                    registry.capsuleOf(id), splitter.currenciesOf(id), splitter.allocatedUnits(id), _holdersOf(id)
                )
            );
            states[i] = keccak256(abi.encode(common, _incomeOf(id, NATIVE), _incomeOf(id, address(usd))));
        }
    }

    function _holdersOf(uint256 id) private view returns (bytes32 hash) {
        for (uint256 c = 0; c < 2; ++c) {
            address currency = _currency(c == 1);
            hash = keccak256(abi.encode(hash, splitter.claimableOwner(id, currency)));
            hash = keccak256(abi.encode(hash, splitter.collectableFee(id, currency)));
            for (uint256 h = 0; h < HOLDERS; ++h) {
                hash = keccak256(abi.encode(hash, splitter.claimable(id, currency, holders[h])));
                hash = keccak256(abi.encode(hash, splitter.balanceOf(holders[h], id)));
            }
        }
    }

    /// @dev What came in, what is left of it, and what is owed to whom, by which rates.
    function _incomeOf(uint256 id, address currency) private view returns (bytes32 hash) {
        hash = keccak256(abi.encode(accessToken.incomeOf(id, currency), splitter.netIncome(id, currency)));
        for (uint256 k = 0; k < CAPSULES; ++k) {
            (uint16 absoluteBps, uint16 relativeBps) = splitter.debtOf(id, ids[k]);
            if (absoluteBps + relativeBps == 0) continue;
            uint256 due = splitter.collectable(id, ids[k], currency);
            hash = keccak256(abi.encode(hash, absoluteBps, relativeBps, due));
        }
    }

    function _assertOthers(bytes32[CAPSULES] memory before, uint256 one, uint256 other) private view {
        bytes32[CAPSULES] memory present = _ledgers();
        for (uint256 i = 0; i < CAPSULES; ++i) {
            if (i != one && i != other) assertEq(present[i], before[i], vm.toString(i));
        }
    }

    function _position(uint256 id) private view returns (uint256 position) {
        while (ids[position] != id) ++position;
    }
}
