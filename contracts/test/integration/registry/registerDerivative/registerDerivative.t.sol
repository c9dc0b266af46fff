// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry, Relation } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

contract RegisterDerivativeTest is EconomyTest {
    uint256 private parent;

    function setUp() public override {
        super.setUp();
        parent = _root(creator);
    }

    function testFuzz_RegisterDerivative_FixesTermsOfTheLicense(uint8 relation, bool absolute, uint16 rateBps) public {
        rateBps = uint16(bound(rateBps, 1, 5000));
        Policy policy = absolute ? Policy.ABSOLUTE : Policy.RELATIVE;
        ICapsuleRegistry.Parent[] memory parents = _one(_licensed(parent, policy, rateBps, alice));
        parents[0].relation = Relation(relation % 4);
        uint256 expected = registry.capsuleIdOf(alice, "child");
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleRegistered(expected, alice, "child", MANIFEST, true, FEE_BPS, 700);
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.ParentLinked(
            expected, parent, Relation(relation % 4), parents[0].licenseId, policy, rateBps
        );
        vm.prank(alice);
        uint256 child = registry.registerDerivative("child", MANIFEST, true, 700, parents);
        assertEq(child, expected);
        (uint16 absoluteBps, uint16 relativeBps) = splitter.debtOf(child, parent);
        assertEq(absoluteBps, absolute ? rateBps : 0);
        assertEq(relativeBps, absolute ? 0 : rateBps);
        ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(child);
        assertEq(capsule.owner, alice);
        assertEq(capsule.version, 1);
        assertEq(capsule.manifestDigest, MANIFEST);
        assertEq(capsule.royaltyBps, 700);
        assertTrue(capsule.encrypted);
    }

    /// @dev What the parent's owner offers later, or whether the license is sold on, changes nothing.
    function test_RegisterDerivative_TermsStayForEver() public {
        ICapsuleRegistry.Parent[] memory parents = _one(_licensed(parent, Policy.ABSOLUTE, 1000, alice));
        uint256 child = _derive(alice, parents);
        vm.prank(creator);
        accessToken.setOffer(parents[0].licenseId >> 64, 5 ether, false);
        vm.prank(alice);
        accessToken.safeTransferFrom(alice, bob, parents[0].licenseId, 1, "");
        (uint16 absoluteBps,) = splitter.debtOf(child, parent);
        assertEq(absoluteBps, 1000);
    }

    /// @dev One license serves for several derivatives, and with any of them for others.
    function test_RegisterDerivative_SeveralOfOneLicense() public {
        ICapsuleRegistry.Parent[] memory parents = _one(_licensed(parent, Policy.ABSOLUTE, 1000, alice));
        assertNotEq(_derive(alice, parents), _derive(alice, parents));
    }

    function testFuzz_RegisterDerivative_OwnerNeedsNoLicense(uint8 relation) public {
        ICapsuleRegistry.Parent[] memory parents = _one(ICapsuleRegistry.Parent(parent, 0, Relation.MERGE, _none()));
        parents[0].relation = Relation(relation % 4);
        vm.expectEmit(false, true, false, true, address(registry));
        emit ICapsuleRegistry.ParentLinked(0, parent, parents[0].relation, 0, Policy.ABSOLUTE, 0);
        uint256 child = _derive(creator, parents);
        (uint16 absoluteBps, uint16 relativeBps) = splitter.debtOf(child, parent);
        assertEq(absoluteBps + relativeBps, 0);
    }

    /// @dev An owner may bind the derivative to one of its offers, without buying it.
    function test_RegisterDerivative_OwnerMayNameAnyOffer() public {
        uint256 offerId = _derivativeOffer(parent, Policy.RELATIVE, 1500);
        uint256 child = _derive(creator, _one(ICapsuleRegistry.Parent(parent, offerId << 64, Relation.MERGE, _none())));
        (, uint16 relativeBps) = splitter.debtOf(child, parent);
        assertEq(relativeBps, 1500);
    }

    /// @dev Eight parents under different policies, and a grandparent below all of them.
    function test_RegisterDerivative_EightParents() public {
        uint256[] memory ids = _roots(8);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](8);
        for (uint256 i = 0; i < 8; ++i) {
            _link(ids[i], _oneLink(parent, Policy.ABSOLUTE, uint16(100 + i)));
            Policy policy = i % 2 == 0 ? Policy.ABSOLUTE : Policy.RELATIVE;
            parents[i] = _licensed(ids[i], policy, uint16(200 + i), alice);
        }
        uint256 child = _derive(alice, parents);
        (uint16 absoluteBps, uint16 relativeBps) = splitter.debtOf(child, parent);
        assertEq(absoluteBps, 107, "the highest of eight rates");
        for (uint256 i = 0; i < 8; ++i) {
            (absoluteBps, relativeBps) = splitter.debtOf(child, ids[i]);
            assertEq(absoluteBps, i % 2 == 0 ? 200 + i : 0);
            assertEq(relativeBps, i % 2 == 0 ? 0 : 200 + i);
        }
    }

    /// @dev A buyer's payment to the child pays the parent in the same transaction, to be collected by anyone.
    function test_RegisterDerivative_ParentEarnsFromItsFirstSale() public {
        uint256 child = _deriveFrom(alice, parent, Policy.ABSOLUTE, 1000);
        uint256 offerId = _createOffer(child, 1 ether, _terms(NATIVE));
        _buy(offerId, 1);
        assertEq(splitter.collectable(child, parent, NATIVE), _afterFee(1 ether) / 10);
        assertEq(splitter.claimableOwner(child, NATIVE), _afterFee(1 ether) * 9 / 10);
    }

    function testFuzz_PreviewLink_TellsBeforeAnyMoneyIsSpent(uint16 rateBps, bool absolute) public {
        rateBps = uint16(bound(rateBps, 1, 5000));
        uint256 offerId = _derivativeOffer(parent, absolute ? Policy.ABSOLUTE : Policy.RELATIVE, rateBps);
        ICapsuleRegistry.Parent[] memory parents =
            _one(ICapsuleRegistry.Parent(parent, offerId << 64, Relation.MERGE, _none()));
        (IRoyaltySplitter.Debt[] memory all, IRoyaltySplitter.Debt[] memory relative) =
            registry.previewLink(alice, parents);
        assertEq(all.length + relative.length, 1);
        if (!absolute) all = relative;
        assertEq(all[0].capsuleId, parent);
        assertEq(all[0].rateBps, rateBps);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICapsuleRegistry.CapsuleRegistry_LicenseNotHeld.selector, parents[0].licenseId, alice
            )
        );
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    function _one(ICapsuleRegistry.Parent memory only) private pure returns (ICapsuleRegistry.Parent[] memory parents) {
        parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = only;
    }

    function _none() private pure returns (uint256[] memory) {
        return new uint256[](0);
    }
}
