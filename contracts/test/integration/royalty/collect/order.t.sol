// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

/// @notice Neither the order nor the time of collects and claims changes what anyone earns.
/// @dev base ← left (ABSOLUTE), base ← right (RELATIVE), both ← tip of the diamond; holders on base and on right.
contract OrderTest is EconomyTest {
    uint256 private base;
    uint256 private left;
    uint256 private right;
    uint256 private top;
    IRoyaltySplitter.Hop[] private hops;

    function setUp() public override {
        super.setUp();
        base = _root(creator);
        left = _deriveFrom(creator, base, Policy.ABSOLUTE, 1111);
        right = _deriveFrom(creator, base, Policy.RELATIVE, 777);
        top = _deriveFrom(
            stranger, _licensed(left, Policy.RELATIVE, 1234, stranger), _licensed(right, Policy.RELATIVE, 999, stranger)
        );
        _allocate(base, alice, 333_333);
        _allocate(right, bob, 500_001);
        hops.push(IRoyaltySplitter.Hop(top, left));
        hops.push(IRoyaltySplitter.Hop(top, right));
        hops.push(IRoyaltySplitter.Hop(top, base));
        hops.push(IRoyaltySplitter.Hop(left, base));
        hops.push(IRoyaltySplitter.Hop(right, base));
    }

    /// @dev Payments, and in between collects and claims in a random order; then all that is left. Compared with the
    /// same payments, collected and claimed once at the end.
    function testFuzz_OrderAndTimeDoNotMatter(uint256 seed, uint64[6] memory amounts) public {
        uint256 start = vm.snapshotState();
        _pay(amounts, 0);
        uint256[5] memory late = _settleAll();
        vm.revertToState(start);
        _pay(amounts, seed | 1);
        uint256[5] memory early = _settleAll();
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(early[i], late[i]);
        }
    }

    /// @dev Every order of the five hops, repeated until nothing moves, ends in the same ledgers.
    function testFuzz_EveryPermutationOfCollectsIsEqual(uint256 seed, uint64[6] memory amounts) public {
        _pay(amounts, 0);
        uint256 start = vm.snapshotState();
        _collectUntilDone(0);
        uint256[5] memory expected = _ledgers();
        vm.revertToState(start);
        _collectUntilDone(seed);
        uint256[5] memory actual = _ledgers();
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(actual[i], expected[i]);
        }
    }

    /// @param seed what happens between payments; 0 for nothing
    function _pay(uint64[6] memory amounts, uint256 seed) private {
        uint256[4] memory ids = [base, left, right, top];
        for (uint256 i = 0; i < 6; ++i) {
            if (amounts[i] != 0) _tip(ids[i % 4], NATIVE, amounts[i]);
            for (uint256 k = 0; seed != 0 && k < 3; ++k) {
                uint256 step = uint256(keccak256(abi.encode(seed, i, k)));
                IRoyaltySplitter.Hop memory hop = hops[step % 5];
                splitter.collect(hop.childId, hop.ancestorId, NATIVE);
                _claimSome(step >> 8);
            }
        }
    }

    function _claimSome(uint256 step) private {
        if (step % 4 == 0 && splitter.claimable(base, NATIVE, alice) != 0) splitter.claim(base, NATIVE, alice);
        if (step % 4 == 1 && splitter.claimable(right, NATIVE, bob) != 0) splitter.claim(right, NATIVE, bob);
        if (step % 4 == 2 && splitter.claimableOwner(top, NATIVE) != 0) splitter.claimOwner(top, NATIVE);
        if (step % 4 == 3) splitter.distribute(base, NATIVE, _accounts(alice, bob, alice));
    }

    /// @return received by alice, bob, the two owners and the treasury, in all
    function _settleAll() private returns (uint256[5] memory received) {
        _collectUntilDone(0);
        uint256[4] memory ids = [base, left, right, top];
        for (uint256 i = 0; i < 4; ++i) {
            splitter.distribute(ids[i], NATIVE, _accounts(alice, bob, carol));
            if (splitter.collectableFee(ids[i], NATIVE) != 0) splitter.collectFee(ids[i], NATIVE);
        }
        return [alice.balance, bob.balance, creator.balance, stranger.balance, treasury.balance];
    }

    function _collectUntilDone(uint256 seed) private {
        IRoyaltySplitter.Hop[] memory order = _shuffled(seed);
        while (splitter.collectMany(order, NATIVE) != 0) { }
    }

    function _ledgers() private view returns (uint256[5] memory) {
        return [
            splitter.netIncome(base, NATIVE),
            splitter.netIncome(left, NATIVE),
            splitter.netIncome(right, NATIVE),
            splitter.netIncome(top, NATIVE),
            splitter.claimable(base, NATIVE, alice)
        ];
    }

    function _shuffled(uint256 seed) private view returns (IRoyaltySplitter.Hop[] memory order) {
        order = hops;
        for (uint256 i = 4; i > 0; --i) {
            uint256 k = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            (order[i], order[k]) = (order[k], order[i]);
        }
    }
}
