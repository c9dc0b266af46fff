// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ISessions } from "../../../../src/interfaces/ISessions.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract AuthorizeSessionTest is ProtocolTest {
    address private device = makeAddr("device");

    function testFuzz_RevertWhen_DeviceIsZero(uint64 expiresAt) public {
        expiresAt = uint64(bound(expiresAt, block.timestamp + 1, block.timestamp + 90 days));
        vm.expectRevert(abi.encodeWithSelector(ISessions.Sessions_InvalidSession.selector, address(0), expiresAt));
        keeperRegistry.authorizeSession(address(0), expiresAt);
    }

    function testFuzz_RevertWhen_EndIsNotAhead(uint64 expiresAt) public {
        expiresAt = uint64(bound(expiresAt, 0, block.timestamp));
        _expectInvalid(expiresAt);
    }

    function testFuzz_RevertWhen_EndIsTooFar(uint64 expiresAt) public {
        expiresAt = uint64(bound(expiresAt, block.timestamp + 90 days + 1, type(uint64).max));
        _expectInvalid(expiresAt);
    }

    function test_EndSeconds() public {
        uint64 present = uint64(block.timestamp);
        _expectInvalid(present - 1);
        _expectInvalid(present);
        keeperRegistry.authorizeSession(device, present + 1);
        keeperRegistry.authorizeSession(device, present + 90 days);
        _expectInvalid(present + 90 days + 1);
    }

    function testFuzz_AuthorizeSession(address account, address device_, uint64 first, uint64 second) public {
        vm.assume(device_ != address(0));
        first = uint64(bound(first, block.timestamp + 1, block.timestamp + 90 days));
        second = uint64(bound(second, block.timestamp + 1, block.timestamp + 90 days));
        assertEq(keeperRegistry.sessionExpiry(account, device_), 0);
        uint64[2] memory ends = [first, second];
        for (uint256 i = 0; i < ends.length; ++i) {
            vm.expectEmit(address(keeperRegistry));
            emit ISessions.SessionAuthorized(account, device_, ends[i]);
            vm.prank(account);
            keeperRegistry.authorizeSession(device_, ends[i]);
            assertEq(keeperRegistry.sessionExpiry(account, device_), ends[i]);
        }
        assertEq(keeperRegistry.nonces(account), 0, "no nonce is used");
    }

    function testFuzz_RevokeSession(address other) public {
        vm.assume(other != buyer);
        uint64 end = uint64(block.timestamp + 1 days);
        vm.prank(buyer);
        keeperRegistry.authorizeSession(device, end);

        vm.prank(other);
        keeperRegistry.revokeSession(device);
        assertEq(keeperRegistry.sessionExpiry(buyer, device), end, "revoked by someone else");

        vm.expectEmit(address(keeperRegistry));
        emit ISessions.SessionRevoked(buyer, device);
        vm.prank(buyer);
        keeperRegistry.revokeSession(device);
        assertEq(keeperRegistry.sessionExpiry(buyer, device), 0);
    }

    function _expectInvalid(uint64 expiresAt) private {
        vm.expectRevert(abi.encodeWithSelector(ISessions.Sessions_InvalidSession.selector, device, expiresAt));
        keeperRegistry.authorizeSession(device, expiresAt);
    }
}
