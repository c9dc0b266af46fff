// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract AuthorizeSessionTest is ProtocolTest {
    address private device = makeAddr("device");

    function testFuzz_RevertWhen_DeviceIsZero(uint64 expiresAt) public {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidSession.selector, address(0), expiresAt));
        accessToken.authorizeSession(address(0), expiresAt);
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
        accessToken.authorizeSession(device, present + 1);
        accessToken.authorizeSession(device, present + 90 days);
        _expectInvalid(present + 90 days + 1);
    }

    function testFuzz_AuthorizeSession(address account, address device_, uint64 first, uint64 second) public {
        vm.assume(device_ != address(0));
        first = uint64(bound(first, block.timestamp + 1, block.timestamp + 90 days));
        second = uint64(bound(second, block.timestamp + 1, block.timestamp + 90 days));
        assertEq(accessToken.sessionExpiry(account, device_), 0);
        uint64[2] memory ends = [first, second];
        for (uint256 i = 0; i < ends.length; ++i) {
            vm.expectEmit(address(accessToken));
            emit IAccessToken.SessionAuthorized(account, device_, ends[i]);
            vm.prank(account);
            accessToken.authorizeSession(device_, ends[i]);
            assertEq(accessToken.sessionExpiry(account, device_), ends[i]);
        }
        assertEq(accessToken.nonces(account), 0, "no nonce is used");
    }

    function testFuzz_RevokeSession(address other) public {
        vm.assume(other != buyer);
        uint64 end = uint64(block.timestamp + 1 days);
        vm.prank(buyer);
        accessToken.authorizeSession(device, end);

        vm.prank(other);
        accessToken.revokeSession(device);
        assertEq(accessToken.sessionExpiry(buyer, device), end, "revoked by someone else");

        vm.expectEmit(address(accessToken));
        emit IAccessToken.SessionRevoked(buyer, device);
        vm.prank(buyer);
        accessToken.revokeSession(device);
        assertEq(accessToken.sessionExpiry(buyer, device), 0);
    }

    function _expectInvalid(uint64 expiresAt) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidSession.selector, device, expiresAt));
        accessToken.authorizeSession(device, expiresAt);
    }
}
