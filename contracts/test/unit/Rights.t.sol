// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Basis } from "../../src/libraries/Basis.sol";
import { Rights } from "../../src/libraries/Rights.sol";
import { Roles } from "../../src/upgrade/Roles.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Numbers that others have written down: clients, the subgraph, documents.
contract RightsTest is Test {
    function test_Rights() public pure {
        uint16[8] memory rights = [
            Rights.RUN,
            Rights.FINE_TUNE,
            Rights.DERIVE,
            Rights.MERGE,
            Rights.DISTILL,
            Rights.TRAIN_ON,
            Rights.REDISTRIBUTE,
            Rights.COMMERCIAL
        ];
        uint16 all;
        for (uint256 i = 0; i < rights.length; ++i) {
            assertEq(rights[i], 1 << i);
            all |= rights[i];
        }
        assertEq(Rights.ALL, all);
    }

    function test_Basis() public pure {
        assertEq(Basis.BPS, 10_000);
        assertEq(Basis.UNITS, 1_000_000);
        assertEq(Basis.MAX_FEE_BPS, 500);
        assertEq(Basis.MAX_ROYALTY_BPS, 5000);
        assertEq(Basis.MAX_UPWARD_BPS, 5000);
    }

    function test_Roles() public pure {
        assertEq(Roles.ADMIN, 0);
        assertEq(Roles.UPGRADER, 1);
        assertEq(Roles.PARAMETERS, 2);
    }
}
