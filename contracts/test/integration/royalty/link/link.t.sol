// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

contract LinkTest is EconomyTest {
    uint256 private child;

    function setUp() public override {
        super.setUp();
        child = _root(creator);
    }

    function testFuzz_RevertWhen_CallerIsNotRegistry(address caller) public {
        vm.assume(caller != address(registry));
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotRegistry.selector, caller));
        vm.prank(caller);
        splitter.link(child, FEE_BPS, new IRoyaltySplitter.ParentLink[](0));
    }

    function testFuzz_Link_Direct(uint16 absoluteBps, uint16 relativeBps) public {
        absoluteBps = uint16(bound(absoluteBps, 1, 2500));
        relativeBps = uint16(bound(relativeBps, 1, 2500));
        uint256[] memory roots = _roots(2);
        IRoyaltySplitter.ParentLink[] memory parents = new IRoyaltySplitter.ParentLink[](2);
        parents[0] = _parentLink(roots[0], Policy.ABSOLUTE, absoluteBps);
        parents[1] = _parentLink(roots[1], Policy.RELATIVE, relativeBps);
        IRoyaltySplitter.Debt[] memory absolute = new IRoyaltySplitter.Debt[](1);
        IRoyaltySplitter.Debt[] memory relative = new IRoyaltySplitter.Debt[](1);
        absolute[0] = IRoyaltySplitter.Debt(roots[0], absoluteBps);
        relative[0] = IRoyaltySplitter.Debt(roots[1], relativeBps);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.LineageFixed(child, absolute, relative);
        _link(child, parents);
        _assertDebt(child, roots[0], absoluteBps, 0);
        _assertDebt(child, roots[1], 0, relativeBps);
    }

    function test_Link_RateOfZeroIsLineageNotDebt() public {
        uint256 parent = _root(creator);
        _link(child, _oneLink(parent, Policy.ABSOLUTE, 0));
        _assertDebt(child, parent, 0, 0);
        assertEq(ancestorsOf[child].length, 0);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, child, parent));
        splitter.collect(child, parent, NATIVE);
    }

    function testFuzz_Link_InheritsAbsoluteThroughEveryPolicy(bool absolute, uint16 rateBps) public {
        rateBps = uint16(bound(rateBps, 0, 2500));
        (uint256 grandparent, uint256 parent) = (_root(creator), _root(creator));
        _link(parent, _oneLink(grandparent, Policy.ABSOLUTE, 700));
        _link(child, _oneLink(parent, absolute ? Policy.ABSOLUTE : Policy.RELATIVE, rateBps));
        _assertDebt(child, grandparent, 700, 0);
        _assertDebt(child, parent, absolute ? rateBps : 0, absolute ? 0 : rateBps);
    }

    function test_Link_RelativeIsNotInherited() public {
        (uint256 grandparent, uint256 parent) = (_root(creator), _root(creator));
        _link(parent, _oneLink(grandparent, Policy.RELATIVE, 700));
        _link(child, _oneLink(parent, Policy.ABSOLUTE, 100));
        _assertDebt(child, grandparent, 0, 0);
        assertEq(ancestorsOf[child].length, 1);
    }

    /// @dev base is an ancestor of both parents, at different rates: it earns the higher one, once.
    function testFuzz_Link_DiamondOwesHighestRateOnce(uint16 one, uint16 other) public {
        (one, other) = (uint16(bound(one, 1, 4900)), uint16(bound(other, 1, 4900)));
        uint256 base = _root(creator);
        uint256[] memory middle = _roots(2);
        _link(middle[0], _oneLink(base, Policy.ABSOLUTE, one));
        _link(middle[1], _oneLink(base, Policy.ABSOLUTE, other));
        IRoyaltySplitter.ParentLink[] memory parents = new IRoyaltySplitter.ParentLink[](2);
        parents[0] = _parentLink(middle[0], Policy.ABSOLUTE, 50);
        parents[1] = _parentLink(middle[1], Policy.RELATIVE, 50);
        _link(child, parents);
        _assertDebt(child, base, one > other ? one : other, 0);
        assertEq(ancestorsOf[child].length, 2);
    }

    /// @dev A direct link and an inherited one to the same capsule: ABSOLUTE twice is one debt, RELATIVE is another.
    function testFuzz_Link_ParentThatIsAncestorToo(bool absolute, uint16 inherited, uint16 direct) public {
        (inherited, direct) = (uint16(bound(inherited, 1, 2500)), uint16(bound(direct, 1, 2500)));
        uint256[] memory ids = _roots(2);
        _link(ids[1], _oneLink(ids[0], Policy.ABSOLUTE, inherited));
        IRoyaltySplitter.ParentLink[] memory parents = new IRoyaltySplitter.ParentLink[](2);
        parents[0] = _parentLink(ids[0], absolute ? Policy.ABSOLUTE : Policy.RELATIVE, direct);
        parents[1] = _parentLink(ids[1], Policy.RELATIVE, 0);
        _link(child, parents);
        if (absolute) _assertDebt(child, ids[0], inherited > direct ? inherited : direct, 0);
        else _assertDebt(child, ids[0], inherited, direct);
    }

    function test_Link_LeavesUnrelatedCapsulesUnlinked() public {
        (uint256 parent, uint256 other) = (_root(creator), _root(creator));
        _link(child, _oneLink(parent, Policy.ABSOLUTE, 100));
        _assertDebt(child, other, 0, 0);
        _assertDebt(parent, child, 0, 0);
        _assertDebt(child, child, 0, 0);
    }

    function _assertDebt(uint256 childId, uint256 ancestorId, uint256 absoluteBps, uint256 relativeBps) private view {
        (uint16 absolute, uint16 relative) = splitter.debtOf(childId, ancestorId);
        assertEq(absolute, absoluteBps, "ABSOLUTE rate");
        assertEq(relative, relativeBps, "RELATIVE rate");
    }
}
