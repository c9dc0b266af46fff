// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IInbox } from "../../../src/interfaces/IInbox.sol";
import { StandardToken } from "../../mocks/StandardToken.sol";
import { Witness } from "../Witness.sol";

/// @title Income that is no sale
abstract contract IncomeActions is Witness {
    function tip(uint256 seed, uint256 amount, uint256 excess) external action {
        (uint256 id, address currency, address payer) = (_capsule(seed), _currency(_roll(seed, 0)), _person(seed));
        amount = _amount(amount);
        bool allowed = currency == NATIVE || accepts[id][currency];
        if (!allowed && seed % 8 != 0) {
            _accept(id, currency);
            allowed = true;
        }
        uint256 value = _fund(payer, currency, amount);
        if (currency == NATIVE) {
            vm.deal(payer, payer.balance + excess % 1e18);
            value += excess % 1e18;
        }
        _act(payer, address(accessToken), value, abi.encodeCall(accessToken.tip, (id, currency, amount)), allowed);
        if (!allowed) return;
        _receive(id, currency, amount);
        _effect();
    }

    /// @notice A marketplace pays into the inbox; mostly somebody comes along and sweeps it.
    function payInbox(uint256 seed, uint256 amount, uint256 way) external action {
        (uint256 id, address currency) = (_capsule(seed), _currency(_roll(seed, 0)));
        address inbox = splitter.inboxOf(id);
        amount = _amount(amount);
        if (currency == NATIVE) vm.deal(inbox, inbox.balance + amount);
        else StandardToken(currency).mint(inbox, amount);
        inInbox[id][currency] += amount;
        _effect();
        if (way % 4 == 0) return;
        _sweep(id, currency, way % 4 == 1 && inbox.code.length != 0);
    }

    /// @notice Money that nobody asked for, forced onto the till: nobody's, for ever.
    function donate(uint256 seed, uint256 amount) external action {
        address currency = _currency(seed);
        amount = _amount(amount);
        if (currency == NATIVE) vm.deal(address(accessToken), address(accessToken).balance + amount);
        else StandardToken(currency).mint(address(accessToken), amount);
        donated[currency] += amount;
        _effect();
    }

    function _accept(uint256 id, address currency) internal {
        bytes memory data = abi.encodeCall(splitter.acceptCurrency, (id, currency));
        _act(_capsules[id].owner, address(splitter), data, true);
        accepts[id][currency] = true;
    }

    function _sweep(uint256 id, address currency, bool directly) internal {
        uint256 inside = inInbox[id][currency];
        address target = directly ? splitter.inboxOf(id) : address(splitter);
        bytes memory data = abi.encodeCall(splitter.sweep, (id, currency));
        if (directly) data = abi.encodeCall(IInbox.forward, (currency));
        bool allowed = inside != 0 && _takes(id, currency);
        _act(stranger, target, data, allowed);
        if (!allowed) return;
        inInbox[id][currency] = 0;
        _receive(id, currency, inside);
    }

    function _takes(uint256 id, address currency) internal view returns (bool) {
        return currency == NATIVE || accepts[id][currency];
    }

    function _receive(uint256 id, address currency, uint256 amount) private {
        _earn(id, currency, _arriving(currency, amount));
        _touch(id, currency);
    }
}
