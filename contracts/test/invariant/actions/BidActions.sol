// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind } from "../../../src/interfaces/IMarket.sol";
import { MarketItems } from "./MarketItems.sol";

/// @title What buyers put into escrow, and what becomes of it
abstract contract BidActions is MarketItems {
    function placeBid(uint256 seed, uint256 quantity, uint256 price) external action {
        (bool found, Item memory item) = _item(seed);
        if (found && _placeBid(item, seed, quantity, price)) _effect();
    }

    function acceptBid(uint256 seed, uint256 quantity) external action {
        (bool found, uint256 position, Item memory item) = _standingBid(seed, quantity);
        if (!found) return;
        IMarket.Bid memory bid = _bids[position];
        uint256 most = modelUnits(item) < bid.quantity ? modelUnits(item) : bid.quantity;
        quantity = seed % 8 == 2 ? bid.quantity + quantity % 2 : 1 + quantity % (most == 0 ? 1 : most);
        uint256 total = quantity == bid.quantity ? bid.escrow : bid.unitPrice * quantity;
        uint256 royalty = _royalty(item, total);
        bool cheap = seed % 16 == 3;
        bool allowed = !cheap && quantity <= bid.quantity && block.timestamp < bid.expiresAt
            && _takesNative(item.seller, bid.currency) && _maySell(item, bid.bidder, quantity, bid.currency, total);
        _prepare(item);
        uint256 before = _balance(bid.currency, item.seller);
        bytes memory data =
            abi.encodeCall(market.acceptBid, (position + 1, quantity, total - royalty + (cheap ? 1 : 0)));
        _act(item.seller, address(market), data, allowed);
        if (!allowed) return;
        uint256 proceeds = _arriving(bid.currency, total - royalty);
        _require(_balance(bid.currency, item.seller) - before == proceeds, "a seller got another price");
        _noteTrade(Trade(item, bid.bidder, quantity, bid.currency, total, _arriving(bid.currency, royalty)));
        if (quantity == bid.quantity) {
            delete _bids[position];
        } else {
            (_bids[position].quantity, _bids[position].escrow) =
            (bid.quantity - uint96(quantity), bid.escrow - uint128(total));
        }
        _effect();
    }

    /// @dev By its bidder, to itself or somewhere else; by others, once it is over.
    function cancelBid(uint256 seed, uint256 who) external action {
        (bool found, uint256 position,) = _standingBid(seed, 0);
        if (!found) return;
        IMarket.Bid memory bid = _bids[position];
        address caller = who % 4 == 0 ? _actor(_roll(who, 0)) : bid.bidder;
        bool elsewhere = who % 3 == 0 || !_takesNative(bid.bidder, bid.currency);
        address to = elsewhere ? exit : bid.bidder;
        bool allowed = caller == bid.bidder || (!elsewhere && block.timestamp >= bid.expiresAt);
        bytes memory data = elsewhere
            ? abi.encodeCall(market.cancelBidTo, (position + 1, exit))
            : abi.encodeCall(market.cancelBid, (position + 1));
        uint256 before = _balance(bid.currency, to);
        _act(caller, address(market), data, allowed);
        if (!allowed) return;
        uint256 refund = _arriving(bid.currency, bid.escrow);
        _require(_balance(bid.currency, to) - before == refund, "a bidder got another refund");
        delete _bids[position];
        _effect();
    }

    function _endBids() internal {
        for (uint256 i = 0; i < _bids.length; ++i) {
            if (_bids[i].bidder == address(0)) continue;
            vm.prank(_bids[i].bidder);
            market.cancelBidTo(i + 1, exit);
            delete _bids[i];
        }
    }

    function _placeBid(Item memory item, uint256 seed, uint256 quantity, uint256 price) private returns (bool) {
        IMarket.Bid memory bid;
        (bid.bidder, bid.currency) = (_otherPerson(item.seller, _roll(price, 0)), _currencyFor(item, seed));
        if (item.kind != ItemKind.CAPSULE) bid.bidder = _otherThan(item.seller, address(0), _roll(price, 0));
        (bid.kind, bid.id) = (item.kind, item.id);
        bid.quantity = uint96(1 + quantity % (modelUnits(item) + 1));
        bid.expiresAt = uint64(block.timestamp + 1 + _roll(price, 1) % 30 days);
        uint256 unitPrice = 2 + _amount(_roll(price, 2));
        uint256 total = unitPrice * bid.quantity;
        uint256 value = _fundForMarket(bid.bidder, bid.currency, total);
        bytes memory data =
            abi.encodeCall(market.placeBid, (bid.kind, bid.id, bid.quantity, bid.currency, unitPrice, bid.expiresAt));
        bytes memory answer = _act(bid.bidder, address(market), value, data, _entriesOpen(address(market)));
        if (!_entriesOpen(address(market))) return false;
        (bid.escrow, bid.unitPrice) = (uint128(_arriving(bid.currency, total)), 0);
        bid.unitPrice = bid.escrow / bid.quantity;
        _bids.push(bid);
        _require(abi.decode(answer, (uint256)) == _bids.length, "unexpected bid id");
        return true;
    }

    /// @dev One that somebody could sell to, if there soon is one; else a new one.
    function _standingBid(uint256 seed, uint256 quantity) private returns (bool, uint256 position, Item memory item) {
        for (uint256 i = 0; i < 4 && _bids.length != 0; ++i) {
            position = _roll(seed, 10 + i) % _bids.length;
            IMarket.Bid memory bid = _bids[position];
            if (bid.bidder == address(0)) continue;
            item = Item(bid.kind, bid.id, _sellerTo(bid, seed));
            bool may = block.timestamp < bid.expiresAt && _takesNative(item.seller, bid.currency)
                && _maySell(item, bid.bidder, 1, bid.currency, bid.escrow);
            if (may || seed % 8 == 0) return (true, position, item);
        }
        bool found;
        (found, item) = _item(seed);
        if (!found || !_placeBid(item, seed, quantity, _roll(seed, 15))) return (false, 0, item);
        return (true, _bids.length - 1, item);
    }

    /// @dev Somebody who has what a bid wants, if anybody but the bidder does.
    function _sellerTo(IMarket.Bid memory bid, uint256 seed) private view returns (address account) {
        for (uint256 i = 0; i < actors.length; ++i) {
            account = _actor(seed % actors.length + i);
            if (account != bid.bidder && modelUnits(Item(bid.kind, bid.id, account)) != 0) return account;
        }
    }

    function _otherPerson(address account, uint256 seed) internal view returns (address person) {
        person = _person(seed);
        if (person == account) person = _person(seed % 4 + 1);
    }
}
