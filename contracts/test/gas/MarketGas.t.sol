// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind } from "../../src/interfaces/IMarket.sol";
import { MarketTest } from "../fixtures/MarketTest.sol";

/// @title Gas of sales on the market
/// @dev Whole transactions through the proxies; see {GasTest} for the conditions. The buyer never held such a token; the
/// seller's last one goes; the capsule had income before; the seller lets the market move its tokens since before.
contract MarketGasTest is MarketTest {
    uint256 private _other;

    function setUp() public override {
        super.setUp();
        _tip(capsuleId, NATIVE, 1 ether);
        _tip(capsuleId, address(usd), 1 ether);
        _other = _bid(stranger, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        _bid(stranger, ItemKind.LICENSE, 1, address(usd), 1 ether);
    }

    function test_FillOrder() public {
        _keepOnly(1);
        _measure(_order(ItemKind.LICENSE, 1, NATIVE), "fillOrder");
    }

    function test_FillOrder_Erc20() public {
        _keepOnly(1);
        usd.mint(seller, 1);
        _measure(_order(ItemKind.LICENSE, 1, address(usd)), "fillOrderErc20");
    }

    /// @dev One of ten; the next of them from the same order is cheaper.
    function test_FillOrder_InParts() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, HELD, NATIVE);
        _measure(order, "fillOrderFirstPart");
        _measure(order, "fillOrderNextPart");
    }

    function test_FillOrder_Capsule() public {
        _measure(_order(ItemKind.CAPSULE, 1, NATIVE), "fillOrderCapsule");
    }

    function test_FillOrder_Shares() public {
        _measure(_order(ItemKind.SHARES, HELD, NATIVE), "fillOrderShares");
    }

    function test_CancelOrder() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        vm.prank(seller);
        market.cancel(order);
        vm.snapshotGasLastCall("gas", "cancelOrder");
    }

    function test_PlaceBid() public {
        _bid(buyer, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.snapshotGasLastCall("gas", "placeBid");
    }

    function test_AcceptBid() public {
        _keepOnly(1);
        uint256 bidId = _bid(buyer, ItemKind.LICENSE, 1, NATIVE, 1 ether);
        vm.prank(seller);
        market.acceptBid(bidId, 1, 0);
        vm.snapshotGasLastCall("gas", "acceptBid");
    }

    function test_CancelBid() public {
        vm.prank(stranger);
        market.cancelBid(_other);
        vm.snapshotGasLastCall("gas", "cancelBid");
    }

    function _measure(IMarket.Order memory order, string memory operation) private {
        uint256 quantity = order.kind == ItemKind.SHARES ? order.quantity : 1;
        IMarket.Fill memory wanted = _wanted(order, quantity);
        uint256 value = _fundForMarket(buyer, order.currency, order.unitPrice * quantity);
        vm.prank(buyer);
        market.fill{ value: value }(wanted, block.timestamp + 1 hours);
        vm.snapshotGasLastCall("gas", operation);
    }

    /// @dev The seller's licenses but `kept` go elsewhere, in a way that counts no departure.
    function _keepOnly(uint256 kept) private {
        vm.prank(address(market));
        accessToken.safeTransferFrom(seller, carol, licenseId, HELD - kept, "");
    }
}
