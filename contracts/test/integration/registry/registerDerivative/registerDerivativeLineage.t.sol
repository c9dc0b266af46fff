// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry, Relation } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice What a derivative inherits, up to every limit, from the registry's side: licenses bought, child registered.
contract RegisterDerivativeLineageTest is EconomyTest {
    /// @dev What is previewed before any license is bought is what is linked, and what LineageFixed tells.
    function testFuzz_PreviewIsWhatIsLinked(uint256 seed) public {
        uint256[] memory ids = _roots(4);
        for (uint256 i = 0; i < 4; ++i) {
            if (i == 0) continue;
            _link(ids[i], _oneLink(ids[0], Policy(seed >> i & 1), uint16((seed >> (16 * i)) % 900)));
        }
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](4);
        for (uint256 i = 0; i < 4; ++i) {
            Policy policy = Policy(seed >> (8 + i) & 1);
            uint256 offerId = _derivativeOffer(ids[i], policy, uint16((seed >> (16 * i + 80)) % 900));
            parents[i] =
                ICapsuleRegistry.Parent(ids[i], offerId << 64, Relation(seed >> (2 * i) & 3), ancestorsOf[ids[i]]);
        }
        bytes32 preview = _previewHash(alice, parents);
        for (uint256 i = 0; i < 4; ++i) {
            vm.prank(alice);
            accessToken.purchase(parents[i].licenseId >> 64, 1, alice, 0, NO_LIMIT, address(0));
        }
        assertEq(_previewHash(alice, parents), preview, "buying changes no terms");
        vm.recordLogs();
        vm.prank(alice);
        uint256 child = registry.registerDerivative("child", MANIFEST, true, 0, parents);
        assertEq(_lineageFixed(child), preview);
    }

    /// @dev A grandparent's ABSOLUTE debt comes along whichever policy links the parent.
    function testFuzz_InheritsThroughEveryPolicy(bool absolute, uint16 rateBps) public {
        rateBps = uint16(bound(rateBps, 1, 4000));
        Policy policy = absolute ? Policy.ABSOLUTE : Policy.RELATIVE;
        uint256 base = _root(creator);
        uint256 middle = _deriveFrom(bob, base, Policy.ABSOLUTE, 1000);
        uint256 child = _deriveFrom(alice, middle, policy, rateBps);
        _assertDebt(child, base, 1000, 0);
        _assertDebt(child, middle, absolute ? rateBps : 0, absolute ? 0 : rateBps);
        assertEq(ancestorsOf[child].length, absolute ? 2 : 1);
    }

    /// @dev base reaches the child over two parents at different rates: whichever parent brings the higher one, it is
    /// owed once. The same base brought by a third parent again changes nothing.
    function testFuzz_HighestRateIsOwedOnce(uint16 one, uint16 other, bool swapped) public {
        (one, other) = (uint16(bound(one, 1, 4000)), uint16(bound(other, 1, 4000)));
        uint256 base = _root(creator);
        uint256[] memory middle = _roots(3);
        _link(middle[0], _oneLink(base, Policy.ABSOLUTE, swapped ? other : one));
        _link(middle[1], _oneLink(base, Policy.ABSOLUTE, swapped ? one : other));
        _link(middle[2], _oneLink(base, Policy.ABSOLUTE, one));
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](3);
        for (uint256 i = 0; i < 3; ++i) {
            parents[i] = _licensed(middle[i], i == 1 ? Policy.RELATIVE : Policy.ABSOLUTE, 100, alice);
        }
        uint256 child = _derive(alice, parents);
        _assertDebt(child, base, one > other ? one : other, 0);
        assertEq(ancestorsOf[child].length, 3);
    }

    /// @dev Half of the income is the most; one bps more can't be registered.
    function testFuzz_RateAtTheCap(uint16 first, bool absolute) public {
        first = uint16(bound(first, 1, 4999));
        uint256[] memory ids = _roots(2);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](2);
        parents[0] = _licensed(ids[0], absolute ? Policy.ABSOLUTE : Policy.RELATIVE, first, alice);
        parents[1] = _licensed(ids[1], Policy.ABSOLUTE, 5001 - first, alice);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_RatesTooHigh.selector, 5001, 5000)
        );
        parents[1] = _licensed(ids[1], Policy.ABSOLUTE, 5000 - first, alice);
        uint256 child = _derive(alice, parents);
        _tip(child, NATIVE, 1 ether);
        assertEq(splitter.netIncome(child, NATIVE), _afterFee(1 ether) / 2);
    }

    /// @dev Four parents with seven ancestors each make 32 with themselves; a fifth parent is one too many, unless it
    /// is RELATIVE, which is no ancestor of the list.
    function test_32AncestorsAreTheMost() public {
        uint256[] memory middle = _roots(5);
        for (uint256 i = 0; i < 4; ++i) {
            _link(middle[i], _absoluteLinks(_roots(7), 10));
        }
        ICapsuleRegistry.Parent[] memory four = new ICapsuleRegistry.Parent[](4);
        ICapsuleRegistry.Parent[] memory five = new ICapsuleRegistry.Parent[](5);
        for (uint256 i = 0; i < 5; ++i) {
            five[i] = _licensed(middle[i], Policy.ABSOLUTE, 10, alice);
            if (i < 4) four[i] = five[i];
        }
        assertEq(ancestorsOf[_derive(alice, four)].length, 32);
        _expectRefused(five, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyAncestors.selector, 33, 32));
        five[4] = _licensed(middle[4], Policy.RELATIVE, 10, alice);
        assertEq(ancestorsOf[_derive(alice, five)].length, 32);
    }

    function test_RevertWhen_ParentsAreUnordered() public {
        uint256[] memory ids = _roots(2);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](2);
        parents[0] = _licensed(ids[1], Policy.ABSOLUTE, 10, alice);
        parents[1] = _licensed(ids[0], Policy.ABSOLUTE, 10, alice);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, ids[1], ids[0])
        );
    }

    /// @dev The list of a parent's ancestors can't be replaced by another of the same length, or reordered.
    function test_RevertWhen_AncestorsAreForeignOrUnordered() public {
        uint256[] memory bases = _roots(3);
        uint256 middle = _root(creator);
        IRoyaltySplitter.ParentLink[] memory links = _absoluteLinks(bases, 10);
        assembly ("memory-safe") {
            mstore(links, 2)
        }
        _link(middle, links);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = _licensed(middle, Policy.ABSOLUTE, 10, alice);
        parents[0].ancestors[1] = bases[2];
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, middle, bases[2])
        );
        (parents[0].ancestors[0], parents[0].ancestors[1]) = (bases[1], bases[0]);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, bases[1], bases[0])
        );
    }

    /// @dev Nothing that the parent's owner does later changes what is owed or earned: price, other offers with other
    /// rates, a sale of the parent, a change of the protocol's fee.
    function test_DebtsStayForEver() public {
        uint256 parent = _root(creator);
        uint256 child = _deriveFrom(alice, parent, Policy.RELATIVE, 1500);
        _derivativeOffer(parent, Policy.ABSOLUTE, 4000);
        vm.startPrank(creator);
        accessToken.setOffer(1, 9 ether, false);
        registry.transferFrom(creator, bob, parent);
        vm.stopPrank();
        vm.prank(admin);
        registry.setProtocolFee(500);
        _assertDebt(child, parent, 0, 1500);
        _tip(child, NATIVE, 1 ether);
        assertEq(splitter.collect(child, parent, NATIVE), _afterFee(1 ether) * 15 / 100);
    }

    /// @dev The registrant of a derivative can't be chosen by someone else: the id is the caller's.
    function test_ChildIsTheCallersOwn() public {
        uint256 parent = _root(creator);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = _licensed(parent, Policy.ABSOLUTE, 100, bob);
        vm.prank(bob);
        uint256 child = registry.registerDerivative("child", MANIFEST, true, 0, parents);
        assertEq(child, registry.capsuleIdOf(bob, "child"));
        assertEq(registry.ownerOf(child), bob);
    }

    function _expectRefused(ICapsuleRegistry.Parent[] memory parents, bytes memory reason) private {
        vm.expectRevert(reason);
        registry.previewLink(alice, parents);
        vm.expectRevert(reason);
        vm.prank(alice);
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
    }

    function _previewHash(address registrant, ICapsuleRegistry.Parent[] memory parents) private view returns (bytes32) {
        (IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative) =
            registry.previewLink(registrant, parents);
        return keccak256(abi.encode(absolute, relative));
    }

    /// @dev Hash of what LineageFixed told of `child`.
    function _lineageFixed(uint256 child) private returns (bytes32) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IRoyaltySplitter.LineageFixed.selector) continue;
            assertEq(logs[i].topics[1], bytes32(child));
            return keccak256(logs[i].data);
        }
        revert("no LineageFixed");
    }

    function _absoluteLinks(uint256[] memory ids, uint16 rateBps)
        private
        view
        returns (IRoyaltySplitter.ParentLink[] memory links)
    {
        links = new IRoyaltySplitter.ParentLink[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            links[i] = _parentLink(ids[i], Policy.ABSOLUTE, rateBps);
        }
    }

    function _assertDebt(uint256 child, uint256 ancestor, uint256 absolute, uint256 relative) private view {
        (uint16 absoluteBps, uint16 relativeBps) = splitter.debtOf(child, ancestor);
        assertEq(absoluteBps, absolute, "ABSOLUTE rate");
        assertEq(relativeBps, relative, "RELATIVE rate");
    }
}
