// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../interfaces/IDisputeCourt.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";

/// @title DisputeCourt
contract DisputeCourt is IDisputeCourt, ProtocolUpgradeable {
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry private immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter private immutable ROYALTY_SPLITTER;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IRoyaltySplitter royaltySplitter) {
        CAPSULE_REGISTRY = capsuleRegistry;
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
