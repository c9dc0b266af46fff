// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";

contract ClaimTest is EconomyTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _accept(capsuleId, address(usd));
    }

    function test_RevertWhen_AccountIsZero() public {
        _tip(capsuleId, NATIVE, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, address(0)));
        splitter.claim(capsuleId, NATIVE, address(0));
        assertEq(splitter.claimable(capsuleId, NATIVE, address(0)), 0);
    }

    /// @dev What it were paid would be nobody's.
    function test_RevertWhen_AccountIsTheTill() public {
        _tip(capsuleId, NATIVE, 1 ether);
        address till = address(accessToken);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, till));
        splitter.claim(capsuleId, NATIVE, till);
    }

    function testFuzz_RevertWhen_AccountHasEarnedNothing(address account) public {
        vm.assume(account != address(0) && account != address(accessToken));
        _tip(capsuleId, NATIVE, 1 ether);
        _expectNothing(account);
        splitter.claim(capsuleId, NATIVE, account);
    }

    function test_RevertWhen_AccountRefusesMoney() public {
        address refusing = address(new RefusingHolder());
        _allocate(capsuleId, refusing, 1000);
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 due = splitter.claimable(capsuleId, NATIVE, refusing);
        vm.expectRevert(RefusingHolder.Refused.selector);
        splitter.claim(capsuleId, NATIVE, refusing);
        assertEq(splitter.claimable(capsuleId, NATIVE, refusing), due, "keeps its claim");
        vm.prank(refusing);
        assertEq(splitter.claimTo(capsuleId, NATIVE, recipient), due);
        assertEq(recipient.balance, due);
    }

    function testFuzz_Claim_PaysTheAccountWhoeverCalls(address caller, uint32 units, uint96 income, bool inUsd) public {
        units = uint32(bound(units, 1, UNITS));
        income = uint96(bound(income, 2e6, type(uint96).max));
        address currency = inUsd ? address(usd) : NATIVE;
        _allocate(capsuleId, alice, units);
        _tip(capsuleId, currency, income);
        uint256 share = _afterFee(income) * units / UNITS;
        vm.assume(share != 0);
        assertEq(splitter.claimable(capsuleId, currency, alice), share);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, currency, alice, alice, share, false);
        vm.prank(caller);
        assertEq(splitter.claim(capsuleId, currency, alice), share);
        assertEq(_balance(currency, alice), share);
        assertEq(splitter.claimable(capsuleId, currency, alice), 0);
    }

    /// @dev Somebody who claims for the account one call before it spoils nothing but that second call.
    function test_RevertWhen_ClaimedTwice() public {
        _allocate(capsuleId, alice, 500_000);
        _tip(capsuleId, NATIVE, 1 ether);
        vm.prank(stranger);
        splitter.claim(capsuleId, NATIVE, alice);
        _expectNothing(alice);
        vm.prank(alice);
        splitter.claim(capsuleId, NATIVE, alice);
        assertEq(alice.balance, _afterFee(1 ether) / 2);
    }

    /// @dev The owner earns for all units that nobody was allocated.
    function testFuzz_Claim_OwnerEarnsTheRest(uint32 units, uint96 income) public {
        units = uint32(bound(units, 1, UNITS - 1));
        income = uint96(bound(income, 2e6, type(uint96).max));
        _allocate(capsuleId, alice, units);
        _tip(capsuleId, NATIVE, income);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(income) * (UNITS - units) / UNITS);
    }

    /// @dev Who claims after years gets what who claims after each payment gets.
    function testFuzz_Claim_LateLosesNothing(uint64[10] memory amounts) public {
        _allocate(capsuleId, alice, 333_333);
        _allocate(capsuleId, bob, 333_333);
        for (uint256 i = 0; i < 10; ++i) {
            if (amounts[i] == 0) continue;
            _tip(capsuleId, NATIVE, amounts[i]);
            vm.warp(block.timestamp + 365 days);
            if (splitter.claimable(capsuleId, NATIVE, alice) != 0) splitter.claim(capsuleId, NATIVE, alice);
        }
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), 0);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), alice.balance);
    }

    /// @dev Of one payment or the same sum in k small ones, each party's total differs by less than k units. (In fact
    /// it doesn't differ at all: income is cumulative.)
    function testFuzz_Claim_SplittingPaymentsChangesNothing(uint8 pieces, uint32 piece, uint32 units) public {
        (pieces, piece) = (uint8(bound(pieces, 1, 40)), uint32(bound(piece, 1, type(uint32).max)));
        units = uint32(bound(units, 1, UNITS - 1));
        uint256 parent = _root(bob);
        uint256 child = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1777);
        uint256 twin = _deriveFrom(creator, parent, Policy.ABSOLUTE, 1777);
        _allocate(child, alice, units);
        _allocate(twin, alice, units);
        for (uint256 i = 0; i < pieces; ++i) {
            _tip(child, NATIVE, piece);
            if (splitter.claimable(child, NATIVE, alice) != 0) splitter.claim(child, NATIVE, alice);
            splitter.collect(child, parent, NATIVE);
            if (splitter.collectableFee(child, NATIVE) != 0) splitter.collectFee(child, NATIVE);
        }
        _tip(twin, NATIVE, uint256(piece) * pieces);
        assertEq(splitter.claimable(twin, NATIVE, alice), alice.balance);
        assertEq(splitter.claimableOwner(twin, NATIVE), splitter.claimableOwner(child, NATIVE));
        assertEq(splitter.collectable(twin, parent, NATIVE), splitter.netIncome(parent, NATIVE));
        assertEq(splitter.collectableFee(twin, NATIVE), treasury.balance);
    }

    /// @dev Claims of one capsule leave every other as it is.
    function test_Claim_LeavesOtherCapsulesAlone() public {
        uint256 other = _root(creator);
        _allocate(capsuleId, alice, 1000);
        _allocate(other, alice, 1000);
        _tip(capsuleId, NATIVE, 1 ether);
        _tip(other, NATIVE, 1 ether);
        splitter.claim(capsuleId, NATIVE, alice);
        assertEq(splitter.claimable(other, NATIVE, alice), _afterFee(1 ether) / 1000);
        assertEq(splitter.claimableOwner(other, NATIVE), _afterFee(1 ether) * 999 / 1000);
    }

    /// @dev With 2^104 − 1 of income and all units, nothing overflows.
    function test_Claim_LargestIncome() public {
        _allocate(capsuleId, alice, UNITS);
        _tip(capsuleId, NATIVE, type(uint104).max);
        assertEq(splitter.claim(capsuleId, NATIVE, alice), _afterFee(type(uint104).max));
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), 0);
    }

    function _expectNothing(address account) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, NATIVE, account)
        );
    }
}
