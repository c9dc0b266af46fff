// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

contract RevokeTest is LicenseTest {
    uint256 private offerId;
    uint256 private licenseId;
    uint256 private start;

    function setUp() public override {
        super.setUp();
        _sell(NATIVE);
        vm.deal(creator, 100 ether);
    }

    function testFuzz_RevertWhen_CallerIsNotAuthorized(address caller) public {
        vm.assume(caller != creator);
        _revokeReverts(
            caller, buyer, abi.encodeWithSelector(IAccessToken.AccessToken_NotAuthorized.selector, capsuleId, caller)
        );
    }

    function testFuzz_RevertWhen_OfferAllowsNone(bool timed) public {
        offerId = _offer(timed ? _timedTerms(NATIVE, DURATION) : _terms(NATIVE));
        licenseId = _buy(offerId, 1);
        _revokeReverts(
            creator, buyer, abi.encodeWithSelector(IAccessToken.AccessToken_NotRevocable.selector, licenseId)
        );
        licenseId = 99 << 64;
        _revokeReverts(creator, buyer, abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, 99));
    }

    function testFuzz_RevertWhen_AccountDoesNotHoldIt(address account, uint64 serial) public {
        vm.assume(account != buyer && account != address(0));
        _revokeReverts(
            creator, account, abi.encodeWithSelector(IAccessToken.AccessToken_NotHolder.selector, licenseId, account)
        );
        vm.assume(serial != 1);
        licenseId = (offerId << 64) | serial;
        _revokeReverts(
            creator, buyer, abi.encodeWithSelector(IAccessToken.AccessToken_NotHolder.selector, licenseId, buyer)
        );
    }

    function testFuzz_RevertWhen_PaymentIsShort(uint256 sent, uint32 elapsed) public {
        vm.warp(start + bound(elapsed, 0, DURATION - 1));
        uint256 refund = accessToken.refundOf(licenseId);
        sent = bound(sent, 0, refund - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InsufficientPayment.selector, sent, refund));
        vm.prank(creator);
        accessToken.revoke{ value: sent }(licenseId, buyer);
        assertTrue(_isValid(licenseId, buyer));
    }

    function test_RevertWhen_PaymentInTokenIsWrong() public {
        _sell(address(usd));
        vm.startPrank(creator);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnexpectedPayment.selector, 1));
        accessToken.revoke{ value: 1 }(licenseId, buyer);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), 0, PRICE)
        );
        accessToken.revoke(licenseId, buyer);
    }

    function testFuzz_Revoke(uint32 elapsed, uint64 excess, bool inToken) public {
        address currency = inToken ? address(usd) : NATIVE;
        if (inToken) _sell(currency);
        elapsed = uint32(bound(elapsed, 0, DURATION));
        vm.warp(start + elapsed);
        uint256 refund = uint256(PRICE) * (DURATION - elapsed) / DURATION;
        assertEq(accessToken.refundOf(licenseId), refund);
        uint256 value = _fund(creator, currency, refund) + (inToken ? 0 : excess);
        vm.deal(creator, value);

        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(creator, buyer, address(0), licenseId, 1);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.LicenseRevoked(licenseId, capsuleId, buyer, refund);
        vm.prank(creator);
        assertEq(accessToken.revoke{ value: value }(licenseId, buyer), refund);

        assertEq(_balance(currency, creator), inToken ? 0 : excess, "change");
        assertEq(accessToken.creditOf(buyer, currency), refund);
        _assertTill(currency, PRICE, refund);
        _assertGone(buyer);
        assertEq(accessToken.balanceOf(address(0), licenseId), 0, "held by nobody");
        if (refund == 0) return;
        uint256 balance = _balance(currency, buyer);
        accessToken.withdrawCredit(buyer, currency);
        assertEq(_balance(currency, buyer), balance + refund);
    }

    function testFuzz_Revoke_ByOperators(bool ofAll) public {
        vm.startPrank(creator);
        if (ofAll) registry.setApprovalForAll(stranger, true);
        else registry.approve(stranger, capsuleId);
        vm.stopPrank();
        vm.deal(stranger, PRICE);
        vm.prank(stranger);
        accessToken.revoke{ value: PRICE }(licenseId, buyer);
        _assertGone(buyer);
    }

    /// @dev Who holds the license is refunded, whoever paid for it.
    function testFuzz_Revoke_AfterATransfer(uint32 elapsed) public {
        vm.warp(start + bound(elapsed, 0, DURATION - 1));
        _give(buyer, recipient, licenseId);
        _revokeReverts(
            creator, buyer, abi.encodeWithSelector(IAccessToken.AccessToken_NotHolder.selector, licenseId, buyer)
        );
        uint256 refund = _revoke(recipient);
        assertGt(refund, 0);
        assertEq(accessToken.creditOf(recipient, NATIVE), refund);
        assertEq(accessToken.creditOf(buyer, NATIVE), 0);
        _assertGone(recipient);
    }

    /// @dev Of a token that takes a fee, what was paid is what arrived, and so is what is credited.
    function testFuzz_Revoke_FeeOnTransfer(uint32 elapsed, uint16 taxBps) public {
        FeeOnTransferToken token = new FeeOnTransferToken(bound(taxBps, 0, 9000));
        _sell(address(token));
        elapsed = uint32(bound(elapsed, 0, DURATION - 1));
        vm.warp(start + elapsed);
        uint256 received = token.afterFee(PRICE);
        uint256 refund = received * (DURATION - elapsed) / DURATION;
        _fund(creator, address(token), refund);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.LicenseRevoked(licenseId, capsuleId, buyer, token.afterFee(refund));
        vm.prank(creator);
        assertEq(accessToken.revoke(licenseId, buyer), refund);
        assertEq(accessToken.creditOf(buyer, address(token)), token.afterFee(refund));
        _assertTill(address(token), received, token.afterFee(refund));
    }

    function test_Revoke_EndsAutomaticRenewal() public {
        _sell(address(usd));
        _fund(buyer, address(usd), PRICE);
        vm.prank(buyer);
        accessToken.setAutoRenewal(licenseId, true);
        _fund(creator, address(usd), PRICE);
        _revoke(buyer);
        assertEq(accessToken.autoRenewalOf(licenseId), address(0));
        vm.warp(start + DURATION);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_AutoRenewalOff.selector, licenseId));
        accessToken.autoRenew(licenseId);
        assertEq(usd.balanceOf(buyer), PRICE);
    }

    function testFuzz_Revoke_OfOneOfSeveral(uint8 quantity, uint8 which) public {
        quantity = uint8(bound(quantity, 2, 10));
        uint256 first = _purchase(buyer, _order(offerId, quantity, buyer));
        licenseId = first + which % quantity;
        assertEq(_revoke(buyer), PRICE);
        for (uint256 id = first; id < first + quantity; ++id) {
            assertEq(_isValid(id, buyer), id != licenseId);
            assertEq(accessToken.refundOf(id), id == licenseId ? 0 : PRICE);
        }
    }

    function test_Revoke_OfABoundLicense() public {
        IAccessToken.Terms memory terms = _revocable(NATIVE);
        terms.transferability = Transferability.SOULBOUND;
        licenseId = _buy(_offer(terms), 1);
        _revoke(buyer);
        assertEq(accessToken.balanceOf(buyer, licenseId), 0);
    }

    function test_Revoke_OfATrial() public {
        IAccessToken.Terms memory terms = _revocable(NATIVE);
        terms.trial = 1 days;
        offerId = _offer(terms);
        vm.prank(buyer);
        licenseId = accessToken.startTrial(offerId);
        assertEq(_revoke(buyer), 0);
        _assertGone(buyer);
    }

    function _sell(address currency) private {
        offerId = _offer(_revocable(currency));
        start = block.timestamp;
        licenseId = _buy(offerId, 1);
    }

    function _revocable(address currency) private pure returns (IAccessToken.Terms memory terms) {
        terms = _timedTerms(currency, DURATION);
        terms.revocable = true;
    }

    function _revoke(address holder) private returns (uint256 refund) {
        uint256 value = accessToken.offerOf(licenseId >> 64).terms.currency == NATIVE ? 10 ether : 0;
        vm.prank(creator);
        return accessToken.revoke{ value: value }(licenseId, holder);
    }

    function _revokeReverts(address caller, address holder, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(caller);
        accessToken.revoke(licenseId, holder);
    }

    function _assertGone(address holder) private {
        assertEq(accessToken.balanceOf(holder, licenseId), 0, "burnt");
        assertFalse(_isValid(licenseId, holder));
        assertEq(accessToken.refundOf(licenseId), 0);
        address currency = accessToken.offerOf(licenseId >> 64).terms.currency;
        uint256 value = _fund(stranger, currency, PRICE);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnknownLicense.selector, licenseId));
        vm.prank(stranger);
        accessToken.renew{ value: value }(licenseId, PRICE, block.timestamp);
        _revokeReverts(
            creator, holder, abi.encodeWithSelector(IAccessToken.AccessToken_NotHolder.selector, licenseId, holder)
        );
    }
}
