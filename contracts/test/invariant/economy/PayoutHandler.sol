// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { RefusingHolder } from "../../mocks/RefusingHolder.sol";
import { PaymentHandler } from "./PaymentHandler.sol";

/// @title Everything that moves income up the graph or out of the till, by anyone, in any order
abstract contract PayoutHandler is PaymentHandler {
    function collect(uint256 seed) external {
        (uint256 childId, uint256 ancestorId) = _hop(seed);
        address currency = _currency(seed >> 16);
        _observeBystanderOf(ancestorId);
        uint256 due = splitter.collectable(childId, ancestorId, currency);
        vm.recordLogs();
        assertEq(splitter.collect(childId, ancestorId, currency), due, "collected what was collectable");
        assertEq(_recordCollected(), due, "announced what was collected");
        assertEq(splitter.collect(childId, ancestorId, currency), 0, "nothing is collected twice");
        _checkBystander();
    }

    /// @notice Two hops, from a child to what its parent owes, if that owes anything.
    function collectPath(uint256 seed) external {
        (uint256 childId, uint256 parentId) = _hop(seed);
        uint256[] memory path = new uint256[](_debts(parentId) == 0 ? 2 : 3);
        (path[0], path[1]) = (childId, parentId);
        if (path.length == 3) path[2] = _debtor(parentId, seed >> 8);
        vm.recordLogs();
        uint256 amount = splitter.collectPath(path, _currency(seed >> 16));
        assertEq(_recordCollected(), amount, "announced what was collected");
        assertEq(splitter.collectPath(path, _currency(seed >> 16)), 0, "nothing is collected twice");
    }

    function collectMany(uint256 seed, uint256 count) external {
        IRoyaltySplitter.Hop[] memory hops = new IRoyaltySplitter.Hop[](1 + count % 6);
        for (uint256 i = 0; i < hops.length; ++i) {
            (hops[i].childId, hops[i].ancestorId) = _hop(uint256(keccak256(abi.encode(seed, i))));
        }
        vm.recordLogs();
        uint256 amount = splitter.collectMany(hops, _currency(seed >> 16));
        assertEq(_recordCollected(), amount, "announced what was collected");
    }

    function claim(uint256 seed, uint256 who) external {
        (uint256 id, address currency, address account, uint256 due) = _claimant(seed, who);
        uint256 before = _balance(currency, account);
        _observeBystanderOf(id);
        _expectRefusal(id, currency, account, account, due);
        if (splitter.claim(id, currency, account) != 0) {
            assertEq(_balance(currency, account) - before, _arriving(currency, due), "paid what was claimable");
            _paidOut(id, currency, account, due);
        }
        _checkBystander();
    }

    function claimTo(uint256 seed, uint256 who, uint256 to) external {
        (uint256 id, address currency, address account, uint256 due) = _claimant(seed, who);
        _observeBystanderOf(id);
        _expectRefusal(id, currency, account, _actor(to), due);
        vm.prank(account);
        if (splitter.claimTo(id, currency, _actor(to)) != 0) _paidOut(id, currency, account, due);
        _checkBystander();
    }

    function claimOwner(uint256 seed) external touchesOnly(_capsule(seed)) {
        (uint256 id, address currency) = (_capsule(seed), _currency(seed >> 8));
        address owner = registry.ownerOf(id);
        uint256 due = splitter.claimableOwner(id, currency);
        _expectRefusal(id, currency, owner, owner, due);
        if (splitter.claimOwner(id, currency) != 0) _paidOut(id, currency, OWNER, due);
    }

    function claimOwnerTo(uint256 seed, uint256 to) external touchesOnly(_capsule(seed)) {
        (uint256 id, address currency) = (_capsule(seed), _currency(seed >> 8));
        address owner = registry.ownerOf(id);
        uint256 due = splitter.claimableOwner(id, currency);
        _expectRefusal(id, currency, owner, _actor(to), due);
        vm.prank(owner);
        if (splitter.claimOwnerTo(id, currency, _actor(to)) != 0) _paidOut(id, currency, OWNER, due);
    }

    /// @notice To everyone, one of them twice; who refuses keeps its claim and stops nobody.
    function distribute(uint256 seed) external touchesOnly(_capsule(seed)) {
        (uint256 id, address currency) = (_capsule(seed), _currency(seed >> 8));
        address[] memory accounts = new address[](actors.length + 1);
        for (uint256 i = 0; i < actors.length; ++i) {
            accounts[i] = actors[i];
        }
        accounts[actors.length] = _actor(seed >> 16);
        uint256 expected = _expectPaid(id, currency, OWNER, registry.ownerOf(id));
        for (uint256 i = 0; i < actors.length; ++i) {
            expected += _expectPaid(id, currency, actors[i], actors[i]);
        }
        uint256 refused = splitter.claimable(id, currency, refusing);
        assertEq(splitter.distribute(id, currency, accounts), expected, "distributed what was claimable");
        uint256 kept = currency == NATIVE ? refused : 0;
        assertEq(splitter.claimable(id, currency, refusing), kept, "who refuses keeps its claim");
    }

    function collectFee(uint256 seed) external touchesOnly(_capsule(seed)) {
        (uint256 id, address currency) = (_capsule(seed), _currency(seed >> 8));
        uint256 due = splitter.collectableFee(id, currency);
        if (due == 0) _expectNothing(id, currency, splitter.treasury());
        if (splitter.collectFee(id, currency) == 0) return;
        feePaid[id][currency] += due;
        released[currency] += due;
    }

    function _expectPaid(uint256 id, address currency, address holder, address account) private returns (uint256 due) {
        if (currency == NATIVE && account == refusing) return 0;
        due = holder == OWNER ? splitter.claimableOwner(id, currency) : splitter.claimable(id, currency, account);
        _paidOut(id, currency, holder, due);
    }

    /// @dev A claim fails if nothing is due, or if its recipient takes no native currency.
    function _expectRefusal(uint256 id, address currency, address account, address recipient, uint256 due) private {
        if (due == 0) _expectNothing(id, currency, account);
        else if (currency == NATIVE && recipient == refusing) vm.expectRevert(RefusingHolder.Refused.selector);
    }

    function _expectNothing(uint256 id, address currency, address account) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, id, currency, account)
        );
    }

    /// @dev A holder with something to claim, if one is found soon.
    function _claimant(uint256 seed, uint256 who)
        private
        view
        returns (uint256 id, address currency, address account, uint256 due)
    {
        account = _actor(who);
        for (uint256 i = 0; i < 8 && due == 0; ++i) {
            (id, currency) = (_capsule(seed % capsules.length + i), _currency((seed >> 8) + i));
            address[] memory holders = model.holders(id);
            if (holders.length > 1) account = holders[1 + who % (holders.length - 1)];
            due = splitter.claimable(id, currency, account);
        }
    }

    /// @dev A child and a capsule that it owes: the graph has some from the beginning.
    function _hop(uint256 seed) private view returns (uint256 childId, uint256 ancestorId) {
        childId = _capsule(seed);
        for (uint256 i = 0; _debts(childId) == 0; ++i) {
            childId = _capsule(seed % capsules.length + i);
        }
        ancestorId = _debtor(childId, seed >> 8);
    }

    /// @dev Number of capsules that `id` owes, by whichever policy.
    function _debts(uint256 id) private view returns (uint256 count) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            if (_owes(id, capsules[i])) ++count;
        }
    }

    function _debtor(uint256 id, uint256 seed) private view returns (uint256 ancestorId) {
        uint256 skip = seed % _debts(id);
        for (uint256 i = 0; ancestorId == 0; ++i) {
            if (!_owes(id, capsules[i])) continue;
            if (skip == 0) ancestorId = capsules[i];
            else --skip;
        }
    }
}
