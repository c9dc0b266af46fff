// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind, OrderStatus } from "../../../src/interfaces/IMarket.sol";
import { Market } from "../../../src/market/Market.sol";
import { BidActions } from "./BidActions.sol";

/// @title What sellers sign, and what becomes of it
abstract contract MarketActions is BidActions {
    function signOrder(uint256 seed, uint256 quantity) external action {
        (bool signed,) = _sign(seed, quantity);
        if (signed) _effect();
    }

    /// @dev One that is open, if there soon is one; now and then whatever there is, or more than there is.
    function fillOrder(uint256 seed, uint256 who, uint256 quantity) external action {
        (bool found, uint256 position) = _openOrder(seed);
        if (!found) return;
        IMarket.Order memory order = _orders[position].order;
        address buyer_ = seed % 16 == 1 ? order.seller : _otherPerson(order.seller, who);
        // Capsules stay with those who can be paid: other actions need them.
        bool gift = who % 2 == 1 && order.kind != ItemKind.CAPSULE;
        address receiver = gift ? _actor(_roll(who, 0)) : buyer_;
        uint256 left = _left(position);
        quantity = seed % 8 == 2 ? quantity % (left + 2) : 1 + quantity % (left == 0 ? 1 : left);
        Item memory item = Item(order.kind, order.id, order.seller);
        bool allowed = modelStatus(position) == OrderStatus.OPEN
            && quantity <= order.quantity - _orders[position].filled
            && _maySell(item, receiver, quantity, order.currency, order.unitPrice * quantity);
        _fill(position, IMarket.Fill(order, _orders[position].signature, quantity, receiver, 0), buyer_, allowed);
    }

    /// @notice Two at once: one that can be filled, and one that can, of something else, or can't any more.
    function fillOrders(uint256 seed, uint256 who) external action {
        if (!_entriesOpen(address(market))) return;
        (bool found, uint256 first) = _sign(seed, 0);
        if (!found) return;
        uint256 second = _roll(seed, 6) % _orders.length;
        bool open = modelStatus(second) == OrderStatus.OPEN;
        if (open) (found, second) = _sign(_roll(seed, 7), 0);
        if (!found || first == second || !_fillable(first)) return;
        if (open && (_sameItem(first, second) || !_fillable(second) || _paysInto(first, second))) return;
        IMarket.Order memory a = _orders[first].order;
        IMarket.Order memory b = _orders[second].order;
        address buyer_ = _otherPerson(a.seller, who);
        if (buyer_ == b.seller) buyer_ = _otherThan(a.seller, b.seller, 0);
        _fillBoth(first, second, buyer_, open);
    }

    /// @notice Another chain or contract, another signer, price or taker, too cheap, too late or too little.
    function forgeOrder(uint256 seed, uint256 kind) external action {
        (bool found, uint256 position) = _sign(seed, 0);
        if (!found) return;
        IMarket.Order memory order = _orders[position].order;
        address buyer_ = _otherPerson(order.seller, kind);
        IMarket.Fill memory wanted = IMarket.Fill(order, _orders[position].signature, 1, buyer_, order.unitPrice);
        uint256 deadline = block.timestamp;
        uint256 chain = block.chainid;
        kind %= 8;
        if (kind == 0) wanted.signature = _signedBy(order.seller, Market(implementations.market).orderHash(order));
        if (kind == 1) wanted.signature = _signedBy(buyer_, market.orderHash(order));
        if (kind == 2) (order.unitPrice, wanted.maxTotal) = (order.unitPrice + 1, order.unitPrice + 1);
        if (kind == 3) wanted.maxTotal = order.unitPrice - 1;
        if (kind == 4) deadline = block.timestamp - 1;
        if (kind == 5) order.taker = intruder;
        if (kind == 6) order.quantity += 1;
        uint256 value = _fundForMarket(buyer_, order.currency, order.unitPrice - (kind == 7 ? 1 : 0));
        if (seed % 4 == 0) vm.chainId(chain + 1);
        _prepare(Item(order.kind, order.id, order.seller));
        _act(buyer_, address(market), value, abi.encodeCall(market.fill, (wanted, deadline)), false);
        vm.chainId(chain);
        _effect();
    }

    function cancelOrder(uint256 seed, uint256 who) external action {
        (bool found, uint256 position) = _openOrder(seed);
        if (!found) return;
        IMarket.Order memory order = _orders[position].order;
        OrderStatus status = modelStatus(position);
        address caller = who % 8 == 0 ? _actor(_roll(who, 0)) : order.seller;
        bool allowed = (status == OrderStatus.OPEN || status == OrderStatus.EARLY) && caller == order.seller;
        _act(caller, address(market), abi.encodeCall(market.cancel, (order)), allowed);
        if (!allowed) return;
        _orders[position].cancelled = true;
        _effect();
    }

    function cancelAllOrders(uint256 who) external action {
        address account = _actor(who);
        bytes memory answer = _act(account, address(market), abi.encodeCall(market.cancelAll, ()), true);
        _require(abi.decode(answer, (uint256)) == ++counters[account], "unexpected counter");
        _effect();
    }

    /// @dev Of what a person has, one to all of it, for a week from now or from a little later.
    function _sign(uint256 seed, uint256 quantity) private returns (bool signed, uint256 position) {
        (bool found, Item memory item) = _item(seed);
        if (!found) return (false, 0);
        IMarket.Order memory order;
        (order.seller, order.kind, order.id) = (item.seller, item.kind, item.id);
        order.quantity = 1 + quantity % (modelUnits(item) + 1);
        (order.currency, order.unitPrice) = (_currencyFor(item, seed), _amount(_roll(seed, 8)));
        order.startsAt = uint64(block.timestamp + (quantity % 8 == 7 ? 1 hours : 0));
        order.expiresAt = order.startsAt + uint64(1 + _roll(seed, 9) % 30 days);
        (order.salt, order.counter) = (_orders.length, counters[item.seller]);
        order.departures = _departed(item);
        position = _orders.length;
        _orders.push(OrderModel(order, _signedBy(item.seller, market.orderHash(order)), 0, 0, false));
        return (true, position);
    }

    function _openOrder(uint256 seed) private returns (bool found, uint256 position) {
        for (uint256 i = 0; i < 4 && _orders.length != 0; ++i) {
            position = _roll(seed, 10 + i) % _orders.length;
            if (seed % 8 == 0 || (modelStatus(position) == OrderStatus.OPEN && _fillable(position))) {
                return (true, position);
            }
        }
        return _sign(seed, _roll(seed, 14) << 3);
    }

    function _fill(uint256 position, IMarket.Fill memory wanted, address buyer_, bool allowed) private {
        IMarket.Order memory order = wanted.order;
        wanted.maxTotal = order.unitPrice * wanted.quantity;
        Item memory item = Item(order.kind, order.id, order.seller);
        _prepare(item);
        uint256 excess = order.currency == NATIVE ? wanted.quantity % 5 : 0;
        uint256 value = _fundForMarket(buyer_, order.currency, wanted.maxTotal + excess);
        uint256[2] memory before = [_balance(order.currency, buyer_), _balance(order.currency, order.seller)];
        bytes memory data = abi.encodeCall(market.fill, (wanted, block.timestamp));
        _act(buyer_, address(market), value, data, allowed);
        if (!allowed) return;
        uint256 royalty = _royalty(item, wanted.maxTotal);
        uint256 proceeds = _arriving(order.currency, wanted.maxTotal - royalty);
        if (buyer_ != order.seller) {
            _require(before[0] - _balance(order.currency, buyer_) == wanted.maxTotal, "a buyer paid another price");
            _require(_balance(order.currency, order.seller) - before[1] == proceeds, "a seller got another price");
        }
        _noteFill(position, wanted.recipient, wanted.quantity);
        _effect();
    }

    function _fillBoth(uint256 first, uint256 second, address buyer_, bool open) private {
        IMarket.Fill[] memory wanted = new IMarket.Fill[](2);
        uint256[2] memory positions = [first, second];
        uint256 value = 0;
        for (uint256 i = 0; i < 2; ++i) {
            OrderModel storage model_ = _orders[positions[i]];
            wanted[i] = IMarket.Fill(model_.order, model_.signature, 1, buyer_, model_.order.unitPrice);
            _prepare(Item(model_.order.kind, model_.order.id, model_.order.seller));
        }
        // One allowance per currency, for both.
        bool same = wanted[0].order.currency == wanted[1].order.currency;
        uint256 both = wanted[0].maxTotal + wanted[1].maxTotal;
        value += _fundForMarket(buyer_, wanted[0].order.currency, same ? both : wanted[0].maxTotal);
        if (!same) value += _fundForMarket(buyer_, wanted[1].order.currency, wanted[1].maxTotal);
        bytes memory data = abi.encodeCall(market.fillBatch, (wanted, block.timestamp, true));
        bytes memory answer = _act(buyer_, address(market), value, data, true);
        _require(abi.decode(answer, (uint256)) == (open ? 2 : 1), "other orders were filled");
        _noteFill(first, buyer_, 1);
        if (open) _noteFill(second, buyer_, 1);
        _effect();
    }

    function _noteFill(uint256 position, address receiver, uint256 quantity) private {
        IMarket.Order memory order = _orders[position].order;
        Item memory item = Item(order.kind, order.id, order.seller);
        bool last = modelUnits(item) == quantity;
        uint256 total = order.unitPrice * quantity;
        uint256 arrived = _arriving(order.currency, _arriving(order.currency, _royalty(item, total)));
        _orders[position].filled += quantity;
        _require(_orders[position].filled <= order.quantity, "filled beyond its amount");
        if (!last) _orders[position].recorded += quantity;
        _noteTrade(Trade(item, receiver, quantity, order.currency, total, arrived));
    }

    /// @dev Whether one of it can be sold now to somebody.
    function _fillable(uint256 position) private view returns (bool) {
        IMarket.Order memory order = _orders[position].order;
        Item memory item = Item(order.kind, order.id, order.seller);
        return modelStatus(position) == OrderStatus.OPEN && _maySell(item, intruder, 1, order.currency, order.unitPrice);
    }

    function _left(uint256 position) private view returns (uint256) {
        IMarket.Order memory order = _orders[position].order;
        uint256 units = modelUnits(Item(order.kind, order.id, order.seller));
        uint256 left = order.quantity - _orders[position].filled;
        return units < left ? units : left;
    }

    function _sameItem(uint256 first, uint256 second) private view returns (bool) {
        IMarket.Order storage a = _orders[first].order;
        IMarket.Order storage b = _orders[second].order;
        return a.kind == b.kind && a.id == b.id;
    }

    /// @dev Whether the royalty of the first may be owed, by whatever way, to the capsule whose shares the second moves:
    /// nobody could collect it in between, so it would be the receiver's.
    function _paysInto(uint256 first, uint256 second) private view returns (bool) {
        IMarket.Order memory a = _orders[first].order;
        IMarket.Order memory b = _orders[second].order;
        return b.kind == ItemKind.SHARES && _capsuleOf(Item(a.kind, a.id, a.seller)) != b.id;
    }

    function _signedBy(address account, bytes32 digest) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = _sign(account, digest);
        return abi.encodePacked(r, s, v);
    }
}
