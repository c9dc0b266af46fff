// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { StandardToken } from "../../mocks/StandardToken.sol";
import { GraphHandler } from "./GraphHandler.sol";

/// @title Everything that brings money in
abstract contract PaymentHandler is GraphHandler {
    function buy(uint256 seed, uint256 quantity, uint256 referred) external {
        uint256 id = _capsule(seed);
        OfferRecord memory offer = offers[id][(seed >> 8) % offers[id].length];
        quantity = 1 + quantity % 3;
        address buyer = actors[seed % 3];
        address referrer = referred % 2 == 0 ? address(0) : actors[3 + referred % 3];
        uint256 value = _fund(buyer, offer.currency, offer.price * quantity);
        _observeBystanderOf(id);
        vm.prank(buyer);
        accessToken.purchase{ value: value }(offer.id, quantity, buyer, NO_LIMIT, block.timestamp, referrer);
        _sold(id, offer, quantity, referrer);
        _checkBystander();
    }

    /// @notice An order of each of two capsules, and something left to come back.
    function buyBatch(uint256 seed, uint256 quantity) external {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](2);
        OfferRecord[2] memory chosen;
        uint256 value = seed % 100;
        vm.deal(actors[0], actors[0].balance + value);
        for (uint256 i = 0; i < 2; ++i) {
            uint256 id = _capsule(seed % capsules.length + i);
            chosen[i] = offers[id][(seed >> 8) % offers[id].length];
            uint256 count = 1 + (quantity >> i) % 2;
            if (chosen[i].currency == NATIVE) value += _fund(actors[0], NATIVE, chosen[i].price * count);
            orders[i] = IAccessToken.Order(chosen[i].id, count, actors[1], NO_LIMIT, actors[3]);
        }
        _approveEverything(actors[0], 4 * (chosen[0].price + chosen[1].price));
        vm.prank(actors[0]);
        accessToken.purchaseBatch{ value: value }(orders, block.timestamp);
        for (uint256 i = 0; i < 2; ++i) {
            _sold(_capsule(seed % capsules.length + i), chosen[i], orders[i].quantity, actors[3]);
        }
    }

    function tip(uint256 seed, uint256 amount) external touchesOnly(_capsule(seed)) {
        address currency = _currency(seed >> 8);
        amount = _amount(amount);
        uint256 value = _fund(actors[0], currency, amount);
        vm.prank(actors[0]);
        accessToken.tip{ value: value }(_capsule(seed), currency, amount);
        _earned(_capsule(seed), currency, _arriving(currency, amount));
    }

    /// @notice A payment to the capsule's inbox, swept by someone.
    function sweep(uint256 seed, uint256 amount) external touchesOnly(_capsule(seed)) {
        uint256 id = _capsule(seed);
        address currency = _currency(seed >> 8);
        address inbox = splitter.inboxOf(id);
        amount = _amount(amount);
        if (currency == NATIVE) vm.deal(inbox, amount);
        else StandardToken(currency).mint(inbox, amount);
        splitter.sweep(id, currency);
        _earned(id, currency, _arriving(currency, amount));
    }

    /// @notice Money that nobody asked for, forced onto the till: it belongs to nobody.
    function donate(uint256 seed, uint256 amount) external touchesOnly(0) {
        address currency = _currency(seed);
        amount = _amount(amount);
        if (currency == NATIVE) vm.deal(address(accessToken), address(accessToken).balance + amount);
        else StandardToken(currency).mint(address(accessToken), amount);
        donated[currency] += amount;
    }

    function withdrawCredit(uint256 seed) external {
        address account = actors[3 + seed % 3];
        address currency = _currency(seed >> 8);
        uint256 credit = accessToken.creditOf(account, currency);
        if (credit == 0) {
            vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NoCredit.selector, account, currency));
        } else if (currency == NATIVE && account == refusing) {
            vm.expectRevert();
        }
        accessToken.withdrawCredit(account, currency);
    }

    function _sold(uint256 id, OfferRecord memory offer, uint256 quantity, address referrer) private {
        uint256 arrived = _arriving(offer.currency, offer.price * quantity);
        uint256 referral = referrer == address(0) ? 0 : arrived * offer.referralBps / 10_000;
        _earned(id, offer.currency, arrived - referral);
    }

    function _approveEverything(address payer, uint256 amount) private {
        for (uint256 k = 1; k < currencies.length; ++k) {
            _fund(payer, currencies[k], amount);
        }
    }
}
