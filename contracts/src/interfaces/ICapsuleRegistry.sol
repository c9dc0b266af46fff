// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "./IRoyaltySplitter.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @dev How a derivative was made from its parent, in Hugging Face's words.
enum Relation {
    FINETUNE,
    ADAPTER,
    QUANTIZED,
    MERGE
}

/// @title CapsuleRegistry: who owns which AI work, and what exactly that work is
/// @notice ERC-721 whose token is a capsule. A version is the sha2-256 digest of its manifest, which is one raw IPFS
/// block, so the digest is the manifest's address too. Versions are append-only and numbered from 1.
interface ICapsuleRegistry is IERC721 {
    /// @param owner current holder of the ERC-721
    /// @param version number of the current version, from 1
    /// @param manifestDigest sha2-256 of the current version's manifest
    /// @param encrypted whether the current version's payload is encrypted to the keepers
    /// @param isSealed whether a quorum of keepers signed that it can open the current version
    /// @param suspended whether a dispute stopped sales and key release
    /// @param feeBps protocol fee on direct income in bps, fixed at registration
    /// @param royaltyBps resale royalty of the capsule itself in bps of the price, fixed at registration
    struct Capsule {
        address owner;
        uint64 version;
        bytes32 manifestDigest;
        bool encrypted;
        bool isSealed;
        bool suspended;
        uint16 feeBps;
        uint16 royaltyBps;
    }

    /// @param capsuleId the parent
    /// @param licenseId license of the parent that the registrant holds, whose offer fixes what is owed; the parent's
    /// owner may name any of its offers' licenses, or 0 to owe nothing
    /// @param relation how the child was made from it
    /// @param ancestors all capsules that the parent owes by ABSOLUTE policy, ascending: of the splitter's
    /// {IRoyaltySplitter-LineageFixed} for the parent
    struct Parent {
        uint256 capsuleId;
        uint256 licenseId;
        Relation relation;
        uint256[] ancestors;
    }

    /// @notice A capsule exists from now on; its version 1 is `manifestDigest`.
    event CapsuleRegistered(
        uint256 indexed capsuleId,
        address indexed creator,
        bytes32 salt,
        bytes32 manifestDigest,
        bool encrypted,
        uint16 feeBps,
        uint16 royaltyBps
    );
    /// @notice `capsuleId` was registered as a derivative of `parentId`.
    event ParentLinked(
        uint256 indexed capsuleId,
        uint256 indexed parentId,
        Relation relation,
        uint256 licenseId,
        Policy policy,
        uint16 rateBps
    );
    /// @notice A capsule has a new current version. ERC-4906's `MetadataUpdate` comes with it.
    /// @param encrypted whether it has to be sealed before it can be sold
    event VersionPublished(uint256 indexed capsuleId, uint256 indexed version, bytes32 manifestDigest, bool encrypted);
    /// @notice `keepers` of `epoch` signed that they can open `version`; it may be sold.
    event CapsuleSealed(uint256 indexed capsuleId, uint256 indexed version, uint256 indexed epoch, address[] keepers);
    /// @notice A dispute was upheld: no sales, no release of keys, nothing new built on it. What was earned is paid as ever.
    event CapsuleSuspended(uint256 indexed capsuleId);
    /// @notice The capsule is no longer suspended.
    event CapsuleReinstated(uint256 indexed capsuleId);
    /// @notice Capsules registered from now on are locked to `feeBps`.
    event ProtocolFeeChanged(uint16 feeBps);
    /// @notice ERC-7572.
    event ContractURIUpdated();

    /// @notice The creator used that salt before.
    error CapsuleRegistry_AlreadyRegistered(uint256 capsuleId);
    /// @notice No capsule was registered with that id on this chain and registry.
    error CapsuleRegistry_UnknownCapsule(uint256 capsuleId);
    error CapsuleRegistry_UnknownVersion(uint256 capsuleId, uint256 version);
    /// @notice A derivative has at least one parent; use {register}.
    error CapsuleRegistry_NoParents();
    /// @notice A parent is suspended: nothing can be derived from it for now.
    error CapsuleRegistry_Suspended(uint256 capsuleId);
    /// @notice The license is of another capsule.
    error CapsuleRegistry_LicenseMismatch(uint256 licenseId, uint256 parentId);
    /// @notice The registrant holds no valid license with that id, and doesn't own the parent.
    error CapsuleRegistry_LicenseNotHeld(uint256 licenseId, address registrant);
    /// @notice The license lacks bits of `required`: DERIVE and, by relation, FINE_TUNE or MERGE.
    error CapsuleRegistry_RightsMissing(uint256 licenseId, uint256 rights, uint256 required);
    /// @notice A version needs a manifest.
    error CapsuleRegistry_EmptyDigest();
    /// @notice The caller is neither the owner nor one of its ERC-721 operators.
    error CapsuleRegistry_NotAuthorized(uint256 capsuleId, address caller);
    /// @notice The current version is in clear and needs no seal.
    error CapsuleRegistry_NotEncrypted(uint256 capsuleId);
    error CapsuleRegistry_AlreadySealed(uint256 capsuleId, uint256 version);
    error CapsuleRegistry_NotDisputeCourt(address caller);
    error CapsuleRegistry_FeeTooHigh(uint256 feeBps, uint256 maximum);
    error CapsuleRegistry_RoyaltyTooHigh(uint256 royaltyBps, uint256 maximum);

    /// @notice Registers the caller's capsule and gives the caller its token.
    /// @dev The id is known beforehand ({capsuleIdOf}), so that ciphertext and keys can be bound to it, and nobody but
    /// its creator can register it.
    /// @dev Reverts with CapsuleRegistry_AlreadyRegistered, _EmptyDigest, _RoyaltyTooHigh, Protocol_Paused.
    /// @param salt chosen by the creator, once per capsule
    /// @param manifestDigest sha2-256 of version 1's manifest, not zero
    /// @param encrypted false for a capsule published in clear
    /// @param royaltyBps resale royalty of the capsule token, at most 5,000 bps
    /// @return capsuleId `uint256(keccak256(abi.encode(chainId, registry, creator, salt)))`
    function register(bytes32 salt, bytes32 manifestDigest, bool encrypted, uint16 royaltyBps)
        external
        returns (uint256 capsuleId);

    /// @notice Registers the caller's capsule as made from others, and fixes what it owes them, for ever.
    /// @param parents 1 to 8, ascending by id; the licenses must grant DERIVE, and FINE_TUNE or MERGE where the
    /// relation is one
    /// @dev Reverts as {register} and {previewLink} do, and with CapsuleRegistry_LicenseNotHeld.
    function registerDerivative(
        bytes32 salt,
        bytes32 manifestDigest,
        bool encrypted,
        uint16 royaltyBps,
        Parent[] calldata parents
    ) external returns (uint256 capsuleId);

    /// @notice Appends a version. Only the owner or its ERC-721 operators.
    /// @param sealSignatures keepers' signatures over the new version, as for {seal}: with them sales go on without
    /// a gap; empty for a version to be sealed later or in clear
    /// @dev Reverts with CapsuleRegistry_UnknownCapsule, _NotAuthorized, _EmptyDigest, and as {seal} does. Without
    /// signatures sales of an encrypted version are closed until it is sealed.
    /// @return number of the version
    function publishVersion(uint256 capsuleId, bytes32 manifestDigest, bool encrypted, bytes[] calldata sealSignatures)
        external
        returns (uint256 number);

    /// @notice Opens the current version for sale. Anyone may submit the keepers' signatures.
    /// @param signatures EIP-712 signatures of `Seal(uint256 capsuleId,uint256 version,bytes32 manifestDigest,uint256
    /// epoch)` by at least the threshold of keepers of the current epoch, ordered by signer address
    /// @dev Reverts with CapsuleRegistry_UnknownCapsule, _NotEncrypted, _AlreadySealed, and as
    /// {IKeeperRegistry-verifyQuorum} does.
    function seal(uint256 capsuleId, bytes[] calldata signatures) external;

    /// @notice Stops sales and release of keys of a capsule, or lets them go on. Only the DisputeCourt. Does nothing if
    /// that is so already.
    function setSuspended(uint256 capsuleId, bool suspended) external;

    /// @notice Sets the fee of capsules registered from now on; existing ones keep theirs. Governance only.
    /// @param feeBps at most 500
    function setProtocolFee(uint16 feeBps) external;

    /// @notice Sets the digest of the ERC-7572 contract metadata, one raw IPFS block. Governance only.
    function setContractURI(bytes32 digest) external;

    /// @notice The id of the capsule that `creator` registers with `salt` on this chain and registry.
    function capsuleIdOf(address creator, bytes32 salt) external view returns (uint256 capsuleId);

    /// @notice The owner; unlike ERC-721's `ownerOf` it reverts for an unknown capsule with our own error.
    function capsuleOwner(uint256 capsuleId) external view returns (address);

    /// @notice Everything about a capsule in one call; reverts for an unknown one.
    function capsuleOf(uint256 capsuleId) external view returns (Capsule memory);

    /// @notice What a derivative of `parents` would owe, before any license is bought; reverts with the reason if they
    /// can't be linked. Whether `registrant` holds the licenses by now is not asked.
    function previewLink(address registrant, Parent[] calldata parents)
        external
        view
        returns (IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative);

    /// @notice sha2-256 digest of the manifest of version `number`, from 1; reverts for one that doesn't exist.
    function versionDigest(uint256 capsuleId, uint256 number) external view returns (bytes32);

    /// @notice Whether licenses may be sold: in clear or sealed, and not suspended.
    function saleReady(uint256 capsuleId) external view returns (bool);

    /// @notice Whether `account` is the owner or an ERC-721 operator of the capsule.
    function isAuthorized(uint256 capsuleId, address account) external view returns (bool);

    /// @notice Protocol fee of a capsule in bps, fixed at registration; reverts for an unknown one.
    function feeBpsOf(uint256 capsuleId) external view returns (uint16);

    /// @notice Protocol fee that a capsule registered now is locked to, in bps.
    function protocolFeeBps() external view returns (uint16);

    /// @notice EIP-712 digest that keepers sign to seal a version, under the domain of `eip712Domain` (ERC-5267).
    function sealDigest(uint256 capsuleId, uint256 number, bytes32 manifestDigest, uint256 epoch)
        external
        view
        returns (bytes32);

    /// @notice ERC-7572 metadata of the collection: `ipfs://f01551220` and its digest in hex.
    function contractURI() external view returns (string memory);
}
