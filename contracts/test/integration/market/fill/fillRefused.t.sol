// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IMarket, ItemKind } from "../../../../src/interfaces/IMarket.sol";
import { PausableEntries } from "../../../../src/upgrade/PausableEntries.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";
import { IERC1155Errors, IERC721Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract FillRefusedTest is MarketTest {
    function testFuzz_RevertWhen_DeadlinePassed(uint32 late) public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        uint256 deadline = block.timestamp - bound(late, 1, 1 days);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_DeadlinePassed.selector, deadline));
        market.fill(wanted, deadline);
    }

    function test_RevertWhen_Paused() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        vm.prank(guardian);
        market.pauseEntries(1 days);
        _expectRefusal(
            wanted, abi.encodeWithSelector(PausableEntries.Protocol_Paused.selector, block.timestamp + 1 days)
        );
    }

    function testFuzz_RevertWhen_TheOrderIsNone(uint8 seed, uint64 period) public {
        (ItemKind kind,) = _kind(seed);
        IMarket.Order memory order = _order(kind, 0, NATIVE);
        _expectInvalid(order, "quantity");
        order.quantity = type(uint256).max;
        _expectInvalid(order, "quantity");
        (order.quantity, order.unitPrice) = (1, 0);
        _expectInvalid(order, "unitPrice");
        order.unitPrice = UNIT_PRICE;
        order.expiresAt = uint64(bound(period, order.startsAt + 30 days + 1, type(uint64).max));
        _expectInvalid(order, "expiresAt");
    }

    function testFuzz_RevertWhen_NoneOrMoreThanIsLeftIsWanted(uint8 ordered, uint8 filled, uint256 more) public {
        ordered = uint8(bound(ordered, 1, HELD - 1));
        filled = uint8(bound(filled, 0, ordered - 1));
        IMarket.Order memory order = _order(ItemKind.LICENSE, ordered, NATIVE);
        if (filled != 0) _fill(_wanted(order, filled));
        IMarket.Fill memory wanted = _wanted(order, 1);
        uint256 left = ordered - filled;
        wanted.quantity = 0;
        _expectRefusal(wanted, abi.encodeWithSelector(IMarket.Market_InvalidQuantity.selector, 0, left));
        wanted.quantity = bound(more, left + 1, type(uint256).max);
        _expectRefusal(wanted, abi.encodeWithSelector(IMarket.Market_InvalidQuantity.selector, wanted.quantity, left));
    }

    function testFuzz_RevertWhen_TheSellerHoldsFewer(uint8 seed, uint256 quantity) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        quantity = bound(quantity, held + 1, type(uint64).max);
        IMarket.Order memory order = _order(kind, quantity, NATIVE);
        _expectRefusal(
            _wanted(order, quantity),
            abi.encodeWithSelector(IMarket.Market_NotEnoughUnits.selector, kind, order.id, seller, held)
        );
    }

    function testFuzz_RevertWhen_TheLicenseHasEnded(uint32 elapsed) public {
        licenseId = _give(_timedTerms(NATIVE, 1 days), seller, 1) | 1;
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        vm.warp(block.timestamp + bound(elapsed, 1 days, 7 days - 1));
        _expectRefusal(
            _wanted(order, 1),
            abi.encodeWithSelector(IMarket.Market_NotEnoughUnits.selector, ItemKind.LICENSE, licenseId, seller, 0)
        );
    }

    function test_RevertWhen_TheLicenseIsBoundToItsAccount() public {
        IAccessToken.Terms memory terms = _resaleTerms();
        terms.transferability = Transferability.SOULBOUND;
        licenseId = _give(terms, seller, 1);
        _expectRefusal(
            _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1),
            abi.encodeWithSelector(
                IAccessToken.AccessToken_TransferForbidden.selector, licenseId, Transferability.SOULBOUND
            )
        );
    }

    function testFuzz_RevertWhen_TheCapsuleIsSuspended(uint8 seed) public {
        (ItemKind kind,) = _kind(seed);
        IMarket.Fill memory wanted = _wanted(_order(kind, 1, NATIVE), 1);
        vm.prank(address(disputeCourt));
        registry.setSuspended(capsuleId, true);
        _expectRefusal(wanted, abi.encodeWithSelector(IMarket.Market_Suspended.selector, capsuleId));
        vm.prank(address(disputeCourt));
        registry.setSuspended(capsuleId, false);
        _fill(wanted);
    }

    function testFuzz_RevertWhen_TheItemIsUnknown(uint256 id) public {
        licenseId = bound(id, 1 << 80, type(uint256).max);
        vm.assume(licenseId != capsuleId);
        bytes memory refusal =
            abi.encodeWithSelector(IMarket.Market_NotEnoughUnits.selector, ItemKind.LICENSE, licenseId, seller, 0);
        _expectRefusal(_wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1), refusal);
        for (uint8 kind = 1; kind < 3; ++kind) {
            IMarket.Order memory order = _order(ItemKind(kind), 1, NATIVE);
            order.id = licenseId;
            refusal = abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, licenseId);
            _expectRefusal(_wanted(order, 1), refusal);
        }
    }

    function testFuzz_RevertWhen_TheCallerIsNotItsTaker(address taker) public {
        vm.assume(taker != address(0) && taker != buyer);
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        order.taker = taker;
        bytes32 hash = market.orderHash(order);
        _expectRefusal(_wanted(order, 1), abi.encodeWithSelector(IMarket.Market_NotTaker.selector, hash, buyer));
    }

    /// @dev To the seller nothing would go, and the order could be filled again and again.
    function testFuzz_RevertWhen_TheRecipientIsTheSeller(uint8 seed) public {
        (ItemKind kind,) = _kind(seed);
        IMarket.Fill memory wanted = _wanted(_order(kind, 1, NATIVE), 1);
        wanted.recipient = seller;
        _expectRefusal(wanted, abi.encodeWithSelector(IMarket.Market_InvalidRecipient.selector, seller));
    }

    function testFuzz_RevertWhen_TheRecipientTakesNone(uint8 seed) public {
        (ItemKind kind,) = _kind(seed);
        IMarket.Fill memory wanted = _wanted(_order(kind, 1, NATIVE), 1);
        bytes4 refusal = kind == ItemKind.CAPSULE
            ? IERC721Errors.ERC721InvalidReceiver.selector
            : IERC1155Errors.ERC1155InvalidReceiver.selector;
        wanted.recipient = address(usd);
        _expectRefusal(wanted, abi.encodeWithSelector(refusal, usd));
        wanted.recipient = address(market);
        _expectRefusal(wanted, abi.encodeWithSelector(refusal, market));
        wanted.recipient = address(0);
        _expectRefusal(wanted, abi.encodeWithSelector(refusal, address(0)));
    }

    function testFuzz_RevertWhen_ItCostsMoreThanTheBuyerWillPay(uint96 unitPrice, uint8 some, uint256 short) public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, HELD, NATIVE);
        order.unitPrice = bound(unitPrice, 1, type(uint96).max);
        IMarket.Fill memory wanted = _wanted(order, bound(some, 1, HELD));
        uint256 total = order.unitPrice * wanted.quantity;
        wanted.maxTotal = bound(short, 0, total - 1);
        _expectRefusal(
            wanted, abi.encodeWithSelector(IMarket.Market_PriceAboveMaximum.selector, total, wanted.maxTotal)
        );
    }

    function testFuzz_RevertWhen_TooLittleIsSent(uint256 sent) public {
        sent = bound(sent, 0, UNIT_PRICE - 1);
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.CAPSULE, 1, NATIVE), 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_InsufficientPayment.selector, sent, UNIT_PRICE));
        vm.prank(buyer);
        market.fill{ value: sent }(wanted, block.timestamp);
    }

    function test_RevertWhen_NativeComesWithErc20() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, address(usd)), 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnexpectedPayment.selector, 1));
        vm.prank(buyer);
        market.fill{ value: 1 }(wanted, block.timestamp);
    }

    function test_RevertWhen_TheCapsuleDoesNotAcceptTheCurrency() public {
        StandardToken other = new StandardToken("Other", 18);
        for (uint8 kind = 0; kind < 3; ++kind) {
            _expectRefusal(
                _wanted(_order(ItemKind(kind), 1, address(other)), 1),
                abi.encodeWithSelector(IAccessToken.AccessToken_CurrencyNotAccepted.selector, capsuleId, other)
            );
        }
    }

    /// @dev Nothing moves but what its holder let the market move.
    function testFuzz_RevertWhen_TheMarketMayNotMoveIt(uint8 seed) public {
        (ItemKind kind,) = _kind(seed);
        IMarket.Fill memory wanted = _wanted(_order(kind, 1, NATIVE), 1);
        vm.startPrank(seller);
        accessToken.setApprovalForAll(address(market), false);
        registry.setApprovalForAll(address(market), false);
        splitter.setApprovalForAll(address(market), false);
        vm.stopPrank();
        if (kind == ItemKind.CAPSULE) {
            bytes4 selector = IERC721Errors.ERC721InsufficientApproval.selector;
            _expectRefusal(wanted, abi.encodeWithSelector(selector, market, capsuleId));
        } else {
            bytes4 selector = IERC1155Errors.ERC1155MissingApprovalForAll.selector;
            _expectRefusal(wanted, abi.encodeWithSelector(selector, market, seller));
        }
    }

    /// @dev Who signs for a price that it can't be paid blocks its own orders.
    function test_RevertWhen_TheSellerTakesNoNativeCurrency() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        vm.etch(seller, address(new RefusingHolder()).code);
        vm.mockCall(seller, abi.encodeWithSignature("isValidSignature(bytes32,bytes)"), abi.encode(bytes4(0x1626ba7e)));
        _expectRefusal(wanted, abi.encodeWithSelector(RefusingHolder.Refused.selector));
        assertEq(_held(ItemKind.LICENSE, seller), HELD);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 0);
    }

    function _expectInvalid(IMarket.Order memory order, string memory field) private {
        IMarket.Fill memory wanted = _wanted(order, 1);
        bytes memory refusal = abi.encodeWithSelector(IMarket.Market_InvalidOrder.selector, field);
        _expectRefusal(wanted, refusal);
        vm.expectRevert(refusal);
        market.orderStatus(order);
        vm.expectRevert(refusal);
        vm.prank(seller);
        market.cancel(order);
    }
}
