// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { PausableEntries } from "../../../src/upgrade/PausableEntries.sol";
import { EconomyTest } from "../../fixtures/EconomyTest.sol";

/// @dev Both contracts are paused for 14 days. What was begun before goes on; nothing new begins.
contract PausedTest is EconomyTest {
    uint128 private constant PRICE = 1 ether;
    uint32 private constant DURATION = 10 days;

    uint256 private capsuleId;
    uint256 private childId;
    uint256 private plain;
    uint256 private timed;
    uint256 private licenseId;
    uint256 private until;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _allocate(capsuleId, alice, 100_000);
        childId = _deriveFrom(stranger, capsuleId, Policy.RELATIVE, 1000);
        plain = _createOffer(capsuleId, PRICE, _terms(NATIVE));
        IAccessToken.Terms memory terms = _timedTerms(address(usd), DURATION);
        (terms.trial, terms.revocable, terms.referralBps) = (1 days, true, 1000);
        timed = _createOffer(capsuleId, PRICE, terms);

        _fund(buyer, address(usd), PRICE);
        vm.startPrank(buyer);
        licenseId = accessToken.purchase(timed, 1, buyer, PRICE, block.timestamp, referrer);
        accessToken.setAutoRenewal(licenseId, true);
        vm.stopPrank();
        _buy(plain, 2);
        _tip(capsuleId, NATIVE, 5 ether);
        _tip(childId, NATIVE, 5 ether);
        _fund(buyer, address(usd), 10 * PRICE);

        vm.warp(block.timestamp + DURATION - 1 hours);
        until = block.timestamp + 14 days;
        vm.startPrank(guardian);
        registry.pauseEntries(14 days);
        accessToken.pauseEntries(14 days);
        vm.stopPrank();
    }

    function test_RevertWhen_Paused_Sales() public {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](1);
        orders[0] = IAccessToken.Order(timed, 1, buyer, PRICE, address(0));
        IAccessToken.Permit memory permit;
        vm.startPrank(buyer);
        _expectPaused();
        accessToken.purchase(timed, 1, buyer, PRICE, block.timestamp, address(0));
        _expectPaused();
        accessToken.purchase{ value: PRICE }(plain, 1, buyer, PRICE, block.timestamp, address(0));
        _expectPaused();
        accessToken.purchaseWithPermit(orders[0], block.timestamp, permit);
        _expectPaused();
        accessToken.purchaseBatch(orders, block.timestamp);
        _expectPaused();
        accessToken.purchaseBatch(new IAccessToken.Order[](0), block.timestamp);
        _expectPaused();
        accessToken.startTrial(timed);
        _expectPaused();
        accessToken.renew(licenseId, PRICE, block.timestamp);
        _expectPaused();
        accessToken.autoRenew(licenseId);

        // Each would do without the pause.
        vm.warp(until);
        accessToken.purchase(timed, 1, buyer, PRICE, block.timestamp, address(0));
        accessToken.purchase{ value: PRICE }(plain, 1, buyer, PRICE, block.timestamp, address(0));
        accessToken.purchaseWithPermit(orders[0], block.timestamp, permit);
        accessToken.purchaseBatch(orders, block.timestamp);
        accessToken.startTrial(timed);
        accessToken.renew(licenseId, PRICE, block.timestamp);
        vm.warp(block.timestamp + DURATION);
        accessToken.autoRenew(licenseId);
    }

    function test_RevertWhen_Paused_Registrations() public {
        vm.startPrank(creator);
        _expectPaused();
        registry.register("new", MANIFEST, false, 0);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0].capsuleId = capsuleId;
        _expectPaused();
        registry.registerDerivative("new", MANIFEST, false, 0, parents);
        vm.warp(until);
        registry.register("new", MANIFEST, false, 0);
        registry.registerDerivative("new child", MANIFEST, false, 0, parents);
    }

    function test_Paused_ClaimsGoOn() public {
        assertGt(splitter.collect(childId, capsuleId, NATIVE), 0);
        assertGt(splitter.claim(capsuleId, NATIVE, alice), 0);
        assertGt(splitter.claimOwner(capsuleId, NATIVE), 0);
        assertGt(splitter.claimOwner(childId, NATIVE), 0);
        assertGt(splitter.collectFee(capsuleId, NATIVE), 0);
        vm.prank(alice);
        assertGt(splitter.claimTo(capsuleId, address(usd), bob), 0);
        vm.prank(creator);
        assertGt(splitter.claimOwnerTo(capsuleId, address(usd), carol), 0);
        _tip(capsuleId, NATIVE, 1 ether);
        assertGt(splitter.distribute(capsuleId, NATIVE, _accounts(alice, creator, bob)), 0);
        assertEq(accessToken.withdrawCredit(referrer, address(usd)), PRICE / 10);
        assertEq(usd.balanceOf(referrer), PRICE / 10);
    }

    function test_Paused_InboxesAreSwept() public {
        vm.deal(splitter.inboxOf(capsuleId), 1 ether);
        uint256 income = accessToken.incomeOf(capsuleId, NATIVE);
        splitter.sweep(capsuleId, NATIVE);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), income + 1 ether);
    }

    function test_Paused_TransfersGoOn() public {
        vm.startPrank(buyer);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
        accessToken.safeTransferFrom(buyer, recipient, plain << 64, 1, "");
        vm.stopPrank();
        assertEq(accessToken.balanceOf(recipient, licenseId), 1);
        vm.prank(alice);
        splitter.safeTransferFrom(alice, bob, capsuleId, 1000, "");
        assertEq(splitter.balanceOf(bob, capsuleId), 1000);
        vm.prank(creator);
        registry.transferFrom(creator, bob, capsuleId);
        assertEq(registry.ownerOf(capsuleId), bob);
    }

    function test_Paused_CreatorsGoOn() public {
        uint256 refund = accessToken.refundOf(licenseId);
        assertGt(refund, 0);
        _fund(creator, address(usd), refund);
        vm.startPrank(creator);
        accessToken.revoke(licenseId, buyer);
        accessToken.setOffer(plain, 2 * PRICE, true);
        accessToken.createOffer(capsuleId, PRICE, _terms(NATIVE));
        assertEq(registry.publishVersion(capsuleId, keccak256("manifest 2"), true, new bytes[](0)), 2);
        registry.authorizeUsage(capsuleId, bob);
        keeperRegistry.authorizeSession(bob, uint64(block.timestamp + 1));
        vm.stopPrank();
        assertFalse(accessToken.salesOpen(capsuleId));
        _seal(capsuleId);
        assertTrue(accessToken.salesOpen(capsuleId));
        assertEq(accessToken.withdrawCredit(buyer, address(usd)), refund);
        assertTrue(registry.isUsageAuthorized(capsuleId, bob));
        assertEq(keeperRegistry.sessionExpiry(creator, bob), block.timestamp + 1);
    }

    /// @dev Licenses run on, and end, as if nothing were paused.
    function test_Paused_LicensesRunOn() public {
        (,, uint64 end,, bool valid) = accessToken.licenseStatus(licenseId, buyer);
        assertEq(end, block.timestamp + 1 hours);
        assertTrue(valid);
        vm.warp(end);
        (,,,, valid) = accessToken.licenseStatus(licenseId, buyer);
        assertFalse(valid);
        vm.prank(buyer);
        accessToken.setAutoRenewal(licenseId, false);
    }

    function _expectPaused() private {
        vm.expectRevert(abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, until));
    }
}
