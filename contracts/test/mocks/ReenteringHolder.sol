// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC1155Holder } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import { ERC721Holder } from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";

/// @title A contract that makes a prepared call whenever it is paid or given a token
contract ReenteringHolder is ERC721Holder, ERC1155Holder {
    address private _target;
    bytes private _call;

    /// @notice Whether the last prepared call was made and whether it succeeded.
    bool public tried;
    bool public succeeded;

    receive() external payable {
        _reenter();
    }

    function prepare(address target, bytes calldata call) external {
        (_target, _call, tried, succeeded) = (target, call, false, false);
    }

    function onERC1155Received(address operator, address from, uint256 id, uint256 value, bytes memory data)
        public
        override
        returns (bytes4)
    {
        _reenter();
        return super.onERC1155Received(operator, from, id, value, data);
    }

    function _reenter() private {
        if (_target == address(0)) return;
        tried = true;
        (succeeded,) = _target.call(_call);
    }
}
