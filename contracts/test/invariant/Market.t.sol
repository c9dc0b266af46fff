// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind, OrderStatus } from "../../src/interfaces/IMarket.sol";
import { IResellable } from "../../src/interfaces/IResellable.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { MarketItems } from "./actions/MarketItems.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Orders and bids, after every call
contract MarketInvariants is InvariantTest {
    function invariant_Market() public view {
        assertEq(handler.violation(), "");
        _MKT_1_OrdersAreWhatBecameOfThem();
        _MKT_2_MarketHoldsTheEscrowOfItsBids();
        _MKT_3_NoAllowanceIsLeft();
        _MKT_4_WhatLeftNeverLooksAsIfItHadNot();
    }

    function _offset() internal pure override returns (uint256) {
        return 29;
    }

    /// @dev Those of the last actions, and some others in turn.
    function _MKT_1_OrdersAreWhatBecameOfThem() private view {
        uint256 count = handler.orderCount();
        for (uint256 i = 0; i < 6 && i < count; ++i) {
            uint256 position = i < 3 ? count - 1 - i : (handler.steps() * 3 + i) % count;
            MarketItems.OrderModel memory model_ = handler.orderModel(position);
            assertLe(model_.filled, model_.order.quantity, "MKT-1: filled beyond its amount");
            (OrderStatus status, uint256 left) = market.orderStatus(model_.order);
            assertEq(uint8(status), uint8(handler.modelStatus(position)), "MKT-1: status");
            bool open = status == OrderStatus.OPEN || status == OrderStatus.EARLY;
            if (open) assertEq(left, model_.order.quantity - model_.filled, "MKT-1: left");
            assertEq(market.counterOf(model_.order.seller), handler.counters(model_.order.seller), "MKT-1: counter");
        }
    }

    function _MKT_2_MarketHoldsTheEscrowOfItsBids() private view {
        address[] memory currencies = handler.allCurrencies();
        uint256[3] memory escrow;
        for (uint256 i = 0; i < handler.bidCount(); ++i) {
            IMarket.Bid memory bid = handler.bidModel(i);
            assertEq(abi.encode(market.bidOf(i + 1)), abi.encode(bid), "MKT-2: bid");
            for (uint256 k = 0; k < 3; ++k) {
                if (bid.currency == currencies[k]) escrow[k] += bid.escrow;
            }
        }
        for (uint256 k = 0; k < 3; ++k) {
            assertEq(_balance(currencies[k], address(market)), escrow[k], "MKT-2: escrow");
        }
    }

    function _MKT_3_NoAllowanceIsLeft() private view {
        address[] memory currencies = handler.allCurrencies();
        for (uint256 k = 1; k < 3; ++k) {
            assertEq(IERC20(currencies[k]).allowance(address(market), address(accessToken)), 0, "MKT-3");
        }
    }

    function _MKT_4_WhatLeftNeverLooksAsIfItHadNot() private view {
        address account = handler.allActors()[handler.steps() % 6];
        uint256[] memory licenses = handler.licensesToCheck();
        for (uint256 i = 0; i < licenses.length; ++i) {
            _checkResale(ItemKind.LICENSE, address(accessToken), licenses[i], account, account);
        }
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            _checkResale(ItemKind.CAPSULE, address(registry), capsules[i], account, OWNER);
            _checkResale(ItemKind.SHARES, address(splitter), capsules[i], account, account);
        }
    }

    function _checkResale(ItemKind kind, address token, uint256 id, address account, address key) private view {
        (,, uint256 units, uint256 departures,) = IResellable(token).resaleOf(id, account);
        assertEq(departures, handler.departures(token, id, key), "MKT-4: departures");
        assertEq(units, handler.modelUnits(MarketItems.Item(kind, id, account)), "MKT-4: units");
    }
}
