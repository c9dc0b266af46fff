// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../src/interfaces/IKeeperRegistry.sol";
import { IPriceOracle } from "../../../src/interfaces/IPriceOracle.sol";
import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { PausableEntries } from "../../../src/upgrade/PausableEntries.sol";
import { GovernanceActions } from "./GovernanceActions.sol";
import { KeeperActions } from "./KeeperActions.sol";
import { MeterActions } from "./MeterActions.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title What belongs to others, on each contract, tried all the time
abstract contract TrespassActions is GovernanceActions, KeeperActions, MeterActions {
    address internal intruder = makeAddr("intruder");
    uint256 private _trespasses;

    /// @notice Each party tries what belongs to others, on each contract one thing after the other. None of it may work.
    function trespass(uint256 who, uint256 seed) external action {
        uint256 id = _capsule(seed);
        address caller = _actor(who);
        if (_capsules[id].owner == caller || _roll(who, 1) % 2 == 0) caller = intruder;
        uint256 kind = _trespasses++;
        _act(caller, address(registry), _forbiddenOfRegistry(kind % 13, id, caller), false);
        _act(caller, address(splitter), _forbiddenOfSplitter(kind % 11, id, caller), false);
        _act(caller, address(accessToken), _forbiddenOfTill(kind % 11, id, caller), false);
        _act(caller, address(keeperRegistry), _forbiddenOfKeepers(kind % 8, caller), false);
        _act(caller, address(usageMeter), _forbiddenOfMeter(kind % 3, caller), false);
        _act(caller, address(market), _forbiddenOfMarket(kind % 5, caller), false);
        _act(caller, address(priceOracle), _forbiddenOfOracle(kind % 5, caller), false);
        _act(caller, address(disputeCourt), _forbiddenOfCourt(kind % 7, id, caller), false);
        _act(caller, address(councilArbiter), _forbiddenOfArbiter(kind % 4, caller), false);
        _act(caller, address(trainingPool), _forbiddenOfPool(kind % 5, caller), false);
        _effect();
    }

    function _forbiddenOfRegistry(uint256 kind, uint256 id, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(registry.publishVersion, (id, MANIFEST, false, new bytes[](0)));
        if (kind == 1) return abi.encodeCall(registry.transferFrom, (_capsules[id].owner, caller, id));
        if (kind == 2) return abi.encodeCall(registry.setProtocolFee, (1));
        if (kind == 3) return abi.encodeCall(registry.setContractURI, (MANIFEST));
        if (kind == 4) return abi.encodeCall(registry.approve, (caller, id));
        if (kind == 5) return abi.encodeCall(registry.initialize, (caller, 0, MANIFEST));
        if (kind == 6) return abi.encodeCall(PausableEntries.pauseEntries, (1));
        if (kind == 7) return abi.encodeCall(PausableEntries.unpauseEntries, ());
        if (kind == 8) return abi.encodeCall(registry.authorizeUsage, (id, caller));
        if (kind == 9) return abi.encodeCall(registry.revokeAuthorization, (id, caller));
        if (kind == 10) return abi.encodeCall(registry.setSuspended, (id, !suspended[id]));
        return _takeover(kind % 2, implementations.capsuleRegistry, caller);
    }

    function _forbiddenOfSplitter(uint256 kind, uint256 id, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(splitter.claimOwnerTo, (id, NATIVE, caller));
        if (kind == 1) return abi.encodeCall(splitter.acceptCurrency, (id, currencies[1]));
        if (kind == 2) return abi.encodeCall(splitter.setTreasury, (caller));
        if (kind == 3) return abi.encodeCall(splitter.initialize, (caller, caller));
        if (kind == 4) return abi.encodeCall(splitter.escrow, (id, 1, 1));
        if (kind == 5) return abi.encodeCall(splitter.link, (id, 0, new IRoyaltySplitter.ParentLink[](0)));
        if (kind == 6) return abi.encodeCall(splitter.freezeOwner, (id));
        if (kind == 7) return abi.encodeCall(splitter.unfreezeOwner, (id, caller));
        if (kind == 8) return abi.encodeCall(splitter.handOver, (id, 0, caller, 1));
        return _takeover(kind % 2, implementations.royaltySplitter, caller);
    }

    function _forbiddenOfTill(uint256 kind, uint256 id, address caller) private view returns (bytes memory) {
        uint256 offerId = _capsules[id].offers[0];
        if (kind == 0) return abi.encodeCall(accessToken.release, (NATIVE, caller, 1));
        if (kind == 1) return abi.encodeCall(accessToken.setSales, (id, !modelOpen(id), modelOpen(id)));
        if (kind == 2) return abi.encodeCall(accessToken.createOffer, (id, 0, _terms(NATIVE)));
        if (kind == 3) return abi.encodeCall(accessToken.setOffer, (offerId, 0, true));
        if (kind == 4) return abi.encodeCall(accessToken.initialize, (caller));
        if (kind == 5) return abi.encodeCall(accessToken.revoke, (offerId << 64, caller));
        if (kind == 6) return abi.encodeCall(PausableEntries.pauseEntries, (1));
        if (kind == 7) return abi.encodeCall(PausableEntries.unpauseEntries, ());
        return _takeover(kind % 2, implementations.accessToken, caller);
    }

    function _forbiddenOfMarket(uint256 kind, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(market.initialize, (caller));
        if (kind == 1) return abi.encodeCall(PausableEntries.pauseEntries, (1));
        if (kind == 2) return abi.encodeCall(PausableEntries.unpauseEntries, ());
        return _takeover(kind % 2, implementations.market, caller);
    }

    function _forbiddenOfKeepers(uint256 kind, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(keeperRegistry.setUrl, ("https://elsewhere.example"));
        if (kind == 1) {
            return abi.encodeCall(keeperRegistry.initialize, (caller, 1, GROUP_KEY, new IKeeperRegistry.Keeper[](0)));
        }
        address payable itself = payable(caller);
        if (kind == 2) return abi.encodeCall(keeperRegistry.setMinimumBond, (0));
        if (kind == 3) return abi.encodeCall(keeperRegistry.slashBond, (_operatorOf(epoch, 0), 0, itself, MANIFEST));
        if (kind == 4) return abi.encodeCall(keeperRegistry.withdrawBond, (itself));
        if (kind == 5) return _signedRotation();
        return _takeover(kind % 2, implementations.keeperRegistry, caller);
    }

    /// @dev With every signature that it takes, but not the right.
    function _signedRotation() private view returns (bytes memory) {
        IKeeperRegistry.Keeper[] memory keepers = _keepersOf(teamOf[epoch], 0);
        bytes32 digest = keeperRegistry.acceptanceDigest(epoch + 1, THRESHOLD, keepers);
        return abi.encodeCall(keeperRegistry.rotate, (THRESHOLD, keepers, _presentQuorum(digest, KEEPERS)));
    }

    function _forbiddenOfMeter(uint256 kind, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(usageMeter.initialize, (caller));
        return _takeover(kind % 2, implementations.usageMeter, caller);
    }

    function _forbiddenOfOracle(uint256 kind, address caller) private view returns (bytes memory) {
        IPriceOracle.Feed memory feed = IPriceOracle.Feed(sequencer, 1, 1, 2);
        if (kind == 0) return abi.encodeCall(priceOracle.setFeed, (NATIVE, feed));
        if (kind == 1) return abi.encodeCall(priceOracle.setSequencerFeed, (sequencer));
        if (kind == 2) return abi.encodeCall(priceOracle.initialize, (caller, sequencer));
        return _takeover(kind % 2, implementations.priceOracle, caller);
    }

    function _forbiddenOfCourt(uint256 kind, uint256 id, address caller) private view returns (bytes memory) {
        uint256[] memory none = new uint256[](0);
        if (kind == 0) return abi.encodeCall(disputeCourt.rule, (1, true, MANIFEST, none));
        if (kind == 1) return abi.encodeCall(disputeCourt.ruleAppeal, (1, false, MANIFEST, none));
        if (kind == 2) return abi.encodeCall(disputeCourt.reinstate, (id));
        if (kind == 3) return abi.encodeCall(disputeCourt.setRules, (disputeCourt.rules()));
        if (kind == 4) return abi.encodeCall(disputeCourt.initialize, (caller, councilArbiter));
        return _takeover(kind % 2, implementations.disputeCourt, caller);
    }

    function _forbiddenOfArbiter(uint256 kind, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(councilArbiter.rule, (1, true, MANIFEST, new uint256[](0)));
        if (kind == 1) return abi.encodeCall(councilArbiter.initialize, (caller));
        return _takeover(kind % 2, implementations.councilArbiter, caller);
    }

    function _forbiddenOfPool(uint256 kind, address caller) private view returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(trainingPool.initialize, (caller));
        if (kind == 1) return abi.encodeCall(PausableEntries.pauseEntries, (1));
        if (kind == 2) return abi.encodeCall(PausableEntries.unpauseEntries, ());
        return _takeover(kind % 2, implementations.trainingPool, caller);
    }

    function _takeover(uint256 kind, address implementation, address caller) private pure returns (bytes memory) {
        if (kind == 0) return abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (implementation, ""));
        return abi.encodeWithSignature("setAuthority(address)", caller);
    }
}
