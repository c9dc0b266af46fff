// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { IPriceOracle } from "../interfaces/IPriceOracle.sol";
import { OfferData, OfferTerms, Selling } from "./OfferTerms.sol";
import { Till } from "./Till.sol";

/// @title OfferBook: numbered terms with a price that may change
abstract contract OfferBook is Till {
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IPriceOracle internal immutable PRICE_ORACLE;

    /// @custom:storage-location erc7201:capsule.storage.OfferBook
    struct OfferStorage {
        uint64 offerCount;
        mapping(uint256 offerId => OfferData) offers;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.OfferBook")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant OFFER_STORAGE = 0xbf42332517da0fd26045936a6bbefbc883b593d8a073eb8c26e3f4ed418a7f00;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(IPriceOracle priceOracle) {
        PRICE_ORACLE = priceOracle;
    }

    /// @inheritdoc IAccessToken
    function createOffer(uint256 capsuleId, uint128 price, Terms calldata terms) external returns (uint256 offerId) {
        _requireAuthorized(capsuleId);
        OfferStorage storage $ = _offerStorage();
        offerId = ++$.offerCount;
        OfferTerms.create($.offers[offerId], offerId, capsuleId, price, terms);
        ROYALTY_SPLITTER.acceptCurrency(capsuleId, terms.currency);
        _setSalesOpen(capsuleId, CAPSULE_REGISTRY.saleReady(capsuleId));
    }

    /// @inheritdoc IAccessToken
    function setOffer(uint256 offerId, uint128 price, bool active) external {
        OfferData storage offer = _offer(offerId);
        _requireAuthorized(offer.capsuleId);
        OfferTerms.setSelling(offer, price, active);
        emit OfferChanged(offerId, price, active);
    }

    /// @inheritdoc IAccessToken
    function quote(uint256 offerId, uint256 quantity) external view returns (address currency, uint256 total) {
        OfferData storage offer = _offer(offerId);
        return (offer.currency, _unitPrice(offer) * quantity);
    }

    /// @inheritdoc IAccessToken
    function offerOf(uint256 offerId) external view returns (Offer memory) {
        bytes memory encoded = OfferTerms.encode(_offer(offerId));
        // Returned as it is: decoding it to encode it again would take code that AccessToken has no room for.
        assembly ("memory-safe") {
            return(add(encoded, 0x20), mload(encoded))
        }
    }

    /// @dev What one license costs now, after every check on whether it may be sold.
    function _priceOf(uint256 offerId, OfferData storage offer, uint256 maxTotal)
        internal
        view
        returns (uint256 total)
    {
        _requireOnSale(offerId, offer.capsuleId, offer.selling);
        total = _unitPrice(offer);
        if (total > maxTotal) revert AccessToken_PriceAboveMaximum(total, maxTotal);
    }

    function _requireOnSale(uint256 offerId, uint256 capsuleId, Selling selling)
        internal
        view
        returns (Sales storage sales)
    {
        if (capsuleId == 0) revert AccessToken_UnknownOffer(offerId);
        sales = _salesOf(capsuleId);
        if (!sales.open) revert AccessToken_SaleClosed(capsuleId);
        if (selling == Selling.STOPPED) revert AccessToken_OfferInactive(offerId);
    }

    /// @dev Price of one license in the offer's currency; of several it is a multiple, so that a batch costs as much
    /// as its parts.
    function _unitPrice(OfferData storage offer) internal view returns (uint256) {
        bool inUsd = offer.selling != Selling.PLAIN && offer.pricedInUsd;
        return inUsd ? PRICE_ORACLE.convert(offer.currency, offer.price) : offer.price;
    }

    function _offer(uint256 offerId) internal view returns (OfferData storage offer) {
        offer = _offerStorage().offers[offerId];
        if (offer.capsuleId == 0) revert AccessToken_UnknownOffer(offerId);
    }

    /// @dev The same without a check: all zero for an unknown offer.
    function _offerOrEmpty(uint256 offerId) internal view returns (OfferData storage offer) {
        return _offerStorage().offers[offerId];
    }

    function _requireAuthorized(uint256 capsuleId) internal view {
        if (!CAPSULE_REGISTRY.isAuthorized(capsuleId, msg.sender)) {
            revert AccessToken_NotAuthorized(capsuleId, msg.sender);
        }
    }

    function _offerStorage() private pure returns (OfferStorage storage $) {
        bytes32 slot = OFFER_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
