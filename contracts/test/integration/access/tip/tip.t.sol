// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

/// @dev Tips more than it says, and tells when the rest came back.
contract Overpayer {
    event Refunded(uint256 amount);

    receive() external payable {
        emit Refunded(msg.value);
    }

    function tip(IAccessToken accessToken, uint256 capsuleId, uint256 amount) external payable {
        accessToken.tip{ value: msg.value }(capsuleId, address(0), amount);
    }
}

contract TipTest is ProtocolTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId, uint256 amount) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        accessToken.tip(unknownId, NATIVE, amount);
    }

    function testFuzz_RevertWhen_CurrencyNotAccepted(address currency, uint256 amount) public {
        vm.assume(currency != NATIVE);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessToken.AccessToken_CurrencyNotAccepted.selector, capsuleId, currency)
        );
        accessToken.tip(capsuleId, currency, amount);
    }

    function test_RevertWhen_AmountIsZero() public {
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NothingReceived.selector, NATIVE));
        accessToken.tip{ value: 1 ether }(capsuleId, NATIVE, 0);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NothingReceived.selector, address(usd)));
        accessToken.tip(capsuleId, address(usd), 0);
    }

    function testFuzz_RevertWhen_TooLittleIsSent(uint256 sent, uint256 amount) public {
        sent = bound(sent, 0, 999 ether);
        amount = bound(amount, sent + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InsufficientPayment.selector, sent, amount));
        vm.prank(buyer);
        accessToken.tip{ value: sent }(capsuleId, NATIVE, amount);
    }

    function test_RevertWhen_NativeComesWithErc20() public {
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnexpectedPayment.selector, 1));
        vm.prank(buyer);
        accessToken.tip{ value: 1 }(capsuleId, address(usd), 1);
    }

    function testFuzz_Tip_Native(uint104 amount, uint96 excess, address payer) public {
        vm.assume(amount != 0);
        _assumePayer(payer);
        vm.deal(payer, uint256(amount) + excess);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.IncomeReceived(capsuleId, NATIVE, payer, amount);
        vm.prank(payer);
        accessToken.tip{ value: uint256(amount) + excess }(capsuleId, NATIVE, amount);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), amount);
        assertEq(address(accessToken).balance, amount);
        assertEq(payer.balance, excess);
    }

    /// @dev Who pays may move units while it gets its refund: whoever follows events must know of the income by then.
    function testFuzz_Tip_IsToldBeforeTheRefund(uint64 amount, uint64 excess) public {
        vm.assume(amount != 0 && excess != 0);
        Overpayer payer = new Overpayer();
        vm.expectEmit(address(accessToken));
        emit IAccessToken.IncomeReceived(capsuleId, NATIVE, address(payer), amount);
        vm.expectEmit(address(payer));
        emit Overpayer.Refunded(excess);
        payer.tip{ value: uint256(amount) + excess }(accessToken, capsuleId, amount);
    }

    function testFuzz_Tip_Erc20(uint104 amount) public {
        vm.assume(amount != 0);
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        _fund(buyer, address(usd), amount);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.IncomeReceived(capsuleId, address(usd), buyer, amount);
        vm.prank(buyer);
        accessToken.tip(capsuleId, address(usd), amount);
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), amount);
        assertEq(usd.balanceOf(address(accessToken)), amount);
    }
}
