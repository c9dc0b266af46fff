// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../../src/access/AccessToken.sol";
import { PriceOracle } from "../../src/access/PriceOracle.sol";
import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { IPriceOracle } from "../../src/interfaces/IPriceOracle.sol";
import { IRoyaltySplitter } from "../../src/interfaces/IRoyaltySplitter.sol";
import { IUsageMeter } from "../../src/interfaces/IUsageMeter.sol";
import { CapsuleRegistry } from "../../src/registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../../src/royalty/RoyaltySplitter.sol";

/// @title Versions that come after the present ones, with a function more
contract NextCapsuleRegistry is CapsuleRegistry {
    constructor(IAccessToken accessToken, IRoyaltySplitter splitter, IKeeperRegistry keepers, address court)
        CapsuleRegistry(accessToken, splitter, keepers, court)
    { }

    function generation() external pure returns (uint256) {
        return 2;
    }
}

contract NextAccessToken is AccessToken {
    constructor(
        ICapsuleRegistry registry,
        IRoyaltySplitter splitter,
        IPriceOracle oracle,
        address market,
        IUsageMeter meter
    ) AccessToken(registry, splitter, oracle, market, meter) { }

    function generation() external pure returns (uint256) {
        return 2;
    }
}

contract NextRoyaltySplitter is RoyaltySplitter {
    constructor(ICapsuleRegistry registry, IAccessToken accessToken, address market, address pool, address court)
        RoyaltySplitter(registry, accessToken, market, pool, court)
    { }

    function generation() external pure returns (uint256) {
        return 2;
    }
}

contract NextPriceOracle is PriceOracle {
    function generation() external pure returns (uint256) {
        return 2;
    }
}
