// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CollectActions } from "./CollectActions.sol";

/// @title Everything that moves income out of the till
abstract contract PayoutActions is CollectActions {
    address internal exit = makeAddr("exit");
    address public presentTreasury = treasury;

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

    function _notePaid(uint256 id, address currency, address holder, uint256 amount) internal {
        paid[id][currency][holder] += amount;
        released[currency] += amount;
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
}
