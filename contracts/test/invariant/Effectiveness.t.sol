// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { InvariantTest } from "./InvariantTest.sol";

/// @dev An invariant proves nothing about what its handler never does.
contract EffectivenessTest is InvariantTest {
    /// @dev As many calls as a deep run makes, with arguments of their own: each action must come to something most of
    /// the time.
    function test_EveryActionMostlyTakesEffect() public {
        bytes4[] memory actions = handler.selectors();
        for (uint256 i = 0; i < 420; ++i) {
            (bool success,) = address(handler).call(bytes.concat(actions[i % actions.length], _arguments(i)));
            assertTrue(success, "an action reverted");
        }
        for (uint256 i = 0; i < actions.length; ++i) {
            string memory action = vm.toString(bytes.concat(actions[i]));
            assertEq(handler.calls(actions[i]), 20, action);
            assertGt(handler.effects(actions[i]), 10, action);
        }
        assertEq(handler.violation(), "");
    }

    /// @dev No action takes more than six words; they are small, so that they fit every type.
    function _arguments(uint256 seed) private pure returns (bytes memory arguments) {
        for (uint256 i = 0; i < 6; ++i) {
            arguments = bytes.concat(arguments, bytes32(uint256(keccak256(abi.encode(seed, i))) % 2));
        }
    }
}
