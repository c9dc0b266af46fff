// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../../src/access/AccessToken.sol";
import { PriceOracle } from "../../src/access/PriceOracle.sol";
import { CouncilArbiter } from "../../src/disputes/CouncilArbiter.sol";
import { DisputeCourt } from "../../src/disputes/DisputeCourt.sol";
import { CapsuleGovernor } from "../../src/governance/CapsuleGovernor.sol";
import { CapsuleToken } from "../../src/governance/CapsuleToken.sol";
import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { KeeperRegistry } from "../../src/keepers/KeeperRegistry.sol";
import { CapsuleRegistry } from "../../src/registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../../src/royalty/RoyaltySplitter.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import {
    TimelockControllerUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";

/// @dev Neither an implementation nor a proxy can be initialized by whoever comes along.
contract InitializersTest is ProtocolTest {
    function testFuzz_RevertWhen_CapsuleRegistry(address caller, uint16 feeBps, bytes32 digest) public {
        address[2] memory targets = [implementations.capsuleRegistry, address(registry)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            CapsuleRegistry(targets[i]).initialize(caller, feeBps, digest);
        }
    }

    function testFuzz_RevertWhen_AccessToken(address caller) public {
        address[2] memory targets = [implementations.accessToken, address(accessToken)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            AccessToken(targets[i]).initialize(caller);
        }
    }

    function testFuzz_RevertWhen_RoyaltySplitter(address caller) public {
        address[2] memory targets = [implementations.royaltySplitter, address(splitter)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            RoyaltySplitter(targets[i]).initialize(caller, caller);
        }
    }

    function testFuzz_RevertWhen_KeeperRegistry(address caller) public {
        address[2] memory targets = [implementations.keeperRegistry, address(keeperRegistry)];
        IKeeperRegistry.Keeper[] memory keepers = keeperRegistry.keeperSet(1).keepers;
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            KeeperRegistry(targets[i]).initialize(caller, THRESHOLD, GROUP_KEY, keepers);
        }
    }

    function testFuzz_RevertWhen_DisputeCourt(address caller) public {
        address[2] memory targets = [implementations.disputeCourt, address(disputeCourt)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            DisputeCourt(targets[i]).initialize(caller, councilArbiter);
        }
    }

    function testFuzz_RevertWhen_CouncilArbiter(address caller) public {
        address[2] memory targets = [implementations.councilArbiter, address(councilArbiter)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            CouncilArbiter(targets[i]).initialize(caller);
        }
    }

    function testFuzz_RevertWhen_PriceOracle(address caller) public {
        address[2] memory targets = [implementations.priceOracle, address(priceOracle)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            PriceOracle(targets[i]).initialize(caller, AggregatorV3Interface(caller));
        }
    }

    function testFuzz_RevertWhen_CapsuleToken(address caller, uint256 supply) public {
        address[2] memory targets = [implementations.capsuleToken, address(capsuleToken)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            CapsuleToken(targets[i]).initialize(caller, caller, supply);
        }
    }

    function testFuzz_RevertWhen_CapsuleGovernor(address caller) public {
        address[2] memory targets = [implementations.governor, address(governor)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(caller);
            CapsuleGovernor(payable(targets[i]))
                .initialize(capsuleToken, TimelockControllerUpgradeable(payable(caller)), _governance().settings);
        }
    }
}
