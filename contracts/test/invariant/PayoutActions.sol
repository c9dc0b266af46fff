// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { World } from "./World.sol";

/// @title What is paid out, and what governance sets
abstract contract PayoutActions is World {
    function claimOwner(uint256 capsuleSeed, uint256 currencySeed, uint256 callerSeed) external action {
        (uint256 capsuleId, address currency) = _capsuleWithIncome(capsuleSeed, currencySeed);
        address owner = _capsules[capsuleId].owner;
        bytes memory data = abi.encodeCall(splitter.claimOwner, (capsuleId, currency));
        uint256 due = _dueToOwner(capsuleId, currency);
        if (due == 0 || (owner == refusing && currency == NATIVE)) {
            _mustFail(_actor(callerSeed), address(splitter), 0, data, "paid what was not due");
            return _effect();
        }
        uint256 before = _balance(currency, owner);
        vm.prank(_actor(callerSeed));
        splitter.claimOwner(capsuleId, currency);
        _notePaid(capsuleId, currency, owner, due, _balance(currency, owner) - before);
        _effect();
    }

    function claimOwnerTo(uint256 capsuleSeed, uint256 currencySeed, uint160 toSeed) external action {
        (uint256 capsuleId, address currency) = _capsuleWithIncome(capsuleSeed, currencySeed);
        address owner = _capsules[capsuleId].owner;
        address to = address(uint160(bound(toSeed, 1 << 80, type(uint160).max)));
        if (to.code.length != 0 || to == address(vm)) return;
        bytes memory data = abi.encodeCall(splitter.claimOwnerTo, (capsuleId, currency, to));
        uint256 due = _dueToOwner(capsuleId, currency);
        if (due == 0) {
            _mustFail(owner, address(splitter), 0, data, "paid what was not due");
            return _effect();
        }
        uint256 before = _balance(currency, to);
        vm.prank(owner);
        splitter.claimOwnerTo(capsuleId, currency, to);
        _notePaid(capsuleId, currency, owner, due, _balance(currency, to) - before);
        _effect();
    }

    function collectFee(uint256 capsuleSeed, uint256 currencySeed, uint256 callerSeed) external action {
        (uint256 capsuleId, address currency) = _capsuleWithIncome(capsuleSeed, currencySeed);
        MoneyModel storage model = money[capsuleId][currency];
        uint256 due = modelFee(capsuleId, currency) - model.toTreasury;
        bytes memory data = abi.encodeCall(splitter.collectFee, (capsuleId, currency));
        if (due == 0) {
            _mustFail(_actor(callerSeed), address(splitter), 0, data, "collected what was not due");
            return _effect();
        }
        uint256 before = _balance(currency, presentTreasury);
        vm.prank(_actor(callerSeed));
        splitter.collectFee(capsuleId, currency);
        model.toTreasury += due;
        _touch(capsuleId, currency);
        if (_balance(currency, presentTreasury) - before != _arriving(currency, due)) {
            _violate("the treasury was paid another fee");
        }
        _effect();
    }

    function setProtocolFee(uint16 feeBps) external action {
        protocolFee = uint16(bound(feeBps, 0, 500));
        vm.prank(admin);
        registry.setProtocolFee(protocolFee);
        _effect();
    }

    function setTreasury(bool second) external action {
        presentTreasury = second ? address(uint160(uint256(keccak256("second treasury")))) : treasury;
        vm.prank(admin);
        splitter.setTreasury(presentTreasury);
        _effect();
    }

    /// @dev From the seeds on, the first capsule and currency that anything is due in, if there is one.
    function _capsuleWithIncome(uint256 capsuleSeed, uint256 currencySeed)
        private
        view
        returns (uint256 capsuleId, address currency)
    {
        uint256 pairs = capsules.length * currencies.length;
        uint256 start = capsuleSeed % capsules.length * currencies.length + currencySeed % currencies.length;
        for (uint256 i = 0; i < pairs; ++i) {
            uint256 pair = (start + i) % pairs;
            (capsuleId, currency) = (capsules[pair / currencies.length], currencies[pair % currencies.length]);
            if (_dueToOwner(capsuleId, currency) != 0) return (capsuleId, currency);
        }
    }

    function _dueToOwner(uint256 capsuleId, address currency) private view returns (uint256) {
        MoneyModel storage model = money[capsuleId][currency];
        return model.income - modelFee(capsuleId, currency) - model.toOwners;
    }

    function _notePaid(uint256 capsuleId, address currency, address owner, uint256 due, uint256 arrived) private {
        money[capsuleId][currency].toOwners += due;
        _touch(capsuleId, currency);
        owedInAll[currency][owner] += _arriving(currency, due);
        paidInAll[currency][owner] += arrived;
    }
}
