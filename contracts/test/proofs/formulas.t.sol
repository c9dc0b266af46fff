// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { LicenseIds } from "../../src/libraries/LicenseIds.sol";
import { PriceMath } from "../../src/libraries/PriceMath.sol";
import { LicenseTest } from "../fixtures/LicenseTest.sol";
import { LicenseTime } from "./formulas/LicenseTime.sol";
import { PlainIds } from "./formulas/PlainIds.sol";
import { PlainPrice } from "./formulas/PlainPrice.sol";

/// @notice The formulas that are proved are those that the protocol computes.
contract FormulasTest is LicenseTest {
    function testFuzz_Extended_IsTheEndAfterARenewal(uint32 duration, uint40 wait) public {
        duration = uint32(bound(duration, 1, 20 * 365 days));
        uint256 licenseId = _buy(_offer(_timedTerms(NATIVE, duration)), 1);
        uint256 end = block.timestamp + duration;
        vm.warp(block.timestamp + bound(wait, 0, 2 * uint256(duration)));
        assertEq(_renew(buyer, licenseId), LicenseTime.extended(end, block.timestamp, duration));
    }

    /// @dev For a license and for a trial, which may be shorter than the duration; tried at both ends of the window.
    function testFuzz_RenewalWindow_IsThatOfAutomaticRenewal(uint32 duration, uint24 trial, bool tried) public {
        duration = uint32(bound(duration, 100, 365 days));
        trial = uint24(bound(trial, 10, type(uint24).max));
        uint256 licenseId = _renewable(duration, trial, tried);
        uint256 lasts = tried ? trial : duration;
        (uint256 opensAt, uint256 closedAt) =
            LicenseTime.renewalWindow(block.timestamp, block.timestamp + lasts, duration);
        _refusesAt(opensAt - 1, licenseId, IAccessToken.AccessToken_RenewalTooEarly.selector, opensAt);
        _renewsAt(opensAt, licenseId);
        _renewsAt(closedAt, licenseId);
        _refusesAt(closedAt + 1, licenseId, IAccessToken.AccessToken_RenewalTooLate.selector, closedAt);
    }

    function testFuzz_Refund_IsWhatARevocationPays(uint88 price, uint32 duration, uint40 wait) public {
        vm.assume(duration != 0);
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, duration);
        terms.revocable = true;
        uint256 offerId = _offer(terms);
        _setPrice(offerId, price);
        uint256 licenseId = _buy(offerId, 1);
        (uint256 since, uint256 end) = (block.timestamp, block.timestamp + duration);
        vm.warp(since + bound(wait, 0, uint256(duration) + 1));
        assertEq(accessToken.refundOf(licenseId), LicenseTime.refund(price, since, end, block.timestamp));
    }

    /// @dev Wherever the product of the plain formula fits 256 bits, which all that is proved does.
    function testFuzz_FromCents_IsPriceMaths(uint88 cents, uint128 price, uint8 feedDecimals, uint8 currencyDecimals)
        public
        pure
    {
        price = uint128(bound(price, 1, type(uint128).max));
        feedDecimals = uint8(bound(feedDecimals, 0, 18));
        currencyDecimals = uint8(bound(currencyDecimals, 0, 36 - feedDecimals));
        uint256 scale = 10 ** (uint256(feedDecimals) + currencyDecimals);
        uint256 expected = PriceMath.fromCents(cents, price, feedDecimals, currencyDecimals);
        assertEq(PlainPrice.fromCents(cents, price, scale), expected);
    }

    function testFuzz_Ids_AreLicenseIds(uint64 offerId, uint64 serial, uint256 any) public pure {
        assertEq(PlainIds.pack(offerId, serial), LicenseIds.pack(offerId, serial));
        assertEq(PlainIds.offerOf(any), LicenseIds.offerOf(any));
        assertEq(PlainIds.serialOf(any), LicenseIds.serialOf(any));
    }

    function _refusesAt(uint256 second, uint256 licenseId, bytes4 refusal, uint256 bound_) private {
        vm.warp(second);
        vm.expectRevert(abi.encodeWithSelector(refusal, licenseId, bound_));
        accessToken.autoRenew(licenseId);
    }

    /// @dev Renews, and takes it back.
    function _renewsAt(uint256 second, uint256 licenseId) private {
        uint256 before = vm.snapshotState();
        vm.warp(second);
        _fund(buyer, address(usd), PRICE);
        assertGt(accessToken.autoRenew(licenseId), second);
        vm.revertToState(before);
    }

    /// @dev A license of the buyer, bought or tried, that anyone may renew.
    function _renewable(uint32 duration, uint24 trial, bool tried) private returns (uint256 licenseId) {
        IAccessToken.Terms memory terms = _timedTerms(address(usd), duration);
        terms.trial = trial;
        uint256 offerId = _offer(terms);
        if (!tried) licenseId = _buy(offerId, 1);
        vm.startPrank(buyer);
        if (tried) licenseId = accessToken.startTrial(offerId);
        accessToken.setAutoRenewal(licenseId, true);
        vm.stopPrank();
    }
}
