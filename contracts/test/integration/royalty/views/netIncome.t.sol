// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

/// @dev A capsule between two that it owes and two that owe it a tenth, one by each policy.
contract NetIncomeTest is EconomyTest {
    uint16 private constant CHILD_BPS = 1000;

    /// @param absoluteBps what the capsule owes an ABSOLUTE ancestor, whom its children owe as well
    /// @param relativeBps what it owes a RELATIVE parent
    struct Case {
        uint16 absoluteBps;
        uint16 relativeBps;
        uint96 income;
        uint96 ofRelativeChild;
        uint96 ofAbsoluteChild;
    }

    uint256 private capsuleId;
    uint256 private relativeChild;
    uint256 private absoluteChild;

    function testFuzz_NetIncome(Case memory c) public {
        _build(c);
        _pay(c);
        (uint256 relative, uint256 absolute) = _collect();
        assertEq(relative, _afterFee(c.ofRelativeChild) / 10);
        assertEq(absolute, _afterFee(c.ofAbsoluteChild) / 10);
        uint256 direct = _afterFee(c.income);
        uint256 owed = direct * c.absoluteBps + (direct + relative) * c.relativeBps;
        assertEq(splitter.netIncome(capsuleId, NATIVE), direct + relative + absolute - owed / 10_000);
    }

    /// @dev Unit by unit, so that every rounding step is met.
    function testFuzz_NetIncome_NeverFalls(Case memory c) public {
        _build(c);
        _pay(c);
        _collect();
        uint256[3] memory ids = [capsuleId, relativeChild, absoluteChild];
        for (uint256 i = 0; i < 24; ++i) {
            uint256 before = splitter.netIncome(capsuleId, NATIVE);
            _tip(ids[i % 3], NATIVE, 1 + i / 3);
            assertGe(splitter.netIncome(capsuleId, NATIVE), before, "its own income");
            _collect();
            assertGe(splitter.netIncome(capsuleId, NATIVE), before, "its descendants'");
        }
    }

    function test_NetIncome_IsZeroAtFirst() public {
        assertEq(splitter.netIncome(_root(creator), NATIVE), 0);
    }

    function _build(Case memory c) private {
        c.absoluteBps = uint16(bound(c.absoluteBps, 0, 4000));
        c.relativeBps = uint16(bound(c.relativeBps, 0, 5000 - c.absoluteBps));
        uint256[] memory ids = _roots(5);
        (capsuleId, relativeChild, absoluteChild) = (ids[2], ids[3], ids[4]);
        IRoyaltySplitter.ParentLink[] memory parents = new IRoyaltySplitter.ParentLink[](2);
        parents[0] = _parentLink(ids[0], Policy.ABSOLUTE, c.absoluteBps);
        parents[1] = _parentLink(ids[1], Policy.RELATIVE, c.relativeBps);
        _link(capsuleId, parents);
        _link(relativeChild, _oneLink(capsuleId, Policy.RELATIVE, CHILD_BPS));
        _link(absoluteChild, _oneLink(capsuleId, Policy.ABSOLUTE, CHILD_BPS));
    }

    function _pay(Case memory c) private {
        if (c.income != 0) _tip(capsuleId, NATIVE, c.income);
        if (c.ofRelativeChild != 0) _tip(relativeChild, NATIVE, c.ofRelativeChild);
        if (c.ofAbsoluteChild != 0) _tip(absoluteChild, NATIVE, c.ofAbsoluteChild);
    }

    function _collect() private returns (uint256 relative, uint256 absolute) {
        relative = splitter.collect(relativeChild, capsuleId, NATIVE);
        absolute = splitter.collect(absoluteChild, capsuleId, NATIVE);
    }
}
