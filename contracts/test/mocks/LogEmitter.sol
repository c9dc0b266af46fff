// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Stands in for any contract, and tells of any event, so that who follows events can be tested
contract LogEmitter {
    struct Entry {
        LogEmitter emitter;
        bytes32[] topics;
        bytes data;
    }

    error TooManyTopics(uint256 count);

    /// @dev Has each emitter tell of its event, in this order, in one transaction.
    function conduct(Entry[] calldata entries) external {
        for (uint256 i = 0; i < entries.length; ++i) {
            entries[i].emitter.tell(entries[i].topics, entries[i].data);
        }
    }

    function tell(bytes32[] calldata topics, bytes calldata data) external {
        if (topics.length == 0 || topics.length > 4) revert TooManyTopics(topics.length);
        bytes memory copy = data;
        bytes32[4] memory t;
        for (uint256 i = 0; i < topics.length; ++i) {
            t[i] = topics[i];
        }
        assembly ("memory-safe") {
            let start := add(copy, 0x20)
            let length := mload(copy)
            switch topics.length
            case 1 { log1(start, length, mload(t)) }
            case 2 { log2(start, length, mload(t), mload(add(t, 0x20))) }
            case 3 { log3(start, length, mload(t), mload(add(t, 0x20)), mload(add(t, 0x40))) }
            default { log4(start, length, mload(t), mload(add(t, 0x20)), mload(add(t, 0x40)), mload(add(t, 0x60))) }
        }
    }
}
