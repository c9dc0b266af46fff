// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

contract CollectManyTest is EconomyTest {
    uint256 private base;
    uint256 private middle;
    uint256 private top;

    function setUp() public override {
        super.setUp();
        base = _root(alice);
        middle = _deriveFrom(bob, base, Policy.RELATIVE, 5000);
        top = _deriveFrom(creator, middle, Policy.RELATIVE, 5000);
    }

    /// @dev Upward in one call: each hop passes on what the one before brought.
    function testFuzz_CollectPath_GoesUpward(uint96 income) public {
        vm.assume(income != 0);
        _tip(top, NATIVE, income);
        uint256 first = _afterFee(income) / 2;
        assertEq(splitter.collectPath(_path(top, middle, base), NATIVE), first + first / 2);
        assertEq(splitter.netIncome(base, NATIVE), first / 2);
        assertEq(splitter.collectPath(_path(top, middle, base), NATIVE), 0, "once only");
    }

    function test_CollectPath_OfNoHopMovesNothing() public {
        _tip(top, NATIVE, 1 ether);
        assertEq(splitter.collectPath(new uint256[](0), NATIVE), 0);
        uint256[] memory alone = new uint256[](1);
        alone[0] = top;
        assertEq(splitter.collectPath(alone, NATIVE), 0);
    }

    function test_RevertWhen_PathHasAGap() public {
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, top, base));
        splitter.collectPath(_path(top, base, middle), NATIVE);
    }

    /// @dev The same hop twice in one call moves its income once.
    function test_CollectMany_RepeatedHop() public {
        _tip(top, NATIVE, 1 ether);
        IRoyaltySplitter.Hop[] memory hops = new IRoyaltySplitter.Hop[](3);
        hops[0] = hops[1] = IRoyaltySplitter.Hop(top, middle);
        hops[2] = IRoyaltySplitter.Hop(middle, base);
        uint256 first = _afterFee(1 ether) / 2;
        assertEq(splitter.collectMany(hops, NATIVE), first + first / 2);
        assertEq(splitter.netIncome(middle, NATIVE), first - first / 2);
    }

    function test_RevertWhen_OneHopOfManyIsNotLinked() public {
        IRoyaltySplitter.Hop[] memory hops = new IRoyaltySplitter.Hop[](2);
        hops[0] = IRoyaltySplitter.Hop(top, middle);
        hops[1] = IRoyaltySplitter.Hop(base, top);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, base, top));
        splitter.collectMany(hops, NATIVE);
    }

    function _path(uint256 one, uint256 two, uint256 three) private pure returns (uint256[] memory path) {
        path = new uint256[](3);
        (path[0], path[1], path[2]) = (one, two, three);
    }
}
