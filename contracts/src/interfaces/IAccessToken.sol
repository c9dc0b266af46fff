// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Policy } from "./IRoyaltySplitter.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

/// @dev FREE: by anyone; MARKET_ONLY: through the protocol's market, so that its royalty is paid; SOULBOUND: never.
enum Transferability {
    FREE,
    MARKET_ONLY,
    SOULBOUND
}

/// @title AccessToken: offers, licenses, the primary sale and the till
/// @notice ERC-1155 whose token is a license: `id = offerId << 64 | serial`. A license of a plain offer (perpetual,
/// unmetered) is fungible (serial 0); each license of a timed offer has a serial and its own end.
/// @notice Money of sales and tips stays here, in the till, until {IRoyaltySplitter} releases it to whom it is owed.
interface IAccessToken is IERC1155 {
    /// @notice Terms of an offer; none of them ever changes.
    /// @param currency address(0) for the native currency, else an ERC-20
    /// @param duration seconds that a license lasts; 0 for ever
    /// @param runs metered runs of a license, below 2^24; 0 for unmetered
    /// @param maxSupply licenses that may ever be sold or tried; 0 for no limit
    /// @param maxPerAccount licenses that one account may buy, below 2^16; 0 for no limit
    /// @param rights bit set: RUN 1, FINE_TUNE 2, DERIVE 4, MERGE 8, DISTILL 16, TRAIN_ON 32, REDISTRIBUTE 64,
    /// COMMERCIAL 128
    /// @param resaleRoyaltyBps of a license's resale price
    /// @param derivativeRateBps what a derivative owes, of its income
    /// @param referralBps of the price, to who referred the buyer
    /// @param trial seconds, below 2^24, that an account may use a first license, with all its rights, before it is
    /// charged
    /// @param pricedInUsd whether the price is in US cents, converted at the sale
    /// @param revocable whether the creator may end a license against a refund of the unused part
    /// @param termsDigest sha2-256 of the license's legal text
    struct Terms {
        address currency;
        uint32 duration;
        uint32 runs;
        uint32 maxSupply;
        uint24 maxPerAccount;
        uint16 rights;
        uint16 resaleRoyaltyBps;
        uint16 derivativeRateBps;
        uint16 referralBps;
        uint32 trial;
        Transferability transferability;
        Policy derivativePolicy;
        bool pricedInUsd;
        bool revocable;
        bytes32 termsDigest;
    }

    /// @param capsuleId the capsule it licenses
    /// @param price for one license, in the currency's smallest unit
    /// @param minted licenses sold so far, counted for capped and timed offers only
    /// @param active whether it can be bought and renewed
    struct Offer {
        uint256 capsuleId;
        uint128 price;
        uint32 minted;
        bool active;
        Terms terms;
    }

    /// @param offerId what to buy
    /// @param quantity at least 1; a timed or metered offer gives that many serials
    /// @param recipient account that gets the licenses; a contract must accept ERC-1155 tokens
    /// @param maxTotal most that the caller is willing to pay for this order
    /// @param referrer who referred the buyer, or address(0); not the buyer, the recipient or the till
    struct Order {
        uint256 offerId;
        uint256 quantity;
        address recipient;
        uint256 maxTotal;
        address referrer;
    }

    /// @param value allowance to sign for, in the currency's smallest unit
    /// @param deadline of the ERC-2612 signature
    struct Permit {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice Licenses of `capsuleId` are offered. The terms are final; the price may change.
    /// @param price for one license, in the smallest unit of `terms.currency`, or in US cents
    event OfferCreated(
        uint256 indexed offerId, uint256 indexed capsuleId, address indexed creator, uint128 price, Terms terms
    );
    /// @notice The price of an offer or whether it sells is another from now on.
    event OfferChanged(uint256 indexed offerId, uint128 price, bool active);
    /// @notice `quantity` licenses from `licenseId` on (consecutive serials for timed offers) were sold.
    /// @param paid what the buyer paid in all, in the offer's currency
    /// @param received by how much the till grew: less than `paid` for a token that takes a fee on transfer
    /// @param expiresAt end of the licenses, in seconds; type(uint64).max for never
    event LicenseSold(
        uint256 indexed offerId,
        uint256 indexed capsuleId,
        address indexed recipient,
        address buyer,
        address referrer,
        uint256 licenseId,
        uint256 quantity,
        uint256 paid,
        uint256 received,
        uint64 expiresAt
    );
    /// @notice A license with a serial got one more duration, or its runs once more.
    /// @param paid by `payer`, in the offer's currency
    /// @param received by how much the till grew
    /// @param expiresAt new end, in seconds; type(uint64).max for never
    event LicenseRenewed(
        uint256 indexed licenseId,
        uint256 indexed capsuleId,
        address indexed payer,
        uint256 paid,
        uint256 received,
        uint64 expiresAt
    );
    /// @notice An account's one trial of an offer started.
    event TrialStarted(
        uint256 indexed offerId, uint256 indexed capsuleId, address indexed account, uint256 licenseId, uint64 expiresAt
    );
    /// @notice `account` lets anyone renew the license from its allowance, or no longer.
    event AutoRenewalSet(uint256 indexed licenseId, address indexed account, bool enabled);
    /// @notice The creator ended a license; `refund` is credited to `holder`.
    event LicenseRevoked(uint256 indexed licenseId, uint256 indexed capsuleId, address indexed holder, uint256 refund);
    /// @notice `account` may withdraw `amount` more: a referral share or a refund.
    event Credited(address indexed account, address indexed currency, uint256 amount);
    /// @notice `account` was paid all its credit in `currency`.
    event CreditWithdrawn(address indexed account, address indexed currency, uint256 amount);
    /// @notice Income that is no sale: a tip, or what the capsule's inbox received.
    event IncomeReceived(uint256 indexed capsuleId, address indexed currency, address indexed payer, uint256 received);
    /// @notice Sales of a capsule's licenses opened or closed.
    event SalesOpened(uint256 indexed capsuleId, bool open);

    error AccessToken_UnknownOffer(uint256 offerId);
    /// @notice No license with that serial was ever sold, or it was revoked.
    error AccessToken_UnknownLicense(uint256 licenseId);
    /// @notice The caller is neither the owner of the capsule nor one of its ERC-721 operators.
    error AccessToken_NotAuthorized(uint256 capsuleId, address caller);
    error AccessToken_NotRegistry(address caller);
    error AccessToken_NotSplitter(address caller);
    /// @notice `field` of the terms is out of range, or contradicts another.
    error AccessToken_InvalidTerms(string field);
    /// @notice None, or more than 2^32 - 1.
    error AccessToken_InvalidQuantity(uint256 quantity);
    error AccessToken_DeadlinePassed(uint256 deadline);
    /// @notice The creator stopped the offer.
    error AccessToken_OfferInactive(uint256 offerId);
    /// @notice The capsule isn't sealed by the keepers yet, or is suspended.
    error AccessToken_SaleClosed(uint256 capsuleId);
    /// @notice Fewer than `requested` are `left` of the offer's `maxSupply`.
    error AccessToken_SoldOut(uint256 offerId, uint256 requested, uint256 left);
    /// @notice `account` would have been sold more than the offer's `maxPerAccount`.
    error AccessToken_AccountLimit(uint256 offerId, address account, uint256 requested, uint256 limit);
    /// @notice It costs more now than the caller is willing to pay.
    error AccessToken_PriceAboveMaximum(uint256 total, uint256 maximum);
    error AccessToken_InsufficientPayment(uint256 sent, uint256 required);
    /// @notice Native currency was sent along with a payment in an ERC-20.
    error AccessToken_UnexpectedPayment(uint256 sent);
    /// @notice Only an ERC-20 has permits; pay the native currency with {purchase}.
    error AccessToken_PermitForNative();
    /// @notice A tip of nothing, or a token that took the payment and brought nothing.
    error AccessToken_NothingReceived(address currency);
    /// @notice Its owner must let the capsule earn in that token first ({IRoyaltySplitter-acceptCurrency}).
    error AccessToken_CurrencyNotAccepted(uint256 capsuleId, address currency);
    /// @notice A license without a serial has neither end nor runs.
    error AccessToken_NotRenewable(uint256 licenseId);
    error AccessToken_NotHolder(uint256 licenseId, address account);
    /// @notice Its holder allowed no automatic renewal.
    error AccessToken_AutoRenewalOff(uint256 licenseId);
    /// @notice Automatic renewal is possible in the last tenth of a duration, or of a trial that is shorter, and for
    /// as long after the end.
    error AccessToken_RenewalTooEarly(uint256 licenseId, uint256 opensAt);
    error AccessToken_RenewalTooLate(uint256 licenseId, uint256 closedAt);
    /// @notice The price rose since the purchase; only its holder can accept that, with {renew}.
    error AccessToken_PriceRose(uint256 licenseId, uint256 price, uint256 agreed);
    error AccessToken_NotRevocable(uint256 licenseId);
    error AccessToken_NoTrial(uint256 offerId);
    error AccessToken_TrialUsed(uint256 offerId, address account);
    /// @notice Nobody refers himself: not the caller, not the recipient; nor does the till.
    error AccessToken_InvalidReferrer(address referrer);
    error AccessToken_NoCredit(address account, address currency);
    /// @notice The offer doesn't let its licenses be transferred, or only through the market.
    error AccessToken_TransferForbidden(uint256 licenseId, Transferability transferability);

    /// @notice Offers licenses of a capsule. Only its owner or ERC-721 operators. May be done before it is sealed.
    /// @param price for one license, in the smallest unit of `terms.currency` or in US cents, below 2^88; 0 gives
    /// licenses away
    /// @dev Reverts with AccessToken_NotAuthorized, _InvalidTerms (naming the field), CapsuleRegistry_UnknownCapsule,
    /// RoyaltySplitter_TooManyCurrencies, _InvalidCurrency.
    /// @return offerId numbered from 1
    function createOffer(uint256 capsuleId, uint128 price, Terms calldata terms) external returns (uint256 offerId);

    /// @notice Changes what may change of an offer. Only the capsule's owner or ERC-721 operators.
    /// @param price as for {createOffer}
    /// @param active whether it can be bought and renewed from now on
    function setOffer(uint256 offerId, uint128 price, bool active) external;

    /// @notice Buys licenses.
    /// @param quantity at least 1; a timed offer gives that many serials
    /// @param recipient account that gets the licenses; a contract must accept ERC-1155 tokens
    /// @param maxTotal most that the caller is willing to pay in all
    /// @param deadline last second at which the purchase may be mined
    /// @param referrer who referred the buyer, or address(0)
    /// @dev Of native currency sent, what the licenses don't cost comes back. Reverts with AccessToken_UnknownOffer,
    /// _SaleClosed, _OfferInactive, _DeadlinePassed, _InvalidQuantity, _SoldOut, _AccountLimit, _PriceAboveMaximum,
    /// _InsufficientPayment, _UnexpectedPayment, _NothingReceived, _InvalidReferrer, Protocol_Paused, and, for a price
    /// in USD, as {IPriceOracle-convert}.
    /// @return licenseId the license, or the first of consecutive serials
    function purchase(
        uint256 offerId,
        uint256 quantity,
        address recipient,
        uint256 maxTotal,
        uint256 deadline,
        address referrer
    ) external payable returns (uint256 licenseId);

    /// @notice {purchase} of an offer priced in an ERC-20 with ERC-2612, with the buyer's signature for the allowance.
    /// A permit that was used by someone else in the meantime does no harm if the allowance is there.
    /// @param deadline last second at which the purchase may be mined
    /// @param permit the caller's, for this contract
    /// @return licenseId as of {purchase}
    function purchaseWithPermit(Order calldata order, uint256 deadline, Permit calldata permit)
        external
        returns (uint256 licenseId);

    /// @notice Several purchases at once: all or none. What is left of the value sent comes back.
    /// @param deadline last second at which the purchases may be mined
    /// @return licenseIds of each order, as {purchase} gives them
    function purchaseBatch(Order[] calldata orders, uint256 deadline)
        external
        payable
        returns (uint256[] memory licenseIds);

    /// @notice Gives the caller a license for the offer's trial time, once per account; {renew} goes on from there.
    function startTrial(uint256 offerId) external returns (uint256 licenseId);

    /// @notice Lets anyone renew the caller's license from the caller's allowance, or no longer. Ends when the license
    /// is given away.
    function setAutoRenewal(uint256 licenseId, bool enabled) external;

    /// @notice Renews a license from its holder's allowance of the offer's ERC-20. Anyone may call in the last tenth
    /// of a duration, or of a trial that is shorter, or for as long after the end, at a price not above that at which
    /// the license was first sold.
    function autoRenew(uint256 licenseId) external returns (uint64 expiresAt);

    /// @notice Ends a license of an offer that allows it. Only the capsule's owner or operators, who pay the refund:
    /// `paid * time left / time bought`, rounded down, credited to the holder.
    /// @param holder who holds it now and gets the refund
    /// @return refund in the smallest unit of the offer's currency
    function revoke(uint256 licenseId, address holder) external payable returns (uint256 refund);

    /// @notice Pays `account` its referral shares and refunds in `currency`. Anyone may call.
    /// @return amount paid, in the currency's smallest unit
    function withdrawCredit(address account, address currency) external returns (uint256 amount);

    /// @notice Extends a timed license by one duration, and adds a metered one's runs, at the offer's present price;
    /// anyone may pay.
    /// @return expiresAt the new end: one duration after the present end, or after now when that is past;
    /// type(uint64).max for never
    function renew(uint256 licenseId, uint256 maxTotal, uint256 deadline) external payable returns (uint64 expiresAt);

    /// @notice Gives a capsule income: credited as what the till grew by.
    /// @param currency native, or one that the capsule accepts
    /// @param amount in the currency's smallest unit; of native currency sent, the rest comes back
    function tip(uint256 capsuleId, address currency, uint256 amount) external payable;

    /// @notice Pays `amount` out of the till. Only the RoyaltySplitter.
    function release(address currency, address recipient, uint256 amount) external;

    /// @notice Opens or closes the sales of a capsule. Only the CapsuleRegistry.
    /// @param open whether licenses can be bought
    /// @param suspended whether a dispute keeps licenses from being resold on the market, too
    function setSales(uint256 capsuleId, bool open, bool suspended) external;

    /// @notice What `quantity` licenses cost now.
    /// @return currency of the offer
    /// @return total in the currency's smallest unit
    function quote(uint256 offerId, uint256 quantity) external view returns (address currency, uint256 total);

    /// @notice An offer with its terms; reverts with AccessToken_UnknownOffer.
    function offerOf(uint256 offerId) external view returns (Offer memory);

    /// @notice What a derivative made under a license would owe, and whether `account` holds it now.
    /// @return capsuleId the capsule, 0 for an unknown license
    /// @return rights bit set of the offer
    /// @return policy how far the debt reaches
    /// @return rateBps of the derivative's income
    /// @return valid as of {licenseStatus}
    function derivativeTerms(uint256 licenseId, address account)
        external
        view
        returns (uint256 capsuleId, uint16 rights, Policy policy, uint16 rateBps, bool valid);

    /// @notice The one view on a license: what it grants to `account` now.
    /// @return capsuleId the capsule, 0 for an unknown license
    /// @return rights bit set of the offer
    /// @return expiresAt end in seconds; type(uint64).max for never; the license is valid strictly before it
    /// @return runs metered runs left, as far as {IUsageMeter} knows; 0 for unmetered
    /// @return valid whether `account` holds it and it has neither ended nor, if it is metered, been used up
    function licenseStatus(uint256 licenseId, address account)
        external
        view
        returns (uint256 capsuleId, uint16 rights, uint64 expiresAt, uint32 runs, bool valid);

    /// @notice Metered runs that were ever bought of a license; 0 for an unmetered, unknown or revoked one.
    function runsBought(uint256 licenseId) external view returns (uint32);

    /// @notice What {withdrawCredit} would pay now, in the currency's smallest unit.
    function creditOf(address account, address currency) external view returns (uint256);

    /// @notice What {revoke} would refund now, in the smallest unit of the offer's currency.
    function refundOf(uint256 licenseId) external view returns (uint256);

    /// @notice Account that lets anyone renew the license from its allowance; address(0) for none.
    function autoRenewalOf(uint256 licenseId) external view returns (address);

    /// @notice Licenses of a limited offer that `account` was sold.
    function boughtBy(uint256 offerId, address account) external view returns (uint256);

    /// @notice Cumulative direct income of a capsule: all that the till ever received for it, less referral shares, in
    /// the currency's smallest unit. It never falls.
    function incomeOf(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice Whether licenses of the capsule can be sold now.
    function salesOpen(uint256 capsuleId) external view returns (bool);
}
