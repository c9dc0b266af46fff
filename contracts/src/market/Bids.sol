// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind } from "../interfaces/IMarket.sol";
import { Currency } from "../libraries/Currency.sol";
import { Settlement } from "./Settlement.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Bids: what buyers put money into escrow for
/// @dev What the market holds of a currency is the escrow of all bids in it, to the unit: what a bid brings is what
/// arrived for it, and what doesn't divide evenly goes with the last one.
abstract contract Bids is Settlement {
    using SafeCast for uint256;

    /// @custom:storage-location erc7201:capsule.storage.Bids
    struct BidStorage {
        uint256 bidCount;
        mapping(uint256 bidId => Bid) bids;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.Bids")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant BID_STORAGE = 0x55c90905ebf7ca5b8664717c747ba8da291398b4961887de5329decac2ceb000;

    /// @inheritdoc IMarket
    function placeBid(
        ItemKind kind,
        uint256 id,
        uint256 quantity,
        address currency,
        uint256 unitPrice,
        uint64 expiresAt
    ) external payable nonReentrant whenEntriesOpen returns (uint256 bidId) {
        _requireSound(quantity, expiresAt);
        uint256 capsuleId = _resaleOf(kind, id, msg.sender).capsuleId;
        if (capsuleId == 0) revert Market_UnknownItem(kind, id);
        Bid memory bid;
        (bid.bidder, bid.kind, bid.id, bid.currency) = (msg.sender, kind, id, currency);
        // Compared with the greatest uint96 in {_requireSound}.
        // forge-lint: disable-next-line(unsafe-typecast)
        (bid.quantity, bid.expiresAt) = (uint96(quantity), expiresAt);
        uint256 left = _escrow(bid, unitPrice * quantity);
        bidId = _store(capsuleId, bid);
        _pay(Currency.NATIVE, msg.sender, left);
    }

    /// @inheritdoc IMarket
    function acceptBid(uint256 bidId, uint256 quantity, uint256 minProceeds) external nonReentrant whenEntriesOpen {
        Bid memory bid = _bid(bidId);
        if (block.timestamp >= bid.expiresAt) revert Market_BidExpired(bidId, bid.expiresAt);
        if (quantity == 0 || quantity > bid.quantity) revert Market_InvalidQuantity(quantity, bid.quantity);
        Resale memory resale = _resaleOf(bid.kind, bid.id, msg.sender);
        _requireSellable(resale, bid.kind, bid.id, msg.sender, quantity);
        uint256 paid = quantity == bid.quantity ? bid.escrow : bid.unitPrice * quantity;
        uint256 royalty = _royalty(paid, resale.royaltyBps);
        uint256 proceeds = paid - royalty;
        if (proceeds < minProceeds) revert Market_ProceedsBelowMinimum(proceeds, minProceeds);
        _reduce(bidId, bid, quantity, paid);
        emit BidAccepted(bidId, resale.capsuleId, msg.sender, quantity, paid, royalty);
        _deliver(bid.kind, bid.id, msg.sender, bid.bidder, quantity);
        _payRoyalty(resale.capsuleId, bid.currency, royalty);
        _pay(bid.currency, msg.sender, proceeds);
    }

    /// @inheritdoc IMarket
    function cancelBid(uint256 bidId) external nonReentrant {
        Bid memory bid = _bid(bidId);
        if (msg.sender != bid.bidder && block.timestamp < bid.expiresAt) revert Market_NotBidder(bidId, msg.sender);
        _cancelBid(bidId, bid, bid.bidder);
    }

    /// @inheritdoc IMarket
    function cancelBidTo(uint256 bidId, address recipient) external nonReentrant {
        Bid memory bid = _bid(bidId);
        if (msg.sender != bid.bidder) revert Market_NotBidder(bidId, msg.sender);
        if (recipient == address(0) || recipient == address(this)) revert Market_InvalidRecipient(recipient);
        _cancelBid(bidId, bid, recipient);
    }

    /// @inheritdoc IMarket
    function bidOf(uint256 bidId) external view returns (Bid memory) {
        return _bidStorage().bids[bidId];
    }

    /// @dev Takes the bidder's money, and sets what one brings.
    /// @return left of the native currency that was sent
    function _escrow(Bid memory bid, uint256 total) private returns (uint256 left) {
        _requireExactValue(bid.currency);
        uint256 received = total;
        if (bid.currency != Currency.NATIVE) received = _collect(bid.currency, total);
        else if (msg.value < total) revert Market_InsufficientPayment(msg.value, total);
        else left = msg.value - total;
        (bid.escrow, bid.unitPrice) = (received.toUint128(), (received / bid.quantity).toUint128());
        if (bid.unitPrice == 0) revert Market_InvalidOrder("unitPrice");
    }

    function _store(uint256 capsuleId, Bid memory bid) private returns (uint256 bidId) {
        BidStorage storage $ = _bidStorage();
        bidId = ++$.bidCount;
        $.bids[bidId] = bid;
        emit BidPlaced(
            bidId, capsuleId, bid.bidder, bid.kind, bid.id, bid.quantity, bid.currency, bid.unitPrice, bid.expiresAt
        );
    }

    function _reduce(uint256 bidId, Bid memory bid, uint256 quantity, uint256 paid) private {
        BidStorage storage $ = _bidStorage();
        if (quantity == bid.quantity) {
            delete $.bids[bidId];
            return;
        }
        Bid storage bid_ = $.bids[bidId];
        // Neither is above what it is taken from.
        // forge-lint: disable-next-line(unsafe-typecast)
        (bid_.quantity, bid_.escrow) = (bid.quantity - uint96(quantity), bid.escrow - uint128(paid));
    }

    function _cancelBid(uint256 bidId, Bid memory bid, address recipient) private {
        delete _bidStorage().bids[bidId];
        emit BidCancelled(bidId, recipient, bid.escrow);
        _pay(bid.currency, recipient, bid.escrow);
    }

    function _requireSound(uint256 quantity, uint256 expiresAt) private view {
        if (expiresAt <= block.timestamp || expiresAt > block.timestamp + MAX_PERIOD) {
            revert Market_InvalidOrder("expiresAt");
        }
        if (quantity == 0 || quantity > type(uint96).max) revert Market_InvalidOrder("quantity");
    }

    function _bid(uint256 bidId) private view returns (Bid memory bid) {
        bid = _bidStorage().bids[bidId];
        if (bid.bidder == address(0)) revert Market_UnknownBid(bidId);
    }

    function _bidStorage() private pure returns (BidStorage storage $) {
        bytes32 slot = BID_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
