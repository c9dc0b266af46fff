// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { PriceFeed } from "../../../mocks/PriceFeed.sol";
import { AutoRenewalTest } from "./AutoRenewalTest.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract AutoRenewTest is AutoRenewalTest {
    function test_RevertWhen_Off() public {
        vm.warp(end);
        _consent(buyer, false);
        _expectOff();
        licenseId = (offerId << 64) | 2;
        _expectOff();
        licenseId = 99 << 64;
        _autoRenewReverts(abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, 99));
    }

    function test_WindowSeconds() public {
        vm.warp(end - WINDOW - 1);
        _autoRenewReverts(
            abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooEarly.selector, licenseId, end - WINDOW)
        );
        _renewsAt(end - WINDOW, end + DURATION);
        _renewsAt(end - WINDOW + 1, end + DURATION);
        _renewsAt(end - 1, end + DURATION);
        _renewsAt(end, end + DURATION);
        _renewsAt(end + 1, end + 1 + DURATION);
        _renewsAt(end + WINDOW - 1, end + WINDOW - 1 + DURATION);
        _renewsAt(end + WINDOW, end + WINDOW + DURATION);
        vm.warp(end + WINDOW + 1);
        _autoRenewReverts(
            abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooLate.selector, licenseId, end + WINDOW)
        );
    }

    /// @dev For every duration, also one whose tenth is no second.
    function testFuzz_Window(uint32 duration, uint40 at) public {
        vm.assume(duration != 0);
        offerId = _createOffer(capsuleId, 0, _timedTerms(address(usd), duration));
        uint256 start = block.timestamp;
        licenseId = _buy(offerId, 1);
        _consent(buyer, true);
        end = start + duration;
        uint256 tenth = duration / 10;
        vm.warp(bound(at, start, end + 2 * tenth + 2));
        if (block.timestamp < end - tenth) {
            _autoRenewReverts(
                abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooEarly.selector, licenseId, end - tenth)
            );
        } else if (block.timestamp > end + tenth) {
            _autoRenewReverts(
                abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooLate.selector, licenseId, end + tenth)
            );
        } else {
            assertEq(_autoRenew(), (block.timestamp > end ? block.timestamp : end) + duration);
        }
    }

    function testFuzz_AutoRenew(uint88 price, uint88 agreed, address caller) public {
        vm.assume(caller != address(0));
        (price, agreed) = price < agreed ? (price, agreed) : (agreed, price);
        offerId = _offer(_timedTerms(address(usd), DURATION));
        _setPrice(offerId, agreed);
        licenseId = _buy(offerId, 1);
        _consent(buyer, true);
        _setPrice(offerId, price);
        uint256 balance = usd.balanceOf(buyer);
        _allow(buyer, price);
        vm.warp(end);

        uint64 newEnd = uint64(end + DURATION);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.LicenseRenewed(licenseId, capsuleId, buyer, price, price, newEnd);
        vm.prank(caller);
        assertEq(accessToken.autoRenew(licenseId), newEnd);
        assertEq(usd.balanceOf(buyer), balance, "from its holder");
        assertEq(usd.allowance(buyer, address(accessToken)), 0);
        assertEq(_status(licenseId, buyer).expiresAt, newEnd);
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), uint256(PRICE) + agreed + price);
        assertEq(accessToken.autoRenewalOf(licenseId), buyer, "and goes on");
    }

    function testFuzz_RevertWhen_PriceRose(uint88 price) public {
        price = uint88(bound(price, PRICE + 1, type(uint88).max));
        vm.warp(end);
        _setPrice(offerId, price);
        _allow(buyer, price);
        bytes memory rose = abi.encodeWithSelector(IAccessToken.AccessToken_PriceRose.selector, licenseId, price, PRICE);
        _autoRenewReverts(rose);
        // Its holder may renew at that price, which doesn't change what anyone may do.
        _renew(buyer, licenseId);
        vm.warp(end + DURATION);
        _autoRenewReverts(rose);
        _setPrice(offerId, PRICE);
        _allow(buyer, PRICE);
        _autoRenew();
    }

    function testFuzz_RevertWhen_AllowanceOrMoneyIsMissing(uint256 allowance) public {
        allowance = bound(allowance, 0, PRICE - 1);
        vm.warp(end);
        vm.prank(buyer);
        usd.approve(address(accessToken), allowance);
        _autoRenewReverts(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), allowance, PRICE
            )
        );
        vm.startPrank(buyer);
        usd.approve(address(accessToken), PRICE);
        usd.transfer(recipient, 1);
        vm.stopPrank();
        _autoRenewReverts(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, buyer, PRICE - 1, PRICE)
        );
    }

    function test_RevertWhen_OfferIsStopped() public {
        vm.warp(end);
        _stop(offerId);
        _autoRenewReverts(abi.encodeWithSelector(IAccessToken.AccessToken_OfferInactive.selector, offerId));
    }

    function test_RevertWhen_CapsuleIsNotReady() public {
        vm.warp(end);
        vm.prank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), true, new bytes[](0));
        _autoRenewReverts(abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, capsuleId));
    }

    function test_RevertWhen_CurrencyIsNative() public {
        offerId = _offer(_timedTerms(NATIVE, DURATION));
        licenseId = _buy(offerId, 1);
        _consent(buyer, true);
        vm.warp(end);
        _autoRenewReverts(abi.encodeWithSelector(IAccessToken.AccessToken_InsufficientPayment.selector, 0, PRICE));
    }

    /// @dev However often it is called, its holder pays once in a duration.
    function testFuzz_AutoRenew_OnceInADuration(uint32 wait) public {
        wait = uint32(bound(wait, 0, DURATION - WINDOW - 1));
        _allow(buyer, 10 * uint256(PRICE));
        uint256 balance = usd.balanceOf(buyer);
        vm.warp(end);
        _autoRenew();
        vm.warp(end + wait);
        _autoRenewReverts(
            abi.encodeWithSelector(
                IAccessToken.AccessToken_RenewalTooEarly.selector, licenseId, end + DURATION - WINDOW
            )
        );
        assertEq(usd.balanceOf(buyer), balance - PRICE);
        vm.warp(end + DURATION - WINDOW);
        _autoRenew();
        assertEq(usd.balanceOf(buyer), balance - 2 * uint256(PRICE));
    }

    /// @dev What was agreed to in USD are cents: their worth may move, they may not.
    function testFuzz_AutoRenew_InUsd(uint32 price, uint32 later, bool rose) public {
        (price, later) = (uint32(bound(price, 2, 1e9)), uint32(bound(later, 2, 1e9)));
        PriceFeed feed = _feed(address(usd), 6, price);
        IAccessToken.Terms memory terms = _timedTerms(address(usd), DURATION);
        terms.pricedInUsd = true;
        offerId = _createOffer(capsuleId, 2500, terms);
        licenseId = _buy(offerId, 1);
        _consent(buyer, true);
        vm.warp(end);
        feed.set(int256(uint256(later)), block.timestamp);
        _allow(buyer, 1e30);
        if (rose) {
            _setPrice(offerId, 2501);
            _autoRenewReverts(
                abi.encodeWithSelector(IAccessToken.AccessToken_PriceRose.selector, licenseId, 2501, 2500)
            );
            return;
        }
        uint256 income = accessToken.incomeOf(capsuleId, address(usd));
        _autoRenew();
        uint256 due = (uint256(2500e12) + uint256(later) * 100 - 1) / (uint256(later) * 100);
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), income + due);
    }

    /// @dev Nobody is charged while a trial has more than its last tenth to run, however long a duration is.
    function testFuzz_AutoRenew_OfATrial(uint32 trial, uint32 duration) public {
        (trial, duration) = (uint32(bound(trial, 1, 90 days)), uint32(bound(duration, 1, 1000 days)));
        uint256 start = block.timestamp;
        _try(trial, duration);
        uint256 tenth = (trial < duration ? trial : duration) / 10;
        end = start + trial;
        vm.warp(end - tenth - 1);
        _autoRenewReverts(
            abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooEarly.selector, licenseId, end - tenth)
        );
        _renewsAt(end - tenth, end + duration);
        _renewsAt(end + tenth, end + tenth + duration);
        vm.warp(end + tenth + 1);
        _autoRenewReverts(
            abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooLate.selector, licenseId, end + tenth)
        );
    }

    /// @dev After it, the windows are those of a duration.
    function test_AutoRenew_AfterATrial() public {
        _try(7 days, DURATION);
        vm.warp(block.timestamp + 7 days);
        _allow(buyer, 2 * uint256(PRICE));
        end = _autoRenew();
        assertEq(end, block.timestamp + DURATION);
        vm.warp(end - WINDOW - 1);
        _autoRenewReverts(
            abi.encodeWithSelector(IAccessToken.AccessToken_RenewalTooEarly.selector, licenseId, end - WINDOW)
        );
        _renewsAt(end - WINDOW, end + DURATION);
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), 2 * uint256(PRICE));
    }

    function _try(uint32 trial, uint32 duration) private {
        IAccessToken.Terms memory terms = _timedTerms(address(usd), duration);
        terms.trial = trial;
        offerId = _offer(terms);
        vm.prank(buyer);
        licenseId = accessToken.startTrial(offerId);
        _consent(buyer, true);
    }

    function _renewsAt(uint256 second, uint256 newEnd) private {
        uint256 state = vm.snapshotState();
        vm.warp(second);
        assertEq(_autoRenew(), newEnd);
        assertTrue(_isValid(licenseId, buyer));
        vm.revertToState(state);
    }
}
