// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../access/AccessToken.sol";
import { IKeeperRegistry } from "../interfaces/IKeeperRegistry.sol";
import { KeeperRegistry } from "../keepers/KeeperRegistry.sol";
import { CapsuleRegistry } from "../registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../royalty/RoyaltySplitter.sol";
import { Roles } from "./Roles.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import { Create3 } from "@openzeppelin/contracts/utils/Create3.sol";

/// @title Genesis: the whole protocol in one transaction
/// @notice Proxies are created at addresses that depend on this contract's address only, so implementations can be
/// compiled against them beforehand; each is initialized in the call that creates it, so nobody can come between.
/// @dev Deploy it with CREATE2 to have the same addresses on every chain. Used once, by its deployer, then without
/// any right.
contract Genesis {
    /// @param accessManager holder of every permission of the protocol
    struct Addresses {
        address accessManager;
        address capsuleRegistry;
        address accessToken;
        address royaltySplitter;
        address keeperRegistry;
    }

    /// @dev Implementations, compiled with the addresses of {predict}.
    struct Implementations {
        address capsuleRegistry;
        address accessToken;
        address royaltySplitter;
        address keeperRegistry;
    }

    /// @param admin account that ends up with every role
    /// @param treasury receiver of the protocol fee
    /// @param feeBps protocol fee of new capsules
    /// @param contractDigest ERC-7572 metadata of the capsule collection
    /// @param keeperThreshold keepers needed to open a capsule
    /// @param groupKey public key that the first keepers generated
    /// @param keepers first keepers, in the order of their share indexes
    struct Config {
        address admin;
        address treasury;
        uint16 feeBps;
        bytes32 contractDigest;
        uint16 keeperThreshold;
        bytes32 groupKey;
        IKeeperRegistry.Keeper[] keepers;
    }

    event ProtocolCreated(Addresses addresses);

    error Genesis_NotDeployer(address caller);
    error Genesis_EmptyAdmin();

    address private immutable DEPLOYER;

    /// @param deployer the one account that may call {create}
    constructor(address deployer) {
        DEPLOYER = deployer;
    }

    /// @notice Creates, initializes and wires everything; a second call reverts.
    function create(Implementations calldata implementations, Config calldata config)
        external
        returns (Addresses memory addresses)
    {
        if (msg.sender != DEPLOYER) revert Genesis_NotDeployer(msg.sender);
        if (config.admin == address(0)) revert Genesis_EmptyAdmin();
        addresses = predict();
        bytes memory managerCode = abi.encodePacked(type(AccessManager).creationCode, abi.encode(address(this)));
        Create3.deploy(0, _salt("AccessManager"), managerCode);
        _createProxies(addresses.accessManager, implementations, config);
        _wire(AccessManager(addresses.accessManager), addresses, config.admin);
        emit ProtocolCreated(addresses);
    }

    /// @notice Where {create} puts everything.
    function predict() public view returns (Addresses memory) {
        return Addresses({
            accessManager: Create3.computeAddress(_salt("AccessManager")),
            capsuleRegistry: Create3.computeAddress(_salt("CapsuleRegistry")),
            accessToken: Create3.computeAddress(_salt("AccessToken")),
            royaltySplitter: Create3.computeAddress(_salt("RoyaltySplitter")),
            keeperRegistry: Create3.computeAddress(_salt("KeeperRegistry"))
        });
    }

    function _createProxies(address authority, Implementations calldata implementations, Config calldata config)
        private
    {
        _createProxy(
            "KeeperRegistry",
            implementations.keeperRegistry,
            abi.encodeCall(
                KeeperRegistry.initialize, (authority, config.keeperThreshold, config.groupKey, config.keepers)
            )
        );
        _createProxy(
            "CapsuleRegistry",
            implementations.capsuleRegistry,
            abi.encodeCall(CapsuleRegistry.initialize, (authority, config.feeBps, config.contractDigest))
        );
        _createProxy("AccessToken", implementations.accessToken, abi.encodeCall(AccessToken.initialize, (authority)));
        _createProxy(
            "RoyaltySplitter",
            implementations.royaltySplitter,
            abi.encodeCall(RoyaltySplitter.initialize, (authority, config.treasury))
        );
    }

    function _createProxy(string memory name, address implementation, bytes memory initialization) private {
        bytes memory arguments = abi.encode(implementation, initialization);
        Create3.deploy(0, _salt(name), abi.encodePacked(type(ERC1967Proxy).creationCode, arguments));
    }

    /// @dev Maps every restricted function to its role, hands all roles to `admin` and keeps none.
    function _wire(AccessManager manager, Addresses memory addresses, address admin) private {
        bytes4[] memory upgrade = new bytes4[](1);
        upgrade[0] = UUPSUpgradeable.upgradeToAndCall.selector;
        manager.setTargetFunctionRole(addresses.capsuleRegistry, upgrade, Roles.UPGRADER);
        manager.setTargetFunctionRole(addresses.accessToken, upgrade, Roles.UPGRADER);
        manager.setTargetFunctionRole(addresses.royaltySplitter, upgrade, Roles.UPGRADER);
        manager.setTargetFunctionRole(addresses.keeperRegistry, upgrade, Roles.UPGRADER);

        bytes4[] memory registry = new bytes4[](2);
        (registry[0], registry[1]) = (CapsuleRegistry.setProtocolFee.selector, CapsuleRegistry.setContractURI.selector);
        manager.setTargetFunctionRole(addresses.capsuleRegistry, registry, Roles.PARAMETERS);
        bytes4[] memory splitter = new bytes4[](1);
        splitter[0] = RoyaltySplitter.setTreasury.selector;
        manager.setTargetFunctionRole(addresses.royaltySplitter, splitter, Roles.PARAMETERS);

        manager.grantRole(Roles.UPGRADER, admin, 0);
        manager.grantRole(Roles.PARAMETERS, admin, 0);
        manager.grantRole(Roles.ADMIN, admin, 0);
        manager.renounceRole(Roles.ADMIN, address(this));
    }

    function _salt(string memory name) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("capsule-protocol/", name));
    }
}
