// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IPriceOracle } from "../interfaces/IPriceOracle.sol";
import { IResellable } from "../interfaces/IResellable.sol";
import { IRoyaltySplitter, Policy } from "../interfaces/IRoyaltySplitter.sol";
import { IUsageMeter } from "../interfaces/IUsageMeter.sol";
import { Basis } from "../libraries/Basis.sol";
import { Currency } from "../libraries/Currency.sol";
import { LicenseIds } from "../libraries/LicenseIds.sol";
import { CountedERC1155 } from "../tokens/CountedERC1155.sol";
import { PausableEntries } from "../upgrade/PausableEntries.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { OfferBook } from "./OfferBook.sol";
import { OfferData, Selling } from "./OfferTerms.sol";
import { Till } from "./Till.sol";
import { ERC1155Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { IERC721Metadata } from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title AccessToken
/// @dev A sale costs the same whoever shares in it: it writes the capsule's income word, the buyer's balance and, for
/// capped or numbered offers, the offer's counter, and calls no second contract (but the oracle for a price in USD).
/// @dev Trusts: CapsuleRegistry for ownership and readiness, RoyaltySplitter never to release more than is owed.
/// @dev {OfferTerms} is linked: a library without state, whose address is part of this code and so as fixed as the rest
/// of it. The deployment puts it at an address that its code decides, and records its hash.
/// @custom:oz-upgrades-unsafe-allow external-library-linking
contract AccessToken is CountedERC1155, OfferBook, IResellable, IERC2981, PausableEntries {
    using SafeCast for uint256;

    uint64 private constant NEVER = type(uint64).max;
    uint40 private constant NEVER_STORED = type(uint40).max;

    /// @dev Automatic renewal opens in the last tenth of a license's time.
    uint256 private constant RENEWAL_WINDOW = 10;

    /// @dev A license with a serial: what is left of it travels with its token.
    /// @param startedAt second of the sale
    /// @param expiresAt end; valid strictly before it
    /// @param runs metered runs bought
    /// @param price of one duration at the sale, in the offer's pricing unit
    struct License {
        uint40 startedAt;
        uint40 expiresAt;
        uint32 runs;
        uint128 price;
    }

    /// @dev Of a revocable license: `value` was paid for the time from `since` to its end.
    struct Prepaid {
        uint128 value;
        uint40 since;
    }

    /// @dev A sale in progress, in memory: the order, then what becomes of it.
    /// @param left native currency of the call that is not used yet
    /// @param limited whether it is of more than a plain offer
    struct Sale {
        uint256 offerId;
        uint256 quantity;
        address recipient;
        address referrer;
        uint256 maxTotal;
        uint256 left;
        uint256 capsuleId;
        address currency;
        bool limited;
        uint256 licenseId;
        uint256 paid;
        uint256 received;
        uint64 expiresAt;
    }

    /// @custom:storage-location erc7201:capsule.storage.AccessToken
    struct AccessStorage {
        mapping(uint256 licenseId => License) licenses;
        mapping(uint256 licenseId => Prepaid) prepaid;
        mapping(uint256 licenseId => address) autoRenewals;
        mapping(uint256 offerId => mapping(address account => uint256)) bought;
        mapping(uint256 offerId => mapping(address account => bool)) trialUsed;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.AccessToken")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0xc4ae9f57c07b84e7c8c6562cf48408322c5fe15455f35c7ef489353349dede00;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IUsageMeter private immutable USAGE_METER;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(
        ICapsuleRegistry capsuleRegistry,
        IRoyaltySplitter royaltySplitter,
        IPriceOracle priceOracle,
        address market,
        IUsageMeter usageMeter
    ) Till(capsuleRegistry, royaltySplitter, market) OfferBook(priceOracle) {
        USAGE_METER = usageMeter;
    }

    /// @param authority the protocol's AccessManager
    function initialize(address authority) external initializer {
        __ERC1155_init("");
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IAccessToken
    function purchase(
        uint256 offerId,
        uint256 quantity,
        address recipient,
        uint256 maxTotal,
        uint256 deadline,
        address referrer
    ) external payable nonReentrant whenEntriesOpen returns (uint256 licenseId) {
        _requireBefore(deadline);
        Sale memory sale;
        (sale.offerId, sale.quantity, sale.maxTotal, sale.left) = (offerId, quantity, maxTotal, msg.value);
        (sale.recipient, sale.referrer) = (recipient, referrer);
        _buy(sale);
        _requireExactValue(sale.currency);
        _refund(sale.left);
        return sale.licenseId;
    }

    /// @inheritdoc IAccessToken
    function purchaseWithPermit(Order calldata order, uint256 deadline, Permit calldata permit)
        external
        nonReentrant
        whenEntriesOpen
        returns (uint256 licenseId)
    {
        _requireBefore(deadline);
        IERC20Permit token = IERC20Permit(_offer(order.offerId).currency);
        if (address(token) == Currency.NATIVE) revert AccessToken_PermitForNative();
        // Somebody may have submitted the permit already; what counts is the allowance.
        try token.permit(msg.sender, address(this), permit.value, permit.deadline, permit.v, permit.r, permit.s) { }
            catch { }
        return _buyOrder(order, 0).licenseId;
    }

    /// @inheritdoc IAccessToken
    function purchaseBatch(Order[] calldata orders, uint256 deadline)
        external
        payable
        nonReentrant
        whenEntriesOpen
        returns (uint256[] memory licenseIds)
    {
        _requireBefore(deadline);
        licenseIds = new uint256[](orders.length);
        uint256 left = msg.value;
        for (uint256 i = 0; i < orders.length; ++i) {
            Sale memory sale = _buyOrder(orders[i], left);
            (licenseIds[i], left) = (sale.licenseId, sale.left);
        }
        _refund(left);
    }

    /// @inheritdoc IAccessToken
    function startTrial(uint256 offerId) external nonReentrant whenEntriesOpen returns (uint256 licenseId) {
        OfferData storage offer = _offer(offerId);
        if (offer.trial == 0) revert AccessToken_NoTrial(offerId);
        _requireOnSale(offerId, offer.capsuleId, offer.selling);
        AccessStorage storage $ = _storage();
        if ($.trialUsed[offerId][msg.sender]) revert AccessToken_TrialUsed(offerId, msg.sender);
        $.trialUsed[offerId][msg.sender] = true;
        licenseId = LicenseIds.pack(offerId, _reserve(offerId, offer, msg.sender, 1));
        Sale memory sale;
        (sale.recipient, sale.quantity, sale.licenseId) = (msg.sender, 1, licenseId);
        sale.expiresAt = (block.timestamp + offer.trial).toUint40();
        emit TrialStarted(offerId, offer.capsuleId, msg.sender, licenseId, sale.expiresAt);
        _issue(offer, sale);
    }

    /// @inheritdoc IAccessToken
    function renew(uint256 licenseId, uint256 maxTotal, uint256 deadline)
        external
        payable
        nonReentrant
        whenEntriesOpen
        returns (uint64 expiresAt)
    {
        _requireBefore(deadline);
        _requireExactValue(_offer(LicenseIds.offerOf(licenseId)).currency);
        uint256 left;
        (expiresAt, left) = _renew(licenseId, msg.sender, maxTotal, msg.value);
        _refund(left);
    }

    /// @inheritdoc IAccessToken
    function setAutoRenewal(uint256 licenseId, bool enabled) external {
        if (balanceOf(msg.sender, licenseId) == 0) revert AccessToken_NotHolder(licenseId, msg.sender);
        if (_offer(LicenseIds.offerOf(licenseId)).duration == 0) revert AccessToken_NotRenewable(licenseId);
        _storage().autoRenewals[licenseId] = enabled ? msg.sender : address(0);
        emit AutoRenewalSet(licenseId, msg.sender, enabled);
    }

    /// @inheritdoc IAccessToken
    function autoRenew(uint256 licenseId) external nonReentrant whenEntriesOpen returns (uint64 expiresAt) {
        AccessStorage storage $ = _storage();
        OfferData storage offer = _offer(LicenseIds.offerOf(licenseId));
        address account = $.autoRenewals[licenseId];
        if (account == address(0)) revert AccessToken_AutoRenewalOff(licenseId);
        License memory license = $.licenses[licenseId];
        // A trial's time may be shorter than the tenth of a duration; nobody is charged before its end is near.
        uint256 window = Math.min(offer.duration, license.expiresAt - license.startedAt) / RENEWAL_WINDOW;
        uint256 opensAt = license.expiresAt - window;
        if (block.timestamp < opensAt) revert AccessToken_RenewalTooEarly(licenseId, opensAt);
        uint256 closedAt = license.expiresAt + window;
        if (block.timestamp > closedAt) revert AccessToken_RenewalTooLate(licenseId, closedAt);
        if (offer.price > license.price) revert AccessToken_PriceRose(licenseId, offer.price, license.price);
        (expiresAt,) = _renew(licenseId, account, type(uint256).max, 0);
    }

    /// @inheritdoc IAccessToken
    function revoke(uint256 licenseId, address holder) external payable nonReentrant returns (uint256 refund) {
        OfferData storage offer = _offer(LicenseIds.offerOf(licenseId));
        _requireAuthorized(offer.capsuleId);
        if (!offer.revocable) revert AccessToken_NotRevocable(licenseId);
        if (balanceOf(holder, licenseId) == 0) revert AccessToken_NotHolder(licenseId, holder);
        _requireExactValue(offer.currency);
        refund = refundOf(licenseId);
        AccessStorage storage $ = _storage();
        delete $.prepaid[licenseId];
        delete $.autoRenewals[licenseId];
        delete $.licenses[licenseId];
        _burn(holder, licenseId, 1);
        (uint256 received, uint256 left) = _receive(msg.sender, offer.currency, refund, msg.value);
        _credit(holder, offer.currency, received);
        _refund(left);
        emit LicenseRevoked(licenseId, offer.capsuleId, holder, received);
    }

    /// @inheritdoc IAccessToken
    function licenseStatus(uint256 licenseId, address account)
        external
        view
        returns (uint256 capsuleId, uint16 rights, uint64 expiresAt, uint32 runs, bool valid)
    {
        OfferData storage offer = _offerOrEmpty(LicenseIds.offerOf(licenseId));
        (capsuleId, rights) = (offer.capsuleId, offer.rights);
        (expiresAt, runs, valid) = _status(licenseId, account);
    }

    /// @inheritdoc IAccessToken
    function derivativeTerms(uint256 licenseId, address account)
        external
        view
        returns (uint256 capsuleId, uint16 rights, Policy policy, uint16 rateBps, bool valid)
    {
        OfferData storage offer = _offerOrEmpty(LicenseIds.offerOf(licenseId));
        (capsuleId, rights) = (offer.capsuleId, offer.rights);
        (policy, rateBps) = (offer.derivativePolicy, offer.derivativeRateBps);
        (,, valid) = _status(licenseId, account);
    }

    /// @inheritdoc IResellable
    function resaleOf(uint256 licenseId, address holder)
        external
        view
        returns (uint256 capsuleId, uint256 royaltyBps, uint256 units, uint256 departures, bool suspended)
    {
        OfferData storage offer = _offerOrEmpty(LicenseIds.offerOf(licenseId));
        (capsuleId, royaltyBps) = (offer.capsuleId, offer.resaleRoyaltyBps);
        suspended = _salesOf(capsuleId).suspended;
        (,, bool valid) = _status(licenseId, holder);
        (units, departures) = _countedBalance(holder, licenseId);
        if (!valid) units = 0;
    }

    /// @inheritdoc IAccessToken
    function runsBought(uint256 licenseId) external view returns (uint32) {
        return _storage().licenses[licenseId].runs;
    }

    /// @inheritdoc IAccessToken
    function autoRenewalOf(uint256 licenseId) external view returns (address) {
        return _storage().autoRenewals[licenseId];
    }

    /// @inheritdoc IAccessToken
    function boughtBy(uint256 offerId, address account) external view returns (uint256) {
        return _storage().bought[offerId][account];
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 licenseId, uint256 salePrice) external view returns (address, uint256) {
        OfferData storage offer = _offer(LicenseIds.offerOf(licenseId));
        uint256 royalty = salePrice * offer.resaleRoyaltyBps / Basis.BPS;
        return (ROYALTY_SPLITTER.inboxOf(offer.capsuleId), royalty);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @inheritdoc IAccessToken
    function refundOf(uint256 licenseId) public view returns (uint256) {
        AccessStorage storage $ = _storage();
        Prepaid memory prepaid = $.prepaid[licenseId];
        uint256 end = $.licenses[licenseId].expiresAt;
        if (prepaid.value == 0 || end <= block.timestamp) return 0;
        return prepaid.value * (end - block.timestamp) / (end - prepaid.since);
    }

    /// @notice A license shows the manifest of its capsule.
    function uri(uint256 licenseId) public view override returns (string memory) {
        uint256 capsuleId = _offer(LicenseIds.offerOf(licenseId)).capsuleId;
        return IERC721Metadata(address(CAPSULE_REGISTRY)).tokenURI(capsuleId);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC1155Upgradeable, IERC165) returns (bool) {
        return interfaceId == type(IERC2981).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @dev Only what a license's own slot can't say is checked against its offer.
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        if (from != address(0) && to != address(0)) {
            for (uint256 i = 0; i < ids.length; ++i) {
                Transferability rule = _offerOrEmpty(LicenseIds.offerOf(ids[i])).transferability;
                bool allowed =
                    rule == Transferability.FREE || (rule == Transferability.MARKET_ONLY && msg.sender == MARKET);
                if (!allowed) revert AccessToken_TransferForbidden(ids[i], rule);
            }
        }
        super._update(from, to, ids, values);
        if (from == address(0) || to == address(0) || from == to) return;
        for (uint256 i = 0; i < ids.length; ++i) {
            if (values[i] != 0) _endAutoRenewal(ids[i]);
        }
    }

    function _market() internal view override returns (address) {
        return MARKET;
    }

    /// @dev Who gave a license away renews it no more, even if it is sent back.
    function _endAutoRenewal(uint256 licenseId) private {
        if (LicenseIds.serialOf(licenseId) == 0) return;
        mapping(uint256 => address) storage autoRenewals = _storage().autoRenewals;
        address account = autoRenewals[licenseId];
        if (account == address(0)) return;
        delete autoRenewals[licenseId];
        emit AutoRenewalSet(licenseId, account, false);
    }

    /// @param available native currency of the call that no earlier order used
    function _buyOrder(Order calldata order, uint256 available) private returns (Sale memory sale) {
        (sale.offerId, sale.quantity, sale.maxTotal) = (order.offerId, order.quantity, order.maxTotal);
        (sale.recipient, sale.referrer, sale.left) = (order.recipient, order.referrer, available);
        _buy(sale);
    }

    /// @dev One purchase by the caller.
    function _buy(Sale memory sale) private {
        if (sale.quantity == 0 || sale.quantity > type(uint32).max) {
            revert AccessToken_InvalidQuantity(sale.quantity);
        }
        if (sale.referrer != address(0)) _requireReferrer(sale.referrer, sale.recipient);
        OfferData storage offer = _offerOrEmpty(sale.offerId);
        // Read once: every further look would cost as much as a small computation.
        (uint256 capsuleId, address currency, uint256 price) = (offer.capsuleId, offer.currency, offer.price);
        Selling selling = offer.selling;
        Sales storage sales = _requireOnSale(sale.offerId, capsuleId, selling);
        (sale.capsuleId, sale.currency, sale.limited) = (capsuleId, currency, selling == Selling.LIMITED);
        if (sale.limited && offer.pricedInUsd) price = PRICE_ORACLE.convert(currency, price);
        sale.paid = price * sale.quantity;
        if (sale.paid > sale.maxTotal) revert AccessToken_PriceAboveMaximum(sale.paid, sale.maxTotal);
        (sale.licenseId, sale.expiresAt) = (LicenseIds.pack(sale.offerId, 0), NEVER);
        if (sale.limited) _reserveFor(offer, sale);
        (sale.received, sale.left) = _receive(msg.sender, sale.currency, sale.paid, sale.left);
        uint256 income = sale.received;
        if (sale.limited) income -= _creditReferrer(offer, sale);
        _addIncome(sales, sale.capsuleId, sale.currency, income);
        _announce(sale);
        if (!sale.limited) _mint(sale.recipient, sale.licenseId, sale.quantity, "");
        else _issue(offer, sale);
    }

    function _reserveFor(OfferData storage offer, Sale memory sale) private {
        uint256 serial = _reserve(sale.offerId, offer, sale.recipient, sale.quantity);
        sale.licenseId = LicenseIds.pack(sale.offerId, serial);
        sale.expiresAt = _expiryFromNow(offer);
    }

    function _creditReferrer(OfferData storage offer, Sale memory sale) private returns (uint256 share) {
        if (sale.referrer == address(0)) return 0;
        share = sale.received * offer.referralBps / Basis.BPS;
        _credit(sale.referrer, sale.currency, share);
    }

    /// @dev Not a party of the sale, nor the till, which can't pay itself: its share would be nobody's.
    function _requireReferrer(address referrer, address recipient) private view {
        if (referrer == msg.sender || referrer == recipient || referrer == address(this)) {
            revert AccessToken_InvalidReferrer(referrer);
        }
    }

    function _announce(Sale memory sale) private {
        emit LicenseSold(
            sale.offerId,
            sale.capsuleId,
            sale.recipient,
            msg.sender,
            sale.referrer,
            sale.licenseId,
            sale.quantity,
            sale.paid,
            sale.received,
            sale.expiresAt
        );
    }

    /// @dev Counts the licenses of capped and numbered offers, and those of one account where that is limited.
    /// @return serial of the first license, 0 for a fungible one
    function _reserve(uint256 offerId, OfferData storage offer, address recipient, uint256 quantity)
        private
        returns (uint256 serial)
    {
        uint256 limit = offer.maxPerAccount;
        if (limit != 0) {
            uint256 bought = _storage().bought[offerId][recipient] + quantity;
            if (bought > limit) revert AccessToken_AccountLimit(offerId, recipient, quantity, limit);
            _storage().bought[offerId][recipient] = bought;
        }
        uint256 maxSupply = offer.maxSupply;
        bool numbered = offer.duration != 0 || offer.runs != 0;
        if (maxSupply == 0 && !numbered) return 0;
        uint256 minted = offer.minted;
        if (maxSupply != 0 && minted + quantity > maxSupply) {
            revert AccessToken_SoldOut(offerId, quantity, maxSupply - minted);
        }
        offer.minted = (minted + quantity).toUint32();
        return numbered ? minted + 1 : 0;
    }

    /// @dev Writes the licenses' slots and mints: last, since a receiving contract is called.
    function _issue(OfferData storage offer, Sale memory sale) private {
        (address recipient, uint256 licenseId, uint256 quantity) = (sale.recipient, sale.licenseId, sale.quantity);
        if (LicenseIds.serialOf(licenseId) == 0) {
            _mint(recipient, licenseId, quantity, "");
            return;
        }
        if (offer.revocable && sale.received != 0) _prepay(licenseId, quantity, sale.received);
        // An end that is not NEVER was checked to fit when it was computed.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint40 end = sale.expiresAt == NEVER ? NEVER_STORED : uint40(sale.expiresAt);
        License memory license = License(uint40(block.timestamp), end, offer.runs, offer.price);
        mapping(uint256 => License) storage licenses = _storage().licenses;
        if (quantity == 1) {
            licenses[licenseId] = license;
            _mint(recipient, licenseId, 1, "");
            return;
        }
        uint256[] memory ids = new uint256[](quantity);
        uint256[] memory values = new uint256[](quantity);
        for (uint256 i = 0; i < quantity; ++i) {
            (ids[i], values[i]) = (licenseId + i, 1);
            licenses[licenseId + i] = license;
        }
        _mintBatch(recipient, ids, values, "");
    }

    /// @dev Extends a license by one duration.
    function _renew(uint256 licenseId, address payer, uint256 maxTotal, uint256 available)
        private
        returns (uint64 expiresAt, uint256 left)
    {
        OfferData storage offer = _offer(LicenseIds.offerOf(licenseId));
        uint256 total = _priceOf(LicenseIds.offerOf(licenseId), offer, maxTotal);
        uint256 carried = refundOf(licenseId);
        expiresAt = _extend(licenseId, offer);
        uint256 received;
        (received, left) = _receive(payer, offer.currency, total, available);
        _addIncome(offer.capsuleId, offer.currency, received);
        if (offer.revocable) _prepay(licenseId, 1, carried + received);
        emit LicenseRenewed(licenseId, offer.capsuleId, payer, total, received, expiresAt);
    }

    /// @return end one duration after the present end, or after now when that is past; never for runs without an end
    function _extend(uint256 licenseId, OfferData storage offer) private returns (uint64 end) {
        (uint256 duration, uint256 runs) = (offer.duration, offer.runs);
        if (duration == 0 && runs == 0) revert AccessToken_NotRenewable(licenseId);
        License storage license = _storage().licenses[licenseId];
        if (license.startedAt == 0) revert AccessToken_UnknownLicense(licenseId);
        if (runs != 0) license.runs = (license.runs + runs).toUint32();
        if (duration == 0) return NEVER;
        uint256 from = license.expiresAt > block.timestamp ? license.expiresAt : block.timestamp;
        uint40 extended = (from + duration).toUint40();
        license.expiresAt = extended;
        return extended;
    }

    /// @dev Remembers what revocable licenses cost, each its part, so that refunds never exceed what was paid.
    function _prepay(uint256 firstId, uint256 quantity, uint256 received) private {
        Prepaid memory prepaid = Prepaid((received / quantity).toUint128(), uint40(block.timestamp));
        for (uint256 i = 0; i < quantity; ++i) {
            _storage().prepaid[firstId + i] = prepaid;
        }
    }

    function _status(uint256 licenseId, address account)
        private
        view
        returns (uint64 expiresAt, uint32 runs, bool valid)
    {
        expiresAt = NEVER;
        bool usedUp = false;
        if (LicenseIds.serialOf(licenseId) != 0) {
            License memory license = _storage().licenses[licenseId];
            runs = license.runs;
            if (runs != 0) {
                runs -= USAGE_METER.settledRuns(licenseId);
                usedUp = runs == 0;
            }
            if (license.expiresAt != NEVER_STORED) expiresAt = license.expiresAt;
        }
        valid = block.timestamp < expiresAt && !usedUp && account != address(0) && balanceOf(account, licenseId) != 0;
    }

    function _expiryFromNow(OfferData storage offer) private view returns (uint64) {
        uint256 duration = offer.duration;
        return duration == 0 ? NEVER : (block.timestamp + duration).toUint40();
    }

    function _requireBefore(uint256 deadline) private view {
        if (block.timestamp > deadline) revert AccessToken_DeadlinePassed(deadline);
    }

    function _storage() private pure returns (AccessStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
