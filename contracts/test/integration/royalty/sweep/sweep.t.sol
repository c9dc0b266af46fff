// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IInbox } from "../../../../src/interfaces/IInbox.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract SweepTest is ProtocolTest {
    uint256 private capsuleId;
    address private inbox;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
        inbox = splitter.inboxOf(capsuleId);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        address unknownInbox = splitter.inboxOf(unknownId);
        vm.deal(unknownInbox, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        splitter.sweep(unknownId, NATIVE);
        assertEq(unknownInbox.code.length, 0);
    }

    function test_RevertWhen_InboxIsEmpty() public {
        vm.expectRevert(abi.encodeWithSelector(IInbox.Inbox_Empty.selector, NATIVE));
        splitter.sweep(capsuleId, NATIVE);
        vm.expectRevert(abi.encodeWithSelector(IInbox.Inbox_Empty.selector, address(usd)));
        splitter.sweep(capsuleId, address(usd));
    }

    function testFuzz_RevertWhen_CurrencyNotAccepted(uint104 amount) public {
        vm.assume(amount != 0);
        usd.mint(inbox, amount);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessToken.AccessToken_CurrencyNotAccepted.selector, capsuleId, address(usd))
        );
        splitter.sweep(capsuleId, address(usd));

        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        splitter.sweep(capsuleId, address(usd));
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), amount);
    }

    function testFuzz_Sweep_Native(uint96 first, uint96 second, address caller) public {
        vm.assume(first != 0 && second != 0);
        uint96[2] memory amounts = [first, second];
        for (uint256 i = 0; i < amounts.length; ++i) {
            vm.deal(inbox, amounts[i]);
            _expectSwept(NATIVE, amounts[i]);
            vm.prank(caller);
            splitter.sweep(capsuleId, NATIVE);
            assertGt(inbox.code.length, 0, "deployed where it was expected");
            assertEq(inbox.balance, 0);
        }
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), uint256(first) + second);
        assertEq(splitter.inboxOf(capsuleId), inbox);
    }

    function testFuzz_Sweep_Erc20(uint104 amount) public {
        vm.assume(amount != 0);
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        usd.mint(inbox, amount);
        _expectSwept(address(usd), amount);
        splitter.sweep(capsuleId, address(usd));
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), amount);
        assertEq(usd.balanceOf(inbox), 0);
        assertEq(usd.allowance(inbox, address(accessToken)), 0, "no allowance is left");
    }

    /// @dev Payers that give 2,300 gas can pay before and after the first sweep.
    function test_Sweep_OfPaymentsWithLittleGas() public {
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(buyer);
            payable(inbox).transfer(1 ether);
            splitter.sweep(capsuleId, NATIVE);
        }
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 2 ether);
    }

    function test_Forward_ByAnyone() public {
        vm.deal(inbox, 1 ether);
        splitter.sweep(capsuleId, NATIVE);
        vm.deal(inbox, 2 ether);
        vm.prank(stranger);
        IInbox(inbox).forward(NATIVE);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 3 ether);
        vm.expectRevert(abi.encodeWithSelector(IInbox.Inbox_Empty.selector, NATIVE));
        IInbox(inbox).forward(NATIVE);
    }

    /// @dev What a marketplace is told to pay by ERC-2981 ends as the capsule's income.
    function test_Sweep_OfAResaleRoyalty() public {
        vm.prank(creator);
        uint256 sold = registry.register("sold", MANIFEST, true, 1000);
        (address receiver, uint256 royalty) = registry.royaltyInfo(sold, 10 ether);
        vm.prank(buyer);
        payable(receiver).transfer(royalty);
        splitter.sweep(sold, NATIVE);
        assertEq(accessToken.incomeOf(sold, NATIVE), 1 ether);
    }

    function testFuzz_InboxOf_OneForEachCapsule(uint256 one, uint256 other) public view {
        vm.assume(one != other);
        assertNotEq(splitter.inboxOf(one), splitter.inboxOf(other));
    }

    function _expectSwept(address currency, uint256 amount) private {
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.InboxSwept(capsuleId, currency, inbox);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.IncomeReceived(capsuleId, currency, inbox, amount);
    }
}
