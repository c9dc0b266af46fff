// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IERC1155Receiver } from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import { IERC721Receiver } from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title A party that calls back whenever it gets control: as receiver of licenses, units, capsules or native currency,
/// or from a token's hook
contract ReenteringParty is IERC1155Receiver, IERC721Receiver {
    struct Attempt {
        string name;
        address target;
        bytes data;
        /// whether it may succeed from inside a sale or a payment
        bool harmless;
    }

    Attempt[] private _attempts;
    bool[] private _succeeded;
    bytes[] private _answers;
    bool private _armed;

    receive() external payable {
        reenter();
    }

    /// @notice Forgets what happened and tries these at the next occasion, once.
    function arm(Attempt[] calldata attempts) external {
        delete _attempts;
        delete _succeeded;
        delete _answers;
        for (uint256 i = 0; i < attempts.length; ++i) {
            _attempts.push(attempts[i]);
        }
        _armed = true;
    }

    /// @notice The same with a single attempt.
    function prepare(address target, bytes calldata data) external {
        delete _attempts;
        delete _succeeded;
        delete _answers;
        _attempts.push(Attempt("", target, data, false));
        _armed = true;
    }

    /// @notice Calls in its own name; reverts with what comes back.
    function act(address target, uint256 value, bytes calldata data) external returns (bytes memory) {
        return Address.functionCallWithValue(target, data, value);
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external returns (bytes4) {
        reenter();
        return this.onERC1155Received.selector;
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        returns (bytes4)
    {
        reenter();
        return this.onERC1155BatchReceived.selector;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        reenter();
        return this.onERC721Received.selector;
    }

    /// @notice Whether it got control, and what each attempt came to.
    function outcomes() external view returns (bool happened, bool[] memory results, bytes[] memory answers) {
        return (!_armed, _succeeded, _answers);
    }

    /// @notice Whether a single attempt was made.
    function tried() external view returns (bool) {
        return _succeeded.length == 1;
    }

    /// @notice Whether a single attempt did what it was to do.
    function succeeded() external view returns (bool) {
        return _succeeded[0];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }

    /// @notice What a token's hook calls.
    function reenter() public {
        if (!_armed) return;
        _armed = false;
        for (uint256 i = 0; i < _attempts.length; ++i) {
            (bool success, bytes memory answer) = _attempts[i].target.call(_attempts[i].data);
            _succeeded.push(success);
            _answers.push(answer);
        }
    }
}
