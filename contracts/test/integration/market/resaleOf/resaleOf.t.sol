// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IResellable } from "../../../../src/interfaces/IResellable.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";

contract ResaleOfTest is EconomyTest {
    uint16 private constant CAPSULE_ROYALTY_BPS = 700;
    uint16 private constant LICENSE_ROYALTY_BPS = 450;
    uint32 private constant DURATION = 30 days;

    /// @dev What {IResellable-resaleOf} tells.
    struct Resale {
        uint256 capsuleId;
        uint256 royaltyBps;
        uint256 units;
        uint256 departures;
        bool suspended;
    }

    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        vm.prank(creator);
        capsuleId = registry.register("salt", MANIFEST, false, CAPSULE_ROYALTY_BPS);
    }

    /// @dev The market pays what ERC-2981 quotes: both say the same rate.
    function testFuzz_RoyaltyIsThatOfErc2981(uint8 kind, uint256 price) public {
        price = bound(price, 0, type(uint256).max / 10_000);
        (address token, uint256 id) = _item(kind);
        Resale memory resale = _resale(token, id, alice);
        (address receiver, uint256 royalty) = IERC2981(token).royaltyInfo(id, price);
        assertEq(royalty, price * resale.royaltyBps / 10_000);
        assertEq(receiver, splitter.inboxOf(resale.capsuleId));
        assertEq(resale.capsuleId, capsuleId);
        assertEq(resale.royaltyBps, kind % 3 == 0 ? LICENSE_ROYALTY_BPS : CAPSULE_ROYALTY_BPS);
    }

    function testFuzz_UnitsAreThoseOfTheHolder(uint8 kind, address other) public {
        vm.assume(other != alice);
        (address token, uint256 id) = _item(kind);
        assertEq(_resale(token, id, alice).units, kind % 3 == 2 ? 100 : 1);
        assertEq(_resale(token, id, other).units, 0);
    }

    /// @dev Whoever buys an ended license would get nothing.
    function testFuzz_AnEndedLicenseHasNoUnits(uint32 elapsed) public {
        (address token, uint256 id) = _item(0);
        vm.warp(block.timestamp + elapsed);
        assertEq(_resale(token, id, alice).units, elapsed < DURATION ? 1 : 0);
        assertEq(accessToken.balanceOf(alice, id), 1);
    }

    function testFuzz_OfAnUnknownTokenNothing(uint256 id, address holder) public {
        id = bound(id, 1 << 64, type(uint256).max);
        Resale memory license = _resale(address(accessToken), id, holder);
        assertEq(license.capsuleId, 0);
        assertEq(license.units, 0);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, id));
        registry.resaleOf(id, holder);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, id));
        splitter.resaleOf(id, holder);
    }

    /// @dev A capsule has one holder, and so one number for all.
    function testFuzz_DeparturesOfACapsule(address holder, address[5] memory path) public {
        uint256 departures = 0;
        address owner = creator;
        for (uint256 i = 0; i < 5; ++i) {
            if (path[i] == address(0)) continue;
            vm.prank(owner);
            registry.transferFrom(owner, path[i], capsuleId);
            if (path[i] != owner) ++departures;
            owner = path[i];
            assertEq(_resale(address(registry), capsuleId, holder).departures, departures);
        }
        assertEq(_resale(address(registry), capsuleId, owner).units, 1);
    }

    /// @dev A suspension reaches licenses, the capsule and its shares in the call of the court.
    function testFuzz_WhatIsSuspendedSaysSo(uint8 kind) public {
        (address token, uint256 id) = _item(kind);
        assertFalse(_resale(token, id, alice).suspended);
        uint256 units = _resale(token, id, alice).units;
        vm.startPrank(address(disputeCourt));
        registry.setSuspended(capsuleId, true);
        assertTrue(_resale(token, id, alice).suspended);
        assertEq(_resale(token, id, alice).units, units, "it is held all the same");
        registry.setSuspended(capsuleId, false);
        assertFalse(_resale(token, id, alice).suspended);
    }

    /// @dev A timed license, the capsule or shares of it, held by alice.
    function _item(uint8 kind) private returns (address token, uint256 id) {
        if (kind % 3 == 0) return (address(accessToken), _timedLicense());
        if (kind % 3 == 1) {
            vm.prank(creator);
            registry.transferFrom(creator, alice, capsuleId);
            return (address(registry), capsuleId);
        }
        _allocate(capsuleId, alice, 100);
        return (address(splitter), capsuleId);
    }

    function _timedLicense() private returns (uint256 licenseId) {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, DURATION);
        terms.resaleRoyaltyBps = LICENSE_ROYALTY_BPS;
        uint256 offerId = _createOffer(capsuleId, 0, terms);
        return accessToken.purchase(offerId, 1, alice, 0, NO_LIMIT, address(0));
    }

    function _resale(address token, uint256 id, address holder) private view returns (Resale memory r) {
        (r.capsuleId, r.royaltyBps, r.units, r.departures, r.suspended) = IResellable(token).resaleOf(id, holder);
    }
}
