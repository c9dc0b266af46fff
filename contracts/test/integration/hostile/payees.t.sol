// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { HostileReceiver } from "../../mocks/HostileReceiver.sol";
import { ReceiverScene } from "./ReceiverScene.sol";

/// @notice A receiver of money that reverts, burns all gas, or answers or reverts with much data keeps its claim and stops
/// nobody; the till itself is never one.
contract PayeesTest is ReceiverScene {
    function testFuzz_Contributor(uint8 manner, uint96 income) public {
        income = uint96(bound(income, 1e6, type(uint96).max));
        _tip(capsuleId, NATIVE, income);
        uint256 due = _afterFee(uint256(income) + PRICE) / 10;
        bytes memory data = abi.encodeCall(splitter.claim, (capsuleId, NATIVE, address(receiver)));
        _assertKeptAndPaid(manner, Call(stranger, address(splitter), 0, data), due);
    }

    function testFuzz_Referrer(uint8 manner) public {
        vm.deal(buyer, PRICE);
        vm.prank(buyer);
        accessToken.purchase{ value: PRICE }(timed, 1, buyer, PRICE, block.timestamp, address(receiver));
        _assertCreditKeptAndPaid(manner, PRICE / 10);
    }

    /// @dev A holder whose license is revoked can't stop that, only its own refund.
    function testFuzz_HolderWithARefund(uint8 manner) public {
        vm.deal(buyer, PRICE);
        vm.prank(buyer);
        uint256 licenseId =
            accessToken.purchase{ value: PRICE }(timed, 1, address(receiver), PRICE, block.timestamp, address(0));
        receiver.behave(HostileReceiver.Manner(bound(manner, 1, 4)));
        vm.deal(creator, PRICE);
        vm.prank(creator);
        assertEq(accessToken.revoke{ value: PRICE }(licenseId, address(receiver)), PRICE);
        _assertCreditKeptAndPaid(manner, PRICE);
    }

    function testFuzz_Treasury(uint8 manner) public {
        vm.prank(admin);
        splitter.setTreasury(address(receiver));
        bytes memory data = abi.encodeCall(splitter.collectFee, (capsuleId, NATIVE));
        _assertKeptAndPaid(manner, Call(stranger, address(splitter), 0, data), PRICE - _afterFee(PRICE));
    }

    /// @dev Several of each kind in one distribution, in the middle of honest ones.
    function test_AllOfThemInOneDistribution() public {
        address[] memory accounts = new address[](6);
        (accounts[0], accounts[5]) = (alice, bob);
        _allocate(capsuleId, bob, 50_000);
        for (uint256 i = 1; i < 5; ++i) {
            HostileReceiver one = new HostileReceiver();
            accounts[i] = address(one);
            _allocate(capsuleId, accounts[i], 10_000);
            one.behave(HostileReceiver.Manner(i));
        }
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 part = _afterFee(1 ether) / 100;
        splitter.distribute(capsuleId, NATIVE, accounts);
        assertEq(alice.balance, _afterFee(PRICE + 1 ether) / 5);
        assertEq(bob.balance, 5 * part);
        for (uint256 i = 1; i < 5; ++i) {
            bool paid = HostileReceiver.Manner(i) == HostileReceiver.Manner.RETURN_MUCH;
            assertEq(accounts[i].balance, paid ? part : 0);
            assertEq(splitter.claimable(capsuleId, NATIVE, accounts[i]), paid ? 0 : part, "kept");
            HostileReceiver(payable(accounts[i])).behave(HostileReceiver.Manner.KIND);
        }
        splitter.distribute(capsuleId, NATIVE, accounts);
        for (uint256 i = 1; i < 5; ++i) {
            assertEq(accounts[i].balance, part, "once it takes it");
        }
    }

    /// @dev Money that the till pays to itself would be nobody's: what it would be owed stays claimable.
    function test_RevertWhen_TheTillIsToBePaid() public {
        address till = address(accessToken);
        _accept(capsuleId, address(usd));
        _tip(capsuleId, address(usd), 1000e6);
        bytes memory reason = abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, till);
        vm.expectRevert(reason);
        vm.prank(alice);
        splitter.claimTo(capsuleId, address(usd), till);
        vm.expectRevert(reason);
        vm.prank(creator);
        splitter.claimOwnerTo(capsuleId, address(usd), till);
        vm.expectRevert(reason);
        vm.prank(admin);
        splitter.setTreasury(till);
        vm.deal(buyer, PRICE);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidReferrer.selector, till));
        vm.prank(buyer);
        accessToken.purchase{ value: PRICE }(timed, 1, buyer, PRICE, block.timestamp, till);
    }

    /// @dev A capsule that was sent to the till by mistake strands nobody else's money.
    function test_CapsuleOwnedByTheTill() public {
        address till = address(accessToken);
        _accept(capsuleId, address(usd));
        _tip(capsuleId, address(usd), 1000e6);
        vm.prank(creator);
        registry.transferFrom(creator, till, capsuleId);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, till));
        splitter.claimOwner(capsuleId, address(usd));
        uint256 due = _afterFee(1000e6);
        assertEq(splitter.distribute(capsuleId, address(usd), _accounts(alice, bob, carol)), due / 5);
        assertEq(splitter.claimableOwner(capsuleId, address(usd)), due * 7 / 10, "still owed");
        assertEq(usd.balanceOf(alice), due / 5);
    }

    function _assertCreditKeptAndPaid(uint8 manner, uint256 due) private {
        bytes memory data = abi.encodeCall(accessToken.withdrawCredit, (address(receiver), NATIVE));
        _assertKeptAndPaid(manner, Call(stranger, address(accessToken), 0, data), due);
    }

    /// @dev Hostile, it isn't paid and keeps its claim, while everyone else is paid; kind, it is paid once. One that
    /// takes the money and answers with much is paid.
    function _assertKeptAndPaid(uint8 kind, Call memory payout, uint256 due) private {
        HostileReceiver.Manner manner = HostileReceiver.Manner(bound(kind, 1, 4));
        receiver.behave(manner);
        bool paid = _try(payout);
        assertEq(paid, manner == HostileReceiver.Manner.RETURN_MUCH);
        assertEq(address(receiver).balance, paid ? due : 0);
        uint256 net = splitter.netIncome(capsuleId, NATIVE);
        assertEq(splitter.claim(capsuleId, NATIVE, alice), net / 5, "others");
        assertEq(splitter.claimOwner(capsuleId, NATIVE), net * 7 / 10, "others");
        receiver.behave(HostileReceiver.Manner.KIND);
        assertEq(_try(payout), !paid);
        assertEq(address(receiver).balance, due, "kept until it takes it");
        assertFalse(_try(payout), "once");
    }
}
