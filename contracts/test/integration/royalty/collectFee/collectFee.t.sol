// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract CollectFeeTest is ProtocolTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        bytes memory unknown =
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId);
        vm.expectRevert(unknown);
        splitter.collectFee(unknownId, NATIVE);
        vm.expectRevert(unknown);
        splitter.collectableFee(unknownId, NATIVE);
        vm.expectRevert(unknown);
        splitter.claimableOwner(unknownId, NATIVE);
        vm.expectRevert(unknown);
        splitter.netIncome(unknownId, NATIVE);
    }

    /// @dev 39 units at 250 bps are a fee of less than one unit.
    function testFuzz_RevertWhen_NoFeeIsDue(uint8 income) public {
        income = uint8(bound(income, 0, 39));
        if (income != 0) _tip(capsuleId, NATIVE, income);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, NATIVE, treasury
            )
        );
        splitter.collectFee(capsuleId, NATIVE);
    }

    function test_RevertWhen_CollectedTwice() public {
        _tip(capsuleId, NATIVE, 1 ether);
        splitter.collectFee(capsuleId, NATIVE);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, NATIVE, treasury
            )
        );
        splitter.collectFee(capsuleId, NATIVE);
    }

    function testFuzz_CollectFee(uint104 income, bool inUsd, address caller) public {
        income = uint104(bound(income, 40, type(uint104).max));
        address currency = inUsd ? address(usd) : NATIVE;
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        _tip(capsuleId, currency, income);
        uint256 fee = uint256(income) * FEE_BPS / 10_000;
        assertEq(splitter.collectableFee(capsuleId, currency), fee);

        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.FeeCollected(capsuleId, currency, treasury, fee);
        vm.prank(caller);
        assertEq(splitter.collectFee(capsuleId, currency), fee);
        assertEq(_balance(currency, treasury), fee);
        assertEq(splitter.collectableFee(capsuleId, currency), 0);
        assertEq(splitter.claimableOwner(capsuleId, currency), income - fee);
    }

    function test_CollectFee_ToTheTreasuryOfTheMoment() public {
        _tip(capsuleId, NATIVE, 1 ether);
        vm.prank(admin);
        splitter.setTreasury(recipient);
        splitter.collectFee(capsuleId, NATIVE);
        assertEq(recipient.balance, 0.025 ether);
        assertEq(treasury.balance, 0);
    }
}
