// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../interfaces/IAccessToken.sol";
import { Policy } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { Rights } from "../libraries/Rights.sol";

/// @dev How an offer sells: not at all, without any limit, or with the limits and conditions of its third word.
enum Selling {
    STOPPED,
    PLAIN,
    LIMITED
}

/// @dev An offer in four words. The sale of a plain license reads the first two, that of a limited one three.
struct OfferData {
    uint256 capsuleId;
    // what every sale reads
    address currency;
    uint88 price;
    Selling selling;
    // limits, conditions, and what a license grants
    uint32 duration;
    uint32 maxSupply;
    uint32 minted;
    uint24 runs;
    uint24 trial;
    uint16 maxPerAccount;
    uint16 referralBps;
    bool pricedInUsd;
    bool revocable;
    uint16 rights;
    uint16 resaleRoyaltyBps;
    uint16 derivativeRateBps;
    Policy derivativePolicy;
    Transferability transferability;
    // legal text
    bytes32 termsDigest;
}

/// @title OfferTerms: writing and reading the terms of offers
/// @dev A linked library, to leave AccessToken room: used once per offer, never in a sale.
library OfferTerms {
    /// @dev Fills an empty offer.
    function create(
        OfferData storage offer,
        uint256 offerId,
        uint256 capsuleId,
        uint128 price,
        IAccessToken.Terms calldata terms
    ) external {
        _check(terms);
        offer.capsuleId = capsuleId;
        _write(offer, terms);
        setSelling(offer, price, true);
        emit IAccessToken.OfferCreated(offerId, capsuleId, msg.sender, price, terms);
    }

    /// @dev Changes what may change of an offer.
    function setSelling(OfferData storage offer, uint128 price, bool active) public {
        if (price > type(uint88).max) revert IAccessToken.AccessToken_InvalidTerms("price");
        // The line above has compared it with the greatest uint88.
        // forge-lint: disable-next-line(unsafe-typecast)
        offer.price = uint88(price);
        if (active) offer.selling = _isPlain(offer) ? Selling.PLAIN : Selling.LIMITED;
        else offer.selling = Selling.STOPPED;
    }

    /// @return the ABI encoding of an {IAccessToken-Offer}, which decoding and encoding again would only repeat
    function encode(OfferData storage offer) external view returns (bytes memory) {
        return abi.encode(
            IAccessToken.Offer({
                capsuleId: offer.capsuleId,
                price: offer.price,
                minted: offer.minted,
                active: offer.selling != Selling.STOPPED,
                terms: _terms(offer)
            })
        );
    }

    function _write(OfferData storage offer, IAccessToken.Terms calldata terms) private {
        offer.currency = terms.currency;
        offer.duration = terms.duration;
        offer.maxSupply = terms.maxSupply;
        offer.rights = terms.rights;
        offer.resaleRoyaltyBps = terms.resaleRoyaltyBps;
        // Within their types: {_check}.
        // forge-lint: disable-next-line(unsafe-typecast)
        offer.runs = uint24(terms.runs);
        // forge-lint: disable-next-line(unsafe-typecast)
        offer.maxPerAccount = uint16(terms.maxPerAccount);
        offer.referralBps = terms.referralBps;
        offer.pricedInUsd = terms.pricedInUsd;
        offer.transferability = terms.transferability;
        offer.derivativeRateBps = terms.derivativeRateBps;
        offer.derivativePolicy = terms.derivativePolicy;
        offer.revocable = terms.revocable;
        // forge-lint: disable-next-line(unsafe-typecast)
        offer.trial = uint24(terms.trial);
        offer.termsDigest = terms.termsDigest;
    }

    function _isPlain(OfferData memory offer) private pure returns (bool) {
        return offer.duration == 0 && offer.runs == 0 && offer.maxSupply == 0 && offer.maxPerAccount == 0
            && offer.referralBps == 0 && !offer.pricedInUsd;
    }

    function _terms(OfferData memory offer) private pure returns (IAccessToken.Terms memory) {
        return IAccessToken.Terms({
            currency: offer.currency,
            duration: offer.duration,
            runs: offer.runs,
            maxSupply: offer.maxSupply,
            maxPerAccount: offer.maxPerAccount,
            rights: offer.rights,
            resaleRoyaltyBps: offer.resaleRoyaltyBps,
            derivativeRateBps: offer.derivativeRateBps,
            referralBps: offer.referralBps,
            trial: offer.trial,
            transferability: offer.transferability,
            derivativePolicy: offer.derivativePolicy,
            pricedInUsd: offer.pricedInUsd,
            revocable: offer.revocable,
            termsDigest: offer.termsDigest
        });
    }

    /// @dev Refuses terms out of range, and those that contradict each other.
    function _check(IAccessToken.Terms calldata terms) private pure {
        if (terms.rights == 0 || terms.rights > Rights.ALL) revert IAccessToken.AccessToken_InvalidTerms("rights");
        if (terms.resaleRoyaltyBps > Basis.MAX_ROYALTY_BPS) {
            revert IAccessToken.AccessToken_InvalidTerms("resaleRoyaltyBps");
        }
        if (terms.derivativeRateBps > Basis.MAX_UPWARD_BPS) {
            revert IAccessToken.AccessToken_InvalidTerms("derivativeRateBps");
        }
        if (terms.referralBps > Basis.MAX_REFERRAL_BPS) revert IAccessToken.AccessToken_InvalidTerms("referralBps");
        if (terms.runs > type(uint24).max) revert IAccessToken.AccessToken_InvalidTerms("runs");
        if (terms.maxPerAccount > type(uint16).max) revert IAccessToken.AccessToken_InvalidTerms("maxPerAccount");
        if (terms.trial > type(uint24).max) revert IAccessToken.AccessToken_InvalidTerms("trial");
        // Only time can be tried or refunded in proportion; runs would be given away.
        if (terms.trial != 0 && (terms.duration == 0 || terms.runs != 0)) {
            revert IAccessToken.AccessToken_InvalidTerms("trial");
        }
        if (terms.revocable && (terms.duration == 0 || terms.runs != 0)) {
            revert IAccessToken.AccessToken_InvalidTerms("revocable");
        }
    }
}
