// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { TwoEntryToken } from "../../../mocks/TwoEntryToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev What came in through one address is owed in that one; together they owe what the till holds.
contract TwoEntryPointsTest is PaymentMatrix {
    uint256 private _throughTheOther;

    function _deploy() internal override returns (address) {
        return address(new TwoEntryToken());
    }

    /// @dev Income of the other capsule through the second address, as much again.
    function _misbehave(uint256, address) internal override {
        address second = address(TwoEntryToken(token).SECOND_ENTRY());
        _throughTheOther = price;
        _accept(other, second);
        _tipThrough(second);
        assertEq(accessToken.incomeOf(other, second), price);
        assertEq(accessToken.incomeOf(other, token), price, "no payment counts twice");
    }

    /// @dev Paid out through the second address, it is gone for both.
    function _behave(address) internal override {
        address second = address(TwoEntryToken(token).SECOND_ENTRY());
        uint256 before = _balance(token, address(accessToken));
        splitter.claimOwner(other, second);
        splitter.claim(other, second, bob);
        splitter.collectFee(other, second);
        assertEq(before - _balance(token, address(accessToken)), price);
        _throughTheOther = 0;
    }

    function _surplus() internal view override returns (uint256) {
        return _throughTheOther;
    }

    function _tipThrough(address second) private {
        TwoEntryToken(token).mint(stranger, price);
        vm.startPrank(stranger);
        TwoEntryToken(token).approve(address(accessToken), price);
        accessToken.tip(other, second, price);
        vm.stopPrank();
    }
}
