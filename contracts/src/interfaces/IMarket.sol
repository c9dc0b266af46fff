// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev What is sold: a license of AccessToken, a capsule of CapsuleRegistry, or units of one in RoyaltySplitter.
enum ItemKind {
    LICENSE,
    CAPSULE,
    SHARES
}

/// @dev OPEN: can be filled. EARLY: not yet. EXPIRED: no more. CANCELLED: by its seller, alone or with all others.
/// FILLED: all of it. GONE: what it sells left the seller, with this order or otherwise; it doesn't revive when that
/// returns.
enum OrderStatus {
    OPEN,
    EARLY,
    EXPIRED,
    CANCELLED,
    FILLED,
    GONE
}

/// @title Market: licenses, capsules and shares change hands
/// @notice Sellers sign orders, which cost nothing until they are filled; buyers place bids, with the money in escrow.
/// Of every price the royalty of what is sold goes to the capsule's income, the rest to the seller, in the same call.
/// @notice Who sells lets this contract move its tokens (`setApprovalForAll`, of a capsule also `approve`). It moves
/// them only under an order that their holder signed, or when their holder accepts a bid. It takes no fee.
interface IMarket {
    /// @notice What a seller signs (EIP-712, EOA or ERC-1271; domain: this contract).
    /// @param seller account that holds what is sold, and signs
    /// @param kind what `id` is a token of
    /// @param id of the license, the capsule, or the capsule whose units are sold
    /// @param quantity sold at most, at once or in parts
    /// @param currency address(0) for the native currency, else an ERC-20
    /// @param unitPrice for one, in the currency's smallest unit; the royalty is a part of it
    /// @param startsAt first second at which it can be filled
    /// @param expiresAt second from which it can't, at most 30 days after `startsAt`
    /// @param salt to tell apart orders that are equal otherwise
    /// @param counter the seller's {counterOf}
    /// @param departures the seller's, of {IResellable-resaleOf}, when it signs
    /// @param taker the one account that may fill it; address(0) for anyone
    struct Order {
        address seller;
        ItemKind kind;
        uint256 id;
        uint256 quantity;
        address currency;
        uint256 unitPrice;
        uint64 startsAt;
        uint64 expiresAt;
        uint256 salt;
        uint256 counter;
        uint256 departures;
        address taker;
    }

    /// @param signature of the order's seller
    /// @param quantity to buy, at least 1
    /// @param recipient account that gets it; a contract must accept such tokens
    /// @param maxTotal most that the caller is willing to pay for it
    struct Fill {
        Order order;
        bytes signature;
        uint256 quantity;
        address recipient;
        uint256 maxTotal;
    }

    /// @param quantity still wanted
    /// @param unitPrice paid for one
    /// @param escrow what is left of the bidder's money; with the last one goes all of it
    struct Bid {
        address bidder;
        uint64 expiresAt;
        ItemKind kind;
        uint256 id;
        address currency;
        uint96 quantity;
        uint128 unitPrice;
        uint128 escrow;
    }

    /// @notice `quantity` of an order was sold.
    /// @param paid by the buyer, in the currency's smallest unit
    /// @param royalty part of it that became income of the capsule
    event OrderFilled(
        bytes32 indexed orderHash,
        uint256 indexed capsuleId,
        address indexed seller,
        address buyer,
        address recipient,
        ItemKind kind,
        uint256 id,
        uint256 quantity,
        address currency,
        uint256 paid,
        uint256 royalty
    );
    /// @notice What was left of an order can't be filled any more.
    event OrderCancelled(bytes32 indexed orderHash, address indexed seller);
    /// @notice No order that `seller` signed at another counter can be filled any more.
    event AllOrdersCancelled(address indexed seller, uint256 counter);
    /// @notice The money for a bid is in escrow.
    /// @param unitPrice what one brings: of a token that takes a fee on transfer less than what was promised
    event BidPlaced(
        uint256 indexed bidId,
        uint256 indexed capsuleId,
        address indexed bidder,
        ItemKind kind,
        uint256 id,
        uint256 quantity,
        address currency,
        uint256 unitPrice,
        uint64 expiresAt
    );
    /// @notice `seller` sold `quantity` to the bidder.
    /// @param paid out of the escrow, in the currency's smallest unit
    /// @param royalty part of it that became income of the capsule
    event BidAccepted(
        uint256 indexed bidId,
        uint256 indexed capsuleId,
        address indexed seller,
        uint256 quantity,
        uint256 paid,
        uint256 royalty
    );
    /// @notice A bid ended; `refund` of its escrow went to `recipient`.
    event BidCancelled(uint256 indexed bidId, address recipient, uint256 refund);

    /// @notice `field` of an order or bid is out of range.
    error Market_InvalidOrder(string field);
    /// @notice It isn't OPEN.
    error Market_OrderNotOpen(bytes32 orderHash, OrderStatus status);
    error Market_InvalidSignature(bytes32 orderHash, address seller);
    /// @notice It is for another account alone.
    error Market_NotTaker(bytes32 orderHash, address caller);
    error Market_NotSeller(bytes32 orderHash, address caller);
    /// @notice None, or more than are `left` of the order or bid.
    error Market_InvalidQuantity(uint256 quantity, uint256 left);
    /// @notice `seller` can sell fewer: it holds no more, or the license has ended.
    error Market_NotEnoughUnits(ItemKind kind, uint256 id, address seller, uint256 units);
    error Market_UnknownItem(ItemKind kind, uint256 id);
    /// @notice A dispute keeps the capsule, its licenses and its units from being sold.
    error Market_Suspended(uint256 capsuleId);
    /// @notice Nobody buys from himself.
    error Market_InvalidRecipient(address recipient);
    /// @notice It costs more than the caller is willing to pay.
    error Market_PriceAboveMaximum(uint256 total, uint256 maximum);
    /// @notice It brings less than the caller is willing to take.
    error Market_ProceedsBelowMinimum(uint256 proceeds, uint256 minimum);
    error Market_InsufficientPayment(uint256 sent, uint256 required);
    /// @notice Native currency was sent along with a payment in an ERC-20.
    error Market_UnexpectedPayment(uint256 sent);
    error Market_DeadlinePassed(uint256 deadline);
    /// @notice Of none of the orders there was as much left as wanted.
    error Market_NothingAvailable();
    /// @notice It was never placed, or all accepted, or cancelled.
    error Market_UnknownBid(uint256 bidId);
    error Market_BidExpired(uint256 bidId, uint256 expiresAt);
    error Market_NotBidder(uint256 bidId, address caller);

    /// @notice Buys what a seller signed for.
    /// @param wanted order, signature, and how much of it for whom at what price at most
    /// @param deadline last second at which it may be mined
    /// @dev Of native currency sent, what it doesn't cost comes back. Reverts with Market_DeadlinePassed, _InvalidOrder,
    /// _OrderNotOpen, _InvalidSignature, _NotTaker, _InvalidQuantity, _NotEnoughUnits, _Suspended, _InvalidRecipient,
    /// _PriceAboveMaximum, _InsufficientPayment, _UnexpectedPayment, AccessToken_CurrencyNotAccepted when a royalty is
    /// due in an ERC-20 that the capsule doesn't accept, Protocol_Paused, and with the token's own errors when the
    /// seller let the market move nothing, the license is bound to its account, or the recipient takes none.
    function fill(Fill calldata wanted, uint256 deadline) external payable;

    /// @notice Several at once, each as {fill}. What is left of the value sent comes back.
    /// @param skipUnavailable true to leave out orders that aren't open or of which less is left than wanted, false to
    /// revert for them; any other refusal reverts all of it
    /// @return filled how many of the orders
    function fillBatch(Fill[] calldata wanted, uint256 deadline, bool skipUnavailable)
        external
        payable
        returns (uint256 filled);

    /// @notice Keeps what is left of an order from being filled. Only its seller, and only while it is OPEN or EARLY:
    /// an order ends once, filled or cancelled.
    function cancel(Order calldata order) external;

    /// @notice Keeps all orders that the caller signed so far from being filled.
    /// @return counter to sign from now on
    function cancelAll() external returns (uint256 counter);

    /// @notice Offers to buy; the money goes into escrow.
    /// @param quantity wanted, of 1 seller or of several
    /// @param unitPrice for one, in the currency's smallest unit; the royalty is a part of it
    /// @param expiresAt second from which it can't be accepted, at most 30 days ahead
    /// @dev A price of several is what they bring together: of native currency sent, the rest comes back. Reverts with
    /// Market_InvalidOrder, _UnknownItem or CapsuleRegistry_UnknownCapsule, _InsufficientPayment, _UnexpectedPayment,
    /// Protocol_Paused.
    /// @return bidId numbered from 1
    function placeBid(
        ItemKind kind,
        uint256 id,
        uint256 quantity,
        address currency,
        uint256 unitPrice,
        uint64 expiresAt
    ) external payable returns (uint256 bidId);

    /// @notice Sells the caller's tokens to the bidder, who pays from escrow.
    /// @param quantity to sell, at least 1
    /// @param minProceeds least that the caller is willing to take, after the royalty
    /// @dev Reverts with Market_UnknownBid, _BidExpired, _InvalidQuantity, _InvalidRecipient, _NotEnoughUnits,
    /// _Suspended, _ProceedsBelowMinimum, and as {fill} does for the currency, the token and a pause.
    function acceptBid(uint256 bidId, uint256 quantity, uint256 minProceeds) external;

    /// @notice Ends a bid and pays its escrow to the bidder. The bidder at any time, anyone once it has expired.
    function cancelBid(uint256 bidId) external;

    /// @notice Ends the caller's bid and pays its escrow to `recipient`.
    function cancelBidTo(uint256 bidId, address recipient) external;

    /// @notice EIP-712 digest of an order: what its seller signs, and its name in events.
    function orderHash(Order calldata order) external view returns (bytes32);

    /// @notice Whether an order can be filled now, by its terms and what became of it; its signature isn't looked at.
    /// @return status OPEN if it can
    /// @return left of its quantity
    function orderStatus(Order calldata order) external view returns (OrderStatus status, uint256 left);

    /// @notice What the orders of `seller` have to name; {cancelAll} raises it.
    function counterOf(address seller) external view returns (uint256);

    /// @notice A bid; all zero when there is none, or none any more.
    function bidOf(uint256 bidId) external view returns (Bid memory);
}
