// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IKeeperBonds } from "../../../../src/interfaces/IKeeperBonds.sol";
import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { EpochTest } from "../../../fixtures/EpochTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract RotateTest is EpochTest {
    Team private next;

    function setUp() public override {
        super.setUp();
        Team memory team = _team("next ", 4);
        next.keys = team.keys;
        for (uint256 i = 0; i < team.keepers.length; ++i) {
            next.keepers.push(team.keepers[i]);
        }
    }

    function testFuzz_RevertWhen_CallerHasNoRole(address caller) public {
        vm.assume(caller != admin);
        bytes[] memory acceptances = _acceptances(next, 3, 4);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        keeperRegistry.rotate(3, next.keepers, acceptances);
    }

    function testFuzz_RevertWhen_ThresholdOutOfRange(uint256 count, uint16 threshold) public {
        count = bound(count, 0, 12);
        vm.assume(threshold > count || uint256(threshold) * 2 <= count);
        _expectRefused(
            _team("other ", count),
            threshold,
            count,
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_InvalidThreshold.selector, threshold, count)
        );
    }

    function testFuzz_RevertWhen_BondIsTooLow(uint96 minimum, uint96 bond, uint256 position) public {
        minimum = uint96(bound(minimum, 2, type(uint96).max));
        bond = uint96(bound(bond, 1, minimum - 1));
        position = bound(position, 0, 3);
        vm.prank(admin);
        keeperRegistry.setMinimumBond(minimum);
        for (uint256 i = 0; i < 4; ++i) {
            _postBond(next.keepers[i].operator, i == position ? bond : minimum);
        }
        address operator = next.keepers[position].operator;
        bytes memory tooLow =
            abi.encodeWithSelector(IKeeperBonds.KeeperBonds_InsufficientBond.selector, operator, bond, minimum);
        _expectRefused(next, 3, 4, tooLow);
        _postBond(operator, minimum - bond);
        assertEq(_rotate(next, 3), 2, "with the bond");
    }

    function testFuzz_RevertWhen_TooFewAccepted(uint256 count) public {
        count = bound(count, 0, 2);
        _expectRefused(
            next, 3, count, abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_QuorumNotReached.selector, count, 3)
        );
    }

    /// @dev The signer of another digest recovers to a stranger, or to one whose address is not above the one before.
    function testFuzz_RevertWhen_SomethingElseWasAccepted(uint64 epoch, uint16 threshold, string calldata url) public {
        vm.assume(epoch != 2 && threshold != 3);
        bytes32 accepted = keeperRegistry.acceptanceDigest(2, 3, next.keepers);
        Team memory other = next;
        other.keepers[0].url = url;
        bytes32[3] memory digests = [
            keeperRegistry.acceptanceDigest(epoch, 3, next.keepers),
            keeperRegistry.acceptanceDigest(2, threshold, next.keepers),
            keeperRegistry.acceptanceDigest(2, 3, other.keepers)
        ];
        for (uint256 i = 0; i < digests.length; ++i) {
            assertNotEq(digests[i], accepted);
            bytes[] memory acceptances = _signatures(next, digests[i], 4);
            vm.prank(admin);
            vm.expectRevert();
            keeperRegistry.rotate(3, next.keepers, acceptances);
        }
        assertEq(keeperRegistry.currentEpoch(), 1);
    }

    function test_RevertWhen_TheOldKeepersAccept() public {
        bytes[] memory acceptances = _quorum(keeperRegistry.acceptanceDigest(2, 3, next.keepers), THRESHOLD);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 2, _keeperAt(0)));
        vm.prank(admin);
        keeperRegistry.rotate(3, next.keepers, acceptances);
    }

    function test_RevertWhen_AcceptancesAreReplayed() public {
        bytes[] memory acceptances = _acceptances(next, 3, 3);
        vm.startPrank(admin);
        keeperRegistry.rotate(3, next.keepers, acceptances);
        vm.expectRevert();
        keeperRegistry.rotate(3, next.keepers, acceptances);
        vm.stopPrank();
        assertEq(keeperRegistry.currentEpoch(), 2);
    }

    function testFuzz_Rotate(uint256 count, uint16 threshold, uint32 elapsed) public {
        count = bound(count, 1, 20);
        threshold = uint16(bound(threshold, count / 2 + 1, count));
        Team memory team = _team("new ", count);
        bytes32 before = keccak256(abi.encode(keeperRegistry.keeperSet(1)));
        uint256 opened = keeperRegistry.epochOpenedAt(1);
        vm.warp(block.timestamp + elapsed);

        bytes[] memory acceptances = _acceptances(team, threshold, threshold);
        vm.expectEmit(address(keeperRegistry));
        emit IKeeperRegistry.EpochOpened(2, threshold, GROUP_KEY, team.keepers);
        vm.prank(admin);
        assertEq(keeperRegistry.rotate(threshold, team.keepers, acceptances), 2);

        assertEq(keeperRegistry.currentEpoch(), 2);
        IKeeperRegistry.KeeperSet memory expected = IKeeperRegistry.KeeperSet(2, threshold, GROUP_KEY, team.keepers);
        assertEq(keccak256(abi.encode(keeperRegistry.keeperSet(2))), keccak256(abi.encode(expected)));
        assertEq(keeperRegistry.epochOpenedAt(2), block.timestamp);
        for (uint256 i = 0; i < count; ++i) {
            assertEq(keeperRegistry.keeperIndex(2, team.keepers[i].operator), i + 1);
            assertEq(keeperRegistry.keeperIndex(1, team.keepers[i].operator), 0);
        }
        assertEq(keccak256(abi.encode(keeperRegistry.keeperSet(1))), before, "the past stays");
        assertEq(keeperRegistry.epochOpenedAt(1), opened);
        assertEq(opened + elapsed, block.timestamp);
    }

    /// @dev What keepers signed before counts no more, even if it was never used.
    function test_OnlyTheNewKeepersCount() public {
        uint256 fresh = _register(creator, "fresh", true);
        bytes32 digest = _sealDigest(fresh);
        bytes[] memory old = _quorum(digest, KEEPERS);
        _rotate(next, 3);

        vm.expectRevert();
        registry.seal(fresh, old);
        bytes32 digestNow = _sealDigest(fresh);
        assertNotEq(digestNow, digest);
        bytes[] memory oldKeepers = _quorum(digestNow, KEEPERS);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 2, _keeperAt(0)));
        registry.seal(fresh, oldKeepers);

        bytes[] memory signatures = _signatures(next, digestNow, 3);
        address[] memory signers = keeperRegistry.verifyQuorum(digestNow, signatures);
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleSealed(fresh, 1, 2, signers);
        registry.seal(fresh, signatures);
        assertTrue(registry.capsuleOf(fresh).isSealed);
        assertTrue(registry.capsuleOf(capsuleId).isSealed, "sealed before, sealed still");
    }

    function test_AddressesOnTheNetworkAreTheNewKeepers() public {
        address leaving = _keeperAt(0);
        _rotate(next, 3);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 2, leaving));
        vm.prank(leaving);
        keeperRegistry.setUrl("https://old.example");
        vm.prank(next.keepers[0].operator);
        keeperRegistry.setUrl("https://new.example");
        assertEq(keeperRegistry.keeperSet(2).keepers[0].url, "https://new.example");
    }

    function _expectRefused(Team memory team, uint16 threshold, uint256 accepted, bytes memory refusal) private {
        bytes[] memory acceptances = _acceptances(team, threshold, accepted);
        vm.expectRevert(refusal);
        vm.prank(admin);
        keeperRegistry.rotate(threshold, team.keepers, acceptances);
        assertEq(keeperRegistry.currentEpoch(), 1);
    }
}
