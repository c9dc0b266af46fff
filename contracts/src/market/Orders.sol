// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, OrderStatus } from "../interfaces/IMarket.sol";
import { Currency } from "../libraries/Currency.sol";
import { Settlement } from "./Settlement.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Orders: what sellers sign
/// @dev An order is bound to this contract and chain by its domain, to its seller by a field of it, to the seller's
/// counter, and to how often such tokens have left the seller: what leaves takes its orders along for good.
/// @dev How much of an order is filled is written only while the seller keeps some of what it sells. When the last one
/// goes, the token counts a departure, by which this order and all others for the same are dead.
abstract contract Orders is Settlement, EIP712Upgradeable {
    using SafeERC20 for IERC20;

    uint256 private constant CANCELLED = type(uint256).max;
    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address seller,uint8 kind,uint256 id,uint256 quantity,address currency,uint256 unitPrice,uint64 startsAt,"
        "uint64 expiresAt,uint256 salt,uint256 counter,uint256 departures,address taker)"
    );

    /// @dev A fill in progress.
    struct Trade {
        bytes32 orderHash;
        uint256 capsuleId;
        uint256 total;
        uint256 royalty;
    }

    /// @custom:storage-location erc7201:capsule.storage.Orders
    struct OrderStorage {
        mapping(bytes32 orderHash => uint256) filled;
        mapping(address seller => uint256) counters;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.Orders")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ORDER_STORAGE = 0xce7b35b1721c6adaeb25f20a5003a09e615f38674d6c79180d535797cd9a1000;

    /// @inheritdoc IMarket
    function fill(Fill calldata wanted, uint256 deadline) external payable nonReentrant whenEntriesOpen {
        _requireBefore(deadline);
        _requireExactValue(wanted.order.currency);
        (, uint256 left) = _fill(wanted, msg.value, false);
        _pay(Currency.NATIVE, msg.sender, left);
    }

    /// @inheritdoc IMarket
    function fillBatch(Fill[] calldata wanted, uint256 deadline, bool skipUnavailable)
        external
        payable
        nonReentrant
        whenEntriesOpen
        returns (uint256 filled)
    {
        _requireBefore(deadline);
        uint256 left = msg.value;
        for (uint256 i = 0; i < wanted.length; ++i) {
            bool done;
            (done, left) = _fill(wanted[i], left, skipUnavailable);
            if (done) ++filled;
        }
        if (filled == 0) revert Market_NothingAvailable();
        _pay(Currency.NATIVE, msg.sender, left);
    }

    /// @inheritdoc IMarket
    function cancel(Order calldata order) external {
        bytes32 hash = orderHash(order);
        if (msg.sender != order.seller) revert Market_NotSeller(hash, msg.sender);
        OrderStorage storage $ = _orderStorage();
        uint256 departures = _resaleOf(order.kind, order.id, order.seller).departures;
        OrderStatus status = _status($, order, $.filled[hash], departures);
        if (status != OrderStatus.OPEN && status != OrderStatus.EARLY) revert Market_OrderNotOpen(hash, status);
        $.filled[hash] = CANCELLED;
        emit OrderCancelled(hash, msg.sender);
    }

    /// @inheritdoc IMarket
    function cancelAll() external returns (uint256 counter) {
        counter = ++_orderStorage().counters[msg.sender];
        emit AllOrdersCancelled(msg.sender, counter);
    }

    /// @inheritdoc IMarket
    function orderStatus(Order calldata order) external view returns (OrderStatus status, uint256 left) {
        OrderStorage storage $ = _orderStorage();
        uint256 filled = $.filled[orderHash(order)];
        status = _status($, order, filled, _resaleOf(order.kind, order.id, order.seller).departures);
        left = filled == CANCELLED ? 0 : order.quantity - filled;
    }

    /// @inheritdoc IMarket
    function counterOf(address seller) external view returns (uint256) {
        return _orderStorage().counters[seller];
    }

    /// @inheritdoc IMarket
    function orderHash(Order calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ORDER_TYPEHASH, order)));
    }

    /// @dev Constants: no sale reads them from storage.
    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Name() internal pure override returns (string memory) {
        return "Capsule Market";
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Version() internal pure override returns (string memory) {
        return "1";
    }

    /// @param available native currency of the call that no earlier fill used
    /// @return done false if it was skipped
    /// @return left of `available`
    function _fill(Fill calldata wanted, uint256 available, bool skipUnavailable)
        private
        returns (bool done, uint256 left)
    {
        Order calldata order = wanted.order;
        Trade memory trade;
        trade.orderHash = orderHash(order);
        Resale memory resale = _resaleOf(order.kind, order.id, order.seller);
        if (!_reserve(wanted, trade.orderHash, resale, skipUnavailable)) return (false, available);
        trade.capsuleId = resale.capsuleId;
        trade.total = order.unitPrice * wanted.quantity;
        if (trade.total > wanted.maxTotal) revert Market_PriceAboveMaximum(trade.total, wanted.maxTotal);
        trade.royalty = _royalty(trade.total, resale.royaltyBps);
        _requireConsent(wanted, trade.orderHash);
        _announce(wanted, trade);
        _deliver(order.kind, order.id, order.seller, wanted.recipient, wanted.quantity);
        return (true, _settle(order, trade, available));
    }

    /// @dev Takes the quantity from what is left of the order.
    /// @return whether it was there; if not, it reverts unless it may be skipped
    function _reserve(Fill calldata wanted, bytes32 hash, Resale memory resale, bool skipUnavailable)
        private
        returns (bool)
    {
        Order calldata order = wanted.order;
        OrderStorage storage $ = _orderStorage();
        uint256 filled = $.filled[hash];
        OrderStatus status = _status($, order, filled, resale.departures);
        if (status != OrderStatus.OPEN) {
            if (skipUnavailable) return false;
            revert Market_OrderNotOpen(hash, status);
        }
        uint256 left = order.quantity - filled;
        if (skipUnavailable && wanted.quantity > (left < resale.units ? left : resale.units)) return false;
        if (wanted.quantity == 0 || wanted.quantity > left) revert Market_InvalidQuantity(wanted.quantity, left);
        _requireSellable(resale, order.kind, order.id, order.seller, wanted.quantity);
        if (resale.units != wanted.quantity) $.filled[hash] = filled + wanted.quantity;
        return true;
    }

    /// @return left of `available`
    function _settle(Order calldata order, Trade memory trade, uint256 available) private returns (uint256 left) {
        uint256 proceeds = trade.total - trade.royalty;
        if (order.currency == Currency.NATIVE) {
            if (available < trade.total) revert Market_InsufficientPayment(available, trade.total);
            _payRoyalty(trade.capsuleId, Currency.NATIVE, trade.royalty);
            _pay(Currency.NATIVE, order.seller, proceeds);
            return available - trade.total;
        }
        if (trade.royalty != 0) {
            _payRoyalty(trade.capsuleId, order.currency, _collect(order.currency, trade.royalty));
        }
        IERC20(order.currency).safeTransferFrom(msg.sender, order.seller, proceeds);
        return available;
    }

    function _announce(Fill calldata wanted, Trade memory trade) private {
        emit OrderFilled(
            trade.orderHash,
            trade.capsuleId,
            wanted.order.seller,
            msg.sender,
            wanted.recipient,
            wanted.order.kind,
            wanted.order.id,
            wanted.quantity,
            wanted.order.currency,
            trade.total,
            trade.royalty
        );
    }

    function _requireConsent(Fill calldata wanted, bytes32 hash) private view {
        (address seller, address taker) = (wanted.order.seller, wanted.order.taker);
        if (taker != address(0) && taker != msg.sender) revert Market_NotTaker(hash, msg.sender);
        if (!SignatureChecker.isValidSignatureNowCalldata(seller, hash, wanted.signature)) {
            revert Market_InvalidSignature(hash, seller);
        }
    }

    function _status(OrderStorage storage $, Order calldata order, uint256 filled, uint256 departures)
        private
        view
        returns (OrderStatus)
    {
        if (order.quantity == 0 || order.quantity == CANCELLED) revert Market_InvalidOrder("quantity");
        if (order.unitPrice == 0) revert Market_InvalidOrder("unitPrice");
        (uint256 startsAt, uint256 expiresAt) = (order.startsAt, order.expiresAt);
        if (expiresAt > startsAt + MAX_PERIOD) revert Market_InvalidOrder("expiresAt");
        if (filled == CANCELLED || order.counter != $.counters[order.seller]) return OrderStatus.CANCELLED;
        if (filled == order.quantity) return OrderStatus.FILLED;
        if (order.departures != departures) return OrderStatus.GONE;
        if (block.timestamp < startsAt) return OrderStatus.EARLY;
        return block.timestamp < expiresAt ? OrderStatus.OPEN : OrderStatus.EXPIRED;
    }

    function _requireBefore(uint256 deadline) private view {
        if (block.timestamp > deadline) revert Market_DeadlinePassed(deadline);
    }

    function _orderStorage() private pure returns (OrderStorage storage $) {
        bytes32 slot = ORDER_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
