// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

/// @dev Every refusal is that of the link too: it goes through the same code, which the last test shows.
contract PreviewLinkTest is EconomyTest {
    function test_RevertWhen_MoreThanEightParents() public {
        uint256[] memory roots = _roots(9);
        _expectRefused(
            _links(roots, 9, 10), abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyParents.selector, 9, 8)
        );
        (IRoyaltySplitter.Debt[] memory absolute,) = splitter.previewLink(_links(roots, 8, 10));
        assertEq(absolute.length, 8);
    }

    function test_RevertWhen_MoreThan32Ancestors() public {
        // Four parents with seven ancestors each make 32 with themselves.
        uint256[] memory middle = _roots(5);
        for (uint256 i = 0; i < 4; ++i) {
            _link(middle[i], _links(_roots(7), 7, 10));
        }
        (IRoyaltySplitter.Debt[] memory absolute,) = splitter.previewLink(_links(middle, 4, 10));
        assertEq(absolute.length, 32);
        for (uint256 i = 1; i < 32; ++i) {
            assertLt(absolute[i - 1].capsuleId, absolute[i].capsuleId);
        }
        _expectRefused(
            _links(middle, 5, 10),
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyAncestors.selector, 33, 32)
        );
        IRoyaltySplitter.ParentLink[] memory parents = _links(middle, 5, 10);
        parents[4].policy = Policy.RELATIVE;
        IRoyaltySplitter.Debt[] memory relative;
        (absolute, relative) = splitter.previewLink(parents);
        assertEq(absolute.length + relative.length, 33, "a RELATIVE parent is no ancestor in the list");
    }

    function testFuzz_RevertWhen_OwedMoreThanHalf(bool absolute) public {
        uint256[] memory roots = _roots(2);
        IRoyaltySplitter.ParentLink[] memory parents = _links(roots, 2, 2500);
        if (!absolute) parents[1].policy = Policy.RELATIVE;
        splitter.previewLink(parents);
        parents[1].rateBps = 2501;
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_RatesTooHigh.selector, 5001, 5000)
        );
    }

    function test_RevertWhen_InheritedDebtsExceedHalf() public {
        (uint256 base, uint256 middle) = (_root(creator), _root(creator));
        _link(middle, _oneLink(base, Policy.ABSOLUTE, 3000));
        splitter.previewLink(_oneLink(middle, Policy.RELATIVE, 2000));
        _expectRefused(
            _oneLink(middle, Policy.RELATIVE, 2001),
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_RatesTooHigh.selector, 5001, 5000)
        );
    }

    function test_RevertWhen_ParentsAreUnordered() public {
        uint256[] memory roots = _roots(2);
        IRoyaltySplitter.ParentLink[] memory parents = _links(roots, 2, 10);
        (parents[0], parents[1]) = (parents[1], parents[0]);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, roots[1], roots[0])
        );
        parents[1] = parents[0];
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, roots[1], roots[1])
        );
        parents[0].parentId = 0;
        _expectRefused(parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, 0, 0));
    }

    function test_RevertWhen_AncestorsAreUnordered() public {
        (uint256 middle, uint256[] memory bases) = _middleOfTwo();
        IRoyaltySplitter.ParentLink[] memory parents = _oneLink(middle, Policy.ABSOLUTE, 10);
        parents[0].ancestors[1] = bases[0];
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, bases[0], bases[0])
        );
        (parents[0].ancestors[0], parents[0].ancestors[1]) = (bases[1], bases[0]);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_Unordered.selector, bases[1], bases[0])
        );
    }

    function test_RevertWhen_AncestorsAreIncomplete() public {
        (uint256 middle, uint256[] memory bases) = _middleOfTwo();
        IRoyaltySplitter.ParentLink[] memory parents = _oneLink(middle, Policy.ABSOLUTE, 10);
        parents[0].ancestors = new uint256[](1);
        parents[0].ancestors[0] = bases[0];
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_AncestorsIncomplete.selector, middle, 1, 2)
        );
        parents[0].ancestors = new uint256[](0);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_AncestorsIncomplete.selector, middle, 0, 2)
        );
        parents[0].ancestors = new uint256[](3);
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_AncestorsIncomplete.selector, middle, 3, 2)
        );
    }

    function testFuzz_RevertWhen_AncestorIsForeign(uint256 foreign) public {
        (uint256 middle, uint256[] memory bases) = _middleOfTwo();
        foreign = bound(foreign, bases[0] + 1, type(uint256).max);
        vm.assume(foreign != bases[1]);
        IRoyaltySplitter.ParentLink[] memory parents = _oneLink(middle, Policy.ABSOLUTE, 10);
        parents[0].ancestors[1] = foreign;
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotLinked.selector, middle, foreign)
        );
    }

    /// @dev A parent that owes RELATIVE only has no list, and that debt can't be smuggled into one.
    function test_RevertWhen_RelativeDebtIsNamedAsAncestor() public {
        (uint256 base, uint256 middle) = (_root(creator), _root(creator));
        _link(middle, _oneLink(base, Policy.RELATIVE, 100));
        IRoyaltySplitter.ParentLink[] memory parents = _oneLink(middle, Policy.ABSOLUTE, 10);
        parents[0].ancestors = new uint256[](1);
        parents[0].ancestors[0] = base;
        _expectRefused(
            parents, abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_AncestorsIncomplete.selector, middle, 1, 0)
        );
    }

    function test_Preview_NoParents() public view {
        (IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative) =
            splitter.previewLink(new IRoyaltySplitter.ParentLink[](0));
        assertEq(absolute.length + relative.length, 0);
    }

    /// @dev What is previewed is what is linked, for random rates, policies and shapes.
    function testFuzz_Preview_IsWhatIsLinked(uint256 seed) public {
        uint256[] memory ids = _roots(6);
        for (uint256 i = 1; i < 6; ++i) {
            IRoyaltySplitter.ParentLink[] memory parents = _randomLinks(ids, i, seed >> (i * 24));
            (IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative) =
                splitter.previewLink(parents);
            _link(ids[i], parents);
            uint256 links = 0;
            for (uint256 k = 0; k < 6; ++k) {
                (uint256 absoluteBps, uint256 relativeBps) = splitter.debtOf(ids[i], ids[k]);
                assertEq(absoluteBps, _rateOf(absolute, ids[k]));
                assertEq(relativeBps, _rateOf(relative, ids[k]));
                links += (absoluteBps == 0 ? 0 : 1) + (relativeBps == 0 ? 0 : 1);
            }
            assertEq(links, absolute.length + relative.length);
        }
    }

    /// @dev Refused by the preview and by the link itself.
    function _expectRefused(IRoyaltySplitter.ParentLink[] memory parents, bytes memory reason) private {
        vm.expectRevert(reason);
        splitter.previewLink(parents);
        uint256 child = _root(creator);
        vm.prank(address(registry));
        vm.expectRevert(reason);
        splitter.link(child, FEE_BPS, parents);
    }

    /// @dev The first `count` of `ids` as ABSOLUTE parents.
    function _links(uint256[] memory ids, uint256 count, uint16 rateBps)
        private
        view
        returns (IRoyaltySplitter.ParentLink[] memory parents)
    {
        parents = new IRoyaltySplitter.ParentLink[](count);
        for (uint256 i = 0; i < count; ++i) {
            parents[i] = _parentLink(ids[i], Policy.ABSOLUTE, rateBps);
        }
    }

    function _middleOfTwo() private returns (uint256 middle, uint256[] memory bases) {
        bases = _roots(2);
        middle = _root(creator);
        _link(middle, _links(bases, 2, 10));
    }

    /// @dev A random choice of the first `count` ids, ascending, with rates that stay within the cap.
    function _randomLinks(uint256[] memory ids, uint256 count, uint256 seed)
        private
        view
        returns (IRoyaltySplitter.ParentLink[] memory parents)
    {
        parents = new IRoyaltySplitter.ParentLink[](count);
        uint256 chosen = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 bits = seed >> (i * 4);
            if (bits % 4 == 0) continue;
            Policy policy = bits % 2 == 0 ? Policy.ABSOLUTE : Policy.RELATIVE;
            parents[chosen++] = _parentLink(ids[i], policy, uint16((seed >> (i * 3)) % 400));
        }
        assembly ("memory-safe") {
            mstore(parents, chosen)
        }
    }

    function _rateOf(IRoyaltySplitter.Debt[] memory debts, uint256 id) private pure returns (uint256) {
        for (uint256 i = 0; i < debts.length; ++i) {
            if (debts[i].capsuleId == id) return debts[i].rateBps;
        }
        return 0;
    }
}
