// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { RandomGraph } from "./RandomGraph.sol";

/// @notice What everyone is paid in the end depends on what was paid in, and on nothing else.
contract GraphPaymentsTest is RandomGraph {
    /// @dev The same sums in up to eight pieces each, with any collects and claims between the pieces. Promised is a
    /// difference of less than a unit for each payment; there is none, since everything is computed of cumulative sums.
    function testFuzz_SplittingPaymentsChangesNobodysTotal(uint256 seed, Payment[5] memory payments) public {
        _build(seed);
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < 5; ++i) {
            _pay(payments[i]);
        }
        _settleAll(0);
        uint256[TOTALS] memory whole = _totals();
        vm.revertToState(start);
        for (uint256 i = 0; i < 5; ++i) {
            _payInPieces(payments[i], _random(seed, i + 1000));
        }
        _settleAll(0);
        _assertTotals(whole);
    }

    /// @dev The same payments, with collects and claims in any order at any time, and once at the end in any order.
    function testFuzz_OrderOfCollectsAndClaimsDoesNotMatter(uint256 seed, Payment[8] memory payments) public {
        _build(seed);
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < 8; ++i) {
            _pay(payments[i]);
        }
        _settleAll(0);
        uint256[TOTALS] memory late = _totals();
        vm.revertToState(start);
        for (uint256 i = 0; i < 8; ++i) {
            _pay(payments[i]);
            for (uint256 k = 0; k < 4; ++k) {
                _step(_random(seed, 2000 + 4 * i + k));
            }
        }
        _settleAll(_random(seed, 3000));
        _assertTotals(late);
    }

    /// @dev Once everything is collected and paid, no call pays or moves anything more: repeated, in one call or in
    /// another way of paying the same. What is left is less than a unit for each link and each party.
    function testFuzz_NothingIsCollectedOrClaimedTwice(uint256 seed, Payment[6] memory payments) public {
        _build(seed);
        uint256[2] memory paidIn;
        for (uint256 i = 0; i < 6; ++i) {
            _pay(payments[i]);
            paidIn[payments[i].inUsd ? 1 : 0] += payments[i].amount;
        }
        _settleAll(seed);
        uint256[TOTALS] memory once = _totals();
        for (uint256 c = 0; c < 2; ++c) {
            _assertNothingMore(_currency(c == 1));
            uint256 dust = _balance(_currency(c == 1), address(accessToken));
            assertLe(dust, 2 * hops.length + CAPSULES * (HOLDERS + 1), "less than a unit each");
            assertEq(_sumOf(once, c) + dust, paidIn[c], "nothing is lost or made");
        }
        _assertTotals(once);
    }

    function _payInPieces(Payment memory payment, uint256 seed) private {
        uint256 left = payment.amount;
        for (uint256 i = 0; i < 7 && left != 0; ++i) {
            uint256 piece = _random(seed, i) % (left + 1);
            _pay(Payment(payment.capsule, payment.inUsd, uint64(piece)));
            left -= piece;
            _step(_random(seed, 100 + i));
        }
        _pay(Payment(payment.capsule, payment.inUsd, uint64(left)));
    }

    function _assertNothingMore(address currency) private {
        IRoyaltySplitter.Hop[] memory all = hops;
        assertEq(splitter.collectMany(all, currency), 0);
        for (uint256 i = 0; i < CAPSULES; ++i) {
            assertEq(splitter.distribute(ids[i], currency, _accounts(alice, bob, alice)), 0);
            for (uint256 h = 0; h < HOLDERS; ++h) {
                _expectNothing(ids[i], currency, holders[h]);
                splitter.claim(ids[i], currency, holders[h]);
                _expectNothing(ids[i], currency, holders[h]);
                vm.prank(holders[h]);
                splitter.claimTo(ids[i], currency, recipient);
            }
            _expectNothing(ids[i], currency, registry.ownerOf(ids[i]));
            splitter.claimOwner(ids[i], currency);
            _expectNothing(ids[i], currency, treasury);
            splitter.collectFee(ids[i], currency);
        }
    }

    function _expectNothing(uint256 capsuleId, address currency, address account) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, currency, account
            )
        );
    }

    function _assertTotals(uint256[TOTALS] memory expected) private view {
        uint256[TOTALS] memory actual = _totals();
        for (uint256 i = 0; i < TOTALS; ++i) {
            assertEq(actual[i], expected[i], vm.toString(i));
        }
    }

    /// @dev Of one currency: the first or the second half.
    function _sumOf(uint256[TOTALS] memory totals, uint256 half) private pure returns (uint256 sum) {
        for (uint256 i = half * TOTALS / 2; i < (half + 1) * TOTALS / 2; ++i) {
            sum += totals[i];
        }
    }
}
