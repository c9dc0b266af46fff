// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A contract that answers every question with the same bytes, or burns all gas
contract OddWallet {
    bytes private _answer;

    /// @param answer what is returned; empty to burn all gas
    constructor(bytes memory answer) {
        _answer = answer;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        if (_answer.length == 0) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        return _answer;
    }
}
