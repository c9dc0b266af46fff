// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

contract ClaimToTest is EconomyTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _allocate(capsuleId, alice, 250_000);
    }

    function test_RevertWhen_RecipientIsZero() public {
        _tip(capsuleId, NATIVE, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, address(0)));
        vm.prank(alice);
        splitter.claimTo(capsuleId, NATIVE, address(0));
    }

    /// @dev The caller's own units only: those of others, or the owner's, can't be sent elsewhere.
    function testFuzz_RevertWhen_CallerHasEarnedNothing(address caller) public {
        vm.assume(caller != alice);
        _tip(capsuleId, NATIVE, 1 ether);
        if (caller == address(0)) return;
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, NATIVE, caller)
        );
        vm.prank(caller);
        splitter.claimTo(capsuleId, NATIVE, stranger);
    }

    function testFuzz_ClaimTo_PaysTheRecipient(uint96 income, address to) public {
        income = uint96(bound(income, 1e4, type(uint96).max));
        _assumePayer(to);
        vm.assume(to != alice && to != buyer);
        _tip(capsuleId, NATIVE, income);
        uint256 share = _afterFee(income) / 4;
        uint256 before = to.balance;
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, NATIVE, alice, to, share, false);
        vm.prank(alice);
        assertEq(splitter.claimTo(capsuleId, NATIVE, to), share);
        assertEq(to.balance - before, share);
        assertEq(alice.balance, 0);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), 0);
    }
}
