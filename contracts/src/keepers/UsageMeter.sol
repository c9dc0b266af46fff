// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { IKeeperRegistry } from "../interfaces/IKeeperRegistry.sol";
import { IUsageMeter } from "../interfaces/IUsageMeter.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";

/// @title UsageMeter
contract UsageMeter is IUsageMeter, ProtocolUpgradeable {
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
        __AccessManaged_init(authority);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }
}
