// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { IInbox } from "../interfaces/IInbox.sol";
import { Currency } from "../libraries/Currency.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Inbox
/// @dev Not a proxy: receiving must fit into the 2,300 gas that old-fashioned payers give.
contract Inbox is IInbox {
    using SafeERC20 for IERC20;

    IAccessToken private immutable ACCESS_TOKEN;
    uint256 private immutable CAPSULE_ID;

    constructor(IAccessToken accessToken, uint256 capsuleId) {
        ACCESS_TOKEN = accessToken;
        CAPSULE_ID = capsuleId;
    }

    receive() external payable { }

    /// @inheritdoc IInbox
    function forward(address currency) external {
        if (currency == Currency.NATIVE) {
            uint256 amount = address(this).balance;
            if (amount == 0) revert Inbox_Empty(currency);
            ACCESS_TOKEN.tip{ value: amount }(CAPSULE_ID, currency, amount);
        } else {
            uint256 amount = IERC20(currency).balanceOf(address(this));
            if (amount == 0) revert Inbox_Empty(currency);
            IERC20(currency).forceApprove(address(ACCESS_TOKEN), amount);
            ACCESS_TOKEN.tip(CAPSULE_ID, currency, amount);
        }
    }
}
