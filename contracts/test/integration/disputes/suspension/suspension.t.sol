// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { DisputeTest } from "../DisputeTest.sol";

/// @dev What a ruling stops, and what it doesn't.
contract SuspensionTest is DisputeTest {
    uint256 private plain;
    uint256 private timed;
    uint256 private licenseId;

    function setUp() public override {
        super.setUp();
        plain = _createOffer(capsuleId, 1 ether, _terms(NATIVE));
        timed = _createOffer(capsuleId, 1 ether, _timedTerms(NATIVE, 30 days));
        licenseId = _buy(timed, 1);
        _buy(plain, 1);
        _allocate(capsuleId, alice, 250_000);
    }

    function test_Suspended_NothingIsSold() public {
        _ruled(true);
        assertFalse(registry.saleReady(capsuleId));
        assertFalse(accessToken.salesOpen(capsuleId));
        vm.deal(buyer, 10 ether);
        vm.startPrank(buyer);
        _expectClosed();
        accessToken.purchase{ value: 1 ether }(plain, 1, buyer, 1 ether, block.timestamp, address(0));
        _expectClosed();
        accessToken.renew{ value: 1 ether }(licenseId, 1 ether, block.timestamp);
    }

    function test_Suspended_NothingIsBuiltOnIt() public {
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = _licensed(capsuleId, Policy.ABSOLUTE, 500, bob);
        _ruled(true);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_Suspended.selector, capsuleId));
        vm.prank(bob);
        registry.registerDerivative("child", MANIFEST, false, 0, parents);
    }

    /// @dev Sales stay closed through a new version; licenses stay what they were, for keepers to refuse.
    function test_Suspended_ThroughANewVersion() public {
        _ruled(true);
        vm.prank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), false, new bytes[](0));
        assertFalse(accessToken.salesOpen(capsuleId));
        assertTrue(registry.capsuleOf(capsuleId).suspended);
        (,,,, bool valid) = accessToken.licenseStatus(licenseId, buyer);
        assertTrue(valid);
    }

    function test_Suspended_WhatWasEarnedIsPaid() public {
        uint256 earned = splitter.claimableOwner(capsuleId, NATIVE);
        _conclude(_ruled(true));
        assertTrue(_isSuspended());
        assertEq(splitter.claimOwner(capsuleId, NATIVE), earned);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claim(capsuleId, NATIVE, alice), _afterFee(1 ether) / 4);
        splitter.collectFee(capsuleId, NATIVE);
        vm.prank(creator);
        registry.transferFrom(creator, bob, capsuleId);
    }

    /// @dev What descendants bring is collected all the same, frozen, and the winner's after the ruling.
    function testFuzz_Suspended_IncomeOfDescendantsIsContested(uint96 income, bool overturned, address collector)
        public
    {
        income = uint96(bound(income, 1e9, 1e24));
        uint256 child = _deriveFrom(bob, capsuleId, Policy.ABSOLUTE, 2000);
        uint256 earned = splitter.claimableOwner(capsuleId, NATIVE);
        uint256 disputeId = _appealed(true);
        assertTrue(_isSuspended());
        _tip(child, NATIVE, income);
        uint256 owed = _afterFee(income) / 5;
        vm.prank(collector);
        assertEq(splitter.collect(child, capsuleId, NATIVE), owed, "collected into a suspended capsule");
        uint256 contested = splitter.contestedIncome(capsuleId, NATIVE);
        assertApproxEqAbs(contested, owed * 3 / 4, 1, "the owner's part, frozen");
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), earned, "none of it to the owner yet");
        assertApproxEqAbs(splitter.claimable(capsuleId, NATIVE, alice), owed / 4, 1, "contributors are paid on");

        _ruleAppeal(disputeId, !overturned);
        assertEq(_isSuspended(), !overturned);
        assertEq(splitter.contestedIncome(capsuleId, NATIVE), 0, "released");
        assertEq(splitter.claimable(capsuleId, NATIVE, disputer), overturned ? 0 : contested);
        uint256 owners = overturned ? earned + contested : earned;
        assertApproxEqAbs(splitter.claimableOwner(capsuleId, NATIVE), owners, 1, "the owner's again, if it won");
    }

    /// @dev Concluded and still suspended, nothing is in dispute: the next that descendants bring is the owner's.
    function test_Suspended_IncomeOfDescendantsAfterTheRulingIsTheOwners() public {
        uint256 child = _deriveFrom(bob, capsuleId, Policy.ABSOLUTE, 2000);
        uint256 earned = splitter.claimableOwner(capsuleId, NATIVE);
        _conclude(_ruled(true));
        _tip(child, NATIVE, 1 ether);
        uint256 owed = splitter.collect(child, capsuleId, NATIVE);
        assertEq(owed, _afterFee(1 ether) / 5);
        assertTrue(_isSuspended());
        assertEq(splitter.contestedIncome(capsuleId, NATIVE), 0);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), earned + owed * 3 / 4);
    }

    function test_Reinstated_SoldAgain() public {
        uint256 disputeId = _appealed(true);
        _ruleAppeal(disputeId, false);
        assertTrue(accessToken.salesOpen(capsuleId));
        _buy(plain, 1);
    }

    /// @dev Reinstated, but as little ready as before.
    function test_Reinstated_NotSealed() public {
        uint256 encrypted = _register(creator, "unsealed", true);
        uint256 disputeId = _open(encrypted, disputer);
        _counter(disputeId);
        _rule(disputeId, true);
        _seal(encrypted);
        assertFalse(accessToken.salesOpen(encrypted), "sealed, but suspended");
        _appeal(disputeId, creator);
        _ruleAppeal(disputeId, false);
        assertTrue(accessToken.salesOpen(encrypted));
    }

    function _expectClosed() private {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, capsuleId));
    }
}
