// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title One ledger behind two addresses, as TrueUSD once had
contract TwoEntryToken is StandardToken {
    SecondEntry public immutable SECOND_ENTRY;

    error NotSecondEntry(address caller);

    constructor() StandardToken("Two entries", 18) {
        SECOND_ENTRY = new SecondEntry(this);
    }

    function transferFor(address sender, address to, uint256 amount) external {
        _requireSecondEntry();
        _transfer(sender, to, amount);
    }

    function transferFromFor(address spender, address from, address to, uint256 amount) external {
        _requireSecondEntry();
        _spendAllowance(from, spender, amount);
        _transfer(from, to, amount);
    }

    function approveFor(address owner, address spender, uint256 amount) external {
        _requireSecondEntry();
        _approve(owner, spender, amount);
    }

    function _requireSecondEntry() private view {
        if (msg.sender != address(SECOND_ENTRY)) revert NotSecondEntry(msg.sender);
    }
}

/// @title The other address of {TwoEntryToken}
contract SecondEntry {
    TwoEntryToken private immutable TOKEN;

    constructor(TwoEntryToken token) {
        TOKEN = token;
    }

    function mint(address account, uint256 amount) external {
        TOKEN.mint(account, amount);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        TOKEN.transferFor(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        TOKEN.transferFromFor(msg.sender, from, to, amount);
        return true;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        TOKEN.approveFor(msg.sender, spender, amount);
        return true;
    }

    function balanceOf(address account) external view returns (uint256) {
        return TOKEN.balanceOf(account);
    }

    function allowance(address owner, address spender) external view returns (uint256) {
        return TOKEN.allowance(owner, spender);
    }
}
