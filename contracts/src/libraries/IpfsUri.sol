// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Bytes } from "@openzeppelin/contracts/utils/Bytes.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

/// @title IPFS addresses of single raw blocks
/// @dev Multiformats: `f` base16, `01` CIDv1, `55` raw codec, `12 20` sha2-256 of 32 bytes.
library IpfsUri {
    /// @param digest sha2-256 of the block
    /// @return `ipfs://f01551220` followed by 64 lower-case hex digits
    function fromDigest(bytes32 digest) internal pure returns (string memory) {
        bytes memory prefixed = bytes(Strings.toHexString(uint256(digest), 32));
        return string.concat("ipfs://f01551220", string(Bytes.slice(prefixed, 2)));
    }
}
