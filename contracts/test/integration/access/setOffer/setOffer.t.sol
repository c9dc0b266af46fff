// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { IPriceOracle } from "../../../../src/interfaces/IPriceOracle.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract SetOfferTest is ProtocolTest {
    function testFuzz_RevertWhen_OfferUnknown(uint256 offerId) public {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, offerId));
        accessToken.setOffer(offerId, 1, true);
    }

    function testFuzz_RevertWhen_CallerNotAuthorized(address caller) public {
        vm.assume(caller != creator);
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotAuthorized.selector, capsuleId, caller));
        vm.prank(caller);
        accessToken.setOffer(offerId, 1, true);
    }

    function test_RevertWhen_OwnerOfAnotherCapsule() public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        _registerSealed(stranger, "salt");
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotAuthorized.selector, capsuleId, stranger));
        vm.prank(stranger);
        accessToken.setOffer(offerId, 1, true);
    }

    function testFuzz_RevertWhen_PriceTooHigh(uint128 price, bool active) public {
        price = uint128(bound(price, uint256(type(uint88).max) + 1, type(uint128).max));
        (, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidTerms.selector, "price"));
        vm.prank(creator);
        accessToken.setOffer(offerId, price, active);
    }

    function testFuzz_SetOffer(uint88 price, bool active, uint32 duration, uint32 maxSupply) public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, duration);
        terms.maxSupply = maxSupply;
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, terms);

        vm.expectEmit(address(accessToken));
        emit IAccessToken.OfferChanged(offerId, price, active);
        vm.prank(creator);
        accessToken.setOffer(offerId, price, active);

        IAccessToken.Offer memory offer = accessToken.offerOf(offerId);
        assertEq(offer.price, price);
        assertEq(offer.active, active);
        assertEq(offer.capsuleId, capsuleId);
        assertEq(keccak256(abi.encode(offer.terms)), keccak256(abi.encode(terms)), "terms");
    }

    function test_SetOffer_KeepsLimitsWhenOpenedAgain() public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 1 days);
        terms.maxSupply = 1;
        (, uint256 offerId) = _capsuleWithOffer(1 ether, terms);
        vm.startPrank(creator);
        accessToken.setOffer(offerId, 1 ether, false);
        accessToken.setOffer(offerId, 1 ether, true);
        vm.stopPrank();

        uint256 licenseId = _buy(offerId, 1);
        assertEq(licenseId, (offerId << 64) | 1, "numbered");
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, offerId, 1, 0));
        vm.prank(buyer);
        accessToken.purchase{ value: 1 ether }(offerId, 1, buyer, 1 ether, block.timestamp, address(0));
    }

    /// @dev Whatever makes an offer more than a plain one binds again after a stop.
    function testFuzz_SetOffer_KeepsConditionsWhenOpenedAgain(uint8 kind, uint8 times) public {
        kind %= 4;
        IAccessToken.Terms memory terms = _terms(NATIVE);
        if (kind == 0) terms.maxPerAccount = 1;
        if (kind == 1) terms.maxSupply = 1;
        if (kind == 2) terms.referralBps = 5000;
        if (kind == 3) terms.runs = 3;
        uint256 offerId = _reopened(terms, times % 3 + 1);
        vm.startPrank(buyer);
        uint256 licenseId =
            accessToken.purchase{ value: 2 ether }(offerId, 1, buyer, 2 ether, block.timestamp, referrer);
        assertEq(accessToken.creditOf(referrer, NATIVE), kind == 2 ? 1 ether : 0);
        assertEq(licenseId, (offerId << 64) | (kind == 3 ? 1 : 0));
        if (kind > 1) return;
        vm.expectRevert(
            kind == 0
                ? abi.encodeWithSelector(IAccessToken.AccessToken_AccountLimit.selector, offerId, buyer, 1, 1)
                : abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, offerId, 1, 0)
        );
        accessToken.purchase{ value: 2 ether }(offerId, 1, buyer, 2 ether, block.timestamp, address(0));
    }

    function test_SetOffer_StaysInUsd() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.pricedInUsd = true;
        uint256 offerId = _reopened(terms, 1);
        vm.expectRevert(abi.encodeWithSelector(IPriceOracle.PriceOracle_NoFeed.selector, NATIVE));
        vm.prank(buyer);
        accessToken.purchase{ value: 2 ether }(offerId, 1, buyer, NO_LIMIT, block.timestamp, address(0));
    }

    function test_SetOffer_ByTheNewOwner() public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        vm.prank(creator);
        registry.transferFrom(creator, buyer, capsuleId);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotAuthorized.selector, capsuleId, creator));
        vm.prank(creator);
        accessToken.setOffer(offerId, 2 ether, true);
        vm.prank(buyer);
        accessToken.setOffer(offerId, 2 ether, true);
        assertEq(accessToken.offerOf(offerId).price, 2 ether);
    }

    /// @dev An offer that was stopped and opened again, at 2 ether.
    function _reopened(IAccessToken.Terms memory terms, uint256 times) private returns (uint256 offerId) {
        (, offerId) = _capsuleWithOffer(1 ether, terms);
        vm.startPrank(creator);
        for (uint256 i = 0; i < times; ++i) {
            accessToken.setOffer(offerId, 1 ether, false);
            accessToken.setOffer(offerId, 2 ether, true);
        }
        vm.stopPrank();
    }
}
