// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC1155Errors, IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

contract PurchaseRefusedTest is ProtocolTest {
    uint128 private constant PRICE = 1 ether;

    uint256 private capsuleId;
    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        (capsuleId, offerId) = _capsuleWithOffer(PRICE, _terms(NATIVE));
    }

    function testFuzz_RevertWhen_QuantityOutOfRange(uint256 quantity) public {
        quantity = quantity == 0 ? 0 : bound(quantity, uint256(type(uint32).max) + 1, type(uint256).max);
        _purchaseReverts(
            offerId, quantity, abi.encodeWithSelector(IAccessToken.AccessToken_InvalidQuantity.selector, quantity)
        );
    }

    function testFuzz_RevertWhen_OfferUnknown(uint256 unknownId) public {
        vm.assume(unknownId != offerId);
        _purchaseReverts(
            unknownId, 1, abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, unknownId)
        );
    }

    function testFuzz_RevertWhen_DeadlinePassed(uint256 deadline) public {
        deadline = bound(deadline, 0, block.timestamp - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_DeadlinePassed.selector, deadline));
        vm.prank(buyer);
        accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, deadline, address(0));
    }

    function test_DeadlineSeconds() public {
        uint256 deadline = block.timestamp + 100;
        vm.startPrank(buyer);
        vm.warp(deadline - 1);
        accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, deadline, address(0));
        vm.warp(deadline);
        accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, deadline, address(0));
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_DeadlinePassed.selector, deadline));
        accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, deadline, address(0));
    }

    function test_RevertWhen_CapsuleNotSealed() public {
        uint256 unsealed = _register(creator, "unsealed", true);
        uint256 waiting = _createOffer(unsealed, PRICE, _terms(NATIVE));
        _purchaseReverts(waiting, 1, abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, unsealed));
    }

    function test_RevertWhen_NewVersionIsNotSealed() public {
        vm.prank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), true, new bytes[](0));
        _purchaseReverts(offerId, 1, abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, capsuleId));
        _seal(capsuleId);
        _buy(offerId, 1);
    }

    function test_RevertWhen_OfferStopped() public {
        vm.prank(creator);
        accessToken.setOffer(offerId, PRICE, false);
        _purchaseReverts(offerId, 1, abi.encodeWithSelector(IAccessToken.AccessToken_OfferInactive.selector, offerId));
    }

    function testFuzz_RevertWhen_PriceAboveMaximum(uint88 price, uint32 quantity, uint256 maxTotal) public {
        vm.assume(quantity != 0 && price != 0);
        uint256 total = uint256(price) * quantity;
        maxTotal = bound(maxTotal, 0, total - 1);
        vm.prank(creator);
        accessToken.setOffer(offerId, price, true);
        vm.deal(buyer, total);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, total, maxTotal));
        vm.prank(buyer);
        accessToken.purchase{ value: total }(offerId, quantity, buyer, maxTotal, block.timestamp, address(0));
    }

    /// @dev An owner who raises the price in the block of a purchase takes nothing that was not agreed to.
    function test_RevertWhen_PriceIsRaisedBeforeThePurchase() public {
        vm.prank(creator);
        accessToken.setOffer(offerId, PRICE + 1, true);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, PRICE + 1, PRICE));
        vm.prank(buyer);
        accessToken.purchase{ value: 2 * PRICE }(offerId, 1, buyer, PRICE, block.timestamp, address(0));
    }

    function testFuzz_RevertWhen_TooLittleIsSent(uint256 sent, uint8 quantity) public {
        vm.assume(quantity != 0);
        uint256 total = uint256(PRICE) * quantity;
        sent = bound(sent, 0, total - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_InsufficientPayment.selector, sent, total));
        vm.prank(buyer);
        accessToken.purchase{ value: sent }(offerId, quantity, buyer, total, block.timestamp, address(0));
    }

    function testFuzz_RevertWhen_NativeComesWithErc20(uint256 sent) public {
        sent = bound(sent, 1, 1000 ether);
        uint256 inUsd = _createOffer(capsuleId, 25e6, _terms(address(usd)));
        _fund(buyer, address(usd), 25e6);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnexpectedPayment.selector, sent));
        vm.prank(buyer);
        accessToken.purchase{ value: sent }(inUsd, 1, buyer, 25e6, block.timestamp, address(0));
    }

    function test_RevertWhen_AllowanceOrBalanceTooSmall() public {
        uint256 inUsd = _createOffer(capsuleId, 25e6, _terms(address(usd)));
        vm.startPrank(buyer);
        usd.approve(address(accessToken), 25e6 - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), 25e6 - 1, 25e6
            )
        );
        accessToken.purchase(inUsd, 1, buyer, 25e6, block.timestamp, address(0));

        usd.approve(address(accessToken), 25e6);
        usd.mint(buyer, 25e6 - 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, buyer, 25e6 - 1, 25e6));
        accessToken.purchase(inUsd, 1, buyer, 25e6, block.timestamp, address(0));
    }

    function testFuzz_RevertWhen_SoldOut(uint32 maxSupply, uint32 sold, uint32 quantity, bool timed) public {
        maxSupply = uint32(bound(maxSupply, 1, 50));
        sold = uint32(bound(sold, 0, maxSupply));
        quantity = uint32(bound(quantity, maxSupply - sold + 1, type(uint32).max));
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, timed ? 1 days : 0);
        terms.maxSupply = maxSupply;
        uint256 capped = _createOffer(capsuleId, 0, terms);
        if (sold != 0) _buy(capped, sold);
        _purchaseReverts(
            capped,
            quantity,
            abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, capped, quantity, maxSupply - sold)
        );
    }

    function test_RevertWhen_RecipientTakesNoLicenses() public {
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        accessToken.purchase{ value: PRICE }(offerId, 1, address(0), PRICE, block.timestamp, address(0));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(usd)));
        accessToken.purchase{ value: PRICE }(offerId, 1, address(usd), PRICE, block.timestamp, address(0));
        vm.stopPrank();
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 0, "nothing was sold");
    }

    function test_RevertWhen_IncomeWouldOverflow() public {
        uint256 limit = type(uint104).max;
        uint256 inUsd = _createOffer(capsuleId, 1, _terms(address(usd)));
        _tip(capsuleId, NATIVE, limit);
        _tip(capsuleId, address(usd), limit);
        _fund(buyer, address(usd), 1);
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 104, limit + PRICE));
        accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, block.timestamp, address(0));
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 104, limit + 1));
        accessToken.purchase(inUsd, 1, buyer, 1, block.timestamp, address(0));
    }

    function _purchaseReverts(uint256 id, uint256 quantity, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(buyer);
        accessToken.purchase{ value: PRICE }(id, quantity, buyer, NO_LIMIT, block.timestamp, address(0));
    }
}
