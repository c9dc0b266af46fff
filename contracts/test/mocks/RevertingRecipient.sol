// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A contract that refuses native currency
contract RevertingRecipient {
    error Refused();

    receive() external payable {
        revert Refused();
    }
}
