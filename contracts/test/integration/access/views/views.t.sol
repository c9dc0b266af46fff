// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract AccessViewsTest is ProtocolTest {
    function testFuzz_RevertWhen_OfferUnknown(uint256 licenseId) public {
        uint256 offerId = licenseId >> 64;
        bytes memory unknown = abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, offerId);
        vm.expectRevert(unknown);
        accessToken.offerOf(offerId);
        vm.expectRevert(unknown);
        accessToken.quote(offerId, 1);
        vm.expectRevert(unknown);
        accessToken.royaltyInfo(licenseId, 1);
        vm.expectRevert(unknown);
        accessToken.uri(licenseId);
    }

    function testFuzz_Quote(uint88 price, uint128 quantity, bool inUsd) public {
        address currency = inUsd ? address(usd) : NATIVE;
        (, uint256 offerId) = _capsuleWithOffer(price, _terms(currency));
        (address quoted, uint256 total) = accessToken.quote(offerId, quantity);
        assertEq(quoted, currency);
        assertEq(total, uint256(price) * quantity);
    }

    function testFuzz_LicenseStatus_Unknown(uint256 licenseId, address account) public view {
        (uint256 capsuleId, uint16 rights,, uint32 runs, bool valid) = accessToken.licenseStatus(licenseId, account);
        assertEq(capsuleId, 0);
        assertEq(rights, 0);
        assertEq(runs, 0);
        assertFalse(valid);
    }

    function testFuzz_LicenseStatus_OfWhoHoldsNone(address account, uint64 serial) public {
        vm.assume(account != buyer);
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1, _timedTerms(NATIVE, 1 days));
        uint256 licenseId = _buy(offerId, 1);
        (uint256 capsule,, uint64 expiresAt,, bool valid) = accessToken.licenseStatus(licenseId, account);
        assertEq(capsule, capsuleId);
        assertEq(expiresAt, block.timestamp + 1 days);
        assertFalse(valid, "held by someone else");

        vm.assume(serial != 1);
        (,,,, valid) = accessToken.licenseStatus((offerId << 64) | serial, buyer);
        assertFalse(valid, "never sold");
    }

    function testFuzz_LicenseStatus_SerialOfAPlainOffer(uint64 serial) public {
        vm.assume(serial != 0);
        (, uint256 offerId) = _capsuleWithOffer(1, _terms(NATIVE));
        _buy(offerId, 1);
        (,, uint64 expiresAt,, bool valid) = accessToken.licenseStatus((offerId << 64) | serial, buyer);
        assertEq(expiresAt, 0);
        assertFalse(valid);
    }

    function testFuzz_LicenseStatus_Rights(uint16 rights) public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.rights = uint16(bound(rights, 1, 255));
        (, uint256 offerId) = _capsuleWithOffer(1, terms);
        (, uint16 granted,,,) = accessToken.licenseStatus(_buy(offerId, 1), buyer);
        assertEq(granted, terms.rights);
    }

    function testFuzz_RoyaltyInfo(uint16 royaltyBps, uint256 price, uint64 serial) public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.resaleRoyaltyBps = uint16(bound(royaltyBps, 0, 5000));
        price = bound(price, 0, type(uint256).max / 5000);
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1, terms);
        (address receiver, uint256 royalty) = accessToken.royaltyInfo((offerId << 64) | serial, price);
        assertEq(receiver, splitter.inboxOf(capsuleId));
        assertEq(royalty, price * terms.resaleRoyaltyBps / 10_000);
    }

    function testFuzz_Uri(uint64 serial) public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1, _terms(NATIVE));
        assertEq(accessToken.uri((offerId << 64) | serial), registry.tokenURI(capsuleId));
    }

    function testFuzz_SupportsInterface(bytes4 other) public view {
        bytes4[4] memory known = [
            bytes4(0x01ffc9a7), // ERC-165
            0xd9b67a26, // ERC-1155
            0x0e89341c, // ERC-1155 metadata
            0x2a55205a // ERC-2981
        ];
        bool isKnown;
        for (uint256 i = 0; i < known.length; ++i) {
            assertTrue(accessToken.supportsInterface(known[i]));
            isKnown = isKnown || known[i] == other;
        }
        assertEq(accessToken.supportsInterface(other), isKnown);
        assertFalse(accessToken.supportsInterface(0xffffffff));
    }

    function test_Version() public view {
        assertEq(accessToken.version(), "0.3.0");
        assertEq(priceOracle.version(), "0.3.0");
    }
}
