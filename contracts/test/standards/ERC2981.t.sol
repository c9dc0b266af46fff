// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";

/// @notice Markets that know ERC-2981 are told what to pay and where; what they pay is shared like other income.
contract ERC2981Test is ProtocolTest {
    uint256 private constant MAX_PRICE = type(uint256).max / 5000;

    function testFuzz_Capsule(uint16 royaltyBps, uint256 price) public {
        royaltyBps = uint16(bound(royaltyBps, 0, 5000));
        price = bound(price, 0, MAX_PRICE);
        uint256 capsuleId = _capsule(royaltyBps);
        (address receiver, uint256 royalty) = registry.royaltyInfo(capsuleId, price);
        assertEq(receiver, splitter.inboxOf(capsuleId));
        assertEq(royalty, price * royaltyBps / 10_000);
    }

    /// @dev Shares carry the royalty of their capsule.
    function testFuzz_Shares(uint16 royaltyBps, uint256 price) public {
        royaltyBps = uint16(bound(royaltyBps, 0, 5000));
        price = bound(price, 0, MAX_PRICE);
        uint256 capsuleId = _capsule(royaltyBps);
        (address receiver, uint256 royalty) = splitter.royaltyInfo(capsuleId, price);
        assertEq(receiver, splitter.inboxOf(capsuleId));
        assertEq(royalty, price * royaltyBps / 10_000);
    }

    function testFuzz_License(uint16 royaltyBps, uint256 price, bool timed) public {
        royaltyBps = uint16(bound(royaltyBps, 0, 5000));
        price = bound(price, 0, MAX_PRICE);
        IAccessToken.Terms memory terms = timed ? _timedTerms(NATIVE, 1 days) : _terms(NATIVE);
        terms.resaleRoyaltyBps = royaltyBps;
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, terms);
        uint256 licenseId = _buy(offerId, 1);
        (address receiver, uint256 royalty) = accessToken.royaltyInfo(licenseId, price);
        assertEq(receiver, splitter.inboxOf(capsuleId));
        assertEq(royalty, price * royaltyBps / 10_000);
    }

    /// @dev A market that knows nothing of us just sends the money to the receiver.
    function testFuzz_WhatIsPaid_BecomesIncomeOfTheCapsule(uint16 royaltyBps, uint96 price, bool inTokens) public {
        royaltyBps = uint16(bound(royaltyBps, 1, 5000));
        price = uint96(bound(price, 10_000, type(uint96).max));
        uint256 capsuleId = _capsule(royaltyBps);
        address currency = inTokens ? address(usd) : NATIVE;
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, currency);

        (address receiver, uint256 royalty) = registry.royaltyInfo(capsuleId, price);
        if (inTokens) {
            usd.mint(receiver, royalty);
        } else {
            vm.deal(stranger, royalty);
            vm.prank(stranger);
            // As old-fashioned as payers get: 2,300 gas, before there is any code at the receiver.
            payable(receiver).transfer(royalty);
        }
        splitter.sweep(capsuleId, currency);
        assertEq(accessToken.incomeOf(capsuleId, currency), royalty);
        assertEq(splitter.claimableOwner(capsuleId, currency), royalty - royalty * FEE_BPS / 10_000);
        assertEq(_balance(currency, receiver), 0);
    }

    /// @dev The second payment meets the inbox's code.
    function test_WhatIsPaid_AlsoOnceTheInboxHasCode() public {
        uint256 capsuleId = _capsule(1000);
        (address receiver, uint256 royalty) = registry.royaltyInfo(capsuleId, 10 ether);
        for (uint256 i = 1; i <= 2; ++i) {
            vm.deal(stranger, royalty);
            vm.prank(stranger);
            payable(receiver).transfer(royalty);
            splitter.sweep(capsuleId, NATIVE);
            assertEq(accessToken.incomeOf(capsuleId, NATIVE), i * 1 ether);
        }
    }

    function testFuzz_RevertWhen_Unknown(uint256 id, uint256 price) public {
        id = bound(id, 1 << 64, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, id));
        registry.royaltyInfo(id, price);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, id));
        splitter.royaltyInfo(id, price);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, id >> 64));
        accessToken.royaltyInfo(id, price);
    }

    function _capsule(uint16 royaltyBps) private returns (uint256) {
        vm.prank(creator);
        return registry.register("salt", MANIFEST, false, royaltyBps);
    }
}
