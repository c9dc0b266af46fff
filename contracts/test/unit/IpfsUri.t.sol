// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IpfsUri } from "../../src/libraries/IpfsUri.sol";
import { Test } from "forge-std/Test.sol";

contract IpfsUriTest is Test {
    function test_FromDigest_LeadingZeros() public pure {
        assertEq(
            IpfsUri.fromDigest(bytes32(uint256(1))),
            "ipfs://f015512200000000000000000000000000000000000000000000000000000000000000001"
        );
    }

    /// @dev CIDv1 raw of the text "hello world", as every IPFS tool computes it (base16).
    function test_FromDigest_OfAKnownBlock() public pure {
        assertEq(
            IpfsUri.fromDigest(sha256("hello world")),
            "ipfs://f01551220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
        );
    }

    function testFuzz_FromDigest(bytes32 digest) public pure {
        bytes memory uri = bytes(IpfsUri.fromDigest(digest));
        assertEq(uri.length, 80);
        bytes memory digits = new bytes(66);
        (digits[0], digits[1]) = ("0", "x");
        for (uint256 i = 0; i < 64; ++i) {
            digits[i + 2] = uri[i + 16];
        }
        assertEq(vm.parseBytes32(string(digits)), digest);
    }
}
