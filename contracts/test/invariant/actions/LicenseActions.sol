// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../src/interfaces/IAccessToken.sol";
import { RenewalActions } from "./RenewalActions.sol";

/// @title What else becomes of a license after its sale: revoked, transferred, outlived
abstract contract LicenseActions is RenewalActions {
    function revoke(uint256 seed, uint256 funds) external action {
        uint256 licenseId = seed % 8 == 0 ? _someLicense(seed) : _revocable(seed);
        if (licenseId == 0) return;
        LicenseModel storage license = _licenses[licenseId];
        OfferModel storage offer = _offers[license.offerId];
        address holder = _holderOf(licenseId, seed);
        (address owner, address currency) = (_capsules[offer.capsuleId].owner, offer.terms.currency);
        uint256 refund = modelRefund(licenseId);
        bool short = funds % 8 == 0 && refund != 0;
        uint256 value = _fund(owner, currency, short ? refund - 1 : refund);
        bytes memory data = abi.encodeCall(accessToken.revoke, (licenseId, holder));
        bool allowed = offer.terms.revocable && held[licenseId][holder] != 0 && !short;
        _act(owner, address(accessToken), value, data, allowed);
        if (!allowed) return;
        _require(refund <= license.paidInAll, "refunded more than was paid");
        credits[holder][currency] += _arriving(currency, refund);
        held[licenseId][holder] = 0;
        _licenses[licenseId] = _ended(license.offerId);
        _touchLicense(licenseId);
        _effect();
    }

    function withdrawCredit(uint256 seed) external action {
        (address account, address currency) = _creditor(seed);
        uint256 credit = credits[account][currency];
        bool allowed = credit != 0 && _takesNative(account, currency);
        uint256 before = _balance(currency, account);
        _act(stranger, address(accessToken), abi.encodeCall(accessToken.withdrawCredit, (account, currency)), allowed);
        if (!allowed) return;
        _require(_balance(currency, account) - before == _arriving(currency, credit), "another credit was paid");
        credits[account][currency] = 0;
        _effect();
    }

    /// @dev By the holder or somebody it approved; only free licenses move.
    function transferLicense(uint256 seed, uint256 to, uint256 way) external action {
        uint256 licenseId = seed % 8 == 0 ? _someLicense(seed) : _movable(seed, Transferability.FREE);
        if (licenseId == 0) return;
        address holder = _holderOf(licenseId, seed);
        address operator = way % 2 == 0 ? _actor(_roll(seed, 1)) : holder;
        if (operator != holder) _approve(holder, operator, true);
        uint256 quantity = _roll(seed, 2) % (held[licenseId][holder] + 1);
        _transfer(operator, licenseId, holder, _actor(to), quantity);
        if (operator != holder) _approve(holder, operator, false);
    }

    /// @dev Two licenses of one holder in one call: both move or neither.
    function transferLicenses(uint256 seed, uint256 to) external action {
        uint256[] memory ids = new uint256[](2);
        uint256[] memory values = new uint256[](2);
        ids[0] = _movable(seed, Transferability.FREE);
        if (ids[0] == 0) return;
        address holder = _holderOf(ids[0], seed);
        ids[1] = seed % 8 == 0 ? _someLicense(_roll(seed, 3)) : ids[0];
        values[0] = held[ids[0]][holder];
        values[1] = ids[1] == ids[0] ? 0 : held[ids[1]][holder];
        bool allowed = _offers[ids[1] >> 64].terms.transferability == Transferability.FREE;
        bytes memory data = abi.encodeCall(accessToken.safeBatchTransferFrom, (holder, _actor(to), ids, values, ""));
        _act(holder, address(accessToken), data, allowed);
        if (!allowed) return;
        for (uint256 i = 0; i < 2; ++i) {
            _noteTransfer(ids[i], holder, _actor(to), values[i], false);
        }
        _effect();
    }

    /// @dev What is bound to the market moves through it, but through no market before or after it.
    function transferThroughMarket(uint256 seed, uint256 to, uint256 way) external action {
        uint256 licenseId = _movable(seed, Transferability.MARKET_ONLY);
        if (licenseId == 0) return;
        address holder = _holderOf(licenseId, seed);
        address operator = way % 8 == 0 ? makeAddr("no market") : address(market);
        _approve(holder, operator, true);
        _transfer(operator, licenseId, holder, _actor(to), held[licenseId][holder]);
        _approve(holder, operator, false);
    }

    /// @dev To a second at which a license ends, starts to be renewable, or around it; else by any time.
    function passTime(uint256 seed, uint256 time) external action {
        uint256 licenseId = _someLicense(seed);
        uint256 end = _licenses[licenseId].expiresAt;
        if (seed % 3 == 0 || end == NEVER || end < block.timestamp + 1) vm.warp(block.timestamp + 1 + time % 20 days);
        else vm.warp(end + time % 3 - 1);
        _touchLicense(licenseId);
        _effect();
    }

    function _transfer(address operator, uint256 licenseId, address from, address to, uint256 quantity) private {
        Transferability rule = _offers[licenseId >> 64].terms.transferability;
        bool allowed =
            rule == Transferability.FREE || (rule == Transferability.MARKET_ONLY && operator == address(market));
        bytes memory data = abi.encodeCall(accessToken.safeTransferFrom, (from, to, licenseId, quantity, ""));
        _act(operator, address(accessToken), data, allowed);
        if (!allowed) return;
        _noteTransfer(licenseId, from, to, quantity, operator == address(market));
        _effect();
    }

    /// @dev Who gives a license away renews it no more.
    function _noteTransfer(uint256 licenseId, address from, address to, uint256 quantity, bool byMarket) internal {
        held[licenseId][from] -= quantity;
        held[licenseId][to] += quantity;
        if (from != to && quantity != 0) _licenses[licenseId].autoRenewed = address(0);
        if (from != to) {
            _noteDeparture(address(accessToken), licenseId, from, quantity, held[licenseId][from], byMarket);
        }
        _touchLicense(licenseId);
    }

    function _approve(address holder, address operator, bool approved) internal {
        bytes memory data = abi.encodeCall(accessToken.setApprovalForAll, (operator, approved));
        _act(holder, address(accessToken), data, true);
    }

    /// @dev What is left of a license that was revoked.
    function _ended(uint256 offerId) private pure returns (LicenseModel memory license) {
        license.offerId = offerId;
    }

    function _revocable(uint256 seed) private returns (uint256 licenseId) {
        for (uint256 i = 0; i < 4; ++i) {
            licenseId = _someLicense(_roll(seed, i));
            bool revocable = _offers[licenseId >> 64].terms.revocable;
            if (revocable && _licenses[licenseId].supply != 0) return licenseId;
        }
        IAccessToken.Terms memory terms = _timedTerms(_currency(seed), 30 days);
        terms.revocable = true;
        licenseId = _freshLicense(seed, _actor(_roll(seed, 9)), terms);
        vm.warp(block.timestamp + _roll(seed, 10) % 20 days);
    }

    function _movable(uint256 seed, Transferability rule) internal returns (uint256 licenseId) {
        for (uint256 i = 0; i < 8; ++i) {
            licenseId = _someLicense(_roll(seed, i));
            bool right = _offers[licenseId >> 64].terms.transferability == rule;
            if (right && _licenses[licenseId].supply != 0) return licenseId;
        }
        IAccessToken.Terms memory terms = _terms(_currency(seed));
        terms.transferability = rule;
        return _freshLicense(seed, _actor(_roll(seed, 9)), terms);
    }

    /// @dev Somebody who has something to withdraw; if nobody is soon found, a buyer is referred first.
    function _creditor(uint256 seed) private returns (address account, address currency) {
        for (uint256 i = 0; i < 18; ++i) {
            (account, currency) = (_actor(_roll(seed, 0) % 18 + i), _currency(_roll(seed, 1) % 18 + i / 6));
            if (credits[account][currency] != 0 && (seed % 8 == 0 || _takesNative(account, currency))) {
                return (account, currency);
            }
        }
        IAccessToken.Terms memory terms = _terms(currencies[1 + seed % 2]);
        terms.referralBps = 5000;
        account = _person(_roll(seed, 2));
        _freshLicense(seed, account, terms);
        return (_otherThan(_person(seed), account, seed), terms.currency);
    }
}
