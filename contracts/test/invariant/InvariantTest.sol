// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../../src/access/AccessToken.sol";
import { KeeperRegistry } from "../../src/keepers/KeeperRegistry.sol";
import { CapsuleRegistry } from "../../src/registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../../src/royalty/RoyaltySplitter.sol";
import { StandardToken } from "../mocks/StandardToken.sol";
import { Handler } from "./Handler.sol";
import { World } from "./World.sol";
import { StdInvariant } from "forge-std/StdInvariant.sol";
import { Test } from "forge-std/Test.sol";

/// @title Base of the invariant tests: the handler and what it acts on
abstract contract InvariantTest is StdInvariant, Test {
    Handler internal handler;
    CapsuleRegistry internal registry;
    AccessToken internal accessToken;
    RoyaltySplitter internal splitter;
    KeeperRegistry internal keeperRegistry;
    address internal manager;

    function setUp() public virtual {
        handler = new Handler();
        handler.setUp();
        address registry_;
        address accessToken_;
        address splitter_;
        address keeperRegistry_;
        (registry_, accessToken_, splitter_, keeperRegistry_, manager) = handler.contracts();
        registry = CapsuleRegistry(registry_);
        accessToken = AccessToken(accessToken_);
        splitter = RoyaltySplitter(splitter_);
        keeperRegistry = KeeperRegistry(keeperRegistry_);
        targetContract(address(handler));
        targetSelector(FuzzSelector({ addr: address(handler), selectors: handler.selectors() }));
    }

    function _money(uint256 capsuleId, address currency) internal view returns (World.MoneyModel memory model) {
        (model.income, model.toOwners, model.toTreasury, model.highestCheckpoint, model.highestNet) =
            handler.money(capsuleId, currency);
    }

    function _tillBalance(address currency) internal view returns (uint256) {
        if (currency == address(0)) return address(accessToken).balance;
        return StandardToken(currency).balanceOf(address(accessToken));
    }
}
