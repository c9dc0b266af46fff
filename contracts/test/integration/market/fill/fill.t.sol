// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { IMarket, ItemKind, OrderStatus } from "../../../../src/interfaces/IMarket.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { Vm } from "forge-std/Vm.sol";

contract FillTest is MarketTest {
    /// @dev Whatever is sold for whatever: the buyer pays the price, the capsule earns what ERC-2981 quotes, the seller
    /// gets the rest, the market keeps nothing and is allowed nothing.
    function testFuzz_Fill(uint8 seed, bool inUsd, uint96 unitPrice, uint8 some) public {
        (ItemKind kind, uint256 held) = _kind(seed);
        uint256 quantity = bound(some, 1, held);
        address currency = inUsd ? address(usd) : NATIVE;
        IMarket.Order memory order = _order(kind, held, currency);
        order.unitPrice = bound(unitPrice, 1, type(uint96).max);
        uint256 total = order.unitPrice * quantity;
        uint256 royalty = _quotedRoyalty(kind, total);
        (uint256 hadBuyer, uint256 hadSeller) = (_balance(currency, buyer), _balance(currency, seller));

        IMarket.Fill memory wanted = _wanted(order, quantity);
        uint256 value = _fundForMarket(buyer, currency, total);
        _expectFilled(wanted, total, royalty);
        vm.prank(buyer);
        market.fill{ value: value }(wanted, block.timestamp);

        assertEq(_balance(currency, buyer), hadBuyer, "paid what it was given for it");
        assertEq(_balance(currency, seller), hadSeller + total - royalty, "seller");
        assertEq(accessToken.incomeOf(capsuleId, currency), royalty, "income of the capsule");
        assertEq(_balance(currency, address(accessToken)), royalty, "till");
        assertEq(_balance(currency, address(market)), 0, "market");
        assertEq(usd.allowance(address(market), address(accessToken)), 0, "allowance");
        assertEq(_held(kind, buyer), quantity);
        assertEq(_held(kind, seller), held - quantity);
    }

    /// @dev Some tokens refuse to move nothing.
    function test_Fill_SmallestRoyalties() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 2, address(usd));
        order.unitPrice = 22;
        assertEq(_quotedRoyalty(ItemKind.LICENSE, 22), 0);
        vm.expectCall(address(usd), abi.encodeCall(usd.transferFrom, (buyer, address(market), 0)), 0);
        _fill(_wanted(order, 1));
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), 0);

        order.unitPrice = 23;
        assertEq(_quotedRoyalty(ItemKind.LICENSE, 23), 1);
        _fill(_wanted(order, 1));
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), 1);
        assertEq(usd.balanceOf(seller), 22 + 22);
    }

    /// @dev For someone else; what is sent and not needed comes back.
    function testFuzz_Fill_ForSomeoneElse(uint64 excess) public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        wanted.recipient = recipient;
        vm.deal(buyer, UNIT_PRICE + excess);
        vm.prank(buyer);
        market.fill{ value: UNIT_PRICE + excess }(wanted, block.timestamp);
        assertEq(buyer.balance, excess);
        assertEq(_held(ItemKind.LICENSE, recipient), 1);
        assertEq(_held(ItemKind.LICENSE, buyer), 0);
    }

    /// @dev Parts of two orders for the same licenses, in any order, up to what is there.
    function testFuzz_Fill_InParts(uint256 seed) public {
        IMarket.Order[2] memory orders = [_order(ItemKind.LICENSE, 7, NATIVE), _order(ItemKind.LICENSE, 6, NATIVE)];
        uint256[2] memory left = [uint256(7), 6];
        uint256 held = HELD;
        while (held != 0) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 which = left[seed % 2] == 0 ? 1 - seed % 2 : seed % 2;
            uint256 most = left[which] < held ? left[which] : held;
            uint256 quantity = 1 + (seed >> 8) % most;
            _fill(_wanted(orders[which], quantity));
            (left[which], held) = (left[which] - quantity, held - quantity);
            if (held == 0) break;
            (OrderStatus status, uint256 told) = market.orderStatus(orders[which]);
            assertEq(told, left[which], "left");
            assertEq(uint8(status), uint8(left[which] == 0 ? OrderStatus.FILLED : OrderStatus.OPEN));
        }
        assertEq(_held(ItemKind.LICENSE, buyer), HELD);
        assertEq(seller.balance, HELD * UNIT_PRICE - HELD * _quotedRoyalty(ItemKind.LICENSE, UNIT_PRICE));
        for (uint256 i = 0; i < 2; ++i) {
            (OrderStatus status,) = market.orderStatus(orders[i]);
            assertTrue(status == OrderStatus.GONE || (status == OrderStatus.FILLED && left[i] == 0), "both are over");
        }
    }

    /// @dev Kinds of license that may change hands do so with all that is left of them.
    function testFuzz_Fill_ATimedLicense(bool marketOnly, uint32 elapsed) public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 30 days);
        if (marketOnly) terms.transferability = Transferability.MARKET_ONLY;
        licenseId = _give(terms, seller, 1) | 1;
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        order.expiresAt = order.startsAt + 30 days;
        vm.warp(block.timestamp + bound(elapsed, 0, 30 days - 1));
        _fill(_wanted(order, 1));
        (,, uint64 expiresAt,, bool valid) = accessToken.licenseStatus(licenseId, buyer);
        assertTrue(valid);
        assertEq(expiresAt, order.startsAt + 30 days);
    }

    /// @dev For one account alone.
    function testFuzz_Fill_ByItsTaker(address taker) public {
        vm.assume(taker != address(0));
        _assumePayer(taker);
        IMarket.Order memory order = _order(ItemKind.CAPSULE, 1, NATIVE);
        order.taker = taker;
        IMarket.Fill memory wanted = _wanted(order, 1);
        vm.deal(taker, UNIT_PRICE);
        vm.prank(taker);
        market.fill{ value: UNIT_PRICE }(wanted, block.timestamp);
        assertEq(registry.ownerOf(capsuleId), buyer);
    }

    /// @dev Without a royalty nothing is paid into the till, whatever the capsule accepts.
    function test_Fill_WithoutRoyalty() public {
        vm.prank(seller);
        capsuleId = registry.register("no royalty", MANIFEST, false, 0);
        vm.recordLogs();
        _fill(_wanted(_order(ItemKind.CAPSULE, 1, address(usd)), 1));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            assertNotEq(logs[i].emitter, address(accessToken));
        }
        assertEq(usd.balanceOf(seller), UNIT_PRICE);
    }

    /// @dev At the seconds around its times.
    function testFuzz_Fill_FromItsStartToItsEnd(uint32 wait, uint32 period, bool atOnce) public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        order.startsAt += uint32(bound(wait, 0, 365 days));
        order.expiresAt = order.startsAt + uint32(bound(period, 1, 30 days));
        IMarket.Fill memory wanted = _wanted(order, 1);
        if (order.startsAt > block.timestamp) {
            vm.warp(order.startsAt - 1);
            _expectNotOpen(wanted, OrderStatus.EARLY);
        }
        vm.warp(order.expiresAt);
        _expectNotOpen(wanted, OrderStatus.EXPIRED);
        vm.warp(atOnce ? order.startsAt : order.expiresAt - 1);
        _fill(wanted);
    }

    function _expectFilled(IMarket.Fill memory wanted, uint256 total, uint256 royalty) private {
        IMarket.Order memory order = wanted.order;
        bytes32 hash = market.orderHash(order);
        vm.expectEmit(address(market));
        emit IMarket.OrderFilled(
            hash,
            capsuleId,
            seller,
            buyer,
            wanted.recipient,
            order.kind,
            order.id,
            wanted.quantity,
            order.currency,
            total,
            royalty
        );
    }
}
