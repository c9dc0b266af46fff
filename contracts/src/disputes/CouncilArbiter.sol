// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbiter } from "../interfaces/IArbiter.sol";
import { IDisputeCourt } from "../interfaces/IDisputeCourt.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";

/// @title CouncilArbiter
contract CouncilArbiter is IArbiter, ProtocolUpgradeable {
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IDisputeCourt private immutable DISPUTE_COURT;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(IDisputeCourt disputeCourt) {
        DISPUTE_COURT = disputeCourt;
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
