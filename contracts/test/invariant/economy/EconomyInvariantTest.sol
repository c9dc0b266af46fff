// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Roles } from "../../../src/upgrade/Roles.sol";
import { ProtocolTest } from "../../fixtures/ProtocolTest.sol";
import { EagerModel } from "./EagerModel.sol";
import { EconomyHandler } from "./EconomyHandler.sol";
import { EconomyWorld } from "./EconomyWorld.sol";

/// @title Base of the economy's invariants: a graph with a diamond, holders and money, which the handler goes on from
abstract contract EconomyInvariantTest is ProtocolTest {
    address internal constant OWNER = address(0);

    EconomyHandler internal handler;
    EagerModel internal model;

    function setUp() public override {
        super.setUp();
        vm.prank(admin);
        manager.grantRole(Roles.ALLOCATOR, admin, 0);
        handler = new EconomyHandler(EconomyWorld.Protocol(registry, accessToken, splitter, admin));
        model = handler.model();
        handler.register(11);
        handler.register(22);
        // Seeds in which each capsule builds on both before it.
        for (uint256 i = 0; handler.allCapsules().length < 5; ++i) {
            handler.derive(uint256(keccak256(abi.encode("diamond", i))));
        }
        for (uint256 i = 0; i < 6; ++i) {
            handler.allocate(i, i, 100_000 + i);
            handler.tip(uint256(keccak256(abi.encode("tip", i))), i);
        }
        targetContract(address(handler));
    }

    /// @dev All that the till took in for capsules and accounts, and did not pay out.
    function _owedByTill(address currency) internal view returns (uint256 owed) {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            owed += accessToken.incomeOf(capsules[i], currency);
        }
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < accounts.length; ++i) {
            owed += accessToken.creditOf(accounts[i], currency);
        }
        owed -= handler.released(currency);
    }

    /// @dev What a holder of units, or the owner, was paid and could claim now.
    function _credit(uint256 id, address currency, address holder) internal view returns (uint256) {
        uint256 claimable =
            holder == OWNER ? splitter.claimableOwner(id, currency) : splitter.claimable(id, currency, holder);
        return handler.paid(id, currency, holder) + claimable;
    }

    function _feeTotal(uint256 id, address currency) internal view returns (uint256) {
        return handler.feePaid(id, currency) + splitter.collectableFee(id, currency);
    }
}
