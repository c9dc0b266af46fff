// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { LicensedService } from "./LicensedService.sol";

/// @notice The example of README.md: it is this file's neighbour, and it does what it says.
contract LicensedServiceTest is ProtocolTest {
    LicensedService private service;
    uint256 private capsuleId;
    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        (capsuleId, offerId) = _capsuleWithOffer(1 ether, _timedTerms(NATIVE, 1 days));
        service = new LicensedService(accessToken, offerId);
    }

    function test_SubscribeAndAsk() public {
        vm.startPrank(buyer);
        uint256 licenseId = service.subscribe{ value: 1 ether }();
        vm.expectEmit(address(service));
        emit LicensedService.Asked(buyer, "why?");
        service.ask{ value: 0.5 ether }(licenseId, "why?");
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 1.5 ether);
        assertEq(address(service).balance, 0);
    }

    function test_RevertWhen_NotLicensed() public {
        vm.prank(buyer);
        uint256 licenseId = service.subscribe{ value: 1 ether }();
        vm.expectRevert(abi.encodeWithSelector(LicensedService.NotLicensed.selector, licenseId, stranger));
        vm.prank(stranger);
        service.ask(licenseId, "");

        uint256 other = _createOffer(_registerSealed(creator, "other"), 0, _terms(NATIVE));
        vm.startPrank(buyer);
        uint256 otherLicense = accessToken.purchase(other, 1, buyer, 0, NO_LIMIT, address(0));
        vm.expectRevert(abi.encodeWithSelector(LicensedService.NotLicensed.selector, otherLicense, buyer));
        service.ask(otherLicense, "");

        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(LicensedService.NotLicensed.selector, licenseId, buyer));
        service.ask(licenseId, "");
    }

    function test_RevertWhen_PriceRose() public {
        vm.prank(creator);
        accessToken.setOffer(offerId, 2 ether, true);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, 2 ether, 1 ether));
        vm.prank(buyer);
        service.subscribe{ value: 1 ether }();
    }

    function test_ReadmeShowsThisCode() public {
        string memory source = vm.readFile("contracts/test/examples/LicensedService.sol");
        string memory shown = vm.replace(source, "../../src/", "@capsule-protocol/contracts/src/");
        assertTrue(vm.contains(vm.readFile("contracts/README.md"), shown));
    }
}
