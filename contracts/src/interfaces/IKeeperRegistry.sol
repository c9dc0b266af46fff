// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title KeeperRegistry: who holds the shares of the network's decryption key
/// @notice Keepers are numbered from 1 by their position in their epoch's list; the number is their share's index.
/// Points are 32-byte ristretto255 encodings (RFC 9496), transport keys X25519 public keys (RFC 7748).
interface IKeeperRegistry {
    /// @param operator account that signs for the keeper
    /// @param transportKey X25519 public key for messages between keepers
    /// @param verificationShare `g^x_i`, against which its partial decryptions are checked
    /// @param url where it answers key requests
    struct Keeper {
        address operator;
        bytes32 transportKey;
        bytes32 verificationShare;
        string url;
    }

    /// @param epoch number of the set, from 1
    /// @param threshold keepers needed to open a capsule, more than half
    /// @param groupKey the network's public key
    struct KeeperSet {
        uint64 epoch;
        uint16 threshold;
        bytes32 groupKey;
        Keeper[] keepers;
    }

    /// @notice The keepers of `epoch` hold the network's key from now on.
    event EpochOpened(uint256 indexed epoch, uint16 threshold, bytes32 groupKey, Keeper[] keepers);
    /// @notice A keeper answers at another address from now on.
    event KeeperUrlChanged(uint256 indexed epoch, address indexed operator, string url);

    /// @notice The threshold must be more than half of the keepers, and not more than all.
    error KeeperRegistry_InvalidThreshold(uint256 threshold, uint256 keepers);
    error KeeperRegistry_TooManyKeepers(uint256 keepers, uint256 maximum);
    /// @notice The group key and each keeper's transport key and verification share must be given.
    error KeeperRegistry_EmptyKey();
    error KeeperRegistry_EmptyOperator(uint256 index);
    error KeeperRegistry_DuplicateOperator(address operator);
    error KeeperRegistry_UnknownEpoch(uint256 epoch);
    /// @notice Signatures of that epoch count no more: another one is current, for more than 14 days or after others.
    error KeeperRegistry_EpochClosed(uint256 epoch, uint256 currentEpoch);
    /// @notice `account` is no keeper of that epoch: also whoever a wrong signature recovers to.
    error KeeperRegistry_NotKeeper(uint256 epoch, address account);
    /// @notice Fewer signatures than the threshold.
    error KeeperRegistry_QuorumNotReached(uint256 signatures, uint256 threshold);
    /// @notice Signatures must be ordered by signer address, each signer once.
    error KeeperRegistry_UnorderedSigners(address previous, address signer);

    /// @notice Hands the network's key over to other keepers, among whom it was shared anew; the key itself stays.
    /// Only governance's role KEEPERS.
    /// @param threshold more than half of the keepers
    /// @param keepers in the order of their share indexes, each with at least the minimum bond
    /// @param acceptances signatures of at least `threshold` of them, ordered by signer address, over EIP-712
    /// `EpochAcceptance(uint256 epoch,uint16 threshold,bytes32 groupKey,bytes32 keepersHash)`: they hold their shares
    /// @dev Reverts as {initialize}, with KeeperBonds_InsufficientBond, and as {verifyQuorum} in the new epoch.
    /// @return epoch number of the new set
    function rotate(uint16 threshold, Keeper[] calldata keepers, bytes[] calldata acceptances)
        external
        returns (uint256 epoch);

    /// @notice A keeper of the current epoch moves to another address on the network. Reverts with
    /// KeeperRegistry_NotKeeper for anybody else.
    function setUrl(string calldata url) external;

    /// @notice Number of the current keeper set.
    function currentEpoch() external view returns (uint256);

    /// @notice Keepers of an epoch, past ones too; reverts with KeeperRegistry_UnknownEpoch.
    function keeperSet(uint256 epoch) external view returns (KeeperSet memory);

    /// @notice Share index of `operator` in `epoch`, from 1; 0 when it is none of its keepers.
    function keeperIndex(uint256 epoch, address operator) external view returns (uint256);

    /// @notice Second at which an epoch became the current one; reverts with KeeperRegistry_UnknownEpoch.
    function epochOpenedAt(uint256 epoch) external view returns (uint256);

    /// @notice What keepers of a set sign to accept their part in it, for {rotate}; `keepersHash` in it is the
    /// keccak256 of the ABI encoding of `keepers`, the group key the present one.
    /// @param epoch the number that the set will have: one more than the current one
    function acceptanceDigest(uint256 epoch, uint16 threshold, Keeper[] calldata keepers)
        external
        view
        returns (bytes32);

    /// @notice Reverts unless at least the threshold of keepers of the current epoch signed `digest`.
    /// @dev Reverts with KeeperRegistry_QuorumNotReached, _NotKeeper, _UnorderedSigners, and ECDSA's errors.
    /// @param signatures 65-byte ECDSA signatures ordered by signer address
    /// @return signers the keepers that signed
    function verifyQuorum(bytes32 digest, bytes[] calldata signatures) external view returns (address[] memory signers);

    /// @notice {verifyQuorum} for what the keepers of `epoch` answer for beyond its end: `epoch` is the current one, or
    /// the one before for 14 days. Signatures of several epochs never make a quorum.
    /// @dev Reverts with KeeperRegistry_UnknownEpoch, _EpochClosed, and as {verifyQuorum}.
    function verifyQuorumAt(uint256 epoch, bytes32 digest, bytes[] calldata signatures)
        external
        view
        returns (address[] memory signers);
}
