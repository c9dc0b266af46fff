// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

contract RenewTest is ProtocolTest {
    uint128 private constant PRICE = 1 ether;
    uint32 private constant DURATION = 30 days;

    uint256 private capsuleId;
    uint256 private offerId;
    uint256 private licenseId;
    uint256 private end;

    function setUp() public override {
        super.setUp();
        (capsuleId, offerId) = _capsuleWithOffer(PRICE, _timedTerms(NATIVE, DURATION));
        licenseId = _buy(offerId, 1);
        end = block.timestamp + DURATION;
    }

    function testFuzz_RevertWhen_OfferUnknown(uint256 unknownId) public {
        vm.assume(unknownId >> 64 != offerId);
        _renewReverts(
            unknownId, abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, unknownId >> 64)
        );
    }

    function testFuzz_RevertWhen_LicensesNeverEnd(uint64 serial) public {
        uint256 plain = _createOffer(capsuleId, PRICE, _terms(NATIVE));
        uint256 perpetual = (plain << 64) | serial;
        _renewReverts(perpetual, abi.encodeWithSelector(IAccessToken.AccessToken_NotRenewable.selector, perpetual));
    }

    function testFuzz_RevertWhen_LicenseUnknown(uint64 serial) public {
        vm.assume(serial != 1);
        uint256 unsold = (offerId << 64) | serial;
        _renewReverts(unsold, abi.encodeWithSelector(IAccessToken.AccessToken_UnknownLicense.selector, unsold));
    }

    function test_DeadlineSeconds() public {
        uint256 deadline = block.timestamp + 100;
        vm.startPrank(buyer);
        vm.warp(deadline);
        accessToken.renew{ value: PRICE }(licenseId, PRICE, deadline);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_DeadlinePassed.selector, deadline));
        accessToken.renew{ value: PRICE }(licenseId, PRICE, deadline);
    }

    function test_RevertWhen_CapsuleNotReady() public {
        vm.prank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), true, new bytes[](0));
        _renewReverts(licenseId, abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, capsuleId));
    }

    function test_RevertWhen_OfferStopped() public {
        vm.prank(creator);
        accessToken.setOffer(offerId, PRICE, false);
        _renewReverts(licenseId, abi.encodeWithSelector(IAccessToken.AccessToken_OfferInactive.selector, offerId));
    }

    function testFuzz_RevertWhen_PriceAboveMaximum(uint88 price) public {
        vm.assume(price > PRICE);
        vm.prank(creator);
        accessToken.setOffer(offerId, price, true);
        _renewReverts(
            licenseId, abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, price, PRICE)
        );
    }

    function testFuzz_RevertWhen_TooLittleIsSent(uint256 sent) public {
        sent = bound(sent, 0, PRICE - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InsufficientPayment.selector, sent, PRICE));
        vm.prank(buyer);
        accessToken.renew{ value: sent }(licenseId, PRICE, block.timestamp);
    }

    function test_RevertWhen_NativeComesWithErc20() public {
        uint256 inUsd = _createOffer(capsuleId, 25e6, _timedTerms(address(usd), DURATION));
        uint256 usdLicense = _buy(inUsd, 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnexpectedPayment.selector, 1));
        vm.prank(buyer);
        accessToken.renew{ value: 1 }(usdLicense, 25e6, block.timestamp);
    }

    function testFuzz_Renew(uint256 secondsLater, uint88 price, uint96 excess, address payer) public {
        _assumePayer(payer);
        secondsLater = bound(secondsLater, 0, 10 * uint256(DURATION));
        vm.warp(block.timestamp + secondsLater);
        vm.prank(creator);
        accessToken.setOffer(offerId, price, true);
        vm.deal(payer, uint256(price) + excess);
        uint256 from = end > block.timestamp ? end : block.timestamp;
        uint64 newEnd = uint64(from + DURATION);

        vm.expectEmit(address(accessToken));
        emit IAccessToken.LicenseRenewed(licenseId, capsuleId, payer, price, price, newEnd);
        vm.prank(payer);
        uint64 returned = accessToken.renew{ value: uint256(price) + excess }(licenseId, price, block.timestamp);

        assertEq(returned, newEnd);
        (,, uint64 expiresAt,, bool valid) = accessToken.licenseStatus(licenseId, buyer);
        assertEq(expiresAt, newEnd, "end");
        assertTrue(valid, "valid again, for its holder");
        assertEq(payer.balance, excess, "excess sent back");
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), uint256(PRICE) + price, "income");
        assertEq(accessToken.balanceOf(buyer, licenseId), 1, "no license is added");
        assertEq(accessToken.offerOf(offerId).minted, 1, "nor counted");
    }

    function test_Renew_SecondsAroundTheEnd() public {
        int8[3] memory offsets = [int8(-1), 0, 1];
        for (uint256 i = 0; i < offsets.length; ++i) {
            uint256 state = vm.snapshotState();
            vm.warp(uint256(int256(end) + offsets[i]));
            vm.prank(buyer);
            uint64 newEnd = accessToken.renew{ value: PRICE }(licenseId, PRICE, block.timestamp);
            uint256 from = offsets[i] > 0 ? block.timestamp : end;
            assertEq(newEnd, from + DURATION);
            vm.revertToState(state);
        }
    }

    function testFuzz_Renew_InErc20(uint88 price, uint8 times) public {
        uint256 inUsd = _createOffer(capsuleId, price, _timedTerms(address(usd), DURATION));
        uint256 usdLicense = _buy(inUsd, 1);
        times = uint8(bound(times, 1, 5));
        for (uint256 i = 0; i < times; ++i) {
            _fund(stranger, address(usd), price);
            vm.prank(stranger);
            accessToken.renew(usdLicense, price, block.timestamp);
        }
        (,, uint64 expiresAt,,) = accessToken.licenseStatus(usdLicense, buyer);
        assertEq(expiresAt, block.timestamp + uint256(DURATION) * (uint256(times) + 1));
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), uint256(price) * (uint256(times) + 1));
        assertEq(usd.balanceOf(stranger), 0);
    }

    function test_Renew_OfASoldOutOffer() public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, DURATION);
        terms.maxSupply = 1;
        uint256 capped = _createOffer(capsuleId, PRICE, terms);
        uint256 last = _buy(capped, 1);
        vm.prank(buyer);
        accessToken.renew{ value: PRICE }(last, PRICE, block.timestamp);
        assertEq(accessToken.offerOf(capped).minted, 1);
    }

    function test_RevertWhen_EndIsBeyondTheClock() public {
        vm.warp(uint256(type(uint40).max) + 1 - DURATION);
        vm.expectRevert(
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 40, uint256(type(uint40).max) + 1)
        );
        vm.prank(buyer);
        accessToken.renew{ value: PRICE }(licenseId, PRICE, NO_LIMIT);
    }

    function _renewReverts(uint256 id, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(buyer);
        accessToken.renew{ value: PRICE }(id, PRICE, block.timestamp);
    }
}
