// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";

contract CreateOfferTest is ProtocolTest {
    /// @dev {IAccessToken-Terms} with enums as numbers.
    struct Sellable {
        bool inToken;
        uint32 duration;
        uint24 runs;
        uint32 maxSupply;
        uint16 maxPerAccount;
        uint16 referralBps;
        uint24 trial;
        bool pricedInUsd;
        bool revocable;
        uint16 rights;
        uint16 resaleRoyaltyBps;
        uint16 derivativeRateBps;
        uint8 transferability;
        uint8 derivativePolicy;
        bytes32 termsDigest;
    }

    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        accessToken.createOffer(unknownId, 1, _terms(NATIVE));
    }

    function testFuzz_RevertWhen_CallerNotAuthorized(address caller) public {
        vm.assume(caller != creator);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotAuthorized.selector, capsuleId, caller));
        vm.prank(caller);
        accessToken.createOffer(capsuleId, 1, _terms(NATIVE));
    }

    function testFuzz_RevertWhen_RightsOutOfRange(uint16 rights) public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.rights = 0;
        _expectInvalid(terms, "rights");
        terms.rights = uint16(bound(rights, 256, type(uint16).max));
        _expectInvalid(terms, "rights");
    }

    function testFuzz_RevertWhen_RateTooHigh(uint16 bps) public {
        bps = uint16(bound(bps, 5001, type(uint16).max));
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.resaleRoyaltyBps = bps;
        _expectInvalid(terms, "resaleRoyaltyBps");
        terms = _terms(NATIVE);
        terms.derivativeRateBps = bps;
        _expectInvalid(terms, "derivativeRateBps");
        terms = _terms(NATIVE);
        terms.referralBps = bps;
        _expectInvalid(terms, "referralBps");
    }

    function test_CreateOffer_HighestRates() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        (terms.rights, terms.resaleRoyaltyBps, terms.derivativeRateBps, terms.referralBps) = (255, 5000, 5000, 5000);
        uint256 offerId = _createOffer(capsuleId, 1, terms);
        assertEq(keccak256(abi.encode(accessToken.offerOf(offerId).terms)), keccak256(abi.encode(terms)));
    }

    /// @dev Only time can be tried, or refunded in proportion.
    function testFuzz_RevertWhen_TrialOrRefundWithoutTimeAlone(uint24 trial, uint24 runs, uint32 duration) public {
        vm.assume(trial != 0 && runs != 0 && duration != 0);
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.trial = trial;
        _expectInvalid(terms, "trial");
        (terms.duration, terms.runs) = (duration, runs);
        _expectInvalid(terms, "trial");

        terms = _terms(NATIVE);
        terms.revocable = true;
        _expectInvalid(terms, "revocable");
        (terms.duration, terms.runs) = (duration, runs);
        _expectInvalid(terms, "revocable");
        terms.runs = 0;
        terms.trial = trial;
        assertEq(_createOffer(capsuleId, 1, terms), 1);
    }

    function testFuzz_RevertWhen_CountIsTooHigh(uint32 count) public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.runs = uint32(bound(count, 1 << 24, type(uint32).max));
        _expectInvalid(terms, "runs");
        terms.runs = (1 << 24) - 1;
        _createOffer(capsuleId, 1, terms);

        terms = _timedTerms(NATIVE, 1 days);
        terms.trial = uint32(bound(count, 1 << 24, type(uint32).max));
        _expectInvalid(terms, "trial");
        terms.trial = (1 << 24) - 1;
        terms.maxPerAccount = uint24(bound(count, 1 << 16, type(uint24).max));
        _expectInvalid(terms, "maxPerAccount");
        terms.maxPerAccount = (1 << 16) - 1;
        uint256 offerId = _createOffer(capsuleId, 1, terms);
        assertEq(keccak256(abi.encode(accessToken.offerOf(offerId).terms)), keccak256(abi.encode(terms)));
    }

    function testFuzz_RevertWhen_PriceTooHigh(uint128 price) public {
        price = uint128(bound(price, uint256(type(uint88).max) + 1, type(uint128).max));
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidTerms.selector, "price"));
        vm.prank(creator);
        accessToken.createOffer(capsuleId, price, _terms(NATIVE));
    }

    function testFuzz_RevertWhen_CurrencyIsNoContract(address currency) public {
        vm.assume(currency != NATIVE && currency.code.length == 0);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidCurrency.selector, currency));
        vm.prank(creator);
        accessToken.createOffer(capsuleId, 1, _terms(currency));
    }

    function test_RevertWhen_NinthCurrency() public {
        for (uint256 i = 0; i < 8; ++i) {
            _createOffer(capsuleId, 1, _terms(address(new StandardToken("token", 18))));
        }
        address ninth = address(new StandardToken("token", 18));
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyCurrencies.selector, capsuleId, 8)
        );
        vm.prank(creator);
        accessToken.createOffer(capsuleId, 1, _terms(ninth));
        // The native currency is none of the eight.
        _createOffer(capsuleId, 1, _terms(NATIVE));
    }

    function testFuzz_CreateOffer(uint88 price, Sellable memory sellable, uint8 before) public {
        IAccessToken.Terms memory terms = _termsOf(sellable);
        for (uint256 i = 0; i < before % 4; ++i) {
            _createOffer(capsuleId, 1, _terms(NATIVE));
        }
        uint256 expectedId = before % 4 + 1;

        vm.expectEmit(address(accessToken));
        emit IAccessToken.OfferCreated(expectedId, capsuleId, creator, price, terms);
        if (sellable.inToken) {
            vm.expectEmit(address(splitter));
            emit IRoyaltySplitter.CurrencyAccepted(capsuleId, address(usd));
        }
        vm.prank(creator);
        assertEq(accessToken.createOffer(capsuleId, price, terms), expectedId, "number");

        IAccessToken.Offer memory offer = accessToken.offerOf(expectedId);
        assertEq(offer.capsuleId, capsuleId, "capsule");
        assertEq(offer.price, price, "price");
        assertEq(offer.minted, 0, "minted");
        assertTrue(offer.active, "active");
        assertEq(keccak256(abi.encode(offer.terms)), keccak256(abi.encode(terms)), "terms");
        assertTrue(splitter.acceptsCurrency(capsuleId, terms.currency), "currency");
    }

    function test_CreateOffer_OpensSalesWhenReady() public {
        _createOffer(capsuleId, 1, _terms(NATIVE));
        assertFalse(accessToken.salesOpen(capsuleId), "not sealed yet");

        uint256 ready = _register(creator, "in clear", false);
        assertFalse(accessToken.salesOpen(ready), "nothing to sell yet");
        vm.expectEmit(address(accessToken));
        emit IAccessToken.SalesOpened(ready, true);
        _createOffer(ready, 1, _terms(NATIVE));
        assertTrue(accessToken.salesOpen(ready));
    }

    function test_CreateOffer_ByOperator() public {
        vm.prank(creator);
        registry.setApprovalForAll(stranger, true);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.OfferCreated(1, capsuleId, stranger, 1, _terms(NATIVE));
        vm.prank(stranger);
        accessToken.createOffer(capsuleId, 1, _terms(NATIVE));
    }

    function _termsOf(Sellable memory sellable) private view returns (IAccessToken.Terms memory terms) {
        terms.currency = sellable.inToken ? address(usd) : NATIVE;
        terms.duration = sellable.duration;
        terms.runs = sellable.runs % 2 == 0 ? 0 : sellable.runs;
        terms.maxSupply = sellable.maxSupply;
        terms.maxPerAccount = sellable.maxPerAccount;
        terms.referralBps = uint16(bound(sellable.referralBps, 0, 5000));
        terms.pricedInUsd = sellable.pricedInUsd;
        bool timeAlone = terms.duration != 0 && terms.runs == 0;
        if (timeAlone) (terms.trial, terms.revocable) = (sellable.trial, sellable.revocable);
        terms.rights = uint16(bound(sellable.rights, 1, 255));
        terms.resaleRoyaltyBps = uint16(bound(sellable.resaleRoyaltyBps, 0, 5000));
        terms.derivativeRateBps = uint16(bound(sellable.derivativeRateBps, 0, 5000));
        terms.transferability = Transferability(sellable.transferability % 3);
        terms.derivativePolicy = Policy(sellable.derivativePolicy % 2);
        terms.termsDigest = sellable.termsDigest;
    }

    function _expectInvalid(IAccessToken.Terms memory terms, string memory field) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InvalidTerms.selector, field));
        vm.prank(creator);
        accessToken.createOffer(capsuleId, 1, terms);
    }
}
