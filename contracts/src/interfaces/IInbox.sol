// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Inbox: a plain address that turns every payment into income of one capsule
interface IInbox {
    /// @notice There is nothing to hand over.
    error Inbox_Empty(address currency);

    /// @notice Hands all that it holds of `currency` to the till as the capsule's income. Anyone may call.
    function forward(address currency) external;
}
