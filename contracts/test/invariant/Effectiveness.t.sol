// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { InvariantTest } from "./InvariantTest.sol";
import { console } from "forge-std/console.sol";

/// @title An invariant proves nothing about what its handler never does
contract EffectivenessTest is InvariantTest {
    uint256 private constant CALLS = 20;

    /// @dev As many calls as a few deep runs make: each action must come to something most of the time, and all of them
    /// together to a success of every state-changing function of the protocol (those that only its own contracts or
    /// governance may call, to a refusal).
    function test_EveryActionMostlyTakesEffectAndEveryFunctionIsReached() public {
        bytes4[] memory selectors = handler.selectors();
        for (uint256 i = 0; i < CALLS * selectors.length; ++i) {
            uint256 which = uint256(keccak256(abi.encode(i / selectors.length, "start"))) + i;
            // More calls than the gas of one test lasts for.
            vm.resetGasMetering();
            (bool success,) = address(handler).call(bytes.concat(selectors[which % selectors.length], _arguments(i)));
            // The names are long, and memory is never given back.
            if (!success) revert(string.concat("reverted: ", handler.actionNames()[which % selectors.length]));
        }
        assertEq(handler.violation(), "");
        _printActions(selectors);
        address[11] memory at = handler.contracts();
        string[10] memory names = [
            "CapsuleRegistry",
            "AccessToken",
            "RoyaltySplitter",
            "KeeperRegistry",
            "PriceOracle",
            "UsageMeter",
            "DisputeCourt",
            "CouncilArbiter",
            "TrainingPool",
            "Market"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            _checkFunctions(names[i], at[i]);
        }
    }

    function _offset() internal pure override returns (uint256) {
        return 0;
    }

    function _printActions(bytes4[] memory selectors) private view {
        string[] memory names = handler.actionNames();
        console.log("calls, with effect, action");
        for (uint256 i = 0; i < selectors.length; ++i) {
            (uint256 calls, uint256 effects) = (handler.calls(selectors[i]), handler.effects(selectors[i]));
            console.log(calls, effects, names[i]);
        }
        for (uint256 i = 0; i < selectors.length; ++i) {
            (uint256 calls, uint256 effects) = (handler.calls(selectors[i]), handler.effects(selectors[i]));
            assertEq(calls, CALLS, names[i]);
            assertGt(effects * 2, calls, names[i]);
        }
    }

    /// @dev The list of functions is the committed snapshot of the ABI.
    function _checkFunctions(string memory name, address target) private view {
        string memory json = vm.readFile(string.concat("contracts/snapshots/abi/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(json, ".functions");
        console.log("calls that went through, that were refused, function of", name);
        for (uint256 i = 0; i < signatures.length; ++i) {
            if (_reads(signatures[i])) continue;
            string memory path = string.concat(".functions['", signatures[i], "']");
            bytes4 selector = bytes4(vm.parseBytes(vm.parseJsonString(json, path)));
            (uint256 succeeded, uint256 refused) =
                (handler.succeeded(target, selector), handler.refused(target, selector));
            console.log(succeeded, refused, signatures[i]);
            if (_isInternalToTheProtocol(signatures[i])) assertEq(succeeded, 0, signatures[i]);
            assertGt(_isInternalToTheProtocol(signatures[i]) ? refused : succeeded, 0, signatures[i]);
        }
    }

    function _reads(string memory signature) private pure returns (bool) {
        uint256 none = type(uint256).max;
        return vm.indexOf(signature, ") view") != none || vm.indexOf(signature, ") pure") != none;
    }

    function _isInternalToTheProtocol(string memory signature) private pure returns (bool) {
        string[11] memory names = [
            "initialize(",
            "upgradeToAndCall(",
            "setAuthority(",
            "release(",
            "setSales(",
            "link(",
            "setSuspended(",
            "freezeOwner(",
            "unfreezeOwner(",
            "escrow(",
            "handOver("
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            if (vm.indexOf(signature, names[i]) == 0) return true;
        }
        return false;
    }

    /// @dev No action takes more than four words; the last bit alone, so that they fit every type, is not enough.
    function _arguments(uint256 seed) private pure returns (bytes memory arguments) {
        for (uint256 i = 0; i < 4; ++i) {
            arguments = bytes.concat(arguments, keccak256(abi.encode(seed, i)));
        }
    }
}
