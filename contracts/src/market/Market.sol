// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IMarket } from "../interfaces/IMarket.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { PausableEntries } from "../upgrade/PausableEntries.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";

/// @title Market
contract Market is IMarket, PausableEntries {
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry private immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IAccessToken private immutable ACCESS_TOKEN;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter private immutable ROYALTY_SPLITTER;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IAccessToken accessToken, IRoyaltySplitter royaltySplitter) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ACCESS_TOKEN = accessToken;
        ROYALTY_SPLITTER = royaltySplitter;
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
