// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../src/interfaces/IAccessToken.sol";
import { Rights } from "../../../src/libraries/Rights.sol";
import { Witness } from "../Witness.sol";
import { MockV3Aggregator } from "@chainlink/contracts/src/v0.8/shared/mocks/MockV3Aggregator.sol";

/// @title What a sale is, in the model: whether it may happen, what it costs, and what comes of it
abstract contract Sales is Witness {
    struct Deal {
        address payer;
        address recipient;
        address referrer;
        uint256 offerId;
        uint256 quantity;
        uint256 total;
    }

    /// @dev What the oracle should believe of a currency's feed.
    struct FeedModel {
        MockV3Aggregator aggregator;
        uint256 feedDecimals;
        uint256 currencyDecimals;
        uint256 maxAge;
        uint256 minimum;
        uint256 maximum;
        int256 answer;
        uint256 updatedAt;
    }

    mapping(address currency => FeedModel) internal _feeds;
    /// @dev Second since which the L2's sequencer is up, 0 while it is down; only looked at where there is a feed.
    bool internal watchesSequencer;
    uint256 internal upSince;
    mapping(uint256 offerId => mapping(address account => uint256)) public bought;
    mapping(uint256 offerId => mapping(address account => bool)) internal triedBy;

    /// @dev Makes an offer of the capsule's owner; what is priced in USD costs less than 1,000.
    function _offer(uint256 id, uint256 price, IAccessToken.Terms memory terms) internal returns (uint256 offerId) {
        if (terms.pricedInUsd) price %= 100_000;
        bytes memory data = abi.encodeCall(accessToken.createOffer, (id, uint128(price), terms));
        bytes memory answer = _act(_capsules[id].owner, address(accessToken), data, true);
        offerId = abi.decode(answer, (uint256));
        _require(offerId == ++offerCount, "unexpected offer id");
        OfferModel storage offer = _offers[offerId];
        (offer.capsuleId, offer.price, offer.active, offer.terms) = (id, price, true, terms);
        _capsules[id].offers.push(offerId);
        if (terms.currency != NATIVE) accepts[id][terms.currency] = true;
        _touchOffer(offerId);
    }

    /// @dev Terms of every kind, at random.
    function _randomTerms(uint256 seed) internal view returns (IAccessToken.Terms memory terms) {
        terms = _terms(_currency(_roll(seed, 0)));
        if (_roll(seed, 1) % 2 == 0) terms.duration = uint32(1 hours + _roll(seed, 2) % 60 days);
        if (_roll(seed, 3) % 4 == 0) terms.runs = uint32(1 + _roll(seed, 4) % 1000);
        if (terms.duration != 0 && terms.runs == 0) {
            if (_roll(seed, 5) % 2 == 0) terms.trial = uint32(1 + _roll(seed, 6) % 14 days);
            terms.revocable = _roll(seed, 7) % 2 == 0;
        }
        if (_roll(seed, 8) % 4 == 0) terms.maxSupply = uint32(1 + _roll(seed, 9) % 30);
        if (_roll(seed, 10) % 4 == 0) terms.maxPerAccount = uint24(1 + _roll(seed, 11) % 8);
        if (_roll(seed, 12) % 3 == 0) terms.referralBps = uint16(_roll(seed, 13) % 5001);
        terms.pricedInUsd = _roll(seed, 14) % 4 == 0 && address(_feeds[terms.currency].aggregator) != address(0);
        terms.transferability = Transferability(_roll(seed, 15) % 3);
        terms.rights = uint16(1 + _roll(seed, 16) % Rights.ALL);
        terms.resaleRoyaltyBps = uint16(_roll(seed, 17) % 5001);
    }

    /// @dev The first offer from a seed on that can be sold once to `recipient`; if none is soon found, a new one.
    function _sellableOffer(uint256 seed, address recipient) internal returns (uint256 offerId) {
        for (uint256 i = 0; i < 6; ++i) {
            offerId = _roll(seed, i) % offerCount + 1;
            if (_maySell(offerId, recipient, 1)) return offerId;
        }
        return _offer(_openCapsule(seed), _amount(seed), _terms(_currency(seed)));
    }

    /// @dev A capsule whose licenses are on sale: if need be its owner publishes it in clear.
    function _openCapsule(uint256 seed) internal returns (uint256 id) {
        for (uint256 i = 0; i < 4; ++i) {
            id = _capsule(_roll(seed, i));
            if (modelOpen(id)) return id;
        }
        // Never suspended.
        if (suspended[id]) id = capsules[1];
        if (!modelOpen(id)) _publish(id, MANIFEST, false, new bytes[](0));
    }

    function _publish(uint256 id, bytes32 digest, bool encrypted, bytes[] memory signatures) internal {
        CapsuleModel storage capsule = _capsules[id];
        bytes memory data = abi.encodeCall(registry.publishVersion, (id, digest, encrypted, signatures));
        _act(capsule.owner, address(registry), data, true);
        capsule.digests.push(digest);
        (capsule.encrypted, capsule.isSealed) = (encrypted, signatures.length != 0);
    }

    /// @dev One license of an offer with these terms, new, for `recipient`.
    function _freshLicense(uint256 seed, address recipient, IAccessToken.Terms memory terms)
        internal
        returns (uint256 licenseId)
    {
        uint256 offerId = _offer(_openCapsule(seed), _amount(_roll(seed, 20)), terms);
        if (!_entriesOpen(address(accessToken))) return 0;
        Deal memory deal = _deal(_person(seed), recipient, offerId, 1);
        deal.referrer = terms.referralBps == 0 ? address(0) : _otherThan(deal.payer, recipient, seed);
        return _buy(deal, 0);
    }

    /// @dev Pays for what may be sold, with `excess` of native currency to come back.
    function _buy(Deal memory deal, uint256 excess) internal returns (uint256 licenseId) {
        address currency = _offers[deal.offerId].terms.currency;
        uint256 value = _fundWith(deal.payer, currency, deal.total, excess);
        uint256 before = _balance(currency, deal.payer);
        bytes memory answer = _act(deal.payer, address(accessToken), value, _purchaseCall(deal), true);
        licenseId = abi.decode(answer, (uint256));
        _require(before - _balance(currency, deal.payer) == deal.total, "a buyer paid another price");
        _noteSale(deal, licenseId);
    }

    function _noteSale(Deal memory deal, uint256 licenseId) internal {
        OfferModel storage offer = _offers[deal.offerId];
        uint256 received = _arriving(offer.terms.currency, deal.total);
        uint256 referral = deal.referrer == address(0) ? 0 : received * offer.terms.referralBps / 10_000;
        credits[deal.referrer][offer.terms.currency] += referral;
        _earn(offer.capsuleId, offer.terms.currency, received - referral);
        _touch(offer.capsuleId, offer.terms.currency);
        uint256 end = offer.terms.duration == 0 ? NEVER : block.timestamp + offer.terms.duration;
        _issue(deal.offerId, deal.recipient, deal.quantity, end, licenseId);
        if (offer.terms.revocable) _prepay(licenseId, deal.quantity, received);
        bought[deal.offerId][deal.recipient] += deal.quantity;
    }

    /// @dev Notes new licenses; those that are timed or metered have a number each.
    function _issue(uint256 offerId, address recipient, uint256 quantity, uint256 end, uint256 licenseId) internal {
        OfferModel storage offer = _offers[offerId];
        bool numbered = offer.terms.duration != 0 || offer.terms.runs != 0;
        _require(licenseId == (offerId << 64) + (numbered ? offer.sold + 1 : 0), "unexpected license id");
        offer.sold += quantity;
        _touchOffer(offerId);
        for (uint256 i = 0; i < (numbered ? quantity : 1); ++i) {
            LicenseModel storage license = _licenses[licenseId + i];
            if (license.offerId == 0) licenses.push(licenseId + i);
            (license.offerId, license.expiresAt) = (offerId, end);
            license.supply += numbered ? 1 : quantity;
            held[licenseId + i][recipient] += numbered ? 1 : quantity;
            _touchLicense(licenseId + i);
            if (!numbered) continue;
            (license.runs, license.agreed, license.startedAt) = (offer.terms.runs, offer.price, block.timestamp);
        }
    }

    function _prepay(uint256 firstId, uint256 quantity, uint256 received) private {
        for (uint256 i = 0; i < quantity; ++i) {
            LicenseModel storage license = _licenses[firstId + i];
            (license.prepaid, license.since) = (received / quantity, block.timestamp);
            license.paidInAll = license.prepaid;
        }
    }

    function _purchaseCall(Deal memory deal) internal view returns (bytes memory) {
        return abi.encodeCall(
            accessToken.purchase,
            (deal.offerId, deal.quantity, deal.recipient, deal.total, block.timestamp, deal.referrer)
        );
    }

    function _order(Deal memory deal) internal pure returns (IAccessToken.Order memory) {
        return IAccessToken.Order(deal.offerId, deal.quantity, deal.recipient, deal.total, deal.referrer);
    }

    function _deal(address payer, address recipient, uint256 offerId, uint256 quantity)
        internal
        view
        returns (Deal memory deal)
    {
        (deal.payer, deal.recipient, deal.offerId, deal.quantity) = (payer, recipient, offerId, quantity);
        (, uint256 price) = _price(offerId);
        deal.total = price * quantity;
    }

    /// @dev Gives a payer what it needs, and `excess` of native currency if the payment is in it.
    function _fundWith(address payer, address currency, uint256 total, uint256 excess)
        internal
        returns (uint256 value)
    {
        value = _fund(payer, currency, total);
        if (currency != NATIVE || payer == refusing) return value;
        vm.deal(payer, payer.balance + excess);
        return value + excess;
    }

    function _maySell(uint256 offerId, address recipient, uint256 quantity) internal view returns (bool) {
        (bool known,) = _price(offerId);
        return known && _hasLeft(offerId, recipient, quantity);
    }

    /// @dev Whether that many licenses may be given to an account now, apart from their price.
    function _hasLeft(uint256 offerId, address recipient, uint256 quantity) internal view returns (bool) {
        OfferModel storage offer = _offers[offerId];
        if (!offer.active || !modelOpen(offer.capsuleId) || !_entriesOpen(address(accessToken))) return false;
        (uint256 cap, uint256 limit) = (offer.terms.maxSupply, offer.terms.maxPerAccount);
        if (cap != 0 && offer.sold + quantity > cap) return false;
        return limit == 0 || bought[offerId][recipient] + quantity <= limit;
    }

    /// @dev Price of one license in the offer's currency, if it can be told.
    function _price(uint256 offerId) internal view returns (bool known, uint256 price) {
        OfferModel storage offer = _offers[offerId];
        if (!offer.terms.pricedInUsd) return (true, offer.price);
        if (!_believable(offer.terms.currency)) return (false, 0);
        FeedModel storage feed = _feeds[offer.terms.currency];
        uint256 scaled = offer.price * 10 ** (feed.feedDecimals + feed.currencyDecimals);
        uint256 divisor = uint256(feed.answer) * 100;
        return (true, (scaled + divisor - 1) / divisor);
    }

    function _believable(address currency) private view returns (bool) {
        FeedModel storage feed = _feeds[currency];
        if (address(feed.aggregator) == address(0)) return false;
        if (watchesSequencer && (upSince == 0 || block.timestamp <= upSince + 1 hours)) return false;
        if (block.timestamp > feed.updatedAt + feed.maxAge || feed.answer <= 0) return false;
        return uint256(feed.answer) > feed.minimum && uint256(feed.answer) < feed.maximum;
    }

    /// @dev A third account.
    function _otherThan(address one, address other, uint256 seed) internal view returns (address account) {
        account = _actor(seed);
        for (uint256 i = 1; account == one || account == other; ++i) {
            account = _actor(seed % actors.length + i);
        }
    }
}
