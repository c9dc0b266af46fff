// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PausableEntries } from "../../../src/upgrade/PausableEntries.sol";
import { ProtocolTest } from "../../fixtures/ProtocolTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice The guardian's brake: how long, how often, by whom.
contract PauseEntriesTest is ProtocolTest {
    uint256 private constant MAX_PAUSE = 14 days;
    uint256 private constant MIN_REST = 14 days;

    PausableEntries[2] private contracts;

    function setUp() public override {
        super.setUp();
        contracts = [PausableEntries(address(registry)), PausableEntries(address(accessToken))];
    }

    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller, uint256 duration) public {
        vm.assume(caller != guardian && caller != admin);
        for (uint256 i = 0; i < 2; ++i) {
            vm.startPrank(caller);
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
            contracts[i].pauseEntries(duration);
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
            contracts[i].unpauseEntries();
            vm.stopPrank();
        }
    }

    function testFuzz_RevertWhen_TooLongOrNone(uint256 duration) public {
        duration = duration % 2 == 0 ? 0 : bound(duration, MAX_PAUSE + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_PauseTooLong.selector, duration, MAX_PAUSE));
        vm.prank(guardian);
        registry.pauseEntries(duration);
    }

    function testFuzz_Pause_ToItsLastSecond_OfThisContractOnly(uint256 duration, uint8 which) public {
        duration = bound(duration, 1, MAX_PAUSE);
        (PausableEntries paused, PausableEntries other) =
            which % 2 == 0 ? (contracts[0], contracts[1]) : (contracts[1], contracts[0]);
        uint64 until = uint64(block.timestamp + duration);
        vm.expectEmit(address(paused));
        emit PausableEntries.EntriesPaused(until);
        vm.prank(guardian);
        paused.pauseEntries(duration);
        assertEq(paused.pausedUntil(), until);
        assertEq(other.pausedUntil(), 0);

        if (which % 2 != 0) return;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, until));
        vm.prank(creator);
        registry.register("salt", MANIFEST, true, 0);
        vm.warp(until);
        _register(creator, "salt", true);
    }

    /// @dev However a guardian tries, the protocol runs at least half of the time.
    function testFuzz_RevertWhen_TooSoon(uint256 duration, uint256 wait) public {
        duration = bound(duration, 1, MAX_PAUSE);
        wait = bound(wait, 0, duration + MIN_REST - 1);
        uint256 start = block.timestamp;
        vm.startPrank(guardian);
        registry.pauseEntries(duration);
        uint256 possibleAt = start + duration + MIN_REST;
        vm.warp(start + wait);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_PauseTooSoon.selector, possibleAt));
        registry.pauseEntries(1);
        vm.warp(possibleAt);
        registry.pauseEntries(duration);
        assertEq(registry.pausedUntil(), possibleAt + duration);
    }

    function testFuzz_Unpause_AtOnce_AndRests(uint256 wait) public {
        wait = bound(wait, 0, MAX_PAUSE - 1);
        uint256 end = block.timestamp + wait;
        vm.prank(guardian);
        registry.pauseEntries(MAX_PAUSE);
        vm.warp(end);
        vm.expectEmit(address(registry));
        emit PausableEntries.EntriesUnpaused();
        vm.prank(admin);
        registry.unpauseEntries();
        _register(creator, "salt", true);

        vm.startPrank(guardian);
        vm.warp(end + MIN_REST - 1);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_PauseTooSoon.selector, end + MIN_REST));
        registry.pauseEntries(1);
        vm.warp(end + MIN_REST);
        registry.pauseEntries(1);
    }

    function testFuzz_RevertWhen_NotPaused(uint256 wait) public {
        vm.startPrank(guardian);
        vm.expectRevert(PausableEntries.Protocol_NotPaused.selector);
        registry.unpauseEntries();
        registry.pauseEntries(1 days);
        vm.warp(block.timestamp + bound(wait, 1 days, 365 days));
        vm.expectRevert(PausableEntries.Protocol_NotPaused.selector);
        registry.unpauseEntries();
    }
}
