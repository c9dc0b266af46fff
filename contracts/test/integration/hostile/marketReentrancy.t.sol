// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind, OrderStatus } from "../../../src/interfaces/IMarket.sol";
import { MarketTest } from "../../fixtures/MarketTest.sol";
import { HookToken } from "../../mocks/HookToken.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice A party that calls back from a trade finds the market closed, and what it traded as it is afterwards.
/// @dev It attempts every function of the market, with arguments that would work, whenever it gets control.
contract MarketReentrancyTest is MarketTest {
    ReenteringParty private party;
    HookToken private hook;
    uint256 private partysBid;
    IMarket.Order private partysOrder;

    function setUp() public override {
        super.setUp();
        party = new ReenteringParty();
        hook = new HookToken();
        _accept(capsuleId, address(hook));
        vm.deal(address(party), 100 ether);
        hook.mint(address(party), 100 ether);
        vm.prank(address(party));
        hook.approve(address(market), NO_LIMIT);
        _letMarketMove(address(party));
        _plainLicensesFor(address(party));
        partysBid = _bid(address(party), ItemKind.LICENSE, 2, NATIVE, 1 ether);
        _bid(stranger, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        partysOrder = _order(ItemKind.LICENSE, 1, NATIVE);
        (partysOrder.seller, partysOrder.departures) = (address(party), 0);
    }

    function test_FromOnERC1155Received() public {
        _attackByFilling(_order(ItemKind.LICENSE, HELD, NATIVE), HELD);
    }

    function test_FromOnERC1155ReceivedOfShares() public {
        _attackByFilling(_order(ItemKind.SHARES, HELD, NATIVE), HELD);
    }

    function test_FromOnERC721Received() public {
        _attackByFilling(_order(ItemKind.CAPSULE, 1, NATIVE), 1);
    }

    /// @dev A part, of which there would be more.
    function test_FromAPartOfAnOrder() public {
        _attackByFilling(_order(ItemKind.LICENSE, HELD, NATIVE), 1);
    }

    function test_FromTheRestOfAFill() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        IMarket.Fill memory wanted = _wanted(order, 1);
        _arm(wanted);
        vm.prank(address(party));
        // The recipient is somebody else: the first that the party hears of it is its change.
        market.fill{ value: 2 * UNIT_PRICE }(wanted, block.timestamp);
        _assertClosed(wanted);
    }

    function test_FromTheRestOfABatch() public {
        IMarket.Fill[] memory several = new IMarket.Fill[](1);
        several[0] = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        _arm(several[0]);
        vm.prank(address(party));
        market.fillBatch{ value: 2 * UNIT_PRICE }(several, block.timestamp, false);
        _assertClosed(several[0]);
    }

    /// @dev The seller is paid last, when what it sold has left it.
    function test_FromThePaymentOfASeller() public {
        uint256 bidId = _bid(alice, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        _arm(wanted);
        vm.prank(address(party));
        market.acceptBid(bidId, 1, 0);
        _assertClosed(wanted);
    }

    function test_FromTheReceiptOfABidder() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        _arm(wanted);
        vm.prank(seller);
        market.acceptBid(partysBid, 1, 0);
        _assertClosed(wanted);
        assertEq(market.bidOf(partysBid).quantity, 1);
    }

    function test_FromTheRefundOfABid() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        _arm(wanted);
        vm.prank(address(party));
        market.cancelBid(partysBid);
        _assertClosed(wanted);
    }

    function test_FromTheHookOfATokenInAFill() public {
        hook.setListener(party);
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, address(hook));
        IMarket.Fill memory wanted = _wanted(order, 1);
        _arm(wanted);
        vm.prank(address(party));
        market.fill(wanted, block.timestamp);
        _assertClosed(wanted);
    }

    function test_FromTheHookOfATokenInABid() public {
        hook.setListener(party);
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        _arm(wanted);
        vm.prank(address(party));
        uint256 bidId =
            market.placeBid(ItemKind.LICENSE, licenseId, 1, address(hook), 1 ether, uint64(block.timestamp + 1 days));
        _assertClosed(wanted);
        assertEq(market.bidOf(bidId).escrow, 1 ether);
    }

    /// @dev What the party may do within, it may do at any time: take its own orders back.
    function _attackByFilling(IMarket.Order memory order, uint256 quantity) private {
        IMarket.Fill memory wanted = _wanted(order, quantity);
        wanted.recipient = address(party);
        _arm(wanted);
        vm.prank(address(party));
        market.fill{ value: order.unitPrice * quantity }(wanted, block.timestamp);
        _assertClosed(wanted);
        (OrderStatus status, uint256 left) = market.orderStatus(order);
        bool open = order.kind == ItemKind.LICENSE && quantity == 1;
        assertEq(uint8(status), uint8(open ? OrderStatus.OPEN : OrderStatus.GONE));
        if (open) assertEq(left, order.quantity - 1);
    }

    function _arm(IMarket.Fill memory wanted) private {
        IMarket.Fill[] memory several = new IMarket.Fill[](1);
        several[0] = wanted;
        uint64 end = uint64(block.timestamp + 1 days);
        ReenteringParty.Attempt[] memory attempts = new ReenteringParty.Attempt[](8);
        attempts[0] = _attempt(abi.encodeCall(market.fill, (wanted, block.timestamp)));
        attempts[1] = _attempt(abi.encodeCall(market.fillBatch, (several, block.timestamp, true)));
        attempts[2] = _attempt(abi.encodeCall(market.placeBid, (ItemKind.LICENSE, licenseId, 1, address(hook), 1, end)));
        attempts[3] = _attempt(abi.encodeCall(market.acceptBid, (2, 1, 0)));
        attempts[4] = _attempt(abi.encodeCall(market.cancelBid, (partysBid)));
        attempts[5] = _attempt(abi.encodeCall(market.cancelBidTo, (partysBid, address(party))));
        attempts[6] = _attempt(abi.encodeCall(market.cancel, (partysOrder)));
        attempts[7] = _attempt(abi.encodeCall(market.cancelAll, ()));
        party.arm(attempts);
    }

    function _attempt(bytes memory data) private view returns (ReenteringParty.Attempt memory) {
        return ReenteringParty.Attempt("", address(market), data, false);
    }

    /// @dev Six of them move something and were refused by the guard; two take an order of its own back. The market
    /// holds what its bids are made of, in every currency.
    function _assertClosed(IMarket.Fill memory wanted) private view {
        (bool happened, bool[] memory succeeded, bytes[] memory answers) = party.outcomes();
        assertTrue(happened, "it got control");
        for (uint256 i = 0; i < 6; ++i) {
            assertFalse(succeeded[i]);
            assertEq(bytes4(answers[i]), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        }
        assertTrue(succeeded[6] && succeeded[7], "its own order, and its own counter");
        uint256[2] memory escrow;
        for (uint256 id = 1; id < 5; ++id) {
            IMarket.Bid memory bid = market.bidOf(id);
            escrow[bid.currency == NATIVE ? 0 : 1] += bid.escrow;
        }
        assertEq(address(market).balance, escrow[0]);
        assertEq(hook.balanceOf(address(market)), escrow[1]);
        assertEq(hook.allowance(address(market), address(accessToken)), 0);
        assertEq(_held(wanted.order.kind, address(market)), 0);
    }

    /// @dev Of the seller's kind, so that it has something to sell.
    function _plainLicensesFor(address account) private {
        accessToken.purchase(licenseId >> 64, 2, account, 0, NO_LIMIT, address(0));
    }
}
