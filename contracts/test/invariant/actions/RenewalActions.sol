// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { Sales } from "./Sales.sol";

/// @title Licenses that go on: renewed by anyone, or by themselves
abstract contract RenewalActions is Sales {
    function renew(uint256 seed, uint256 who, uint256 excess) external action {
        uint256 licenseId = seed % 8 == 0 ? _someLicense(seed) : _renewable(seed, false);
        if (licenseId == 0) return;
        (bool allowed, uint256 price) = _maySellAgain(licenseId);
        address payer = _person(who);
        address currency = _offers[licenseId >> 64].terms.currency;
        uint256 value = _fundWith(payer, currency, price, excess % 1e18);
        uint256 before = _balance(currency, payer);
        bytes memory data = abi.encodeCall(accessToken.renew, (licenseId, price, block.timestamp));
        _act(payer, address(accessToken), value, data, allowed);
        if (!allowed) return;
        _require(before - _balance(currency, payer) == price, "a renewal cost another price");
        _noteRenewal(licenseId, price);
        _effect();
    }

    function setAutoRenewal(uint256 seed, uint256 choice) external action {
        bool enabled = choice % 4 != 0;
        uint256 licenseId = _someLicense(seed);
        address account = seed % 8 == 0 ? _actor(_roll(seed, 1)) : _holderOf(licenseId, seed);
        bool allowed = held[licenseId][account] != 0 && _offers[licenseId >> 64].terms.duration != 0;
        if (!allowed && seed % 8 != 0) {
            licenseId = _renewable(seed, true);
            account = _holderOf(licenseId, seed);
            allowed = licenseId != 0;
        }
        _act(account, address(accessToken), abi.encodeCall(accessToken.setAutoRenewal, (licenseId, enabled)), allowed);
        if (!allowed) return;
        _licenses[licenseId].autoRenewed = enabled ? account : address(0);
        _touchLicense(licenseId);
        _effect();
    }

    /// @dev At, just before and just after each of the seconds that matter; by anyone, from the holder's allowance.
    function autoRenew(uint256 seed, uint256 moment, uint256 funds) external action {
        uint256 licenseId = _renewable(seed, true);
        LicenseModel storage license = _licenses[licenseId];
        if (licenseId == 0) return;
        if (license.autoRenewed == address(0) && seed % 8 != 0) _turnOn(licenseId, _holderOf(licenseId, seed));
        uint256 window = _window(license);
        _warpTo(license.expiresAt - (moment % 8 < 2 ? window : 0) + (moment % 8 > 6 ? window : 0) + moment % 3 - 1);
        (bool allowed, uint256 price) = _maySellAgain(licenseId);
        bool short = funds % 8 == 0 && price != 0;
        address currency = _offers[license.offerId].terms.currency;
        if (license.autoRenewed != address(0)) _fund(license.autoRenewed, currency, short ? price - 1 : price);
        allowed = allowed && _agreed(license, licenseId, window) && !short && (currency != NATIVE || price == 0);
        _act(stranger, address(accessToken), abi.encodeCall(accessToken.autoRenew, (licenseId)), allowed);
        if (!allowed) return;
        _noteRenewal(licenseId, price);
        _effect();
    }

    function _turnOn(uint256 licenseId, address holder) private {
        _act(holder, address(accessToken), abi.encodeCall(accessToken.setAutoRenewal, (licenseId, true)), true);
        _licenses[licenseId].autoRenewed = holder;
    }

    function _noteRenewal(uint256 licenseId, uint256 price) private {
        LicenseModel storage license = _licenses[licenseId];
        OfferModel storage offer = _offers[license.offerId];
        uint256 received = _arriving(offer.terms.currency, price);
        uint256 carried = modelRefund(licenseId);
        uint256 from = license.expiresAt > block.timestamp ? license.expiresAt : block.timestamp;
        if (offer.terms.duration != 0) license.expiresAt = from + offer.terms.duration;
        license.runs += offer.terms.runs;
        if (offer.terms.revocable) {
            (license.prepaid, license.since) = (carried + received, block.timestamp);
            license.paidInAll += received;
        }
        _earn(offer.capsuleId, offer.terms.currency, received);
        _touch(offer.capsuleId, offer.terms.currency);
        _touchLicense(licenseId);
    }

    /// @dev A tenth of a duration, or of a trial that is shorter.
    function _window(LicenseModel storage license) private view returns (uint256) {
        uint256 duration = _offers[license.offerId].terms.duration;
        uint256 time = license.expiresAt - license.startedAt;
        return (time < duration ? time : duration) / 10;
    }

    /// @dev Whether its holder lets anyone renew it now, at this price.
    function _agreed(LicenseModel storage license, uint256 licenseId, uint256 window) private view returns (bool) {
        bool inTime = block.timestamp >= license.expiresAt - window && block.timestamp <= license.expiresAt + window;
        bool on = license.autoRenewed != address(0) && held[licenseId][license.autoRenewed] != 0;
        return inTime && on && _offers[license.offerId].price <= license.agreed;
    }

    function _maySellAgain(uint256 licenseId) private view returns (bool allowed, uint256 price) {
        LicenseModel storage license = _licenses[licenseId];
        OfferModel storage offer = _offers[license.offerId];
        bool open = offer.active && modelOpen(offer.capsuleId) && _entriesOpen(address(accessToken));
        bool known;
        (known, price) = _price(license.offerId);
        // A revoked license is gone for ever.
        allowed = known && open && (offer.terms.duration != 0 || offer.terms.runs != 0) && license.expiresAt != 0;
    }

    /// @param alone whether it must be one that anyone may renew from an allowance: timed, and paid in a token
    function _renewable(uint256 seed, bool alone) private returns (uint256 licenseId) {
        for (uint256 i = 0; i < 8; ++i) {
            licenseId = _someLicense(_roll(seed, i));
            (bool allowed,) = _maySellAgain(licenseId);
            if (allowed && _licenses[licenseId].supply != 0 && !(alone && !_renewsAlone(licenseId))) return licenseId;
        }
        IAccessToken.Terms memory terms = _timedTerms(currencies[1 + seed % 2], 30 days);
        return _freshLicense(seed, _actor(_roll(seed, 9)), terms);
    }

    function _renewsAlone(uint256 licenseId) private view returns (bool) {
        OfferModel storage offer = _offers[licenseId >> 64];
        LicenseModel storage license = _licenses[licenseId];
        bool agreed = offer.price <= license.agreed && block.timestamp <= license.expiresAt;
        return agreed && offer.terms.currency != NATIVE && offer.terms.duration != 0;
    }

    function _someLicense(uint256 seed) internal view returns (uint256) {
        return licenses[seed % licenses.length];
    }

    /// @dev Somebody who holds the license, if anybody does.
    function _holderOf(uint256 licenseId, uint256 seed) internal view returns (address holder) {
        for (uint256 i = 0; i < actors.length; ++i) {
            holder = _actor(seed % actors.length + i);
            if (held[licenseId][holder] != 0) return holder;
        }
    }

    function _warpTo(uint256 time) private {
        if (time > block.timestamp) vm.warp(time);
    }
}
