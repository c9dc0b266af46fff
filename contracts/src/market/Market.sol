// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { Bids } from "./Bids.sol";
import { Orders } from "./Orders.sol";
import { Settlement } from "./Settlement.sol";

/// @title Market
/// @dev Orders and bids over one way to settle ({Settlement}). Holds the escrow of bids and nothing else: no allowance,
/// no token that is sold, no fee.
/// @dev Trusts: the three token contracts to tell the truth about a seller and to move what it let the market move;
/// AccessToken to make a royalty income of the capsule that it is told. Sellers, buyers and currencies are not trusted.
contract Market is Orders, Bids {
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IAccessToken accessToken, IRoyaltySplitter royaltySplitter)
        Settlement(capsuleRegistry, accessToken, royaltySplitter)
    { }

    /// @param authority the protocol's AccessManager
    /// @dev The EIP-712 name and version are constants: there is nothing to initialize.
    /// @custom:oz-upgrades-unsafe-allow missing-initializer-call
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }
}
