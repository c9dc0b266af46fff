// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../../../src/libraries/Rights.sol";
import { PausableEntries } from "../../../../src/upgrade/PausableEntries.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

/// @dev The registrant is alice; where the preview refuses too, both are shown.
contract RegisterDerivativeRefusedTest is EconomyTest {
    uint256 private parent;

    function setUp() public override {
        super.setUp();
        parent = _root(creator);
    }

    function test_RevertWhen_ThereIsNoParent() public {
        _expectRefused(
            new ICapsuleRegistry.Parent[](0),
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_NoParents.selector)
        );
    }

    function testFuzz_RevertWhen_ParentIsUnknown(uint256 unknownId) public {
        vm.assume(unknownId != parent);
        bytes memory refusal =
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId);
        _expectRefused(_one(unknownId, 0), refusal);
        _expectRefused(_one(unknownId, _licensed(parent, Policy.ABSOLUTE, 100, alice).licenseId), refusal);
    }

    /// @dev The child's id is known before it exists, but nothing can descend from itself.
    function test_RevertWhen_ParentIsTheChildItself() public {
        uint256 child = registry.capsuleIdOf(alice, "child");
        _expectRefused(
            _one(child, 0), abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, child)
        );
    }

    function test_RevertWhen_ParentIsSuspended() public {
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(parent, Policy.ABSOLUTE, 100, alice));
        _suspend(parent);
        _expectRefused(parents, abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_Suspended.selector, parent));
    }

    function test_RevertWhen_NoLicenseIsNamed() public {
        _expectRefused(
            _one(parent, 0), abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_LicenseNotHeld.selector, 0, alice)
        );
    }

    function test_RevertWhen_LicenseIsOfAnotherCapsule() public {
        uint256 other = _root(creator);
        ICapsuleRegistry.Parent memory licensed = _licensed(other, Policy.ABSOLUTE, 100, alice);
        _expectRefused(
            _one(parent, licensed.licenseId),
            abi.encodeWithSelector(
                ICapsuleRegistry.CapsuleRegistry_LicenseMismatch.selector, licensed.licenseId, parent
            )
        );
    }

    /// @dev An owner of the parent can't take another capsule's terms for it either.
    function test_RevertWhen_OwnerNamesALicenseOfAnotherCapsule() public {
        uint256 own = _root(alice);
        ICapsuleRegistry.Parent memory licensed = _licensed(parent, Policy.ABSOLUTE, 0, alice);
        _expectRefused(
            _one(own, licensed.licenseId),
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_LicenseMismatch.selector, licensed.licenseId, own)
        );
    }

    function testFuzz_RevertWhen_LicenseIsUnknown(uint256 licenseId) public {
        vm.assume(licenseId != 0);
        _expectRefused(
            _one(parent, licenseId),
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_LicenseMismatch.selector, licenseId, parent)
        );
    }

    /// @dev Each bit set against what each relation asks for.
    function testFuzz_RevertWhen_RightsAreMissing(uint16 rights, uint8 relation) public {
        rights = uint16(bound(rights, 1, Rights.ALL));
        uint16[4] memory required = [
            Rights.DERIVE | Rights.FINE_TUNE,
            Rights.DERIVE | Rights.FINE_TUNE,
            Rights.DERIVE,
            Rights.DERIVE | Rights.MERGE
        ];
        uint256 needed = required[relation % 4];
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.rights = rights;
        uint256 licenseId = _createOffer(parent, 0, terms) << 64;
        vm.prank(alice);
        accessToken.purchase(licenseId >> 64, 1, alice, 0, NO_LIMIT, address(0));
        ICapsuleRegistry.Parent[] memory parents = _one(parent, licenseId);
        parents[0].relation = Relation(relation % 4);
        if (rights & needed == needed) {
            vm.prank(alice);
            registry.registerDerivative("child", MANIFEST, true, 0, parents);
            return;
        }
        _expectRefused(
            parents,
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_RightsMissing.selector, licenseId, rights, needed)
        );
    }

    function test_RevertWhen_LicenseIsHeldBySomeoneElse() public {
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(parent, Policy.ABSOLUTE, 100, bob));
        registry.previewLink(alice, parents);
        _expectNotHeld(parents);
    }

    function test_RevertWhen_LicenseWasSoldOn() public {
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(parent, Policy.ABSOLUTE, 100, alice));
        vm.prank(alice);
        accessToken.safeTransferFrom(alice, bob, parents[0].licenseId, 1, "");
        _expectNotHeld(parents);
        vm.prank(bob);
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    /// @dev In the last second it counts; in the next it doesn't.
    function test_RevertWhen_LicenseHasExpired() public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 30 days);
        terms.rights = Rights.ALL;
        uint256 offerId = _createOffer(parent, 0, terms);
        vm.prank(alice);
        uint256 licenseId = accessToken.purchase(offerId, 1, alice, 0, NO_LIMIT, address(0));
        uint256 end = block.timestamp + 30 days;
        vm.warp(end);
        _expectNotHeld(_one(parent, licenseId));
        vm.warp(end - 1);
        vm.prank(alice);
        registry.registerDerivative("child", MANIFEST, true, 0, _one(parent, licenseId));
    }

    function test_RevertWhen_ParentIsNamedTwice() public {
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](2);
        parents[0] = _licensed(parent, Policy.ABSOLUTE, 100, alice);
        parents[1] = _licensed(parent, Policy.RELATIVE, 100, alice);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, parent, parent)
        );
    }

    function test_RevertWhen_MoreThanEightParents() public {
        uint256[] memory ids = _roots(9);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](9);
        for (uint256 i = 0; i < 9; ++i) {
            parents[i] = _licensed(ids[i], Policy.ABSOLUTE, 100, alice);
        }
        _expectRefused(parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyParents.selector, 9, 8));
    }

    function test_RevertWhen_TooMuchIsOwed() public {
        uint256[] memory ids = _roots(2);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](2);
        parents[0] = _licensed(ids[0], Policy.ABSOLUTE, 2500, alice);
        parents[1] = _licensed(ids[1], Policy.RELATIVE, 2501, alice);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_RatesTooHigh.selector, 5001, 5000)
        );
    }

    function test_RevertWhen_AncestorsAreLeftOut() public {
        uint256 middle = _deriveFrom(creator, parent, Policy.ABSOLUTE, 100);
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(middle, Policy.ABSOLUTE, 100, alice));
        parents[0].ancestors = new uint256[](0);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_AncestorsIncomplete.selector, middle, 0, 1)
        );
    }

    /// @dev As with {ICapsuleRegistry-register}.
    function test_RevertWhen_RegistrationItselfIsRefused() public {
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(parent, Policy.ABSOLUTE, 100, alice));
        vm.startPrank(alice);
        vm.expectRevert(ICapsuleRegistry.CapsuleRegistry_EmptyDigest.selector);
        registry.registerDerivative("child", 0, true, 0, parents);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_RoyaltyTooHigh.selector, 5001, 5000));
        registry.registerDerivative("child", MANIFEST, true, 5001, parents);
        uint256 child = registry.registerDerivative("child", MANIFEST, true, 0, parents);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_AlreadyRegistered.selector, child));
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    /// @dev A capsule that exists can't gain parents, by registering it again as a derivative.
    function test_RevertWhen_CapsuleExistsWithoutParents() public {
        uint256 child = _register(alice, "child", true);
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(parent, Policy.ABSOLUTE, 100, alice));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_AlreadyRegistered.selector, child));
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    function test_RevertWhen_EntriesArePaused() public {
        ICapsuleRegistry.Parent[] memory parents = _list(_licensed(parent, Policy.ABSOLUTE, 100, alice));
        vm.prank(guardian);
        registry.pauseEntries(1 days);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, block.timestamp + 1 days));
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    function _expectRefused(ICapsuleRegistry.Parent[] memory parents, bytes memory reason) private {
        vm.expectRevert(reason);
        registry.previewLink(alice, parents);
        vm.expectRevert(reason);
        vm.prank(alice);
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    function _expectNotHeld(ICapsuleRegistry.Parent[] memory parents) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ICapsuleRegistry.CapsuleRegistry_LicenseNotHeld.selector, parents[0].licenseId, alice
            )
        );
        vm.prank(alice);
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    function _one(uint256 parentId, uint256 licenseId) private pure returns (ICapsuleRegistry.Parent[] memory) {
        return _list(ICapsuleRegistry.Parent(parentId, licenseId, Relation.MERGE, new uint256[](0)));
    }

    function _list(ICapsuleRegistry.Parent memory only) private pure returns (ICapsuleRegistry.Parent[] memory list) {
        list = new ICapsuleRegistry.Parent[](1);
        list[0] = only;
    }

    /// @dev Writes the flag where the dispute court will: byte 17 of the capsule's word of state.
    function _suspend(uint256 capsuleId) private {
        bytes32 base = 0x95e93703e54ed1ee234b813eb4c7dd5df37f61b0b1c84847919e016c84137200;
        bytes32 slot = keccak256(abi.encode(capsuleId, uint256(base) + 2));
        uint256 state = uint256(vm.load(address(registry), slot));
        vm.store(address(registry), slot, bytes32(state | (1 << 136)));
        assertTrue(registry.capsuleOf(capsuleId).suspended);
    }
}
