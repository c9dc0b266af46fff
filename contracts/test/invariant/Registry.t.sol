// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { Roles } from "../../src/upgrade/Roles.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { World } from "./World.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @title Capsules, seals, keepers, sessions and governance, after every call
contract RegistryInvariants is InvariantTest {
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    bytes private _genesisKeepers;

    function setUp() public override {
        super.setUp();
        _genesisKeepers = abi.encode(keeperRegistry.keeperSet(1));
    }

    function invariant_Registry() public view {
        assertEq(handler.violation(), "");
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            World.CapsuleModel memory model = handler.capsuleModel(capsules[i]);
            ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsules[i]);
            _REG_1_OnlyItsCreatorRegistersACapsule(capsules[i], model, capsule);
            _REG_2_VersionsAreOnlyAppended(capsules[i], model, capsule);
            _REG_3_FeeAndRoyaltyOfACapsuleNeverChange(capsules[i], model, capsule);
            _REG_4_OnlyGuestsOfTheOwnerUseItWithoutLicense(capsules[i], model);
            _KEY_1_SealedOnlyByAQuorum(model, capsule);
        }
        _KEY_2_KeepersAreThoseOfTheEpoch();
        _KEY_3_SessionsAreWhatAccountsGranted();
        _GOV_1_CodeAndRolesChangeByGovernanceOnly();
        _GOV_2_ParametersAreThoseThatGovernanceSet();
    }

    function _offset() internal pure override returns (uint256) {
        return 0;
    }

    function _REG_1_OnlyItsCreatorRegistersACapsule(
        uint256 id,
        World.CapsuleModel memory model,
        ICapsuleRegistry.Capsule memory capsule
    ) private view {
        bytes32 expected = keccak256(abi.encode(block.chainid, address(registry), model.creator, model.salt));
        assertEq(bytes32(id), expected, "REG-1");
        assertEq(capsule.owner, model.owner, "REG-1");
    }

    function _REG_2_VersionsAreOnlyAppended(
        uint256 id,
        World.CapsuleModel memory model,
        ICapsuleRegistry.Capsule memory capsule
    ) private view {
        uint256 count = model.digests.length;
        for (uint256 i = 0; i < count; ++i) {
            assertEq(registry.versionDigest(id, i + 1), model.digests[i], "REG-2");
        }
        assertEq(capsule.version, count, "REG-2");
        assertEq(capsule.manifestDigest, model.digests[count - 1], "REG-2");
    }

    function _REG_3_FeeAndRoyaltyOfACapsuleNeverChange(
        uint256 id,
        World.CapsuleModel memory model,
        ICapsuleRegistry.Capsule memory capsule
    ) private view {
        assertEq(capsule.feeBps, model.feeBps, "REG-3");
        assertEq(registry.feeBpsOf(id), model.feeBps, "REG-3");
        assertEq(capsule.royaltyBps, model.royaltyBps, "REG-3");
        assertEq(capsule.suspended, handler.suspended(id), "REG-3");
    }

    function _REG_4_OnlyGuestsOfTheOwnerUseItWithoutLicense(uint256 id, World.CapsuleModel memory model) private view {
        address account = handler.allActors()[handler.steps() % 6];
        bool expected = account == model.owner || handler.isGuest(id, account);
        assertEq(registry.isUsageAuthorized(id, account), expected, "REG-4");
    }

    function _KEY_1_SealedOnlyByAQuorum(World.CapsuleModel memory model, ICapsuleRegistry.Capsule memory capsule)
        private
        pure
    {
        assertEq(capsule.isSealed, model.isSealed, "KEY-1");
        assertEq(capsule.encrypted, model.encrypted, "KEY-1");
    }

    function _KEY_2_KeepersAreThoseOfTheEpoch() private view {
        IKeeperRegistry.KeeperSet memory expected = abi.decode(_genesisKeepers, (IKeeperRegistry.KeeperSet));
        for (uint256 i = 0; i < expected.keepers.length; ++i) {
            expected.keepers[i].url = handler.urls(i);
        }
        assertEq(keeperRegistry.currentEpoch(), 1, "KEY-2");
        assertEq(keccak256(abi.encode(keeperRegistry.keeperSet(1))), keccak256(abi.encode(expected)), "KEY-2");
    }

    function _KEY_3_SessionsAreWhatAccountsGranted() private view {
        address account = handler.allActors()[handler.steps() % 6];
        for (uint256 i = 0; i < 2; ++i) {
            address device = handler.devices(i);
            assertEq(keeperRegistry.sessionExpiry(account, device), handler.sessions(account, device), "KEY-3");
        }
    }

    function _GOV_1_CodeAndRolesChangeByGovernanceOnly() private view {
        address[8] memory proxies = handler.contracts();
        address[7] memory implementations = handler.deployed();
        for (uint256 i = 0; i < 7; ++i) {
            bytes32 word = vm.load(proxies[i], IMPLEMENTATION_SLOT);
            assertEq(address(uint160(uint256(word))), implementations[i], "GOV-1");
        }
        address account = handler.allActors()[handler.steps() % 6];
        for (uint64 role = Roles.ADMIN; role <= Roles.COUNCIL; ++role) {
            (bool member,) = IAccessManager(manager).hasRole(role, account);
            assertFalse(member, "GOV-1");
        }
    }

    function _GOV_2_ParametersAreThoseThatGovernanceSet() private view {
        assertEq(registry.protocolFeeBps(), handler.protocolFee(), "GOV-2");
        assertEq(splitter.treasury(), handler.presentTreasury(), "GOV-2");
        assertEq(registry.pausedUntil(), handler.pausedUntil(address(registry)), "GOV-2");
        assertEq(accessToken.pausedUntil(), handler.pausedUntil(address(accessToken)), "GOV-2");
    }
}
