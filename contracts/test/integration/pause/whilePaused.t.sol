// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { PausableEntries } from "../../../src/upgrade/PausableEntries.sol";
import { EconomyTest } from "../../fixtures/EconomyTest.sol";

/// @notice A pause stops what begins, and nothing of what goes on or ends.
contract WhilePausedTest is EconomyTest {
    uint256 private parent;
    uint256 private child;
    uint256 private license;
    uint256 private offer;
    uint64 private until;

    function setUp() public override {
        super.setUp();
        parent = _root(creator);
        child = _deriveFrom(alice, parent, Policy.ABSOLUTE, 1000);
        _allocate(parent, bob, 100_000);
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 30 days);
        (terms.revocable, terms.referralBps, terms.trial) = (true, 1000, 1 days);
        offer = _createOffer(parent, 1 ether, terms);
        vm.startPrank(buyer);
        license = accessToken.purchase{ value: 1 ether }(offer, 1, buyer, 1 ether, NO_LIMIT, referrer);
        vm.stopPrank();
        _tip(child, NATIVE, 1 ether);

        until = uint64(block.timestamp + 14 days);
        vm.startPrank(guardian);
        registry.pauseEntries(14 days);
        accessToken.pauseEntries(14 days);
        vm.stopPrank();
    }

    function test_EntryPointsAreClosed_AndOpenByThemselves() public {
        bytes[] memory calls = _entries();
        for (uint256 i = 0; i < calls.length; ++i) {
            address target = i < 2 ? address(registry) : address(accessToken);
            vm.prank(buyer);
            (bool success, bytes memory answer) = target.call(calls[i]);
            assertFalse(success);
            assertEq(answer, abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, until));
        }
        vm.warp(until);
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(buyer);
            (, bytes memory answer) = (i < 2 ? address(registry) : address(accessToken)).call(calls[i]);
            if (answer.length != 0) assertNotEq(bytes4(answer), PausableEntries.Protocol_Paused.selector);
        }
        vm.prank(buyer);
        accessToken.purchase{ value: 1 ether }(offer, 1, buyer, 1 ether, NO_LIMIT, address(0));
    }

    function test_MoneyGoesOut() public {
        assertGt(splitter.collect(child, parent, NATIVE), 0);
        assertGt(splitter.claim(parent, NATIVE, bob), 0);
        assertGt(splitter.claimOwner(parent, NATIVE), 0);
        assertGt(splitter.collectFee(parent, NATIVE), 0);
        assertEq(accessToken.withdrawCredit(referrer, NATIVE), 0.1 ether);
        _tip(parent, NATIVE, 1 ether);
        assertGt(splitter.distribute(parent, NATIVE, _accounts(bob, bob, bob)), 0);
        vm.deal(splitter.inboxOf(parent), 1 ether);
        splitter.sweep(parent, NATIVE);
        vm.prank(bob);
        assertGt(splitter.claimTo(parent, NATIVE, recipient), 0);
        vm.prank(creator);
        assertGt(splitter.claimOwnerTo(parent, NATIVE, recipient), 0);
    }

    function test_TokensMove() public {
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, carol, license, 1, "");
        vm.prank(bob);
        splitter.safeTransferFrom(bob, carol, parent, 100_000, "");
        vm.prank(creator);
        registry.transferFrom(creator, carol, parent);
        (,,,, bool valid) = accessToken.licenseStatus(license, carol);
        assertTrue(valid);
        assertEq(splitter.balanceOf(carol, parent), 100_000);
        assertEq(registry.ownerOf(parent), carol);
    }

    function test_CreatorsGoOn() public {
        vm.deal(creator, 1 ether);
        vm.startPrank(creator);
        accessToken.revoke{ value: 1 ether }(license, buyer);
        registry.publishVersion(parent, "another manifest", true, new bytes[](0));
        registry.authorizeUsage(parent, carol);
        accessToken.setOffer(offer, 2 ether, true);
        accessToken.createOffer(parent, 1 ether, _terms(NATIVE));
        splitter.acceptCurrency(parent, address(usd));
        keeperRegistry.authorizeSession(carol, uint64(block.timestamp + 1));
        vm.stopPrank();
        _seal(parent);
        assertTrue(registry.saleReady(parent));
        assertEq(accessToken.withdrawCredit(buyer, NATIVE), 1 ether);
        _allocate(parent, carol, 1);
    }

    /// @dev Every function that begins something: two of the registry, then those of AccessToken.
    function _entries() private view returns (bytes[] memory calls) {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](1);
        orders[0] = IAccessToken.Order(offer, 1, buyer, NO_LIMIT, address(0));
        IAccessToken.Permit memory permit;
        calls = new bytes[](8);
        calls[0] = abi.encodeCall(registry.register, ("new", MANIFEST, true, 0));
        calls[1] =
            abi.encodeCall(registry.registerDerivative, ("new", MANIFEST, true, 0, new ICapsuleRegistry.Parent[](0)));
        calls[2] = abi.encodeCall(accessToken.purchase, (offer, 1, buyer, NO_LIMIT, NO_LIMIT, address(0)));
        calls[3] = abi.encodeCall(accessToken.purchaseWithPermit, (orders[0], NO_LIMIT, permit));
        calls[4] = abi.encodeCall(accessToken.purchaseBatch, (orders, NO_LIMIT));
        calls[5] = abi.encodeCall(accessToken.startTrial, (offer));
        calls[6] = abi.encodeCall(accessToken.renew, (license, NO_LIMIT, NO_LIMIT));
        calls[7] = abi.encodeCall(accessToken.autoRenew, (license));
    }
}
