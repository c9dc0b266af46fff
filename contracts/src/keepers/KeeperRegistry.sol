// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../interfaces/IKeeperRegistry.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { KeeperBonds } from "./KeeperBonds.sol";
import { Sessions } from "./Sessions.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title KeeperRegistry
/// @dev Its EIP-712 domain is that of key requests, sessions and acceptances.
/// @dev Keeps every epoch for ever: seals and release logs of the past can be checked against the set that made them.
/// @dev That the new keepers hold shares of the same key can't be seen on chain: a quorum of them says so, each with its
/// bond.
contract KeeperRegistry is IKeeperRegistry, Sessions, KeeperBonds {
    uint256 private constant MAX_KEEPERS = 64;

    /// @dev How long signatures of the epoch before count: time to settle what it granted.
    uint256 private constant GRACE = 14 days;

    bytes32 private constant ACCEPTANCE_TYPEHASH =
        keccak256("EpochAcceptance(uint256 epoch,uint16 threshold,bytes32 groupKey,bytes32 keepersHash)");

    /// @param openedAt second from which it is the current one
    /// @param indexes share index of each operator, from 1
    struct Epoch {
        uint16 threshold;
        uint64 openedAt;
        bytes32 groupKey;
        Keeper[] keepers;
        mapping(address operator => uint256) indexes;
    }

    /// @custom:storage-location erc7201:capsule.storage.KeeperRegistry
    struct KeeperStorage {
        uint64 currentEpoch;
        mapping(uint256 epoch => Epoch) epochs;
        mapping(address operator => uint256 epoch) lastEpochs;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.KeeperRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x368f130aae180d8b7f1ff0d7b03a387ce131e4bf7eaf22a4ced0af57668f3a00;

    /// @param authority the protocol's AccessManager
    /// @param threshold keepers needed to open a capsule
    /// @param groupKey public key that the keepers generated together
    /// @param keepers in the order of their share indexes
    function initialize(address authority, uint16 threshold, bytes32 groupKey, Keeper[] calldata keepers)
        external
        initializer
    {
        __EIP712_init("Capsule Keys", "1");
        __AccessManaged_init(authority);
        _openEpoch(threshold, groupKey, keepers);
    }

    /// @inheritdoc IKeeperRegistry
    function rotate(uint16 threshold, Keeper[] calldata keepers, bytes[] calldata acceptances)
        external
        restricted
        returns (uint256 epoch)
    {
        KeeperStorage storage $ = _storage();
        uint256 minimum = minimumBond();
        for (uint256 i = 0; i < keepers.length; ++i) {
            _requireBond(keepers[i].operator, minimum);
        }
        _openEpoch(threshold, $.epochs[$.currentEpoch].groupKey, keepers);
        epoch = $.currentEpoch;
        _verifyQuorum(epoch, acceptanceDigest(epoch, threshold, keepers), acceptances);
    }

    /// @inheritdoc IKeeperRegistry
    function setUrl(string calldata url) external {
        KeeperStorage storage $ = _storage();
        uint256 epoch = $.currentEpoch;
        uint256 index = $.epochs[epoch].indexes[msg.sender];
        if (index == 0) revert KeeperRegistry_NotKeeper(epoch, msg.sender);
        $.epochs[epoch].keepers[index - 1].url = url;
        emit KeeperUrlChanged(epoch, msg.sender, url);
    }

    /// @inheritdoc IKeeperRegistry
    function currentEpoch() external view returns (uint256) {
        return _storage().currentEpoch;
    }

    /// @inheritdoc IKeeperRegistry
    function keeperSet(uint256 epoch) external view returns (KeeperSet memory) {
        Epoch storage set = _epoch(epoch);
        // An epoch that exists has a number of 64 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint64 number = uint64(epoch);
        return KeeperSet({ epoch: number, threshold: set.threshold, groupKey: set.groupKey, keepers: set.keepers });
    }

    /// @inheritdoc IKeeperRegistry
    function keeperIndex(uint256 epoch, address operator) external view returns (uint256) {
        return _epoch(epoch).indexes[operator];
    }

    /// @inheritdoc IKeeperRegistry
    function epochOpenedAt(uint256 epoch) external view returns (uint256) {
        return _epoch(epoch).openedAt;
    }

    /// @inheritdoc IKeeperRegistry
    function verifyQuorum(bytes32 digest, bytes[] calldata signatures)
        external
        view
        returns (address[] memory signers)
    {
        return _verifyQuorum(_storage().currentEpoch, digest, signatures);
    }

    /// @inheritdoc IKeeperRegistry
    function verifyQuorumAt(uint256 epoch, bytes32 digest, bytes[] calldata signatures)
        external
        view
        returns (address[] memory signers)
    {
        _epoch(epoch);
        uint256 current = _storage().currentEpoch;
        bool counts = epoch == current || (epoch + 1 == current && block.timestamp < _epoch(current).openedAt + GRACE);
        if (!counts) revert KeeperRegistry_EpochClosed(epoch, current);
        return _verifyQuorum(epoch, digest, signatures);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @inheritdoc IKeeperRegistry
    function acceptanceDigest(uint256 epoch, uint16 threshold, Keeper[] calldata keepers)
        public
        view
        returns (bytes32)
    {
        KeeperStorage storage $ = _storage();
        bytes32 groupKey = $.epochs[$.currentEpoch].groupKey;
        bytes32 keepersHash = keccak256(abi.encode(keepers));
        return _hashTypedDataV4(keccak256(abi.encode(ACCEPTANCE_TYPEHASH, epoch, threshold, groupKey, keepersHash)));
    }

    /// @inheritdoc KeeperBonds
    function _servesUntil(address operator) internal view override returns (uint256) {
        KeeperStorage storage $ = _storage();
        uint256 last = $.lastEpochs[operator];
        if (last == 0) return 0;
        return last == $.currentEpoch ? type(uint256).max : $.epochs[last + 1].openedAt;
    }

    function _openEpoch(uint16 threshold, bytes32 groupKey, Keeper[] calldata keepers) private {
        uint256 count = keepers.length;
        if (count > MAX_KEEPERS) revert KeeperRegistry_TooManyKeepers(count, MAX_KEEPERS);
        // More than half, so that no two disjoint groups can both open capsules.
        if (threshold > count || uint256(threshold) * 2 <= count) {
            revert KeeperRegistry_InvalidThreshold(threshold, count);
        }
        if (groupKey == 0) revert KeeperRegistry_EmptyKey();

        KeeperStorage storage $ = _storage();
        uint256 epoch = ++$.currentEpoch;
        Epoch storage set = $.epochs[epoch];
        // The present second fits 64 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        (set.threshold, set.openedAt) = (threshold, uint64(block.timestamp));
        set.groupKey = groupKey;
        for (uint256 i = 0; i < count; ++i) {
            Keeper calldata keeper = keepers[i];
            if (keeper.operator == address(0)) revert KeeperRegistry_EmptyOperator(i + 1);
            if (set.indexes[keeper.operator] != 0) revert KeeperRegistry_DuplicateOperator(keeper.operator);
            if (keeper.transportKey == 0 || keeper.verificationShare == 0) revert KeeperRegistry_EmptyKey();
            set.indexes[keeper.operator] = i + 1;
            $.lastEpochs[keeper.operator] = epoch;
            set.keepers.push(keeper);
        }
        emit EpochOpened(epoch, threshold, groupKey, keepers);
    }

    /// @dev Keepers of one epoch only: a signature of any other's is a stranger's.
    function _verifyQuorum(uint256 epoch, bytes32 digest, bytes[] calldata signatures)
        private
        view
        returns (address[] memory signers)
    {
        Epoch storage set = _storage().epochs[epoch];
        uint256 count = signatures.length;
        if (count < set.threshold) revert KeeperRegistry_QuorumNotReached(count, set.threshold);

        signers = new address[](count);
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            if (signer <= previous) revert KeeperRegistry_UnorderedSigners(previous, signer);
            if (set.indexes[signer] == 0) revert KeeperRegistry_NotKeeper(epoch, signer);
            signers[i] = signer;
            previous = signer;
        }
    }

    function _epoch(uint256 epoch) private view returns (Epoch storage set) {
        set = _storage().epochs[epoch];
        if (set.threshold == 0) revert KeeperRegistry_UnknownEpoch(epoch);
    }

    function _storage() private pure returns (KeeperStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
