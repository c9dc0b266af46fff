// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { BlocklistToken } from "../../../mocks/BlocklistToken.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";

contract WithdrawCreditTest is LicenseTest {
    function testFuzz_RevertWhen_NothingIsCredited(address account, address currency) public {
        _creditFor(referrer, NATIVE, PRICE);
        vm.assume(account != referrer || currency != NATIVE);
        _expectNoCredit(account, currency);
    }

    function testFuzz_WithdrawCredit(uint64 price, uint64 second, bool inToken, address caller) public {
        vm.assume(caller != referrer && price > 1);
        address currency = inToken ? address(usd) : NATIVE;
        uint256 due = _creditFor(referrer, currency, price) + _creditFor(referrer, currency, second);
        assertEq(accessToken.creditOf(referrer, currency), due);

        vm.expectEmit(address(accessToken));
        emit IAccessToken.CreditWithdrawn(referrer, currency, due);
        vm.prank(caller);
        assertEq(accessToken.withdrawCredit(referrer, currency), due);
        assertEq(_balance(currency, referrer), due, "paid to the account");
        assertEq(accessToken.creditOf(referrer, currency), 0);
        _expectNoCredit(referrer, currency);
        _assertTill(currency, accessToken.incomeOf(capsuleId, currency), 0);
    }

    function test_RevertWhen_AccountRefuses() public {
        address refusing = address(new RefusingHolder());
        uint256 due = _creditFor(refusing, NATIVE, PRICE);
        uint256 ofOther = _creditFor(referrer, NATIVE, PRICE);
        vm.expectRevert(RefusingHolder.Refused.selector);
        accessToken.withdrawCredit(refusing, NATIVE);
        assertEq(accessToken.creditOf(refusing, NATIVE), due, "kept");
        assertEq(accessToken.withdrawCredit(referrer, NATIVE), ofOther);
        splitter.claimOwner(capsuleId, NATIVE);
        assertEq(creator.balance, _afterFee(accessToken.incomeOf(capsuleId, NATIVE)));
    }

    function test_RevertWhen_AccountIsBlocked() public {
        BlocklistToken token = new BlocklistToken();
        uint256 due = _creditFor(referrer, address(token), 1000);
        token.setBlocked(referrer, true);
        vm.expectRevert(abi.encodeWithSelector(BlocklistToken.Blocked.selector, referrer));
        accessToken.withdrawCredit(referrer, address(token));
        token.setBlocked(referrer, false);
        assertEq(accessToken.withdrawCredit(referrer, address(token)), due);
    }

    /// @dev A sale that credits `account` half of `price`.
    function _creditFor(address account, address currency, uint128 price) private returns (uint256 share) {
        IAccessToken.Terms memory terms = _terms(currency);
        terms.referralBps = 5000;
        IAccessToken.Order memory order = _order(_createOffer(capsuleId, price, terms), 1, buyer);
        order.referrer = account;
        _purchase(buyer, order);
        return price / 2;
    }

    function _afterFee(uint256 income) private pure returns (uint256) {
        return income - income * FEE_BPS / 10_000;
    }

    function _expectNoCredit(address account, address currency) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NoCredit.selector, account, currency));
        accessToken.withdrawCredit(account, currency);
    }
}
