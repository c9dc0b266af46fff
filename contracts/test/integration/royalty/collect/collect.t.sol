// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

contract CollectTest is EconomyTest {
    uint256 private parent;

    function setUp() public override {
        super.setUp();
        parent = _root(alice);
    }

    function testFuzz_RevertWhen_NotLinked(uint256 childId, uint256 ancestorId) public {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, childId, ancestorId)
        );
        splitter.collect(childId, ancestorId, NATIVE);
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, childId, ancestorId)
        );
        splitter.collectable(childId, ancestorId, NATIVE);
    }

    /// @dev Nothing is lost: once the ancestor's owner accepts the currency, all of it can be collected.
    function test_RevertWhen_AncestorDoesNotAcceptCurrency() public {
        uint256 child = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1000);
        _accept(child, address(usd));
        _tip(child, address(usd), 1000e6);
        uint256 due = _afterFee(1000e6) / 10;
        assertEq(splitter.collectable(child, parent, address(usd)), due);
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_CurrencyNotAccepted.selector, parent, address(usd))
        );
        splitter.collect(child, parent, address(usd));
        _accept(parent, address(usd));
        assertEq(splitter.collect(child, parent, address(usd)), due);
    }

    function testFuzz_Collect_Absolute(uint96 income, uint16 rateBps, address caller) public {
        rateBps = uint16(bound(rateBps, 1, 5000));
        vm.assume(income != 0);
        uint256 child = _deriveFrom(creator, parent, Policy.ABSOLUTE, rateBps);
        _tip(child, NATIVE, income);
        uint256 owed = _afterFee(income) * rateBps / 10_000;
        assertEq(splitter.collectable(child, parent, NATIVE), owed);
        if (owed != 0) {
            vm.expectEmit(address(splitter));
            emit IRoyaltySplitter.IncomeCollected(child, parent, NATIVE, owed, 0);
        }
        vm.prank(caller);
        assertEq(splitter.collect(child, parent, NATIVE), owed);
        assertEq(splitter.netIncome(parent, NATIVE), owed);
        assertEq(splitter.netIncome(child, NATIVE), _afterFee(income) - owed);
        assertEq(splitter.collect(child, parent, NATIVE), 0, "once only");
    }

    function test_Collect_NothingDue_SaysAndWritesNothing() public {
        uint256 child = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1000);
        vm.record();
        vm.recordLogs();
        assertEq(splitter.collect(child, parent, NATIVE), 0);
        (, bytes32[] memory writes) = vm.accesses(address(splitter));
        assertEq(writes.length, 0);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function testFuzz_Collect_RelativeInErc20(uint96 income, uint16 rateBps) public {
        rateBps = uint16(bound(rateBps, 1, 5000));
        vm.assume(income != 0);
        uint256 child = _deriveFrom(creator, parent, Policy.RELATIVE, rateBps);
        _accept(child, address(usd));
        _accept(parent, address(usd));
        _tip(child, address(usd), income);
        uint256 owed = _afterFee(income) * rateBps / 10_000;
        if (owed != 0) {
            vm.expectEmit(address(splitter));
            emit IRoyaltySplitter.IncomeCollected(child, parent, address(usd), 0, owed);
        }
        assertEq(splitter.collect(child, parent, address(usd)), owed);
        assertEq(splitter.collect(child, parent, address(usd)), 0, "once only");
        assertEq(splitter.netIncome(parent, address(usd)), owed);
    }

    /// @dev Of two debts to one capsule, each by its own formula.
    function testFuzz_Collect_BothPolicies(uint96 income) public {
        vm.assume(income != 0);
        (uint256 middle, uint256 child) = (_root(creator), _root(creator));
        _link(middle, _oneLink(parent, Policy.ABSOLUTE, 333));
        IRoyaltySplitter.ParentLink[] memory parents = new IRoyaltySplitter.ParentLink[](2);
        (uint256 first, uint256 second) = parent < middle ? (parent, middle) : (middle, parent);
        parents[0] = _parentLink(first, Policy.RELATIVE, first == parent ? 777 : 0);
        parents[1] = _parentLink(second, Policy.RELATIVE, second == parent ? 777 : 0);
        _link(child, parents);
        _tip(child, NATIVE, income);
        uint256 absolute = _afterFee(income) * 333 / 10_000;
        uint256 relative = _afterFee(income) * 777 / 10_000;
        if (absolute + relative != 0) {
            vm.expectEmit(address(splitter));
            emit IRoyaltySplitter.IncomeCollected(child, parent, NATIVE, absolute, relative);
        }
        assertEq(splitter.collect(child, parent, NATIVE), absolute + relative);
    }

    /// @dev RELATIVE thins with distance; ABSOLUTE earns from direct income only, at every distance.
    function testFuzz_Collect_PolicyDecidesHowFarIncomeReaches(uint96 income) public {
        uint256 middle = _deriveFrom(bob, parent, Policy.RELATIVE, 2000);
        uint256 absoluteMiddle = _deriveFrom(bob, parent, Policy.ABSOLUTE, 2000);
        uint256 child = _deriveFrom(creator, middle, Policy.RELATIVE, 1000);
        uint256 absoluteChild = _deriveFrom(creator, absoluteMiddle, Policy.RELATIVE, 1000);
        vm.assume(income != 0);
        _tip(child, NATIVE, income);
        _tip(absoluteChild, NATIVE, income);
        uint256 passed = splitter.collect(child, middle, NATIVE);
        assertEq(passed, _afterFee(income) / 10);
        assertEq(splitter.collect(middle, parent, NATIVE), passed * 2000 / 10_000);
        splitter.collect(absoluteChild, absoluteMiddle, NATIVE);
        assertEq(splitter.collect(absoluteMiddle, parent, NATIVE), 0, "no part of what descendants brought");
        assertEq(splitter.collect(absoluteChild, parent, NATIVE), _afterFee(income) / 5);
    }

    /// @dev The fee is that of the child's registration, whatever governance decides later.
    function test_Collect_FeeIsLocked() public {
        uint256 child = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1000);
        vm.prank(admin);
        registry.setProtocolFee(500);
        _tip(child, NATIVE, 1 ether);
        assertEq(splitter.collect(child, parent, NATIVE), _afterFee(1 ether) / 10);
        uint256 later = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1000);
        _tip(later, NATIVE, 1 ether);
        assertEq(splitter.collect(later, parent, NATIVE), 0.95 ether / 10);
    }

    /// @dev Income in one currency says nothing of another.
    function test_Collect_CurrenciesAreApart() public {
        uint256 child = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1000);
        _accept(child, address(usd));
        _accept(parent, address(usd));
        _tip(child, NATIVE, 1 ether);
        assertEq(splitter.collect(child, parent, address(usd)), 0);
        _tip(child, address(usd), 1e6);
        splitter.collect(child, parent, NATIVE);
        assertEq(splitter.netIncome(parent, address(usd)), 0);
        assertEq(splitter.collect(child, parent, address(usd)), _afterFee(1e6) / 10);
    }

    /// @dev The bound that keeps the other currencies of an ancestor safe from a token of absurd supply.
    function test_RevertWhen_MoreThan104BitsAreCollected() public {
        _accept(parent, address(usd));
        uint256 most = type(uint104).max;
        for (uint256 i = 0; i < 2; ++i) {
            _tipAndCollect(most);
        }
        uint256 child = _deriveFrom(creator, parent, Policy.RELATIVE, 5000);
        _accept(child, address(usd));
        _tip(child, address(usd), most);
        uint256 due = _afterFee(most) / 2;
        uint256 collected = splitter.netIncome(parent, address(usd));
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 104, collected + due));
        splitter.collect(child, parent, address(usd));
        _allocate(parent, bob, 10);
        vm.prank(bob);
        splitter.safeTransferFrom(bob, carol, parent, 10, "");
    }

    function _tipAndCollect(uint256 amount) private {
        uint256 child = _deriveFrom(creator, parent, Policy.RELATIVE, 5000);
        _accept(child, address(usd));
        _tip(child, address(usd), amount);
        splitter.collect(child, parent, address(usd));
    }
}
