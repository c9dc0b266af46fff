// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract ClaimOwnerToTest is ProtocolTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
    }

    function test_RevertWhen_RecipientIsZero() public {
        _tip(capsuleId, NATIVE, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, address(0)));
        vm.prank(creator);
        splitter.claimOwnerTo(capsuleId, NATIVE, address(0));
    }

    function testFuzz_RevertWhen_CallerIsNotTheOwner(address caller) public {
        vm.assume(caller != creator);
        _tip(capsuleId, NATIVE, 1 ether);
        address operator = caller == address(0) ? stranger : caller;
        vm.prank(creator);
        registry.setApprovalForAll(operator, true);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotOwner.selector, capsuleId, caller));
        vm.prank(caller);
        splitter.claimOwnerTo(capsuleId, NATIVE, operator);
    }

    function test_RevertWhen_NothingIsDue() public {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, NATIVE, creator)
        );
        vm.prank(creator);
        splitter.claimOwnerTo(capsuleId, NATIVE, recipient);
    }

    function testFuzz_ClaimOwnerTo(uint104 income, bool inUsd) public {
        income = uint104(bound(income, 2, type(uint104).max));
        address currency = inUsd ? address(usd) : NATIVE;
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        _tip(capsuleId, currency, income);
        uint256 expected = income - uint256(income) * FEE_BPS / 10_000;
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, currency, creator, recipient, expected, true);
        vm.prank(creator);
        assertEq(splitter.claimOwnerTo(capsuleId, currency, recipient), expected);
        assertEq(_balance(currency, recipient), expected);
        assertEq(_balance(currency, creator), 0);
        assertEq(splitter.claimableOwner(capsuleId, currency), 0);
    }
}
