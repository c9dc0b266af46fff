// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { Roles } from "../../src/upgrade/Roles.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { WorldState } from "./WorldState.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @title Capsules, seals, keepers, sessions and governance, after every call
contract RegistryInvariants is InvariantTest {
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    bytes32 private _groupKey;

    function setUp() public override {
        super.setUp();
        _groupKey = keeperRegistry.keeperSet(1).groupKey;
    }

    function invariant_Registry() public view {
        assertEq(handler.violation(), "");
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            WorldState.CapsuleModel memory model = handler.capsuleModel(capsules[i]);
            ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsules[i]);
            _REG_1_OnlyItsCreatorRegistersACapsule(capsules[i], model, capsule);
            _REG_2_VersionsAreOnlyAppended(capsules[i], model, capsule);
            _REG_3_FeeAndRoyaltyOfACapsuleNeverChange(capsules[i], model, capsule);
            _REG_4_OnlyGuestsOfTheOwnerUseItWithoutLicense(capsules[i], model);
            _KEY_1_SealedOnlyByAQuorum(model, capsule);
        }
        _KEY_2_KeepersAreThoseOfTheEpoch();
        _KEY_3_SessionsAreWhatAccountsGranted();
        _KEY_4_GroupKeyNeverChanges();
        _KEY_5_BondsAreConserved();
        _GOV_1_CodeAndRolesChangeByGovernanceOnly();
        _GOV_2_ParametersAreThoseThatGovernanceSet();
    }

    function _offset() internal pure override returns (uint256) {
        return 0;
    }

    function _REG_1_OnlyItsCreatorRegistersACapsule(
        uint256 id,
        WorldState.CapsuleModel memory model,
        ICapsuleRegistry.Capsule memory capsule
    ) private view {
        bytes32 expected = keccak256(abi.encode(block.chainid, address(registry), model.creator, model.salt));
        assertEq(bytes32(id), expected, "REG-1");
        assertEq(capsule.owner, model.owner, "REG-1");
    }

    function _REG_2_VersionsAreOnlyAppended(
        uint256 id,
        WorldState.CapsuleModel memory model,
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
        WorldState.CapsuleModel memory model,
        ICapsuleRegistry.Capsule memory capsule
    ) private view {
        assertEq(capsule.feeBps, model.feeBps, "REG-3");
        assertEq(registry.feeBpsOf(id), model.feeBps, "REG-3");
        assertEq(capsule.royaltyBps, model.royaltyBps, "REG-3");
        assertEq(capsule.suspended, handler.suspended(id), "REG-3");
    }

    function _REG_4_OnlyGuestsOfTheOwnerUseItWithoutLicense(uint256 id, WorldState.CapsuleModel memory model)
        private
        view
    {
        address account = handler.allActors()[handler.steps() % 6];
        bool expected = !handler.suspended(id) && (account == model.owner || handler.isGuest(id, account));
        assertEq(registry.isUsageAuthorized(id, account), expected, "REG-4");
    }

    function _KEY_1_SealedOnlyByAQuorum(WorldState.CapsuleModel memory model, ICapsuleRegistry.Capsule memory capsule)
        private
        pure
    {
        assertEq(capsule.isSealed, model.isSealed, "KEY-1");
        assertEq(capsule.encrypted, model.encrypted, "KEY-1");
    }

    /// @dev The present epoch and one of the past, in turn.
    function _KEY_2_KeepersAreThoseOfTheEpoch() private view {
        uint256 epoch = handler.epoch();
        assertEq(keeperRegistry.currentEpoch(), epoch, "KEY-2");
        uint256[2] memory epochs = [epoch, 1 + handler.steps() % epoch];
        for (uint256 i = 0; i < 2; ++i) {
            IKeeperRegistry.KeeperSet memory expected = handler.expectedSet(epochs[i]);
            assertEq(
                keccak256(abi.encode(keeperRegistry.keeperSet(epochs[i]))), keccak256(abi.encode(expected)), "KEY-2"
            );
            assertEq(keeperRegistry.epochOpenedAt(epochs[i]), handler.openedAt(epochs[i]), "KEY-2");
        }
    }

    function _KEY_4_GroupKeyNeverChanges() private view {
        uint256 epoch = 1 + handler.steps() % handler.epoch();
        assertEq(keeperRegistry.keeperSet(epoch).groupKey, _groupKey, "KEY-4");
    }

    function _KEY_5_BondsAreConserved() private view {
        address[] memory operators = handler.bondHolders();
        uint256 sum = 0;
        for (uint256 i = 0; i < operators.length; ++i) {
            uint256 bond = keeperRegistry.bondOf(operators[i]);
            assertEq(bond, handler.bonds(operators[i]), "KEY-5");
            sum += bond;
        }
        assertEq(address(keeperRegistry).balance, sum, "KEY-5");
        assertEq(keeperRegistry.minimumBond(), handler.minimumBond(), "KEY-5");
    }

    function _KEY_3_SessionsAreWhatAccountsGranted() private view {
        address account = handler.allActors()[handler.steps() % 6];
        for (uint256 i = 0; i < 2; ++i) {
            address device = handler.devices(i);
            assertEq(keeperRegistry.sessionExpiry(account, device), handler.sessions(account, device), "KEY-3");
        }
    }

    function _GOV_1_CodeAndRolesChangeByGovernanceOnly() private view {
        address[11] memory proxies = handler.contracts();
        address[10] memory implementations = handler.deployed();
        for (uint256 i = 0; i < implementations.length; ++i) {
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
        assertEq(trainingPool.pausedUntil(), handler.pausedUntil(address(trainingPool)), "GOV-2");
        assertEq(market.pausedUntil(), handler.pausedUntil(address(market)), "GOV-2");
    }
}
