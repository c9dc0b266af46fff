// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { IKeeperRegistry } from "../interfaces/IKeeperRegistry.sol";
import { IUsageMeter, Rejection } from "../interfaces/IUsageMeter.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";

/// @title UsageMeter
/// @dev One quorum of signatures serves a whole batch. Receipts are cumulative, so that none needs a nonce, and one that is
/// lost is made good by the next.
/// @dev Trusts: KeeperRegistry for who signs, AccessToken for how much was bought.
contract UsageMeter is IUsageMeter, EIP712Upgradeable, ProtocolUpgradeable {
    bytes32 private constant RECEIPT_TYPEHASH = keccak256("Receipt(uint256 licenseId,uint32 runs)");
    bytes32 private constant BATCH_TYPEHASH =
        keccak256("LeaseBatch(uint256 epoch,Receipt[] receipts)Receipt(uint256 licenseId,uint32 runs)");
    bytes32 private constant COUNT_TYPEHASH = keccak256("ReleaseCount(uint256 capsuleId,uint32 releases)");
    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "ReleaseReport(uint256 epoch,uint32 day,ReleaseCount[] counts)ReleaseCount(uint256 capsuleId,uint32 releases)"
    );

    /// @dev What was bought never falls (a metered license is never revoked), so it is asked again only when a receipt is
    /// above it: a receipt of a license that was settled before changes this one slot and reads no other.
    /// @param settled runs that are used
    /// @param bought runs that were bought when a receipt was last above it
    struct Usage {
        uint32 settled;
        uint32 bought;
    }

    /// @custom:storage-location erc7201:capsule.storage.UsageMeter
    struct MeterStorage {
        mapping(uint256 licenseId => Usage) usages;
        mapping(uint256 capsuleId => mapping(uint256 day => mapping(uint256 epoch => uint32))) releases;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.UsageMeter")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x121855113d0a41a2e641e1b0c99855897b5509db899c2b97796f1b6ef6f96c00;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IKeeperRegistry private immutable KEEPER_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IAccessToken private immutable ACCESS_TOKEN;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(IKeeperRegistry keeperRegistry, IAccessToken accessToken) {
        KEEPER_REGISTRY = keeperRegistry;
        ACCESS_TOKEN = accessToken;
    }

    /// @param authority the protocol's AccessManager
    function initialize(address authority) external initializer {
        __EIP712_init("Capsule Usage", "1");
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IUsageMeter
    function settle(uint256 epoch, Receipt[] calldata receipts, bytes[] calldata signatures)
        external
        returns (uint256 settled)
    {
        if (receipts.length == 0) revert UsageMeter_EmptyBatch();
        KEEPER_REGISTRY.verifyQuorumAt(epoch, leaseBatchDigest(epoch, receipts), signatures);
        for (uint256 i = 0; i < receipts.length; ++i) {
            (uint256 licenseId, uint32 runs) = (receipts[i].licenseId, receipts[i].runs);
            Rejection reason = _settle(licenseId, runs);
            if (reason == Rejection.NONE) {
                ++settled;
                emit UsageSettled(licenseId, runs);
            } else {
                emit ReceiptRejected(licenseId, i, reason);
            }
        }
        emit BatchSettled(epoch, receipts.length, settled);
    }

    /// @inheritdoc IUsageMeter
    function reportReleases(uint256 epoch, uint32 day, ReleaseCount[] calldata counts, bytes[] calldata signatures)
        external
        returns (uint256 reported)
    {
        if (counts.length == 0) revert UsageMeter_EmptyBatch();
        uint256 today = block.timestamp / 1 days;
        if (day >= today) revert UsageMeter_DayNotOver(day, today);
        KEEPER_REGISTRY.verifyQuorumAt(epoch, releaseReportDigest(epoch, day, counts), signatures);
        MeterStorage storage $ = _storage();
        for (uint256 i = 0; i < counts.length; ++i) {
            (uint256 capsuleId, uint32 releases) = (counts[i].capsuleId, counts[i].releases);
            if (releases <= $.releases[capsuleId][day][epoch]) continue;
            $.releases[capsuleId][day][epoch] = releases;
            ++reported;
            emit ReleasesReported(capsuleId, day, epoch, releases);
        }
    }

    /// @inheritdoc IUsageMeter
    function settledRuns(uint256 licenseId) external view returns (uint32) {
        return _storage().usages[licenseId].settled;
    }

    /// @inheritdoc IUsageMeter
    function releasesOf(uint256 capsuleId, uint32 day, uint256 epoch) external view returns (uint32) {
        return _storage().releases[capsuleId][day][epoch];
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @inheritdoc IUsageMeter
    function leaseBatchDigest(uint256 epoch, Receipt[] calldata receipts) public view returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](receipts.length);
        for (uint256 i = 0; i < receipts.length; ++i) {
            hashes[i] = keccak256(abi.encode(RECEIPT_TYPEHASH, receipts[i].licenseId, receipts[i].runs));
        }
        return _hashTypedDataV4(keccak256(abi.encode(BATCH_TYPEHASH, epoch, keccak256(abi.encodePacked(hashes)))));
    }

    /// @inheritdoc IUsageMeter
    function releaseReportDigest(uint256 epoch, uint32 day, ReleaseCount[] calldata counts)
        public
        view
        returns (bytes32)
    {
        bytes32[] memory hashes = new bytes32[](counts.length);
        for (uint256 i = 0; i < counts.length; ++i) {
            hashes[i] = keccak256(abi.encode(COUNT_TYPEHASH, counts[i].capsuleId, counts[i].releases));
        }
        bytes32 countsHash = keccak256(abi.encodePacked(hashes));
        return _hashTypedDataV4(keccak256(abi.encode(REPORT_TYPEHASH, epoch, day, countsHash)));
    }

    function _settle(uint256 licenseId, uint32 runs) private returns (Rejection) {
        MeterStorage storage $ = _storage();
        Usage memory usage = $.usages[licenseId];
        if (runs > usage.bought) {
            usage.bought = ACCESS_TOKEN.runsBought(licenseId);
            if (usage.bought == 0) return Rejection.NOT_METERED;
            if (runs > usage.bought) return Rejection.ABOVE_BOUGHT;
        }
        if (runs <= usage.settled) return Rejection.NOT_ABOVE_SETTLED;
        $.usages[licenseId] = Usage(runs, usage.bought);
        return Rejection.NONE;
    }

    function _storage() private pure returns (MeterStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
