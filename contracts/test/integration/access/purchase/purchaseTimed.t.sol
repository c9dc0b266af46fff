// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

contract PurchaseTimedTest is ProtocolTest {
    function testFuzz_Purchase_One(uint88 price, uint32 duration, bool inUsd) public {
        vm.assume(duration != 0);
        address currency = inUsd ? address(usd) : NATIVE;
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(price, _timedTerms(currency, duration));
        uint256 value = _fund(buyer, currency, price);
        uint256 licenseId = (offerId << 64) | 1;
        uint64 end = uint64(block.timestamp) + duration;

        _expectSold(Sold(offerId, capsuleId, recipient, buyer, referrer, licenseId, 1, price, price, end));
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(buyer, address(0), recipient, licenseId, 1);
        vm.prank(buyer);
        assertEq(
            accessToken.purchase{ value: value }(offerId, 1, recipient, price, block.timestamp, referrer), licenseId
        );

        assertEq(accessToken.incomeOf(capsuleId, currency), price, "income");
        assertEq(accessToken.offerOf(offerId).minted, 1, "counted");
        _assertEnd(licenseId, end);
    }

    function testFuzz_Purchase_Several(uint88 price, uint32 duration, uint8 quantity, uint8 before) public {
        vm.assume(duration != 0);
        quantity = uint8(bound(quantity, 2, 12));
        before = uint8(bound(before, 0, 5));
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(price, _timedTerms(NATIVE, duration));
        for (uint256 i = 0; i < before; ++i) {
            _buy(offerId, 1);
        }
        uint256 first = (offerId << 64) | (uint256(before) + 1);
        uint256 total = uint256(price) * quantity;
        (uint256[] memory ids, uint256[] memory values) = _consecutive(first, quantity);
        uint64 end = uint64(block.timestamp) + duration;
        vm.deal(buyer, total);

        _expectSold(Sold(offerId, capsuleId, recipient, buyer, referrer, first, quantity, total, total, end));
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferBatch(buyer, address(0), recipient, ids, values);
        vm.prank(buyer);
        accessToken.purchase{ value: total }(offerId, quantity, recipient, total, block.timestamp, referrer);

        assertEq(accessToken.offerOf(offerId).minted, uint256(before) + quantity, "counted");
        for (uint256 i = 0; i < quantity; ++i) {
            _assertEnd(ids[i], end);
        }
    }

    /// @dev Valid strictly before its end.
    function testFuzz_Purchase_SecondsAroundTheEnd(uint32 duration) public {
        vm.assume(duration > 1);
        (, uint256 offerId) = _capsuleWithOffer(1, _timedTerms(NATIVE, duration));
        uint256 licenseId = _buy(offerId, 1);
        uint256 end = block.timestamp + duration;
        vm.warp(end - 1);
        assertTrue(_isValid(licenseId), "one second before");
        vm.warp(end);
        assertFalse(_isValid(licenseId), "at the end");
        vm.warp(end + 1);
        assertFalse(_isValid(licenseId), "one second after");
    }

    function test_Purchase_LicensesEndApart() public {
        (, uint256 offerId) = _capsuleWithOffer(1, _timedTerms(NATIVE, 10 days));
        uint256 first = _buy(offerId, 1);
        vm.warp(block.timestamp + 6 days);
        uint256 second = _buy(offerId, 1);
        vm.warp(block.timestamp + 4 days);
        assertFalse(_isValid(first));
        assertTrue(_isValid(second));
        vm.warp(block.timestamp + 6 days);
        assertFalse(_isValid(second));
    }

    function test_RevertWhen_EndIsBeyondTheClock() public {
        (, uint256 offerId) = _capsuleWithOffer(1, _timedTerms(NATIVE, 2));
        vm.warp(type(uint40).max - 1);
        vm.expectRevert(
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 40, uint256(type(uint40).max) + 1)
        );
        vm.prank(buyer);
        accessToken.purchase{ value: 1 }(offerId, 1, buyer, 1, NO_LIMIT, address(0));
    }

    function _consecutive(uint256 first, uint256 count)
        private
        pure
        returns (uint256[] memory ids, uint256[] memory values)
    {
        (ids, values) = (new uint256[](count), new uint256[](count));
        for (uint256 i = 0; i < count; ++i) {
            (ids[i], values[i]) = (first + i, 1);
        }
    }

    function _isValid(uint256 licenseId) private view returns (bool valid) {
        (,,,, valid) = accessToken.licenseStatus(licenseId, buyer);
    }

    function _assertEnd(uint256 licenseId, uint64 end) private view {
        (,, uint64 expiresAt, uint32 runs, bool valid) = accessToken.licenseStatus(licenseId, recipient);
        assertEq(accessToken.balanceOf(recipient, licenseId), 1, "balance");
        assertEq(expiresAt, end, "end");
        assertEq(runs, 0, "unmetered");
        assertTrue(valid, "valid");
    }
}
