// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IInbox } from "../../../src/interfaces/IInbox.sol";
import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { StandardToken } from "../../mocks/StandardToken.sol";
import { Witness } from "../Witness.sol";

/// @title Income that is no sale, and everything that moves income up the graph or out of the till
abstract contract PayoutActions is Witness {
    address internal exit = makeAddr("exit");
    address public presentTreasury = treasury;

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

    function collect(uint256 seed) external action {
        (uint256 childId, uint256 ancestorId, address currency) = _hop(seed);
        uint256 due = splitter.collectable(childId, ancestorId, currency);
        bytes memory data = abi.encodeCall(splitter.collect, (childId, ancestorId, currency));
        bytes memory answer = _act(stranger, address(splitter), data, _takes(ancestorId, currency));
        if (!_takes(ancestorId, currency)) return;
        _require(abi.decode(answer, (uint256)) == due, "collected another amount");
        _noteCollected(childId, ancestorId, currency, due);
        _require(splitter.collectable(childId, ancestorId, currency) == 0, "collected twice");
        _effect();
    }

    /// @notice Two hops, from a child to what its parent owes, if that owes anything.
    function collectPath(uint256 seed) external action {
        (uint256 childId, uint256 parentId, address currency) = _hop(seed);
        uint256 topId = _debtor(parentId, _roll(seed, 9));
        uint256[] memory path = new uint256[](topId == 0 ? 2 : 3);
        (path[0], path[1]) = (childId, parentId);
        if (topId != 0) path[2] = topId;
        uint256 first = splitter.collectable(childId, parentId, currency);
        bool allowed = _takes(parentId, currency) && (topId == 0 || _takes(topId, currency));
        bytes memory data = abi.encodeCall(splitter.collectPath, (path, currency));
        bytes memory answer = _act(stranger, address(splitter), data, allowed);
        if (!allowed) return;
        _noteCollected(childId, parentId, currency, first);
        if (topId != 0) _noteCollected(parentId, topId, currency, abi.decode(answer, (uint256)) - first);
        _require(splitter.collectPath(path, currency) == 0, "collected twice");
        _effect();
    }

    /// @notice Two hops in any order, each named twice: the second time there is nothing left.
    function collectMany(uint256 seed) external action {
        IRoyaltySplitter.Hop[] memory hops = new IRoyaltySplitter.Hop[](4);
        address currency;
        (hops[0].childId, hops[0].ancestorId, currency) = _hop(seed);
        (hops[2].childId, hops[2].ancestorId,) = _hop(_roll(seed, 11));
        (hops[1], hops[3]) = (hops[0], hops[2]);
        uint256 first = splitter.collectable(hops[0].childId, hops[0].ancestorId, currency);
        bool allowed = _takes(hops[0].ancestorId, currency) && _takes(hops[2].ancestorId, currency);
        bytes memory data = abi.encodeCall(splitter.collectMany, (hops, currency));
        bytes memory answer = _act(stranger, address(splitter), data, allowed);
        if (!allowed) return;
        _noteCollected(hops[0].childId, hops[0].ancestorId, currency, first);
        uint256 second = abi.decode(answer, (uint256)) - first;
        _noteCollected(hops[2].childId, hops[2].ancestorId, currency, second);
        _effect();
    }

    function claim(uint256 seed, uint256 who) external action {
        (uint256 id, address currency, address account) = _claimant(seed, who);
        bytes memory data = abi.encodeCall(splitter.claim, (id, currency, account));
        _claim(id, currency, account, account, stranger, data);
    }

    function claimTo(uint256 seed, uint256 who, uint256 to) external action {
        (uint256 id, address currency, address account) = _claimant(seed, who);
        address receiver = to % 4 == 0 ? _actor(to) : exit;
        bytes memory data = abi.encodeCall(splitter.claimTo, (id, currency, receiver));
        _claim(id, currency, account, receiver, account, data);
    }

    function claimOwner(uint256 seed) external action {
        (uint256 id, address currency) = _withDueToOwner(seed);
        bytes memory data = abi.encodeCall(splitter.claimOwner, (id, currency));
        _claim(id, currency, OWNER, _capsules[id].owner, stranger, data);
    }

    function claimOwnerTo(uint256 seed, uint256 to) external action {
        (uint256 id, address currency) = _withDueToOwner(seed);
        address receiver = to % 4 == 0 ? _actor(to) : exit;
        bytes memory data = abi.encodeCall(splitter.claimOwnerTo, (id, currency, receiver));
        _claim(id, currency, OWNER, receiver, _capsules[id].owner, data);
    }

    /// @notice To the owner and all holders, one of them named twice; who can't be paid stops nobody.
    function distribute(uint256 seed) external action {
        (uint256 id, address currency) = _withDueToOwner(seed);
        address[] memory accounts = new address[](actors.length + 1);
        uint256 expected = _due(id, currency, OWNER, _capsules[id].owner);
        for (uint256 i = 0; i < actors.length; ++i) {
            accounts[i] = actors[i];
            expected += _due(id, currency, actors[i], actors[i]);
        }
        accounts[actors.length] = _actor(seed);
        uint256 stuck = splitter.claimable(id, currency, refusing);
        bytes memory data = abi.encodeCall(splitter.distribute, (id, currency, accounts));
        bytes memory answer = _act(stranger, address(splitter), data, true);
        _require(abi.decode(answer, (uint256)) == expected, "distributed another amount");
        uint256 kept = currency == NATIVE ? stuck : 0;
        _require(splitter.claimable(id, currency, refusing) == kept, "who refuses lost its claim");
        _touch(id, currency);
        _effect();
    }

    function collectFee(uint256 seed) external action {
        (uint256 id, address currency) = (_capsule(seed), _currency(_roll(seed, 0)));
        for (uint256 i = 0; i < 8 && splitter.collectableFee(id, currency) == 0; ++i) {
            (id, currency) = (_capsule(_roll(seed, 1 + i)), _currency(_roll(seed, 9 + i)));
        }
        uint256 due = splitter.collectableFee(id, currency);
        uint256 before = _balance(currency, presentTreasury);
        _act(stranger, address(splitter), abi.encodeCall(splitter.collectFee, (id, currency)), due != 0);
        _require(_balance(currency, presentTreasury) - before == _arriving(currency, due), "another fee was paid");
        feePaid[id][currency] += due;
        released[currency] += due;
        _touch(id, currency);
        if (due != 0) _effect();
    }

    /// @dev Collects everything that is due, children before their ancestors, which are all older.
    function _collectEverything() internal {
        for (uint256 i = capsules.length; i > 0; --i) {
            for (uint256 k = 0; k + 1 < i; ++k) {
                _collectHop(capsules[i - 1], capsules[k]);
            }
        }
    }

    /// @dev Collects all that can still arrive at one capsule: over hops to it and to its descendants.
    function _collectInto(uint256 id) internal {
        for (uint256 i = capsules.length; i > 0 && capsules[i - 1] != id; --i) {
            for (uint256 k = 0; k + 1 < i; ++k) {
                if (capsules[k] == id || model.descends(capsules[k], id)) _collectHop(capsules[i - 1], capsules[k]);
            }
        }
    }

    /// @dev Who wants income in a currency accepts it first.
    function _collectHop(uint256 childId, uint256 ancestorId) private {
        if (!_owes(childId, ancestorId)) return;
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            // No income, and none that could have come from a descendant.
            if (income[childId][currency] == 0 && splitter.collectable(childId, ancestorId, currency) == 0) continue;
            if (!_takes(ancestorId, currency)) _accept(ancestorId, currency);
            uint256 amount = splitter.collect(childId, ancestorId, currency);
            if (amount != 0) _noteCollected(childId, ancestorId, currency, amount);
        }
    }

    function _noteCollected(uint256 childId, uint256 ancestorId, address currency, uint256 amount) internal {
        collected[childId][ancestorId][currency] += amount;
        _touch(ancestorId, currency);
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

    function _notePaid(uint256 id, address currency, address holder, uint256 amount) internal {
        paid[id][currency][holder] += amount;
        released[currency] += amount;
        _touch(id, currency);
    }

    function _takes(uint256 id, address currency) internal view returns (bool) {
        return currency == NATIVE || accepts[id][currency];
    }

    function _receive(uint256 id, address currency, uint256 amount) private {
        _earn(id, currency, _arriving(currency, amount));
        _touch(id, currency);
    }

    function _claim(uint256 id, address currency, address holder, address receiver, address caller, bytes memory data)
        private
    {
        uint256 due = holder == OWNER ? splitter.claimableOwner(id, currency) : splitter.claimable(id, currency, holder);
        bool allowed = due != 0 && _takesNative(receiver, currency);
        uint256 before = _balance(currency, receiver);
        _act(caller, address(splitter), data, allowed);
        if (!allowed) return;
        _require(_balance(currency, receiver) - before == _arriving(currency, due), "another claim was paid");
        _notePaid(id, currency, holder, due);
        _effect();
    }

    /// @dev What a distribution pays out of one ledger.
    function _due(uint256 id, address currency, address holder, address account) private returns (uint256 due) {
        if (!_takesNative(account, currency)) return 0;
        due = holder == OWNER ? splitter.claimableOwner(id, currency) : splitter.claimable(id, currency, account);
        _notePaid(id, currency, holder, due);
    }

    /// @dev A holder with something to claim, if one is found soon.
    function _claimant(uint256 seed, uint256 who) private view returns (uint256 id, address currency, address account) {
        account = _actor(who);
        for (uint256 i = 0; i < 8; ++i) {
            (id, currency) = (_capsule(_roll(seed, i)), _currency(_roll(seed, 8 + i)));
            address[] memory holders = model.holders(id);
            if (holders.length > 1) account = holders[1 + who % (holders.length - 1)];
            if (splitter.claimable(id, currency, account) != 0) break;
        }
    }

    function _withDueToOwner(uint256 seed) private view returns (uint256 id, address currency) {
        for (uint256 i = 0; i < 8; ++i) {
            (id, currency) = (_capsule(_roll(seed, i)), _currency(_roll(seed, 8 + i)));
            bool payable_ = seed % 8 == 0 || _takesNative(_capsules[id].owner, currency);
            if (payable_ && splitter.claimableOwner(id, currency) != 0) break;
        }
    }

    /// @dev A child and a capsule that it owes, mostly one that takes the currency: the graph has some from the start.
    function _hop(uint256 seed) private view returns (uint256 childId, uint256 ancestorId, address currency) {
        for (uint256 i = 0; ancestorId == 0; ++i) {
            childId = _capsule(seed % capsules.length + i);
            ancestorId = _debtor(childId, _roll(seed, 1));
        }
        currency = _currency(_roll(seed, 2));
        if (seed % 8 != 0 && !_takes(ancestorId, currency)) currency = NATIVE;
    }

    /// @dev One of those that `id` owes, or 0.
    function _debtor(uint256 id, uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            uint256 candidate = _capsule(seed % capsules.length + i);
            if (_owes(id, candidate)) return candidate;
        }
        return 0;
    }
}
