// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { StandardToken } from "../mocks/StandardToken.sol";
import { World } from "./World.sol";

/// @title What buyers, holders and other payers do
abstract contract BuyerActions is World {
    function purchase(uint256 offerSeed, uint256 buyerSeed, uint256 recipientSeed, uint8 quantity, uint64 excess)
        external
        action
    {
        uint256 offerId = _offerId(offerSeed);
        OfferModel storage offer = _offers[offerId];
        quantity = uint8(bound(quantity, 1, 4));
        address payer = _payer(buyerSeed, excess);
        address holder = _holder(recipientSeed);
        uint256 total = offer.price * uint256(quantity);
        uint256 value = _pay(payer, offer.terms.currency, total, excess);
        bytes memory data =
            abi.encodeCall(accessToken.purchase, (offerId, quantity, holder, total, block.timestamp, address(0)));
        if (!_maySell(offer, quantity)) {
            _mustFail(payer, address(accessToken), value, data, "sold what was not for sale");
            return _effect();
        }
        uint256 before = _balance(offer.terms.currency, payer);
        vm.prank(payer);
        uint256 licenseId =
            accessToken.purchase{ value: value }(offerId, quantity, holder, total, block.timestamp, address(0));
        if (before - _balance(offer.terms.currency, payer) != total) _violate("a buyer paid another price");
        _noteSale(offerId, offer, licenseId, quantity, holder, total);
        _effect();
    }

    function renew(uint256 licenseSeed, uint256 payerSeed, uint64 excess) external action {
        if (licenses.length == 0) return;
        uint256 licenseId = licenses[licenseSeed % licenses.length];
        LicenseModel storage license = _licenses[licenseId];
        OfferModel storage offer = _offers[license.offerId];
        address payer = _payer(payerSeed, excess);
        uint256 value = _pay(payer, offer.terms.currency, offer.price, excess);
        if (offer.terms.duration == 0 || !offer.active || !modelOpen(offer.capsuleId)) {
            bytes memory data = abi.encodeCall(accessToken.renew, (licenseId, offer.price, block.timestamp));
            _mustFail(payer, address(accessToken), value, data, "renewed what was not for sale");
            return _effect();
        }
        vm.prank(payer);
        accessToken.renew{ value: value }(licenseId, offer.price, block.timestamp);
        uint256 from = license.expiresAt > block.timestamp ? license.expiresAt : block.timestamp;
        license.expiresAt = uint64(from + offer.terms.duration);
        _noteIncome(offer.capsuleId, offer.terms.currency, offer.price);
        _effect();
    }

    function transferLicense(uint256 licenseSeed, uint256 fromSeed, uint256 toSeed, uint8 quantity) external action {
        if (licenses.length == 0) return;
        uint256 licenseId = licenses[licenseSeed % licenses.length];
        (address from, address to) = (_holder(fromSeed), _holder(toSeed));
        for (uint256 i = 0; i < actors.length && held[licenseId][from] == 0; ++i) {
            from = _holder(fromSeed % actors.length + i);
        }
        quantity = uint8(bound(quantity, 0, held[licenseId][from]));
        bytes memory data = abi.encodeCall(accessToken.safeTransferFrom, (from, to, licenseId, quantity, ""));
        if (_offers[_licenses[licenseId].offerId].terms.transferability != IAccessToken.Transferability.FREE) {
            _mustFail(from, address(accessToken), 0, data, "transferred what is bound");
            return _effect();
        }
        vm.prank(from);
        accessToken.safeTransferFrom(from, to, licenseId, quantity, "");
        held[licenseId][from] -= quantity;
        held[licenseId][to] += quantity;
        _effect();
    }

    function tip(uint256 capsuleSeed, uint256 currencySeed, uint256 payerSeed, uint96 amount, uint64 excess)
        external
        action
    {
        (uint256 capsuleId, address currency) = (_capsule(capsuleSeed), _currency(currencySeed));
        amount = uint96(bound(amount, 1, 1e24));
        address payer = _payer(payerSeed, excess);
        uint256 value = _pay(payer, currency, amount, excess);
        if (!splitter.acceptsCurrency(capsuleId, currency)) {
            bytes memory data = abi.encodeCall(accessToken.tip, (capsuleId, currency, amount));
            _mustFail(payer, address(accessToken), value, data, "took a currency that was not accepted");
            return _effect();
        }
        vm.prank(payer);
        accessToken.tip{ value: value }(capsuleId, currency, amount);
        _noteIncome(capsuleId, currency, amount);
        _effect();
    }

    /// @dev A marketplace pays into the inbox; whoever comes along sweeps it.
    function payInbox(uint256 capsuleSeed, uint256 currencySeed, uint96 amount, bool sweepNow) external action {
        (uint256 capsuleId, address currency) = (_capsule(capsuleSeed), _currency(currencySeed));
        address inbox = splitter.inboxOf(capsuleId);
        amount = uint96(bound(amount, 1, 1e24));
        if (currency == NATIVE) vm.deal(inbox, inbox.balance + amount);
        else StandardToken(currency).mint(inbox, amount);
        if (sweepNow && splitter.acceptsCurrency(capsuleId, currency)) {
            uint256 inside = _balance(currency, inbox);
            splitter.sweep(capsuleId, currency);
            _noteIncome(capsuleId, currency, inside);
        }
        _effect();
    }

    /// @dev Money that nobody announced: nobody's, for ever.
    function donate(uint256 currencySeed, uint96 amount) external action {
        address currency = _currency(currencySeed);
        if (currency == NATIVE) vm.deal(address(accessToken), address(accessToken).balance + amount);
        else StandardToken(currency).mint(address(accessToken), amount);
        donated[currency] += amount;
        _effect();
    }

    function passTime(uint32 time) external action {
        vm.warp(block.timestamp + bound(time, 1, 60 days));
        _effect();
    }

    function _noteSale(
        uint256 offerId,
        OfferModel storage offer,
        uint256 licenseId,
        uint256 quantity,
        address holder,
        uint256 total
    ) internal {
        _noteIncome(offer.capsuleId, offer.terms.currency, total);
        bool numbered = offer.terms.duration != 0;
        uint64 end = numbered ? uint64(block.timestamp + offer.terms.duration) : NEVER;
        uint256 first = (offerId << 64) | (numbered ? offer.sold + 1 : 0);
        if (licenseId != first) _violate("unexpected license id");
        for (uint256 i = 0; i < (numbered ? quantity : 1); ++i) {
            LicenseModel storage license = _licenses[first + i];
            if (license.offerId == 0) licenses.push(first + i);
            (license.offerId, license.expiresAt) = (offerId, end);
            license.supply += numbered ? 1 : quantity;
            held[first + i][holder] += numbered ? 1 : quantity;
        }
        if (numbered || offer.terms.maxSupply != 0) offer.sold += quantity;
    }

    function _maySell(OfferModel storage offer, uint256 quantity) internal view returns (bool) {
        uint256 cap = offer.terms.maxSupply;
        return offer.active && modelOpen(offer.capsuleId) && (cap == 0 || offer.sold + quantity <= cap);
    }

    /// @dev Who refuses native currency can't be sent change.
    function _payer(uint256 seed, uint256 excess) private view returns (address payer) {
        payer = _actor(seed);
        if (payer == refusing && excess != 0) payer = _actor(seed % actors.length + 1);
    }

    /// @dev Who takes no ERC-1155 can't hold a license.
    function _holder(uint256 seed) private view returns (address holder) {
        holder = _actor(seed);
        if (holder == refusing) holder = _actor(seed % actors.length + 1);
    }

    function _pay(address payer, address currency, uint256 total, uint256 excess) private returns (uint256 value) {
        value = _fund(payer, currency, total);
        if (currency != NATIVE) return 0;
        vm.deal(payer, payer.balance + excess);
        return value + excess;
    }
}
