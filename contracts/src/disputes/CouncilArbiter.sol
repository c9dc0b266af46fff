// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbiter } from "../interfaces/IArbiter.sol";
import { IDisputeCourt } from "../interfaces/IDisputeCourt.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";

/// @title CouncilArbiter: rulings by a council that governance appoints
/// @notice Holders of the role COUNCIL rule, each alone: a council of several is one multi-signature account.
contract CouncilArbiter is IArbiter, ProtocolUpgradeable {
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IDisputeCourt private immutable DISPUTE_COURT;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(IDisputeCourt court) {
        DISPUTE_COURT = court;
    }

    /// @param authority the protocol's AccessManager
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @notice Hands a ruling to the court, as {IDisputeCourt-rule}. Council only.
    function rule(uint256 disputeId, bool upheld, bytes32 rulingDigest, uint256[] calldata descendants)
        external
        restricted
    {
        DISPUTE_COURT.rule(disputeId, upheld, rulingDigest, descendants);
    }

    /// @inheritdoc IArbiter
    function disputeCourt() external view returns (IDisputeCourt) {
        return DISPUTE_COURT;
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }
}
