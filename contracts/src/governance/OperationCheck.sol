// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IOperationCheck } from "../interfaces/IOperationCheck.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title OperationCheck
/// @dev Without state and owner, and apart from the governor: its code would not fit there, and an upgrade of the
/// governor must not change what was pinned before.
contract OperationCheck is IOperationCheck {
    /// @dev Of a call with a selector and one word at least.
    uint256 private constant SELECTOR_AND_WORD = 36;

    /// @inheritdoc IOperationCheck
    function requireUnchanged(uint256 deadline, address[] calldata accounts, bytes32[] calldata codeHashes)
        external
        view
    {
        if (block.timestamp > deadline) revert OperationCheck_Expired(deadline);
        for (uint256 i = 0; i < accounts.length; ++i) {
            bytes32 actual = _codeHash(accounts[i]);
            if (actual != codeHashes[i]) revert OperationCheck_CodeChanged(accounts[i], codeHashes[i], actual);
        }
    }

    /// @inheritdoc IOperationCheck
    function checkOf(uint256 deadline, address[] calldata targets, bytes[] calldata calldatas)
        external
        view
        returns (bytes memory)
    {
        address[] memory accounts = _withImplementations(targets, calldatas);
        bytes32[] memory codeHashes = new bytes32[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            codeHashes[i] = _codeHash(accounts[i]);
        }
        return abi.encodeCall(IOperationCheck.requireUnchanged, (deadline, accounts, codeHashes));
    }

    function _withImplementations(address[] calldata targets, bytes[] calldata calldatas)
        private
        pure
        returns (address[] memory accounts)
    {
        uint256 count = targets.length;
        accounts = new address[](2 * count);
        for (uint256 i = 0; i < targets.length; ++i) {
            accounts[i] = targets[i];
            bytes calldata data = calldatas[i];
            if (data.length < SELECTOR_AND_WORD) continue;
            // The selector is the first four bytes: cutting the rest off is the point.
            // forge-lint: disable-next-line(unsafe-typecast)
            if (bytes4(data) != UUPSUpgradeable.upgradeToAndCall.selector) continue;
            accounts[count++] = address(uint160(uint256(bytes32(data[4:]))));
        }
        assembly ("memory-safe") {
            mstore(accounts, count)
        }
    }

    /// @dev Zero for every account without code: a first payment to it is no change.
    function _codeHash(address account) private view returns (bytes32) {
        return account.code.length == 0 ? bytes32(0) : account.codehash;
    }
}
