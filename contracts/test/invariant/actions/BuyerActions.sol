// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { PermitToken } from "../../mocks/PermitToken.sol";
import { Sales } from "./Sales.sol";

/// @title Every way to a license
abstract contract BuyerActions is Sales {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function purchase(uint256 seed, uint256 quantity, uint256 excess) external action {
        Deal memory deal = _chosenDeal(seed, 1 + quantity % 4);
        if (_maySell(deal.offerId, deal.recipient, deal.quantity)) {
            _buy(deal, excess % 1e18);
            return _effect();
        }
        uint256 value = _fund(deal.payer, _offers[deal.offerId].terms.currency, deal.total);
        _act(deal.payer, address(accessToken), value, _purchaseCall(deal), false);
    }

    /// @dev Sometimes somebody else was faster to submit the permit.
    function purchaseWithPermit(uint256 seed, uint256 quantity, uint256 submitted) external action {
        Deal memory deal = _chosenDeal(seed, 1 + quantity % 3);
        bool native = _offers[deal.offerId].terms.currency == NATIVE;
        if (native && seed % 8 != 0) {
            uint256 offerId = _offer(_openCapsule(seed), _amount(seed), _terms(currencies[1 + seed % 2]));
            deal = _deal(deal.payer, deal.recipient, offerId, 1 + quantity % 3);
        }
        address currency = _offers[deal.offerId].terms.currency;
        IAccessToken.Permit memory permit;
        if (currency == currencies[1]) permit = _permit(deal, submitted % 2 == 0);
        else _fund(deal.payer, currency, deal.total);
        bool allowed = currency != NATIVE && _maySell(deal.offerId, deal.recipient, deal.quantity);
        uint256 before = _balance(currency, deal.payer);
        bytes memory data = abi.encodeCall(accessToken.purchaseWithPermit, (_order(deal), block.timestamp, permit));
        bytes memory answer = _act(deal.payer, address(accessToken), data, allowed);
        if (!allowed) return;
        _require(before - _balance(currency, deal.payer) == deal.total, "a buyer paid another price");
        _noteSale(deal, abi.decode(answer, (uint256)));
        _effect();
    }

    /// @notice Up to three orders, all or none, of one offer or of several, and something left to come back.
    function purchaseBatch(uint256 seed, uint256 count, uint256 excess) external action {
        Deal[] memory deals = _batch(seed, 1 + count % 3);
        (bool allowed, uint256[3] memory totals) = _sums(deals);
        uint256 value = _fundBatch(deals[0].payer, totals, excess % 1e18);
        uint256[3] memory before = _balances(deals[0].payer);
        bytes memory answer = _act(deals[0].payer, address(accessToken), value, _batchCall(deals), allowed);
        uint256[3] memory afterwards = _balances(deals[0].payer);
        for (uint256 i = 0; i < 3; ++i) {
            _require(before[i] - afterwards[i] == (allowed ? totals[i] : 0), "a batch cost another sum than its parts");
        }
        if (!allowed) return;
        uint256[] memory licenseIds = abi.decode(answer, (uint256[]));
        for (uint256 i = 0; i < deals.length; ++i) {
            _noteSale(deals[i], licenseIds[i]);
        }
        _effect();
    }

    function startTrial(uint256 seed, uint256 who) external action {
        address account = _actor(who);
        uint256 offerId = _trialOffer(seed, account);
        bytes memory data = abi.encodeCall(accessToken.startTrial, (offerId));
        uint256 trial = _offers[offerId].terms.trial;
        bool allowed = trial != 0 && !triedBy[offerId][account] && _hasLeft(offerId, account, 1);
        bytes memory answer = _act(account, address(accessToken), data, allowed);
        if (!allowed) return;
        triedBy[offerId][account] = true;
        bought[offerId][account] += 1;
        _issue(offerId, account, 1, block.timestamp + trial, abi.decode(answer, (uint256)));
        _effect();
    }

    /// @dev An offer that can be tried, mostly one that nobody tried.
    function _trialOffer(uint256 seed, address account) private returns (uint256 offerId) {
        for (uint256 i = 0; i < 6; ++i) {
            offerId = _roll(seed, i) % offerCount + 1;
            if (_offers[offerId].terms.trial != 0 && _hasLeft(offerId, account, 1)) return offerId;
        }
        IAccessToken.Terms memory terms = _randomTerms(seed);
        (terms.duration, terms.trial, terms.runs) = (30 days, uint32(1 + _roll(seed, 6) % 14 days), 0);
        return _offer(_openCapsule(seed), _amount(seed), terms);
    }

    function _chosenDeal(uint256 seed, uint256 quantity) private returns (Deal memory deal) {
        (address payer, address recipient) = (_person(_roll(seed, 30)), _actor(_roll(seed, 31)));
        uint256 offerId = seed % 8 == 0 ? _roll(seed, 32) % offerCount + 1 : _sellableOffer(seed, recipient);
        // One of a few that are left is better than four that aren't.
        if (!_hasLeft(offerId, recipient, quantity) && seed % 4 != 0) quantity = 1;
        deal = _deal(payer, recipient, offerId, quantity);
        if (_roll(seed, 33) % 2 == 0) deal.referrer = _otherThan(payer, recipient, _roll(seed, 34));
    }

    function _batchCall(Deal[] memory deals) private view returns (bytes memory) {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](deals.length);
        for (uint256 i = 0; i < deals.length; ++i) {
            orders[i] = _order(deals[i]);
        }
        return abi.encodeCall(accessToken.purchaseBatch, (orders, block.timestamp));
    }

    /// @dev Orders of one payer for one recipient.
    function _batch(uint256 seed, uint256 count) private returns (Deal[] memory deals) {
        deals = new Deal[](count);
        for (uint256 i = 0; i < count; ++i) {
            deals[i] = _chosenDeal(_roll(seed, i), 1);
            (deals[i].payer, deals[i].recipient) = (deals[0].payer, deals[0].recipient);
            if (deals[i].referrer == deals[0].payer || deals[i].referrer == deals[0].recipient) {
                deals[i].referrer = address(0);
            }
        }
    }

    /// @dev Whether all orders may be met one after the other, and what they cost in each currency.
    function _sums(Deal[] memory deals) private view returns (bool allowed, uint256[3] memory totals) {
        allowed = true;
        for (uint256 i = 0; i < deals.length; ++i) {
            uint256 quantity = deals[i].quantity;
            for (uint256 k = 0; k < i; ++k) {
                if (deals[k].offerId == deals[i].offerId) quantity += deals[k].quantity;
            }
            allowed = allowed && _maySell(deals[i].offerId, deals[0].recipient, quantity);
            for (uint256 k = 0; k < 3; ++k) {
                if (_offers[deals[i].offerId].terms.currency == currencies[k]) totals[k] += deals[i].total;
            }
        }
    }

    function _fundBatch(address payer, uint256[3] memory totals, uint256 excess) private returns (uint256 value) {
        value = _fundWith(payer, NATIVE, totals[0], excess);
        _fund(payer, currencies[1], totals[1]);
        _fund(payer, currencies[2], totals[2]);
    }

    function _balances(address account) private view returns (uint256[3] memory balances) {
        for (uint256 i = 0; i < 3; ++i) {
            balances[i] = _balance(currencies[i], account);
        }
    }

    function _permit(Deal memory deal, bool submitted) private returns (IAccessToken.Permit memory permit) {
        PermitToken token = PermitToken(currencies[1]);
        _fund(deal.payer, address(token), deal.total);
        vm.prank(deal.payer);
        token.approve(address(accessToken), 0);
        (permit.value, permit.deadline) = (deal.total, block.timestamp);
        bytes32 message = keccak256(
            abi.encode(
                PERMIT_TYPEHASH,
                deal.payer,
                address(accessToken),
                permit.value,
                token.nonces(deal.payer),
                permit.deadline
            )
        );
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message));
        (permit.v, permit.r, permit.s) = _sign(deal.payer, digest);
        if (!submitted) return permit;
        token.permit(deal.payer, address(accessToken), permit.value, permit.deadline, permit.v, permit.r, permit.s);
    }
}
