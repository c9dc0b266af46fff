// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../src/interfaces/IAccessToken.sol";
import { IMarket, ItemKind, OrderStatus } from "../../../src/interfaces/IMarket.sol";
import { HostileActions } from "./HostileActions.sol";
import { ShareActions } from "./ShareActions.sol";

/// @title What is sold on the market, in the model: who can sell how much of it, and what comes of a sale
abstract contract MarketItems is HostileActions, ShareActions {
    /// @param filled how much of it was sold
    /// @param recorded the same without a part that took the seller's last one, by which the order is gone
    /// @param cancelled whether its seller took back what was left
    struct OrderModel {
        IMarket.Order order;
        bytes signature;
        uint256 filled;
        uint256 recorded;
        bool cancelled;
    }

    /// @dev Something that somebody has.
    struct Item {
        ItemKind kind;
        uint256 id;
        address seller;
    }

    /// @dev A sale that went through.
    struct Trade {
        Item item;
        address recipient;
        uint256 quantity;
        address currency;
        uint256 total;
        uint256 received;
    }

    OrderModel[] internal _orders;
    mapping(address seller => uint256) public counters;
    IMarket.Bid[] internal _bids;

    function orderCount() external view returns (uint256) {
        return _orders.length;
    }

    function orderModel(uint256 position) external view returns (OrderModel memory) {
        return _orders[position];
    }

    function bidCount() external view returns (uint256) {
        return _bids.length;
    }

    /// @notice Bids by position; all zero once they are over.
    function bidModel(uint256 position) external view returns (IMarket.Bid memory) {
        return _bids[position];
    }

    /// @notice What should be the status of an order now.
    function modelStatus(uint256 position) public view returns (OrderStatus) {
        OrderModel storage model_ = _orders[position];
        IMarket.Order storage order = model_.order;
        if (model_.cancelled || order.counter != counters[order.seller]) return OrderStatus.CANCELLED;
        if (model_.recorded == order.quantity) return OrderStatus.FILLED;
        if (order.departures != _departed(Item(order.kind, order.id, order.seller))) return OrderStatus.GONE;
        if (block.timestamp < order.startsAt) return OrderStatus.EARLY;
        return block.timestamp < order.expiresAt ? OrderStatus.OPEN : OrderStatus.EXPIRED;
    }

    /// @notice How many of it somebody can sell now.
    function modelUnits(Item memory item) public view returns (uint256) {
        if (item.kind == ItemKind.CAPSULE) return _capsules[item.id].owner == item.seller ? 1 : 0;
        if (item.kind == ItemKind.SHARES) return model.units(item.id, item.seller);
        LicenseModel storage license = _licenses[item.id];
        bool usable = license.runs == 0 || license.runs != settled[item.id];
        return usable && block.timestamp < license.expiresAt ? held[item.id][item.seller] : 0;
    }

    /// @dev Something that one of the people has: mostly something that can be sold.
    function _item(uint256 seed) internal returns (bool found, Item memory item) {
        item.kind = ItemKind(_roll(seed, 0) % 3);
        if (item.kind == ItemKind.SHARES) (item.id, item.seller) = _holding(seed);
        if (item.kind == ItemKind.CAPSULE) item.id = _capsule(seed);
        if (item.kind == ItemKind.CAPSULE) item.seller = _capsules[item.id].owner;
        if (item.kind != ItemKind.LICENSE && _hasKey(item.seller) && !suspended[item.id]) return (true, item);
        item.kind = ItemKind.LICENSE;
        item.id = licenses[_roll(seed, 1) % licenses.length];
        item.seller = _holderOf(item.id, seed);
        bool sellable = _moves(item) && modelUnits(item) != 0 && !suspended[_capsuleOf(item)];
        if (sellable && _hasKey(item.seller)) return (true, item);
        IAccessToken.Terms memory terms = _terms(_currency(_roll(seed, 2)));
        terms.resaleRoyaltyBps = uint16(_roll(seed, 3) % 5001);
        if (seed % 2 == 0) terms.transferability = Transferability.MARKET_ONLY;
        item.seller = _person(_roll(seed, 4));
        item.id = _freshLicense(seed, item.seller, terms);
        return (item.id != 0, item);
    }

    /// @dev Native, or one that the capsule earns in; now and then any.
    function _currencyFor(Item memory item, uint256 seed) internal view returns (address currency) {
        currency = _currency(_roll(seed, 5));
        bool accepted = currency == NATIVE || accepts[_capsuleOf(item)][currency];
        return accepted || seed % 8 == 0 ? currency : NATIVE;
    }

    /// @dev Whether the model lets so many of it go to `recipient` now, for this price.
    function _maySell(Item memory item, address recipient, uint256 quantity, address currency, uint256 total)
        internal
        view
        returns (bool)
    {
        uint256 id = _capsuleOf(item);
        bool payable_ = _royalty(item, total) == 0 || currency == NATIVE || accepts[id][currency];
        bool free = !suspended[id] && _moves(item) && _entriesOpen(address(market));
        return free && payable_ && quantity != 0 && quantity <= modelUnits(item) && recipient != item.seller;
    }

    function _royalty(Item memory item, uint256 price) internal view returns (uint256) {
        uint256 bps = item.kind == ItemKind.LICENSE
            ? _offers[item.id >> 64].terms.resaleRoyaltyBps
            : _capsules[item.id].royaltyBps;
        return price * bps / 10_000;
    }

    /// @dev Its holder lets the market move it, as it stays whatever other actions take back. What descendants owe is
    /// collected before units move, since the model splits at once.
    function _prepare(Item memory item) internal {
        if (item.kind == ItemKind.SHARES) _collectInto(item.id);
        bytes memory data = abi.encodeCall(accessToken.setApprovalForAll, (address(market), true));
        address token = address(accessToken);
        if (item.kind == ItemKind.CAPSULE) token = address(registry);
        if (item.kind == ItemKind.SHARES) token = address(splitter);
        _act(item.seller, token, data, true);
    }

    function _noteTrade(Trade memory trade) internal {
        Item memory item = trade.item;
        if (item.kind == ItemKind.CAPSULE) _noteNewOwner(item.id, trade.recipient);
        if (item.kind == ItemKind.SHARES) _noteUnits(item.id, item.seller, trade.recipient, trade.quantity, true);
        if (item.kind == ItemKind.LICENSE) {
            _noteTransfer(item.id, item.seller, trade.recipient, trade.quantity, true);
        }
        uint256 id = _capsuleOf(item);
        _touchEverywhere(id);
        if (trade.received != 0) _earn(id, trade.currency, trade.received);
    }

    function _departed(Item memory item) internal view returns (uint256) {
        if (item.kind == ItemKind.CAPSULE) return departures[address(registry)][item.id][OWNER];
        address token = item.kind == ItemKind.LICENSE ? address(accessToken) : address(splitter);
        return departures[token][item.id][item.seller];
    }

    function _capsuleOf(Item memory item) internal view returns (uint256) {
        return item.kind == ItemKind.LICENSE ? _offers[item.id >> 64].capsuleId : item.id;
    }

    function _moves(Item memory item) internal view returns (bool) {
        if (item.kind != ItemKind.LICENSE) return true;
        return _offers[item.id >> 64].terms.transferability != Transferability.SOULBOUND;
    }

    function _hasKey(address account) internal view returns (bool) {
        for (uint256 i = 0; i < 4; ++i) {
            if (actors[i] == account) return true;
        }
        return false;
    }
}
