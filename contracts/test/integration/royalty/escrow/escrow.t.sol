// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

contract EscrowTest is EconomyTest {
    uint256 private constant ROUND = 7;

    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _accept(capsuleId, address(usd));
    }

    function testFuzz_RevertWhen_CallerIsNotTheTrainingPool(address caller) public {
        vm.assume(caller != address(trainingPool));
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotTrainingPool.selector, caller));
        vm.prank(caller);
        splitter.escrow(capsuleId, ROUND, 1);
    }

    /// @dev Not even the owner of the capsule, nor governance: rounds decide.
    function test_RevertWhen_CallerIsOwnerOrGovernance() public {
        address[2] memory callers = [creator, admin];
        for (uint256 i = 0; i < 2; ++i) {
            bytes4 reason = IRoyaltySplitter.RoyaltySplitter_NotTrainingPool.selector;
            vm.expectRevert(abi.encodeWithSelector(reason, callers[i]));
            vm.prank(callers[i]);
            splitter.escrow(capsuleId, ROUND, 1);
        }
    }

    function test_RevertWhen_UnitsAreZero() public {
        _expectNotEnough(0, UNITS);
        splitter.escrow(capsuleId, ROUND, 0);
    }

    function testFuzz_RevertWhen_MoreThanTheOwnerHasLeft(uint32 taken, uint256 units) public {
        taken = uint32(bound(taken, 1, UNITS));
        units = bound(units, UNITS - taken + 1, type(uint256).max);
        _escrow(capsuleId, ROUND, taken);
        _expectNotEnough(units, UNITS - taken);
        splitter.escrow(capsuleId, ROUND + 1, units);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        _escrow(unknownId, ROUND, 1);
    }

    function testFuzz_Escrow_TakesFromTheOwner(uint32 units, uint256 roundId) public {
        units = uint32(bound(units, 1, UNITS));
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.UnitsEscrowed(capsuleId, roundId, units);
        _escrow(capsuleId, roundId, units);
        assertEq(splitter.allocatedUnits(capsuleId), units);
        (uint256 left, uint256 start) = splitter.escrowOf(capsuleId, roundId, NATIVE);
        assertEq(left, units);
        assertEq(start, 0, "no income yet");
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether) * (UNITS - units) / UNITS);
    }

    /// @dev What was earned before stays with the owner, in every currency, and the round earns from there.
    function testFuzz_Escrow_LeavesPastEarnings(uint32 units, uint64 before, uint64 later) public {
        units = uint32(bound(units, 1, UNITS));
        (before, later) = (uint64(bound(before, 1e9, 1e19)), uint64(bound(later, 1e9, 1e19)));
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 i = 0; i < 2; ++i) {
            _tip(capsuleId, currencies[i], before);
        }
        _escrow(capsuleId, ROUND, units);
        for (uint256 i = 0; i < 2; ++i) {
            uint256 earned = _afterFee(before);
            (, uint256 start) = splitter.escrowOf(capsuleId, ROUND, currencies[i]);
            assertEq(start, earned);
            assertEq(splitter.claimableOwner(capsuleId, currencies[i]), earned);
            _tip(capsuleId, currencies[i], later);
            uint256 growth = _afterFee(uint256(before) + later) - earned;
            assertEq(splitter.claimableOwner(capsuleId, currencies[i]), earned + growth * (UNITS - units) / UNITS);
        }
    }

    /// @dev Later rounds take from the owner's units, never from those that left it before.
    function testFuzz_Escrow_DilutesNobody(uint32 first, uint32 second) public {
        first = uint32(bound(first, 1, UNITS - 1));
        second = uint32(bound(second, 1, UNITS - first));
        _allocate(capsuleId, alice, first);
        _escrow(capsuleId, ROUND, second);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) * first / UNITS);
        _handOver(capsuleId, ROUND, bob, second);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), _afterFee(1 ether) * second / UNITS);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) * first / UNITS);
    }

    /// @dev What a descendant owes counts when it is collected: collected before, it is the owner's; after, it is
    /// shared with the round.
    function testFuzz_Escrow_UncollectedIncomeCountsWhenCollected(bool collectedBefore) public {
        uint256 child = _root(creator);
        _link(child, _oneLink(capsuleId, Policy.ABSOLUTE, 1000));
        _tip(child, NATIVE, 1 ether);
        if (collectedBefore) splitter.collect(child, capsuleId, NATIVE);
        _escrow(capsuleId, ROUND, 500_000);
        if (!collectedBefore) splitter.collect(child, capsuleId, NATIVE);
        _handOver(capsuleId, ROUND, alice, 500_000);
        uint256 collected = _afterFee(1 ether) / 10;
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), collectedBefore ? 0 : collected / 2);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), collectedBefore ? collected : collected / 2);
    }

    function test_Escrow_RoundsAndCapsulesAreKeptApart() public {
        uint256 other = _root(creator);
        _escrow(capsuleId, ROUND, 100);
        _escrow(capsuleId, ROUND + 1, 200);
        _escrow(other, ROUND, 300);
        _handOver(capsuleId, ROUND, alice, 60);
        uint256[3] memory expected = [uint256(40), 200, 300];
        uint256[3] memory ids = [capsuleId, capsuleId, other];
        for (uint256 i = 0; i < 3; ++i) {
            (uint256 left,) = splitter.escrowOf(ids[i], i == 1 ? ROUND + 1 : ROUND, NATIVE);
            assertEq(left, expected[i]);
        }
    }

    function _escrow(uint256 id, uint256 roundId, uint256 units) private {
        vm.prank(address(trainingPool));
        splitter.escrow(id, roundId, units);
    }

    function _handOver(uint256 id, uint256 roundId, address account, uint256 units) private {
        vm.prank(address(trainingPool));
        splitter.handOver(id, roundId, account, units);
    }

    function _expectNotEnough(uint256 requested, uint256 left) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotEnoughUnits.selector, capsuleId, requested, left)
        );
        vm.prank(address(trainingPool));
    }
}
