// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";

contract ClaimOwnerTest is EconomyTest {
    function testFuzz_RevertWhen_CapsuleUnknown(uint256 capsuleId) public {
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, capsuleId));
        splitter.claimOwner(capsuleId, NATIVE);
    }

    function testFuzz_RevertWhen_NothingIsDue(address currency) public {
        uint256 capsuleId = _register(creator, "salt", true);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, currency, creator
            )
        );
        splitter.claimOwner(capsuleId, currency);
    }

    function test_RevertWhen_ClaimedTwice() public {
        uint256 capsuleId = _register(creator, "salt", true);
        _tip(capsuleId, NATIVE, 1 ether);
        splitter.claimOwner(capsuleId, NATIVE);
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, NATIVE, creator)
        );
        splitter.claimOwner(capsuleId, NATIVE);
    }

    function testFuzz_ClaimOwner(uint104 income, uint16 feeBps, bool inUsd, address caller) public {
        feeBps = uint16(bound(feeBps, 0, 500));
        uint256 capsuleId = _capsuleWithFee(feeBps);
        address currency = inUsd ? address(usd) : NATIVE;
        income = uint104(bound(income, 2, type(uint104).max));
        _tip(capsuleId, currency, income);
        uint256 fee = uint256(income) * feeBps / 10_000;
        uint256 expected = income - fee;
        assertEq(splitter.claimableOwner(capsuleId, currency), expected, "claimable");
        assertEq(splitter.netIncome(capsuleId, currency), expected, "net");

        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, currency, creator, creator, expected, true);
        vm.prank(caller);
        assertEq(splitter.claimOwner(capsuleId, currency), expected, "amount");

        assertEq(_balance(currency, creator), expected, "owner");
        assertEq(_balance(currency, address(accessToken)), fee, "till keeps the fee");
        assertEq(splitter.claimableOwner(capsuleId, currency), 0, "nothing is left");
        assertEq(splitter.netIncome(capsuleId, currency), expected, "net stays");
        assertEq(splitter.collectableFee(capsuleId, currency), fee, "fee is still due");
    }

    /// @dev Splitting one payment into many, and claiming after each, changes nobody's total.
    function testFuzz_ClaimOwner_HoweverOften(uint64[] calldata amounts, uint16 feeBps, uint256 claims) public {
        uint256 capsuleId = _capsuleWithFee(uint16(bound(feeBps, 0, 500)));
        uint256 count = amounts.length < 12 ? amounts.length : 12;
        uint256 total;
        for (uint256 i = 0; i < count; ++i) {
            if (amounts[i] == 0) continue;
            _tip(capsuleId, NATIVE, amounts[i]);
            total += amounts[i];
            if ((claims >> (2 * i)) & 1 == 1) _tryClaim(capsuleId);
            if ((claims >> (2 * i)) & 2 == 2) _tryCollect(capsuleId);
        }
        _tryClaim(capsuleId);
        _tryCollect(capsuleId);
        uint256 fee = total * registry.feeBpsOf(capsuleId) / 10_000;
        assertEq(creator.balance, total - fee, "owner");
        assertEq(treasury.balance, fee, "treasury");
        assertEq(address(accessToken).balance, 0, "till");
    }

    function testFuzz_ClaimOwner_AfterTheCapsuleMoved(uint96 before, uint96 later, bool claimBefore) public {
        vm.assume(before > 1 && later > 1);
        uint256 capsuleId = _register(creator, "salt", true);
        _tip(capsuleId, NATIVE, before);
        uint256 first = _afterFee(before);
        if (claimBefore) splitter.claimOwner(capsuleId, NATIVE);
        vm.prank(creator);
        registry.transferFrom(creator, recipient, capsuleId);
        _tip(capsuleId, NATIVE, later);

        vm.expectEmit(address(splitter));
        uint256 rest = _afterFee(uint256(before) + later) - (claimBefore ? first : 0);
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, NATIVE, recipient, recipient, rest, true);
        splitter.claimOwner(capsuleId, NATIVE);
        assertEq(creator.balance, claimBefore ? first : 0);
        assertEq(recipient.balance, rest);
    }

    /// @dev However often it is claimed, fractions of a unit are kept for the next time.
    function testFuzz_ClaimOwner_OfTheUnitsThatAreLeft(uint64[4] calldata amounts, uint32 allocated) public {
        allocated = uint32(bound(allocated, 1, UNITS));
        uint256 capsuleId = _capsuleWithFee(0);
        _allocate(capsuleId, alice, allocated);
        uint256 total;
        for (uint256 i = 0; i < amounts.length; ++i) {
            if (amounts[i] == 0) continue;
            _tip(capsuleId, NATIVE, amounts[i]);
            total += amounts[i];
            _tryClaim(capsuleId);
        }
        assertEq(creator.balance, total * (UNITS - allocated) / UNITS);
    }

    function _capsuleWithFee(uint16 feeBps) private returns (uint256 capsuleId) {
        vm.prank(admin);
        registry.setProtocolFee(feeBps);
        capsuleId = _register(creator, "salt", true);
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
    }

    function _tryClaim(uint256 capsuleId) private {
        if (splitter.claimableOwner(capsuleId, NATIVE) != 0) splitter.claimOwner(capsuleId, NATIVE);
    }

    function _tryCollect(uint256 capsuleId) private {
        if (splitter.collectableFee(capsuleId, NATIVE) != 0) splitter.collectFee(capsuleId, NATIVE);
    }
}
