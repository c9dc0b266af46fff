// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { Inbox } from "./Inbox.sol";
import { Create3 } from "@openzeppelin/contracts/utils/Create3.sol";

/// @title Inboxes: creating them
/// @dev A linked library, to leave RoyaltySplitter room: used once per capsule, and the splitter would have to carry an
/// inbox's code.
library Inboxes {
    /// @dev CREATE3 from the splitter, whose code calls this one: the address depends on its proxy and the capsule only.
    function create(IAccessToken accessToken, uint256 capsuleId) external {
        bytes memory code = abi.encodePacked(type(Inbox).creationCode, abi.encode(accessToken, capsuleId));
        Create3.deploy(0, bytes32(capsuleId), code);
    }
}
