// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { Currency } from "../libraries/Currency.sol";
import { LicenseIds } from "../libraries/LicenseIds.sol";
import { Rights } from "../libraries/Rights.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { Sessions } from "./Sessions.sol";
import { ERC1155Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { IERC721Metadata } from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title AccessToken
/// @dev A sale costs the same whoever shares in it: it writes the capsule's income word, the buyer's balance and, for
/// capped or timed offers, the offer's counter, and calls no second contract.
/// @dev What is paid is always computed up, what is credited is what arrived (balance difference). A token that
/// misbehaves can hurt only those who are paid in it, since every currency has its own ledger.
/// @dev Trusts: CapsuleRegistry for ownership and readiness, RoyaltySplitter never to release more than is owed.
contract AccessToken is ERC1155Upgradeable, Sessions, IERC2981, ReentrancyGuardTransient, ProtocolUpgradeable {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    uint64 private constant NEVER = type(uint64).max;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry private immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter private immutable ROYALTY_SPLITTER;

    /// @dev How an offer sells: not at all, without any limit, or within the limits of its third word.
    enum Selling {
        STOPPED,
        PLAIN,
        LIMITED
    }

    /// @dev An offer in five words. The sale of a plain license reads the first two, that of a limited one three.
    struct OfferData {
        uint256 capsuleId;
        // what every sale reads
        address currency;
        uint88 price;
        Selling selling;
        // limits, and what a license grants
        uint32 duration;
        uint32 maxSupply;
        uint32 minted;
        uint32 runs;
        uint32 trial;
        uint24 maxPerAccount;
        uint16 referralBps;
        bool pricedInUsd;
        uint16 rights;
        uint16 resaleRoyaltyBps;
        uint16 derivativeRateBps;
        // derivatives, transfers, revocation
        Policy derivativePolicy;
        Transferability transferability;
        bool revocable;
        // legal text
        bytes32 termsDigest;
    }

    /// @dev A license with a serial: what is left of it travels with its token.
    /// @param startedAt second of the sale
    /// @param expiresAt end; valid strictly before it
    /// @param runs metered runs bought
    /// @param price paid for one duration at the sale
    struct License {
        uint40 startedAt;
        uint40 expiresAt;
        uint32 runs;
        uint128 price;
    }

    /// @dev A sale in progress, in memory.
    struct Sale {
        uint256 capsuleId;
        address recipient;
        address referrer;
        uint256 licenseId;
        uint256 quantity;
        uint256 paid;
        uint256 received;
        uint64 expiresAt;
    }

    /// @param nativeIncome cumulative direct income in the native currency
    /// @param open whether licenses may be sold: the registry's {ICapsuleRegistry-saleReady}
    struct Sales {
        uint104 nativeIncome;
        bool open;
    }

    /// @custom:storage-location erc7201:capsule.storage.AccessToken
    struct AccessStorage {
        uint64 offerCount;
        mapping(uint256 offerId => OfferData) offers;
        mapping(uint256 licenseId => License) licenses;
        mapping(uint256 capsuleId => Sales) sales;
        mapping(uint256 capsuleId => mapping(address currency => uint256)) tokenIncome;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.AccessToken")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0xc4ae9f57c07b84e7c8c6562cf48408322c5fe15455f35c7ef489353349dede00;

    modifier onlySplitter() {
        if (msg.sender != address(ROYALTY_SPLITTER)) revert AccessToken_NotSplitter(msg.sender);
        _;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IRoyaltySplitter royaltySplitter) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ROYALTY_SPLITTER = royaltySplitter;
    }

    /// @param authority the protocol's AccessManager
    function initialize(address authority) external initializer {
        __EIP712_init("Capsule AccessToken", "1");
        __ERC1155_init("");
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IAccessToken
    function createOffer(uint256 capsuleId, uint128 price, Terms calldata terms) external returns (uint256 offerId) {
        _requireAuthorized(capsuleId);
        _checkTerms(terms);
        AccessStorage storage $ = _storage();
        offerId = ++$.offerCount;
        _writeOffer($.offers[offerId], capsuleId, price, terms);
        emit OfferCreated(offerId, capsuleId, msg.sender, price, terms);
        ROYALTY_SPLITTER.acceptCurrency(capsuleId, terms.currency);
        _setSalesOpen(capsuleId, CAPSULE_REGISTRY.saleReady(capsuleId));
    }

    /// @inheritdoc IAccessToken
    function setOffer(uint256 offerId, uint128 price, bool active) external {
        OfferData storage offer = _offer(offerId);
        _requireAuthorized(offer.capsuleId);
        _setSelling(offer, price, active);
        emit OfferChanged(offerId, price, active);
    }

    /// @inheritdoc IAccessToken
    function purchase(
        uint256 offerId,
        uint256 quantity,
        address recipient,
        uint256 maxTotal,
        uint256 deadline,
        address referrer
    ) external payable nonReentrant returns (uint256 licenseId) {
        if (quantity == 0 || quantity > type(uint32).max) {
            revert AccessToken_InvalidQuantity(quantity);
        }
        OfferData storage offer = _offer(offerId);
        Sale memory sale;
        (sale.capsuleId, sale.recipient, sale.referrer) = (offer.capsuleId, recipient, referrer);
        (sale.licenseId, sale.quantity, sale.expiresAt) = (LicenseIds.pack(offerId, 0), quantity, NEVER);
        sale.paid = _priceOf(offerId, offer, quantity, maxTotal, deadline);
        if (offer.selling == Selling.LIMITED) _reserve(offerId, offer, sale);
        sale.received = _receive(sale.capsuleId, offer.currency, sale.paid);
        _issue(offerId, sale);
        return sale.licenseId;
    }

    /// @inheritdoc IAccessToken
    function renew(uint256 licenseId, uint256 maxTotal, uint256 deadline)
        external
        payable
        nonReentrant
        returns (uint64 expiresAt)
    {
        uint256 offerId = LicenseIds.offerOf(licenseId);
        OfferData storage offer = _offer(offerId);
        License storage license = _storage().licenses[licenseId];
        if (offer.duration == 0) revert AccessToken_NotRenewable(licenseId);
        if (license.startedAt == 0) revert AccessToken_UnknownLicense(licenseId);
        uint256 capsuleId = offer.capsuleId;
        uint256 total = _priceOf(offerId, offer, 1, maxTotal, deadline);
        uint256 from = license.expiresAt > block.timestamp ? license.expiresAt : block.timestamp;
        uint40 end = (from + offer.duration).toUint40();
        license.expiresAt = end;
        expiresAt = end;
        uint256 received = _receive(capsuleId, offer.currency, total);
        emit LicenseRenewed(licenseId, capsuleId, msg.sender, total, received, expiresAt);
    }

    /// @inheritdoc IAccessToken
    function tip(uint256 capsuleId, address currency, uint256 amount) external payable nonReentrant {
        // Reverts for an unknown capsule, whose money nobody could ever claim.
        CAPSULE_REGISTRY.ownerOf(capsuleId);
        if (!ROYALTY_SPLITTER.acceptsCurrency(capsuleId, currency)) {
            revert AccessToken_CurrencyNotAccepted(capsuleId, currency);
        }
        if (amount == 0) revert AccessToken_NothingReceived(currency);
        uint256 received = _receive(capsuleId, currency, amount);
        emit IncomeReceived(capsuleId, currency, msg.sender, received);
    }

    /// @inheritdoc IAccessToken
    function release(address currency, address recipient, uint256 amount) external nonReentrant onlySplitter {
        emit IncomeReleased(currency, recipient, amount);
        if (currency == Currency.NATIVE) Address.sendValue(payable(recipient), amount);
        else IERC20(currency).safeTransfer(recipient, amount);
    }

    /// @inheritdoc IAccessToken
    function setSalesOpen(uint256 capsuleId, bool open) external {
        if (msg.sender != address(CAPSULE_REGISTRY)) revert AccessToken_NotRegistry(msg.sender);
        _setSalesOpen(capsuleId, open);
    }

    /// @inheritdoc IAccessToken
    function quote(uint256 offerId, uint256 quantity) external view returns (address currency, uint256 total) {
        OfferData storage offer = _offer(offerId);
        return (offer.currency, uint256(offer.price) * quantity);
    }

    /// @inheritdoc IAccessToken
    function offerOf(uint256 offerId) external view returns (Offer memory) {
        OfferData storage data = _offer(offerId);
        return Offer({
            capsuleId: data.capsuleId,
            price: data.price,
            minted: data.minted,
            active: data.selling != Selling.STOPPED,
            terms: _terms(data)
        });
    }

    /// @inheritdoc IAccessToken
    function licenseStatus(uint256 licenseId, address account)
        external
        view
        returns (uint256 capsuleId, uint16 rights, uint64 expiresAt, uint32 runs, bool valid)
    {
        AccessStorage storage $ = _storage();
        OfferData storage offer = $.offers[LicenseIds.offerOf(licenseId)];
        (capsuleId, rights, expiresAt) = (offer.capsuleId, offer.rights, NEVER);
        if (LicenseIds.serialOf(licenseId) != 0) {
            License memory license = $.licenses[licenseId];
            (expiresAt, runs) = (license.expiresAt, license.runs);
        }
        valid = block.timestamp < expiresAt && account != address(0) && balanceOf(account, licenseId) != 0;
    }

    /// @inheritdoc IAccessToken
    function incomeOf(uint256 capsuleId, address currency) external view returns (uint256) {
        AccessStorage storage $ = _storage();
        return currency == Currency.NATIVE ? $.sales[capsuleId].nativeIncome : $.tokenIncome[capsuleId][currency];
    }

    /// @inheritdoc IAccessToken
    function salesOpen(uint256 capsuleId) external view returns (bool) {
        return _storage().sales[capsuleId].open;
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 licenseId, uint256 salePrice) external view returns (address, uint256) {
        OfferData storage offer = _offer(LicenseIds.offerOf(licenseId));
        uint256 royalty = salePrice * offer.resaleRoyaltyBps / Basis.BPS;
        return (ROYALTY_SPLITTER.inboxOf(offer.capsuleId), royalty);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.1.0";
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
                Transferability transferability = _storage().offers[LicenseIds.offerOf(ids[i])].transferability;
                if (transferability != Transferability.FREE) {
                    revert AccessToken_TransferForbidden(ids[i], transferability);
                }
            }
        }
        super._update(from, to, ids, values);
    }

    function _writeOffer(OfferData storage offer, uint256 capsuleId, uint128 price, Terms calldata terms) private {
        offer.capsuleId = capsuleId;
        offer.currency = terms.currency;
        offer.duration = terms.duration;
        offer.maxSupply = terms.maxSupply;
        offer.rights = terms.rights;
        offer.resaleRoyaltyBps = terms.resaleRoyaltyBps;
        offer.derivativeRateBps = terms.derivativeRateBps;
        offer.derivativePolicy = terms.derivativePolicy;
        offer.transferability = terms.transferability;
        offer.termsDigest = terms.termsDigest;
        _setSelling(offer, price, true);
    }

    function _setSelling(OfferData storage offer, uint128 price, bool active) private {
        if (price > type(uint88).max) revert AccessToken_InvalidTerms("price");
        bool limited = offer.duration != 0 || offer.maxSupply != 0;
        // The price was just compared with the type's maximum.
        // forge-lint: disable-next-line(unsafe-typecast)
        offer.price = uint88(price);
        offer.selling = !active ? Selling.STOPPED : limited ? Selling.LIMITED : Selling.PLAIN;
    }

    /// @dev Counts the licenses of a limited offer, and gives those of a timed one their serials and end.
    function _reserve(uint256 offerId, OfferData storage offer, Sale memory sale) private {
        (uint256 maxSupply, uint256 minted, uint256 duration) = (offer.maxSupply, offer.minted, offer.duration);
        if (maxSupply != 0 && minted + sale.quantity > maxSupply) {
            revert AccessToken_SoldOut(offerId, sale.quantity, maxSupply - minted);
        }
        offer.minted = (minted + sale.quantity).toUint32();
        if (duration == 0) return;
        sale.licenseId = LicenseIds.pack(offerId, minted + 1);
        sale.expiresAt = (block.timestamp + duration).toUint40();
    }

    /// @dev Last step of a sale, since a receiving contract is called.
    function _issue(uint256 offerId, Sale memory sale) private {
        _announce(offerId, sale);
        if (sale.expiresAt == NEVER) {
            _mint(sale.recipient, sale.licenseId, sale.quantity, "");
            return;
        }
        uint128 price = (sale.paid / sale.quantity).toUint128();
        License memory license = License(uint40(block.timestamp), uint40(sale.expiresAt), 0, price);
        mapping(uint256 => License) storage licenses = _storage().licenses;
        if (sale.quantity == 1) {
            licenses[sale.licenseId] = license;
            _mint(sale.recipient, sale.licenseId, 1, "");
            return;
        }
        uint256[] memory ids = new uint256[](sale.quantity);
        uint256[] memory values = new uint256[](sale.quantity);
        for (uint256 i = 0; i < ids.length; ++i) {
            (ids[i], values[i]) = (sale.licenseId + i, 1);
            licenses[sale.licenseId + i] = license;
        }
        _mintBatch(sale.recipient, ids, values, "");
    }

    function _announce(uint256 offerId, Sale memory sale) private {
        emit LicenseSold(
            offerId,
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

    /// @dev Takes a payment from the caller and credits what arrived to the capsule's income.
    function _receive(uint256 capsuleId, address currency, uint256 total) private returns (uint256 received) {
        AccessStorage storage $ = _storage();
        if (currency == Currency.NATIVE) {
            if (msg.value < total) revert AccessToken_InsufficientPayment(msg.value, total);
            Sales storage sales = $.sales[capsuleId];
            sales.nativeIncome = (sales.nativeIncome + total).toUint104();
            if (msg.value > total) Address.sendValue(payable(msg.sender), msg.value - total);
            return total;
        }
        if (msg.value != 0) revert AccessToken_UnexpectedPayment(msg.value);
        if (total == 0) return 0;
        uint256 before = IERC20(currency).balanceOf(address(this));
        IERC20(currency).safeTransferFrom(msg.sender, address(this), total);
        received = IERC20(currency).balanceOf(address(this)) - before;
        if (received == 0) revert AccessToken_NothingReceived(currency);
        uint256 income = $.tokenIncome[capsuleId][currency] + received;
        $.tokenIncome[capsuleId][currency] = income.toUint104();
    }

    function _setSalesOpen(uint256 capsuleId, bool open) private {
        Sales storage sales = _storage().sales[capsuleId];
        if (sales.open == open) return;
        sales.open = open;
        emit SalesOpened(capsuleId, open);
    }

    /// @dev What `quantity` licenses cost now, after every check on whether they may be sold to the caller.
    function _priceOf(uint256 offerId, OfferData storage offer, uint256 quantity, uint256 maxTotal, uint256 deadline)
        private
        view
        returns (uint256 total)
    {
        if (block.timestamp > deadline) revert AccessToken_DeadlinePassed(deadline);
        if (!_storage().sales[offer.capsuleId].open) revert AccessToken_SaleClosed(offer.capsuleId);
        if (offer.selling == Selling.STOPPED) revert AccessToken_OfferInactive(offerId);
        total = uint256(offer.price) * quantity;
        if (total > maxTotal) revert AccessToken_PriceAboveMaximum(total, maxTotal);
    }

    function _offer(uint256 offerId) private view returns (OfferData storage offer) {
        offer = _storage().offers[offerId];
        if (offer.capsuleId == 0) revert AccessToken_UnknownOffer(offerId);
    }

    function _requireAuthorized(uint256 capsuleId) private view {
        if (!CAPSULE_REGISTRY.isAuthorized(capsuleId, msg.sender)) {
            revert AccessToken_NotAuthorized(capsuleId, msg.sender);
        }
    }

    /// @dev Refuses terms out of range, and those that this version doesn't sell: a promise not kept is worse.
    function _checkTerms(Terms calldata terms) private pure {
        if (terms.rights == 0 || terms.rights > Rights.ALL) revert AccessToken_InvalidTerms("rights");
        if (terms.resaleRoyaltyBps > Basis.MAX_ROYALTY_BPS) revert AccessToken_InvalidTerms("resaleRoyaltyBps");
        if (terms.derivativeRateBps > Basis.MAX_UPWARD_BPS) revert AccessToken_InvalidTerms("derivativeRateBps");
        if (terms.runs != 0) revert AccessToken_InvalidTerms("runs");
        if (terms.maxPerAccount != 0) revert AccessToken_InvalidTerms("maxPerAccount");
        if (terms.referralBps != 0) revert AccessToken_InvalidTerms("referralBps");
        if (terms.trial != 0) revert AccessToken_InvalidTerms("trial");
        if (terms.pricedInUsd) revert AccessToken_InvalidTerms("pricedInUsd");
        if (terms.revocable) revert AccessToken_InvalidTerms("revocable");
    }

    function _terms(OfferData storage data) private view returns (Terms memory) {
        return Terms({
            currency: data.currency,
            duration: data.duration,
            runs: data.runs,
            maxSupply: data.maxSupply,
            maxPerAccount: data.maxPerAccount,
            rights: data.rights,
            resaleRoyaltyBps: data.resaleRoyaltyBps,
            derivativeRateBps: data.derivativeRateBps,
            referralBps: data.referralBps,
            trial: data.trial,
            transferability: data.transferability,
            derivativePolicy: data.derivativePolicy,
            pricedInUsd: data.pricedInUsd,
            revocable: data.revocable,
            termsDigest: data.termsDigest
        });
    }

    function _storage() private pure returns (AccessStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
