// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";

/// @title Gas of whole transactions through the proxies, 21,000 base and calldata included
/// @dev Only the release profile writes the figures: it compiles as for deployment and runs every call as a
/// transaction of its own. Conditions are those of production: a capsule that already had income, all of it claimed; a
/// till that holds other capsules' money; a buyer that never bought before; an ERC-20 that every party already has; the
/// owner claims for itself.
contract GasTest is ProtocolTest {
    uint128 private constant PRICE = 0.01 ether;
    uint128 private constant USD_PRICE = 25e6;
    bytes32 private constant NEXT = keccak256("manifest 2");
    bytes32 private constant SALT = keccak256("salt 2");

    uint256 private capsuleId;
    uint256 private plain;
    uint256 private plainUsd;
    uint256 private timed;
    uint256 private timedUsd;
    uint256 private capped;

    function setUp() public override {
        super.setUp();
        (capsuleId, plain) = _capsuleWithOffer(PRICE, _terms(NATIVE));
        plainUsd = _createOffer(capsuleId, USD_PRICE, _terms(address(usd)));
        timed = _createOffer(capsuleId, PRICE, _timedTerms(NATIVE, 30 days));
        timedUsd = _createOffer(capsuleId, USD_PRICE, _timedTerms(address(usd), 30 days));
        capped = _cappedOffer();
        _earnOnce();
    }

    function test_Register() public {
        vm.prank(creator);
        registry.register(SALT, MANIFEST, true, 0);
        _record("register");
    }

    function test_Register_First() public {
        vm.prank(stranger);
        registry.register(SALT, MANIFEST, true, 0);
        _record("registerFirst");
    }

    function test_Register_WithRoyalty() public {
        vm.prank(creator);
        registry.register(SALT, MANIFEST, true, 500);
        _record("registerWithRoyalty");
    }

    function test_Seal() public {
        uint256 fresh = _register(creator, "salt 2", true);
        bytes[] memory signatures = _quorum(_sealDigest(fresh), THRESHOLD);
        registry.seal(fresh, signatures);
        _record("seal");
    }

    function test_PublishVersion() public {
        bytes32 digest = registry.sealDigest(capsuleId, 2, NEXT, 1);
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        vm.prank(creator);
        registry.publishVersion(capsuleId, NEXT, true, signatures);
        _record("publishVersionSealed");
    }

    function test_CreateOffer() public {
        vm.prank(creator);
        accessToken.createOffer(capsuleId, PRICE, _terms(NATIVE));
        _record("createOffer");
    }

    function test_BuyNative() public {
        _buyWith(plain, PRICE);
        _record("buyNative");
    }

    function test_BuyNative_Again() public {
        _buyWith(plain, PRICE);
        _buyWith(plain, PRICE);
        _record("buyNativeAgain");
    }

    function test_BuyCapped() public {
        _buyWith(capped, PRICE);
        _record("buyCapped");
    }

    function test_BuyErc20() public {
        _approve();
        _buyWith(plainUsd, 0);
        _record("buyErc20");
    }

    function test_BuyTimed() public {
        _buyWith(timed, PRICE);
        _record("buyTimed");
    }

    function test_BuyTimed_Erc20() public {
        _approve();
        _buyWith(timedUsd, 0);
        _record("buyTimedErc20");
    }

    function test_Renew() public {
        _buyWith(timed, PRICE);
        vm.prank(buyer);
        accessToken.renew{ value: PRICE }((timed << 64) | 2, PRICE, block.timestamp);
        _record("renew");
    }

    function test_Tip() public {
        vm.prank(buyer);
        accessToken.tip{ value: PRICE }(capsuleId, NATIVE, PRICE);
        _record("tip");
    }

    function test_ClaimOwner() public {
        _buyWith(plain, PRICE);
        vm.prank(creator);
        splitter.claimOwner(capsuleId, NATIVE);
        _record("claimOwner");
    }

    function test_ClaimOwner_Erc20() public {
        _approve();
        _buyWith(plainUsd, 0);
        vm.prank(creator);
        splitter.claimOwner(capsuleId, address(usd));
        _record("claimOwnerErc20");
    }

    function test_CollectFee() public {
        _buyWith(plain, PRICE);
        splitter.collectFee(capsuleId, NATIVE);
        _record("collectFee");
    }

    function test_Sweep_First() public {
        vm.deal(splitter.inboxOf(capsuleId), 1 ether);
        splitter.sweep(capsuleId, NATIVE);
        _record("sweepFirst");
    }

    function test_Sweep() public {
        vm.deal(splitter.inboxOf(capsuleId), 1 ether);
        splitter.sweep(capsuleId, NATIVE);
        vm.deal(splitter.inboxOf(capsuleId), 1 ether);
        splitter.sweep(capsuleId, NATIVE);
        _record("sweep");
    }

    function test_AuthorizeSession() public {
        vm.prank(buyer);
        keeperRegistry.authorizeSession(stranger, uint64(block.timestamp + 1 days));
        _record("authorizeSession");
    }

    function _record(string memory operation) private {
        vm.snapshotGasLastCall("gas", operation);
    }

    function _buyWith(uint256 offerId, uint256 value) private {
        uint256 price = value == 0 ? USD_PRICE : PRICE;
        vm.prank(buyer);
        accessToken.purchase{ value: value }(offerId, 1, buyer, price, block.timestamp + 1 hours, address(0));
    }

    function _approve() private {
        usd.mint(buyer, 1000e6);
        vm.prank(buyer);
        usd.approve(address(accessToken), NO_LIMIT);
    }

    function _cappedOffer() private returns (uint256) {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.maxSupply = 1000;
        return _createOffer(capsuleId, PRICE, terms);
    }

    /// @dev An earlier sale of every offer to someone else, all of it claimed, and income of another capsule, unclaimed.
    function _earnOnce() private {
        uint256 other = _registerSealed(creator, "other");
        uint256[4] memory native = [plain, timed, capped, _createOffer(other, PRICE, _terms(NATIVE))];
        uint256[3] memory inUsd = [plainUsd, timedUsd, _createOffer(other, USD_PRICE, _terms(address(usd)))];
        vm.deal(stranger, 1 ether);
        usd.mint(stranger, 1000e6);
        vm.startPrank(stranger);
        usd.approve(address(accessToken), NO_LIMIT);
        for (uint256 i = 0; i < native.length; ++i) {
            accessToken.purchase{ value: PRICE }(native[i], 1, stranger, NO_LIMIT, NO_LIMIT, address(0));
        }
        for (uint256 i = 0; i < inUsd.length; ++i) {
            accessToken.purchase(inUsd[i], 1, stranger, NO_LIMIT, NO_LIMIT, address(0));
        }
        vm.stopPrank();
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 i = 0; i < currencies.length; ++i) {
            splitter.claimOwner(capsuleId, currencies[i]);
            splitter.collectFee(capsuleId, currencies[i]);
        }
    }
}
