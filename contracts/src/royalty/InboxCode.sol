// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Inbox } from "./Inbox.sol";

/// @title InboxCode: what inboxes are created from, as the code of a contract
/// @dev The splitter reads it where it would otherwise carry it: its own code is limited. Never called; whoever does runs
/// an inbox's constructor for nothing.
contract InboxCode {
    constructor() {
        bytes memory code = type(Inbox).creationCode;
        assembly ("memory-safe") {
            return(add(code, 0x20), mload(code))
        }
    }
}
