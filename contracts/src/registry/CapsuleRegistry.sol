// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry, Relation } from "../interfaces/ICapsuleRegistry.sol";
import { IERC7857Metadata, IntelligentData } from "../interfaces/IERC7857Metadata.sol";
import { IKeeperRegistry } from "../interfaces/IKeeperRegistry.sol";
import { IResellable } from "../interfaces/IResellable.sol";
import { IRoyaltySplitter, Policy } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { IpfsUri } from "../libraries/IpfsUri.sol";
import { Rights } from "../libraries/Rights.sol";
import { PausableEntries } from "../upgrade/PausableEntries.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { UsageAuthorization } from "./UsageAuthorization.sol";
import { ERC721Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import { IERC4906 } from "@openzeppelin/contracts/interfaces/IERC4906.sol";

/// @title CapsuleRegistry
/// @dev Registration writes as little as it can: token owner, balance and the first digest. A capsule's word of state
/// is written only when it differs from the usual beginning (version 1, encrypted, not sealed, the genesis fee, no
/// resale royalty).
/// @dev Trusts: KeeperRegistry for quorums; AccessToken to obey {IAccessToken-setSales}; DisputeCourt to suspend.
contract CapsuleRegistry is
    IERC4906,
    IERC2981,
    ERC721Upgradeable,
    EIP712Upgradeable,
    IERC7857Metadata,
    ICapsuleRegistry,
    IResellable,
    UsageAuthorization,
    PausableEntries
{
    string private constant MANIFEST_DESCRIPTION = "Capsule manifest (sha2-256 of one raw IPFS block)";
    bytes32 private constant SEAL_TYPEHASH =
        keccak256("Seal(uint256 capsuleId,uint256 version,bytes32 manifestDigest,uint256 epoch)");

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IAccessToken private immutable ACCESS_TOKEN;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter private immutable ROYALTY_SPLITTER;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IKeeperRegistry private immutable KEEPER_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address private immutable DISPUTE_COURT;

    /// @param laterVersions versions after the first
    /// @param sealedVersion number of the newest sealed version, 0 for none
    /// @param inClear whether the current version is not encrypted
    /// @param suspended whether a dispute stopped sales and key release
    /// @param feeBpsPlusOne fee in bps plus one; 0 for the genesis fee
    /// @param royaltyBps resale royalty of the token
    /// @param departures how often the token went to another account
    struct State {
        uint64 laterVersions;
        uint64 sealedVersion;
        bool inClear;
        bool suspended;
        uint16 feeBpsPlusOne;
        uint16 royaltyBps;
        uint48 departures;
    }

    /// @custom:storage-location erc7201:capsule.storage.CapsuleRegistry
    struct RegistryStorage {
        uint16 genesisFeeBps;
        uint16 feeBps;
        bytes32 contractDigest;
        mapping(uint256 capsuleId => State) states;
        mapping(uint256 capsuleId => mapping(uint256 number => bytes32)) digests;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.CapsuleRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x95e93703e54ed1ee234b813eb4c7dd5df37f61b0b1c84847919e016c84137200;

    modifier onlyAuthorized(uint256 capsuleId) {
        if (!isAuthorized(capsuleId, msg.sender)) revert CapsuleRegistry_NotAuthorized(capsuleId, msg.sender);
        _;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(
        IAccessToken accessToken,
        IRoyaltySplitter royaltySplitter,
        IKeeperRegistry keeperRegistry,
        address disputeCourt
    ) {
        ACCESS_TOKEN = accessToken;
        ROYALTY_SPLITTER = royaltySplitter;
        KEEPER_REGISTRY = keeperRegistry;
        DISPUTE_COURT = disputeCourt;
    }

    /// @param authority the protocol's AccessManager
    /// @param feeBps protocol fee that capsules are locked to until governance changes it
    /// @param contractDigest ERC-7572 metadata of the collection
    function initialize(address authority, uint16 feeBps, bytes32 contractDigest) external initializer {
        __ERC721_init("Capsule", "CAPSULE");
        __EIP712_init("Capsule Registry", "1");
        __AccessManaged_init(authority);
        _setProtocolFee(feeBps);
        RegistryStorage storage $ = _storage();
        $.genesisFeeBps = feeBps;
        $.contractDigest = contractDigest;
    }

    /// @inheritdoc ICapsuleRegistry
    function register(bytes32 salt, bytes32 manifestDigest, bool encrypted, uint16 royaltyBps)
        external
        whenEntriesOpen
        returns (uint256 capsuleId)
    {
        return _register(salt, manifestDigest, encrypted, royaltyBps);
    }

    /// @inheritdoc ICapsuleRegistry
    function registerDerivative(
        bytes32 salt,
        bytes32 manifestDigest,
        bool encrypted,
        uint16 royaltyBps,
        Parent[] calldata parents
    ) external whenEntriesOpen returns (uint256 capsuleId) {
        // Before the child exists, which could be its own parent otherwise.
        IRoyaltySplitter.ParentLink[] memory links = _links(parents, msg.sender, true);
        capsuleId = _register(salt, manifestDigest, encrypted, royaltyBps);
        for (uint256 i = 0; i < parents.length; ++i) {
            Parent calldata parent = parents[i];
            emit ParentLinked(
                capsuleId, parent.capsuleId, parent.relation, parent.licenseId, links[i].policy, links[i].rateBps
            );
        }
        ROYALTY_SPLITTER.link(capsuleId, _storage().feeBps, links);
    }

    /// @inheritdoc ICapsuleRegistry
    function publishVersion(uint256 capsuleId, bytes32 manifestDigest, bool encrypted, bytes[] calldata sealSignatures)
        external
        onlyAuthorized(capsuleId)
        returns (uint256 number)
    {
        if (manifestDigest == 0) revert CapsuleRegistry_EmptyDigest();
        RegistryStorage storage $ = _storage();
        State storage state = $.states[capsuleId];
        number = uint256(++state.laterVersions) + 1;
        state.inClear = !encrypted;
        $.digests[capsuleId][number] = manifestDigest;
        emit VersionPublished(capsuleId, number, manifestDigest, encrypted);
        emit MetadataUpdate(capsuleId);
        if (sealSignatures.length != 0) _seal(capsuleId, sealSignatures);
        else _syncSales(capsuleId);
    }

    /// @inheritdoc ICapsuleRegistry
    function seal(uint256 capsuleId, bytes[] calldata signatures) external {
        _capsuleOwner(capsuleId);
        _seal(capsuleId, signatures);
    }

    /// @inheritdoc ICapsuleRegistry
    function setSuspended(uint256 capsuleId, bool suspended) external {
        if (msg.sender != DISPUTE_COURT) revert CapsuleRegistry_NotDisputeCourt(msg.sender);
        State storage state = _storage().states[capsuleId];
        if (state.suspended == suspended) return;
        state.suspended = suspended;
        if (suspended) emit CapsuleSuspended(capsuleId);
        else emit CapsuleReinstated(capsuleId);
        _syncSales(capsuleId);
    }

    /// @inheritdoc ICapsuleRegistry
    function setProtocolFee(uint16 feeBps) external restricted {
        _setProtocolFee(feeBps);
    }

    /// @inheritdoc ICapsuleRegistry
    function setContractURI(bytes32 digest) external restricted {
        _storage().contractDigest = digest;
        emit ContractURIUpdated();
    }

    /// @inheritdoc ICapsuleRegistry
    function capsuleOf(uint256 capsuleId) external view returns (Capsule memory) {
        address owner = _capsuleOwner(capsuleId);
        RegistryStorage storage $ = _storage();
        State memory state = $.states[capsuleId];
        uint64 current = state.laterVersions + 1;
        return Capsule({
            owner: owner,
            version: current,
            manifestDigest: $.digests[capsuleId][current],
            encrypted: !state.inClear,
            isSealed: state.sealedVersion == current,
            suspended: state.suspended,
            feeBps: _feeBps($, state),
            royaltyBps: state.royaltyBps
        });
    }

    /// @inheritdoc ICapsuleRegistry
    function previewLink(address registrant, Parent[] calldata parents)
        external
        view
        returns (IRoyaltySplitter.Debt[] memory absolute, IRoyaltySplitter.Debt[] memory relative)
    {
        return ROYALTY_SPLITTER.previewLink(_links(parents, registrant, false));
    }

    /// @inheritdoc ICapsuleRegistry
    function versionDigest(uint256 capsuleId, uint256 number) external view returns (bytes32 digest) {
        digest = _storage().digests[capsuleId][number];
        if (digest == 0) revert CapsuleRegistry_UnknownVersion(capsuleId, number);
    }

    /// @inheritdoc ICapsuleRegistry
    function capsuleOwner(uint256 capsuleId) external view returns (address) {
        return _capsuleOwner(capsuleId);
    }

    /// @inheritdoc IERC7857Metadata
    function intelligentDataOf(uint256 capsuleId) external view returns (IntelligentData[] memory data) {
        _capsuleOwner(capsuleId);
        data = new IntelligentData[](1);
        data[0] = IntelligentData(MANIFEST_DESCRIPTION, _currentDigest(capsuleId));
    }

    /// @inheritdoc ICapsuleRegistry
    function feeBpsOf(uint256 capsuleId) external view returns (uint16) {
        _capsuleOwner(capsuleId);
        RegistryStorage storage $ = _storage();
        return _feeBps($, $.states[capsuleId]);
    }

    /// @inheritdoc ICapsuleRegistry
    function protocolFeeBps() external view returns (uint16) {
        return _storage().feeBps;
    }

    /// @inheritdoc ICapsuleRegistry
    function contractURI() external view returns (string memory) {
        return IpfsUri.fromDigest(_storage().contractDigest);
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 capsuleId, uint256 salePrice) external view returns (address, uint256) {
        _capsuleOwner(capsuleId);
        uint256 royalty = salePrice * _storage().states[capsuleId].royaltyBps / Basis.BPS;
        return (ROYALTY_SPLITTER.inboxOf(capsuleId), royalty);
    }

    /// @inheritdoc IResellable
    /// @dev A token that only one account can hold has one number of departures, whoever is asked for.
    function resaleOf(uint256 capsuleId, address holder)
        external
        view
        returns (uint256, uint256 royaltyBps, uint256 units, uint256 departures, bool suspended)
    {
        units = _capsuleOwner(capsuleId) == holder ? 1 : 0;
        State memory state = _storage().states[capsuleId];
        return (capsuleId, state.royaltyBps, units, state.departures, state.suspended);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @inheritdoc ICapsuleRegistry
    function saleReady(uint256 capsuleId) public view returns (bool) {
        _capsuleOwner(capsuleId);
        State memory state = _storage().states[capsuleId];
        return !state.suspended && (state.inClear || state.sealedVersion == state.laterVersions + 1);
    }

    /// @inheritdoc ICapsuleRegistry
    function isAuthorized(uint256 capsuleId, address account) public view returns (bool) {
        return _isAuthorized(_capsuleOwner(capsuleId), account, capsuleId);
    }

    /// @inheritdoc ICapsuleRegistry
    function capsuleIdOf(address creator, bytes32 salt) public view returns (uint256 capsuleId) {
        return uint256(keccak256(abi.encode(block.chainid, address(this), creator, salt)));
    }

    /// @inheritdoc ICapsuleRegistry
    function sealDigest(uint256 capsuleId, uint256 number, bytes32 manifestDigest, uint256 epoch)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(SEAL_TYPEHASH, capsuleId, number, manifestDigest, epoch)));
    }

    /// @notice The current version's manifest, which is valid ERC-721 metadata.
    function tokenURI(uint256 capsuleId) public view override returns (string memory) {
        _requireOwned(capsuleId);
        return IpfsUri.fromDigest(_currentDigest(capsuleId));
    }

    /// @inheritdoc IERC7857Metadata
    function name() public view override(ERC721Upgradeable, IERC7857Metadata) returns (string memory) {
        return super.name();
    }

    /// @inheritdoc IERC7857Metadata
    function symbol() public view override(ERC721Upgradeable, IERC7857Metadata) returns (string memory) {
        return super.symbol();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721Upgradeable, IERC165) returns (bool) {
        return interfaceId == type(IERC2981).interfaceId || interfaceId == bytes4(0x49064906) // ERC-4906
            || interfaceId == 0xe8a3d485 // ERC-7572
            || interfaceId == type(IERC7857Metadata).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @dev Who gets a capsule gets it without the former owner's guests and orders.
    function _update(address to, uint256 capsuleId, address auth) internal override returns (address from) {
        from = super._update(to, capsuleId, auth);
        if (from == address(0)) return from;
        _endAuthorizations(capsuleId);
        if (from != to) ++_storage().states[capsuleId].departures;
    }

    function _capsuleOwner(uint256 capsuleId) internal view override returns (address owner) {
        owner = _ownerOf(capsuleId);
        if (owner == address(0)) revert CapsuleRegistry_UnknownCapsule(capsuleId);
    }

    function _suspended(uint256 capsuleId) internal view override returns (bool) {
        return _storage().states[capsuleId].suspended;
    }

    function _register(bytes32 salt, bytes32 manifestDigest, bool encrypted, uint16 royaltyBps)
        private
        returns (uint256 capsuleId)
    {
        if (manifestDigest == 0) revert CapsuleRegistry_EmptyDigest();
        if (royaltyBps > Basis.MAX_ROYALTY_BPS) {
            revert CapsuleRegistry_RoyaltyTooHigh(royaltyBps, Basis.MAX_ROYALTY_BPS);
        }
        capsuleId = capsuleIdOf(msg.sender, salt);
        RegistryStorage storage $ = _storage();
        if ($.digests[capsuleId][1] != 0) revert CapsuleRegistry_AlreadyRegistered(capsuleId);

        $.digests[capsuleId][1] = manifestDigest;
        uint16 feeBps = $.feeBps;
        uint16 feeBpsPlusOne = feeBps == $.genesisFeeBps ? 0 : feeBps + 1;
        if (!encrypted || feeBpsPlusOne != 0 || royaltyBps != 0) {
            $.states[capsuleId] = State(0, 0, !encrypted, false, feeBpsPlusOne, royaltyBps, 0);
        }
        _mint(msg.sender, capsuleId);
        emit CapsuleRegistered(capsuleId, msg.sender, salt, manifestDigest, encrypted, feeBps, royaltyBps);
    }

    function _seal(uint256 capsuleId, bytes[] calldata signatures) private {
        RegistryStorage storage $ = _storage();
        State storage state = $.states[capsuleId];
        if (state.inClear) revert CapsuleRegistry_NotEncrypted(capsuleId);
        uint64 current = state.laterVersions + 1;
        if (state.sealedVersion == current) revert CapsuleRegistry_AlreadySealed(capsuleId, current);

        uint256 epoch = KEEPER_REGISTRY.currentEpoch();
        bytes32 digest = sealDigest(capsuleId, current, $.digests[capsuleId][current], epoch);
        address[] memory keepers = KEEPER_REGISTRY.verifyQuorum(digest, signatures);
        state.sealedVersion = current;
        emit CapsuleSealed(capsuleId, current, epoch, keepers);
        _syncSales(capsuleId);
    }

    /// @dev AccessToken keeps its own flags, so that a sale reads no second contract.
    function _syncSales(uint256 capsuleId) private {
        ACCESS_TOKEN.setSales(capsuleId, saleReady(capsuleId), _suspended(capsuleId));
    }

    function _setProtocolFee(uint16 feeBps) private {
        if (feeBps > Basis.MAX_FEE_BPS) revert CapsuleRegistry_FeeTooHigh(feeBps, Basis.MAX_FEE_BPS);
        _storage().feeBps = feeBps;
        emit ProtocolFeeChanged(feeBps);
    }

    /// @dev The parents with the terms that their licenses fix.
    /// @param held whether the registrant must hold the licenses by now
    function _links(Parent[] calldata parents, address registrant, bool held)
        private
        view
        returns (IRoyaltySplitter.ParentLink[] memory links)
    {
        if (parents.length == 0) revert CapsuleRegistry_NoParents();
        links = new IRoyaltySplitter.ParentLink[](parents.length);
        for (uint256 i = 0; i < parents.length; ++i) {
            Parent calldata parent = parents[i];
            if (_suspended(parent.capsuleId)) revert CapsuleRegistry_Suspended(parent.capsuleId);
            links[i].parentId = parent.capsuleId;
            links[i].ancestors = parent.ancestors;
            if (parent.licenseId != 0) (links[i].policy, links[i].rateBps) = _terms(parent, registrant, held);
            else if (_capsuleOwner(parent.capsuleId) != registrant) revert CapsuleRegistry_LicenseNotHeld(0, registrant);
        }
    }

    /// @dev The policy and rate of the license's offer, if it lets `registrant` make that derivative.
    function _terms(Parent calldata parent, address registrant, bool mustHold)
        private
        view
        returns (Policy policy, uint16 rateBps)
    {
        uint256 licenseId = parent.licenseId;
        uint256 capsuleId;
        uint256 rights;
        bool held;
        (capsuleId, rights, policy, rateBps, held) = ACCESS_TOKEN.derivativeTerms(licenseId, registrant);
        // A license of a capsule proves that the capsule exists; the owner is asked for only where it matters.
        if (capsuleId != parent.capsuleId) {
            _capsuleOwner(parent.capsuleId);
            revert CapsuleRegistry_LicenseMismatch(licenseId, parent.capsuleId);
        }
        uint256 required = _requiredRights(parent.relation);
        bool granted = rights & required == required;
        if ((granted && (held || !mustHold)) || _capsuleOwner(capsuleId) == registrant) return (policy, rateBps);
        if (!granted) revert CapsuleRegistry_RightsMissing(licenseId, rights, required);
        revert CapsuleRegistry_LicenseNotHeld(licenseId, registrant);
    }

    function _requiredRights(Relation relation) private pure returns (uint256) {
        if (relation == Relation.MERGE) return Rights.DERIVE | Rights.MERGE;
        if (relation == Relation.QUANTIZED) return Rights.DERIVE;
        return Rights.DERIVE | Rights.FINE_TUNE;
    }

    function _currentDigest(uint256 capsuleId) private view returns (bytes32) {
        RegistryStorage storage $ = _storage();
        return $.digests[capsuleId][$.states[capsuleId].laterVersions + 1];
    }

    function _feeBps(RegistryStorage storage $, State memory state) private view returns (uint16) {
        return state.feeBpsPlusOne == 0 ? $.genesisFeeBps : state.feeBpsPlusOne - 1;
    }

    function _storage() private pure returns (RegistryStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
