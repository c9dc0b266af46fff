// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { LicenseIds } from "../../src/libraries/LicenseIds.sol";
import { Test } from "forge-std/Test.sol";

contract LicenseIdsTest is Test {
    function testFuzz_PackAndUnpack(uint192 offerId, uint64 serial) public pure {
        uint256 licenseId = LicenseIds.pack(offerId, serial);
        assertEq(LicenseIds.offerOf(licenseId), offerId);
        assertEq(LicenseIds.serialOf(licenseId), serial);
    }

    function testFuzz_UnpackAndPack(uint256 licenseId) public pure {
        assertEq(LicenseIds.pack(LicenseIds.offerOf(licenseId), LicenseIds.serialOf(licenseId)), licenseId);
    }

    function test_Layout() public pure {
        assertEq(LicenseIds.pack(1, 0), 0x1_0000000000000000);
        assertEq(LicenseIds.pack(2, 3), 0x2_0000000000000003);
    }
}
