// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

/// @notice A sale costs the same gas, to the unit, whoever shares in it.
/// @dev Each purchase is a transaction of its own, from the same state: capsules that had one sale before, and offers
/// that differ in nothing but what stands behind their capsule. So every id has the same number of non-zero bytes.
/// forge-config: default.isolate = true
contract SaleGasTest is EconomyTest {
    uint128 private constant PRICE = 0.01 ether;

    /// @dev A capsule with one contributor and no ancestor; with 100; with 10 ancestors; with both.
    uint256[4] private capsules;

    function setUp() public override {
        super.setUp();
        capsules = [_root(creator), _root(creator), _withTenAncestors(), _withTenAncestors()];
        for (uint256 i = 0; i < 4; ++i) {
            _accept(capsules[i], address(usd));
            uint256 contributors = i % 2 == 0 ? 1 : 100;
            for (uint256 k = 0; k < contributors; ++k) {
                _allocate(capsules[i], address(uint160(uint256(keccak256(abi.encode(i, k))))), 1000);
            }
        }
    }

    function test_PlainNative() public {
        _assertEqualGas(_terms(NATIVE), 1);
    }

    function test_PlainErc20() public {
        _assertEqualGas(_terms(address(usd)), 1);
    }

    function test_TimedNative() public {
        _assertEqualGas(_timedTerms(NATIVE, 30 days), 1);
    }

    function test_SeveralTimedErc20() public {
        _assertEqualGas(_timedTerms(address(usd), 30 days), 3);
    }

    /// @dev What is due to contributors and ancestors, collected and claimed or not, is no part of a sale either.
    function testFuzz_WhateverIsUnclaimed(uint64 tips, bool collected) public {
        for (uint256 i = 0; i < 4; ++i) {
            _tip(capsules[i], NATIVE, uint256(tips) + 1e9);
            if (!collected) continue;
            splitter.claimOwner(capsules[i], NATIVE);
            for (uint256 k = 0; k < ancestorsOf[capsules[i]].length; ++k) {
                splitter.collect(capsules[i], ancestorsOf[capsules[i]][k], NATIVE);
            }
        }
        _assertEqualGas(_terms(NATIVE), 1);
    }

    /// @dev The measure is of whole transactions (base, cold reads), and sees a difference where there is one: a
    /// buyer's second license fills no new slot.
    function test_MeasureSeesADifference() public {
        uint256 offerId = _createOffer(capsules[0], PRICE, _terms(NATIVE));
        _sell(offerId, 1, stranger);
        uint256 first = _gasOf(offerId, 1, buyer);
        assertGt(first, 21_000 + 22_100 + 5000);
        assertEq(first - _gasOf(offerId, 1, stranger), 17_100);
    }

    function _assertEqualGas(IAccessToken.Terms memory terms, uint256 quantity) private {
        uint256[4] memory gas;
        uint256[4] memory offers;
        for (uint256 i = 0; i < 4; ++i) {
            offers[i] = _createOffer(capsules[i], PRICE, terms);
            _sell(offers[i], quantity, stranger);
        }
        for (uint256 i = 0; i < 4; ++i) {
            gas[i] = _gasOf(offers[i], quantity, buyer);
        }
        assertEq(gas[1], gas[0], "100 contributors");
        assertEq(gas[2], gas[0], "10 ancestors");
        assertEq(gas[3], gas[0], "100 contributors and 10 ancestors");
    }

    /// @dev What a sale costs, in a state that is restored.
    function _gasOf(uint256 offerId, uint256 quantity, address payer) private returns (uint256 gas) {
        uint256 state = vm.snapshotState();
        _sell(offerId, quantity, payer);
        gas = vm.lastCallGas().gasTotalUsed;
        vm.revertToState(state);
    }

    function _sell(uint256 offerId, uint256 quantity, address payer) private {
        (address currency, uint256 total) = accessToken.quote(offerId, quantity);
        uint256 value = _fund(payer, currency, total);
        vm.prank(payer);
        accessToken.purchase{ value: value }(offerId, quantity, payer, total, block.timestamp, address(0));
    }

    /// @dev Seven parents, one of which has three ancestors.
    function _withTenAncestors() private returns (uint256 capsuleId) {
        uint256 middle = _root(creator);
        _link(middle, _absoluteLinks(_roots(3)));
        uint256[] memory parents = new uint256[](7);
        for (uint256 i = 0; i < 6; ++i) {
            parents[i] = _root(creator);
        }
        parents[6] = middle;
        _sort(parents);
        capsuleId = _root(creator);
        _link(capsuleId, _absoluteLinks(parents));
        assertEq(ancestorsOf[capsuleId].length, 10);
    }

    function _absoluteLinks(uint256[] memory ids) private view returns (IRoyaltySplitter.ParentLink[] memory links) {
        links = new IRoyaltySplitter.ParentLink[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            links[i] = _parentLink(ids[i], Policy.ABSOLUTE, 200);
        }
    }
}
