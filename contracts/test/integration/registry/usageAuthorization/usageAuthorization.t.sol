// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IUsageAuthorization } from "../../../../src/interfaces/IUsageAuthorization.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { Vm } from "forge-std/Vm.sol";

contract UsageAuthorizationTest is ProtocolTest {
    uint256 private constant MAX_USERS = 100;
    /// @dev ERC-7201 root of the registry's storage; the mapping of states is its third word.
    bytes32 private constant ROOT = 0x95e93703e54ed1ee234b813eb4c7dd5df37f61b0b1c84847919e016c84137200;
    uint256 private constant SUSPENDED_BIT = 136;

    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        bytes memory unknown =
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId);
        vm.startPrank(creator);
        vm.expectRevert(unknown);
        registry.authorizeUsage(unknownId, buyer);
        vm.expectRevert(unknown);
        registry.revokeAuthorization(unknownId, buyer);
        vm.expectRevert(unknown);
        registry.authorizedUsersOf(unknownId);
        vm.expectRevert(unknown);
        registry.isUsageAuthorized(unknownId, buyer);
    }

    function testFuzz_RevertWhen_CallerIsNotTheOwner(address caller) public {
        vm.assume(caller != creator);
        _authorize(creator, buyer);
        vm.prank(creator);
        registry.setApprovalForAll(caller == address(0) ? stranger : caller, true);
        bytes memory notOwner =
            abi.encodeWithSelector(IUsageAuthorization.UsageAuthorization_NotOwner.selector, capsuleId, caller);
        vm.startPrank(caller);
        vm.expectRevert(notOwner);
        registry.authorizeUsage(capsuleId, recipient);
        vm.expectRevert(notOwner);
        registry.revokeAuthorization(capsuleId, buyer);
    }

    function test_RevertWhen_UserIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IUsageAuthorization.UsageAuthorization_InvalidUser.selector, address(0)));
        vm.prank(creator);
        registry.authorizeUsage(capsuleId, address(0));
    }

    function testFuzz_RevertWhen_AlreadyAuthorized(address user) public {
        vm.assume(user != address(0));
        _authorize(creator, user);
        vm.expectRevert(
            abi.encodeWithSelector(IUsageAuthorization.UsageAuthorization_AlreadyAuthorized.selector, capsuleId, user)
        );
        vm.prank(creator);
        registry.authorizeUsage(capsuleId, user);
    }

    function test_RevertWhen_TooManyUsers_UntilOneIsRevoked() public {
        for (uint160 i = 1; i <= MAX_USERS; ++i) {
            _authorize(creator, address(i));
        }
        vm.expectRevert(
            abi.encodeWithSelector(IUsageAuthorization.UsageAuthorization_TooManyUsers.selector, capsuleId, MAX_USERS)
        );
        vm.prank(creator);
        registry.authorizeUsage(capsuleId, buyer);
        assertEq(registry.authorizedUsersOf(capsuleId).length, MAX_USERS);

        vm.prank(creator);
        registry.revokeAuthorization(capsuleId, address(1));
        _authorize(creator, buyer);
        assertTrue(registry.isUsageAuthorized(capsuleId, buyer));
    }

    function testFuzz_AuthorizeUsage(address user, address other) public {
        vm.assume(user != address(0) && user != creator && other != user && other != creator);
        uint256 otherCapsule = _register(creator, "other", true);
        vm.expectEmit(address(registry));
        emit IUsageAuthorization.Authorization(creator, user, capsuleId);
        _authorize(creator, user);

        assertTrue(registry.isUsageAuthorized(capsuleId, user));
        assertFalse(registry.isUsageAuthorized(capsuleId, other));
        assertFalse(registry.isUsageAuthorized(otherCapsule, user));
        address[] memory users = registry.authorizedUsersOf(capsuleId);
        assertEq(users.length, 1);
        assertEq(users[0], user);
        assertFalse(registry.isAuthorized(capsuleId, user), "no right but to run it");
    }

    function testFuzz_RevertWhen_NotAuthorized(address user) public {
        vm.expectRevert(
            abi.encodeWithSelector(IUsageAuthorization.UsageAuthorization_NotAuthorized.selector, capsuleId, user)
        );
        vm.prank(creator);
        registry.revokeAuthorization(capsuleId, user);
    }

    function test_RevokeAuthorization() public {
        _authorize(creator, buyer);
        _authorize(creator, recipient);
        vm.expectEmit(address(registry));
        emit IUsageAuthorization.AuthorizationRevoked(creator, buyer, capsuleId);
        vm.prank(creator);
        registry.revokeAuthorization(capsuleId, buyer);

        assertFalse(registry.isUsageAuthorized(capsuleId, buyer));
        assertTrue(registry.isUsageAuthorized(capsuleId, recipient));
        assertEq(registry.authorizedUsersOf(capsuleId).length, 1);
    }

    function testFuzz_Transfer_EndsThem_AndTheyDoNotComeBack(address next, address user) public {
        vm.assume(next != address(0) && user != address(0) && user != creator && user != next);
        _authorize(creator, user);
        vm.expectEmit(address(registry));
        emit IUsageAuthorization.AuthorizationsEnded(capsuleId);
        _transfer(creator, next);
        _assertNobody(user);

        if (next == creator) return;
        _transfer(next, creator);
        _assertNobody(user);

        _authorize(creator, user);
        assertTrue(registry.isUsageAuthorized(capsuleId, user), "can be given again");
    }

    /// @dev However often a capsule changes hands: only what its present holder gave since it came counts.
    function testFuzz_Transfer_OnlyThePresentHoldersCount(uint8[12] memory steps) public {
        address[3] memory parties = [creator, buyer, recipient];
        address owner = creator;
        bool[3] memory expected;
        address[3] memory users = [address(0x1001), address(0x1002), address(0x1003)];
        for (uint256 i = 0; i < steps.length; ++i) {
            uint256 choice = uint256(steps[i]) / 4 % 3;
            if (steps[i] % 4 == 0) {
                _transfer(owner, parties[choice]);
                owner = parties[choice];
                delete expected;
            } else if (!expected[choice]) {
                _authorize(owner, users[choice]);
                expected[choice] = true;
            } else {
                vm.prank(owner);
                registry.revokeAuthorization(capsuleId, users[choice]);
                expected[choice] = false;
            }
            for (uint256 k = 0; k < 3; ++k) {
                assertEq(registry.isUsageAuthorized(capsuleId, users[k]), expected[k]);
                assertEq(registry.isUsageAuthorized(capsuleId, parties[k]), parties[k] == owner);
            }
        }
    }

    function test_Transfer_WithoutAny_WritesAndSaysNothingOfThem() public {
        vm.record();
        vm.recordLogs();
        _transfer(creator, buyer);
        (, bytes32[] memory writes) = vm.accesses(address(registry));
        assertEq(writes.length, 5, "approval, two balances, owner, departures");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1, "ERC-721's own");
    }

    function test_Transfer_OnceTheyEnded_SaysNothingOfThemAgain() public {
        _authorize(creator, recipient);
        _transfer(creator, buyer);
        vm.recordLogs();
        _transfer(buyer, creator);
        assertEq(vm.getRecordedLogs().length, 1, "ERC-721's own");
    }

    function test_IsUsageAuthorized_NotWhileSuspended() public {
        _authorize(creator, buyer);
        bytes32 slot = keccak256(abi.encode(capsuleId, uint256(ROOT) + 2));
        bytes32 before = vm.load(address(registry), slot);
        vm.store(address(registry), slot, before | bytes32(1 << SUSPENDED_BIT));
        assertTrue(registry.capsuleOf(capsuleId).suspended);
        assertFalse(registry.isUsageAuthorized(capsuleId, buyer));
        assertFalse(registry.isUsageAuthorized(capsuleId, creator));

        vm.store(address(registry), slot, before);
        assertTrue(registry.isUsageAuthorized(capsuleId, buyer), "a suspension takes nothing away for good");
    }

    function _authorize(address owner, address user) private {
        vm.prank(owner);
        registry.authorizeUsage(capsuleId, user);
    }

    function _transfer(address from, address to) private {
        vm.prank(from);
        registry.transferFrom(from, to, capsuleId);
    }

    function _assertNobody(address user) private view {
        assertFalse(registry.isUsageAuthorized(capsuleId, user));
        assertEq(registry.authorizedUsersOf(capsuleId).length, 0);
    }
}
