// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PausableEntries } from "../../../src/upgrade/PausableEntries.sol";
import { Roles } from "../../../src/upgrade/Roles.sol";
import { LicenseTest } from "../../fixtures/LicenseTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract PauseEntriesTest is LicenseTest {
    function testFuzz_RevertWhen_CallerMayNot(address caller, bool ofRegistry, uint256 duration) public {
        vm.assume(caller != guardian && caller != admin);
        PausableEntries target = _target(ofRegistry);
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.prank(guardian);
        target.pauseEntries(1 days);
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        target.pauseEntries(duration);
        vm.expectRevert(refusal);
        target.unpauseEntries();
    }

    function test_RevertWhen_CallerHasOtherRoles() public {
        vm.startPrank(admin);
        manager.grantRole(Roles.PARAMETERS, stranger, 0);
        manager.grantRole(Roles.UPGRADER, stranger, 0);
        manager.grantRole(Roles.APPEALS, stranger, 0);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        accessToken.pauseEntries(1 days);
    }

    function testFuzz_RevertWhen_DurationIsOutOfRange(uint256 duration, bool ofRegistry) public {
        duration = duration == 0 ? 0 : bound(duration, 14 days + 1, type(uint256).max);
        PausableEntries target = _target(ofRegistry);
        _pauseReverts(target, 0, _tooLong(0));
        _pauseReverts(target, 14 days + 1, _tooLong(14 days + 1));
        _pauseReverts(target, duration, _tooLong(duration));
        assertEq(target.pausedUntil(), 0);
    }

    function testFuzz_Pause_EndsByItself(uint256 duration, bool ofRegistry, bool byGovernance) public {
        duration = bound(duration, 1, 14 days);
        PausableEntries target = _target(ofRegistry);
        uint256 until = block.timestamp + duration;
        vm.expectEmit(address(target));
        emit PausableEntries.EntriesPaused(uint64(until));
        vm.prank(byGovernance ? admin : guardian);
        target.pauseEntries(duration);
        assertEq(target.pausedUntil(), until);

        _assertPaused(ofRegistry, until);
        vm.warp(until - 1);
        _assertPaused(ofRegistry, until);
        vm.warp(until);
        _assertOpen(ofRegistry);
        vm.warp(until + 1);
        _assertOpen(ofRegistry);
    }

    function test_Pause_AtItsLongest() public {
        uint256 until = block.timestamp + 14 days;
        vm.prank(guardian);
        accessToken.pauseEntries(14 days);
        vm.warp(until - 1);
        _assertPaused(false, until);
        vm.warp(until);
        _assertOpen(false);
    }

    /// @dev Between two pauses the protocol runs for at least 14 days, to the second.
    function testFuzz_RestSeconds(uint256 duration, bool ofRegistry) public {
        duration = bound(duration, 1, 14 days);
        PausableEntries target = _target(ofRegistry);
        uint256 possibleAt = block.timestamp + duration + 14 days;
        vm.prank(guardian);
        target.pauseEntries(duration);
        _pauseReverts(target, 1, _tooSoon(possibleAt));
        vm.warp(possibleAt - 1);
        _pauseReverts(target, 1, _tooSoon(possibleAt));
        _assertOpen(ofRegistry);
        vm.warp(possibleAt);
        vm.prank(guardian);
        target.pauseEntries(1);
        _assertPaused(ofRegistry, possibleAt + 1);
    }

    function testFuzz_Unpause(uint256 duration, uint256 elapsed, bool ofRegistry, bool byGovernance) public {
        duration = bound(duration, 1, 14 days);
        elapsed = bound(elapsed, 0, duration - 1);
        PausableEntries target = _target(ofRegistry);
        vm.prank(guardian);
        target.pauseEntries(duration);
        vm.warp(block.timestamp + elapsed);
        vm.expectEmit(address(target));
        emit PausableEntries.EntriesUnpaused();
        vm.prank(byGovernance ? admin : guardian);
        target.unpauseEntries();
        _assertOpen(ofRegistry);

        // The rest begins now: pausing and unpausing can't be chained.
        uint256 possibleAt = block.timestamp + 14 days;
        _pauseReverts(target, 1, _tooSoon(possibleAt));
        vm.warp(possibleAt - 1);
        _pauseReverts(target, 1, _tooSoon(possibleAt));
        vm.warp(possibleAt);
        vm.prank(guardian);
        target.pauseEntries(1);
    }

    function testFuzz_RevertWhen_NothingIsPaused(uint256 duration, bool ofRegistry) public {
        duration = bound(duration, 1, 14 days);
        PausableEntries target = _target(ofRegistry);
        _unpauseReverts(target);
        vm.prank(guardian);
        target.pauseEntries(duration);
        vm.warp(block.timestamp + duration);
        // Else a second unpausing would move the rest.
        _unpauseReverts(target);
    }

    function testFuzz_Pause_OfOneContractAlone(bool ofRegistry) public {
        vm.prank(guardian);
        _target(ofRegistry).pauseEntries(1 days);
        _assertPaused(ofRegistry, block.timestamp + 1 days);
        _assertOpen(!ofRegistry);
    }

    function _target(bool ofRegistry) private view returns (PausableEntries) {
        return ofRegistry ? PausableEntries(registry) : PausableEntries(accessToken);
    }

    function _assertPaused(bool ofRegistry, uint256 until) private {
        bytes memory paused = abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, until);
        vm.expectRevert(paused);
        vm.prank(buyer);
        if (ofRegistry) registry.register(bytes32(block.timestamp), MANIFEST, false, 0);
        else accessToken.purchase(1, 1, buyer, 0, block.timestamp, address(0));
    }

    function _assertOpen(bool ofRegistry) private {
        if (ofRegistry) {
            _register(buyer, bytes32(block.timestamp), false);
        } else {
            uint256 offerId = _offer(_terms(NATIVE));
            _buy(offerId, 1);
        }
    }

    function _tooLong(uint256 duration) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PausableEntries.Protocol_PauseTooLong.selector, duration, 14 days);
    }

    function _tooSoon(uint256 possibleAt) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PausableEntries.Protocol_PauseTooSoon.selector, possibleAt);
    }

    function _pauseReverts(PausableEntries target, uint256 duration, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(guardian);
        target.pauseEntries(duration);
    }

    function _unpauseReverts(PausableEntries target) private {
        vm.expectRevert(PausableEntries.Protocol_NotPaused.selector);
        vm.prank(guardian);
        target.unpauseEntries();
    }
}
