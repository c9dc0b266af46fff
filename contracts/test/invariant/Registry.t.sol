// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { World } from "./World.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @dev Numbers and words: contracts/INVARIANTS.md.
contract RegistryInvariants is InvariantTest {
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    bytes32 private keepersAtGenesis;

    function setUp() public override {
        super.setUp();
        keepersAtGenesis = keccak256(abi.encode(keeperRegistry.keeperSet(1)));
    }

    function invariant_REG_1_OnlyItsCreatorRegistersACapsule() public view {
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            uint256 capsuleId = handler.capsules(i);
            World.CapsuleModel memory model = handler.capsuleModel(capsuleId);
            assertEq(
                capsuleId, uint256(keccak256(abi.encode(block.chainid, address(registry), model.creator, model.salt)))
            );
            assertEq(registry.ownerOf(capsuleId), model.owner);
        }
    }

    function invariant_REG_2_VersionsAreOnlyAppended() public view {
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            uint256 capsuleId = handler.capsules(i);
            bytes32[] memory digests = handler.capsuleModel(capsuleId).digests;
            for (uint256 j = 0; j < digests.length; ++j) {
                assertEq(registry.versionDigest(capsuleId, j + 1), digests[j]);
            }
            ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsuleId);
            assertEq(capsule.version, digests.length);
            assertEq(capsule.manifestDigest, digests[digests.length - 1]);
        }
    }

    function invariant_REG_3_FeeAndRoyaltyOfACapsuleNeverChange() public view {
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            uint256 capsuleId = handler.capsules(i);
            World.CapsuleModel memory model = handler.capsuleModel(capsuleId);
            ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsuleId);
            assertEq(capsule.feeBps, model.feeBps);
            assertEq(registry.feeBpsOf(capsuleId), model.feeBps);
            assertEq(capsule.royaltyBps, model.royaltyBps);
            assertFalse(capsule.suspended);
        }
    }

    function invariant_KEY_1_SealedOnlyByAQuorum() public view {
        assertEq(handler.violation(), "");
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            World.CapsuleModel memory model = handler.capsuleModel(handler.capsules(i));
            ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(handler.capsules(i));
            assertEq(capsule.isSealed, model.isSealed);
            assertEq(capsule.encrypted, model.encrypted);
        }
        assertEq(keeperRegistry.currentEpoch(), 1);
        assertEq(keccak256(abi.encode(keeperRegistry.keeperSet(1))), keepersAtGenesis);
    }

    function invariant_GOV_1_CodeRolesAndParametersChangeByGovernanceOnly() public view {
        address[4] memory implementations = handler.deployed();
        address[4] memory proxies =
            [address(registry), address(accessToken), address(splitter), address(keeperRegistry)];
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 word = vm.load(proxies[i], IMPLEMENTATION_SLOT);
            assertEq(address(uint160(uint256(word))), implementations[i]);
        }
        for (uint256 i = 0; i < 6; ++i) {
            for (uint64 role = 0; role < 3; ++role) {
                (bool member,) = IAccessManager(manager).hasRole(role, handler.actors(i));
                assertFalse(member);
            }
        }
        assertEq(registry.protocolFeeBps(), handler.protocolFee());
        assertEq(splitter.treasury(), handler.presentTreasury());
    }
}
