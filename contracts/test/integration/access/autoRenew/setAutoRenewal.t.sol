// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { AutoRenewalTest } from "./AutoRenewalTest.sol";
import { Vm } from "forge-std/Vm.sol";

contract SetAutoRenewalTest is AutoRenewalTest {
    function testFuzz_RevertWhen_CallerDoesNotHoldIt(address caller, uint256 id, bool enabled) public {
        vm.assume(caller != buyer && caller != address(0));
        _setReverts(caller, licenseId, enabled);
        vm.assume(id != licenseId);
        _setReverts(buyer, id, enabled);
    }

    function testFuzz_RevertWhen_LicenseNeverEnds(bool metered, bool enabled) public {
        uint256 perpetual = _buy(_offer(metered ? _meteredTerms(NATIVE, 5) : _terms(NATIVE)), 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotRenewable.selector, perpetual));
        vm.prank(buyer);
        accessToken.setAutoRenewal(perpetual, enabled);
    }

    function testFuzz_SetAutoRenewal(bool[4] memory choices) public {
        for (uint256 i = 0; i < choices.length; ++i) {
            vm.expectEmit(address(accessToken));
            emit IAccessToken.AutoRenewalSet(licenseId, buyer, choices[i]);
            _consent(buyer, choices[i]);
            assertEq(accessToken.autoRenewalOf(licenseId), choices[i] ? buyer : address(0));
        }
    }

    /// @dev Otherwise who sold a license could be made to pay for it again, by sending it back.
    function testFuzz_Transfer_EndsTheConsent(bool comesBack, bool inABatch) public {
        vm.expectEmit(address(accessToken));
        emit IAccessToken.AutoRenewalSet(licenseId, buyer, false);
        if (inABatch) _giveInABatch();
        else _give(buyer, recipient, licenseId);
        if (comesBack) _give(recipient, buyer, licenseId);
        vm.warp(end);
        _expectOff();

        address holder = comesBack ? buyer : recipient;
        _consent(holder, true);
        _allow(holder, PRICE);
        _autoRenew();
        assertEq(_status(licenseId, holder).expiresAt, end + DURATION);
    }

    /// @dev Anyone may move no licenses of anyone; that must not end anything.
    function testFuzz_Transfer_OfNothingEndsNothing(address caller) public {
        _assumePayer(caller);
        vm.recordLogs();
        vm.prank(caller);
        accessToken.safeTransferFrom(caller, recipient, licenseId, 0, "");
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 0, "");
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, buyer, licenseId, 1, "");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 3, "transfers alone");
        assertEq(accessToken.autoRenewalOf(licenseId), buyer);
        vm.warp(end);
        _autoRenew();
    }

    function test_Transfer_OfAnotherLicenseEndsNothing() public {
        uint256 other = _buy(offerId, 1);
        vm.recordLogs();
        _give(buyer, recipient, other);
        assertEq(vm.getRecordedLogs().length, 1, "the transfer alone");
        assertEq(accessToken.autoRenewalOf(licenseId), buyer);
    }

    function _giveInABatch() private {
        uint256[] memory ids = new uint256[](1);
        uint256[] memory values = new uint256[](1);
        (ids[0], values[0]) = (licenseId, 1);
        vm.prank(buyer);
        accessToken.safeBatchTransferFrom(buyer, recipient, ids, values, "");
    }

    function _setReverts(address caller, uint256 id, bool enabled) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotHolder.selector, id, caller));
        vm.prank(caller);
        accessToken.setAutoRenewal(id, enabled);
    }
}
