// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../../src/access/AccessToken.sol";
import { PriceOracle } from "../../src/access/PriceOracle.sol";
import { CouncilArbiter } from "../../src/disputes/CouncilArbiter.sol";
import { DisputeCourt } from "../../src/disputes/DisputeCourt.sol";
import { KeeperRegistry } from "../../src/keepers/KeeperRegistry.sol";
import { UsageMeter } from "../../src/keepers/UsageMeter.sol";
import { Market } from "../../src/market/Market.sol";
import { CapsuleRegistry } from "../../src/registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../../src/royalty/RoyaltySplitter.sol";
import { TrainingPool } from "../../src/training/TrainingPool.sol";
import { StandardToken } from "../mocks/StandardToken.sol";
import { EagerModel } from "./EagerModel.sol";
import { Handler } from "./Handler.sol";
import { StdInvariant } from "forge-std/StdInvariant.sol";
import { Test } from "forge-std/Test.sol";

/// @title Base of the invariant tests: the handler and what it acts on
/// @dev Each campaign checks many numbered properties (contracts/INVARIANTS.md) along one sequence of calls, since forge
/// runs every invariant function on sequences of its own; {_offset} makes those of one campaign differ from another's.
abstract contract InvariantTest is StdInvariant, Test {
    address internal constant NATIVE = address(0);
    address internal constant OWNER = address(0);

    Handler internal handler;
    EagerModel internal model;
    CapsuleRegistry internal registry;
    AccessToken internal accessToken;
    RoyaltySplitter internal splitter;
    KeeperRegistry internal keeperRegistry;
    PriceOracle internal priceOracle;
    TrainingPool internal trainingPool;
    UsageMeter internal usageMeter;
    DisputeCourt internal disputeCourt;
    CouncilArbiter internal councilArbiter;
    Market internal market;
    address internal manager;

    function setUp() public virtual {
        handler = new Handler();
        handler.setUp();
        model = handler.model();
        address[11] memory at = handler.contracts();
        (registry, accessToken) = (CapsuleRegistry(at[0]), AccessToken(at[1]));
        (splitter, keeperRegistry) = (RoyaltySplitter(at[2]), KeeperRegistry(at[3]));
        (priceOracle, usageMeter) = (PriceOracle(at[4]), UsageMeter(at[5]));
        (disputeCourt, councilArbiter) = (DisputeCourt(at[6]), CouncilArbiter(at[7]));
        (trainingPool, market, manager) = (TrainingPool(at[8]), Market(at[9]), at[10]);
        bytes4[] memory all = handler.selectors();
        bytes4[] memory turned = new bytes4[](all.length);
        for (uint256 i = 0; i < all.length; ++i) {
            turned[i] = all[(i + _offset()) % all.length];
        }
        targetContract(address(handler));
        targetSelector(FuzzSelector({ addr: address(handler), selectors: turned }));
    }

    /// @dev In every state that was reached, everyone takes out what is due with one call, and then only donations,
    /// what was credited to who can't be paid, what units that no leaf names earned, and dust are left: less than one
    /// unit for each link and each holder.
    function afterInvariant() public virtual {
        assertEq(handler.violation(), "");
        uint256 stuckBonds = handler.endDisputes();
        assertEq(address(disputeCourt).balance, stuckBonds, "DIS-6: a bond is stranded");
        stuckBonds = handler.endRounds();
        assertEq(address(trainingPool).balance, stuckBonds, "TRN-7: a bond is stranded");
        assertEq(handler.violation(), "");
        handler.endBids();
        uint256 stuck = handler.payEveryone();
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        uint256 mostDust = 0;
        for (uint256 i = 0; i < capsules.length; ++i) {
            mostDust += model.links(capsules[i]) + model.holders(capsules[i]).length;
            mostDust += model.escrows(capsules[i]).length;
        }
        for (uint256 k = 0; k < 3; ++k) {
            assertEq(_balance(currencies[k], address(market)), 0, "MKT-2: a bidder's money is stranded");
            uint256 left = _balance(currencies[k], address(accessToken)) - handler.donated(currencies[k]);
            if (currencies[k] == NATIVE) left -= stuck;
            left -= handler.earnedInEscrows(currencies[k]);
            assertLt(left, mostDust, "ACC-6: more than dust is stranded");
        }
    }

    /// @dev Where in the list of actions a campaign's own list begins.
    function _offset() internal pure virtual returns (uint256);

    function _balance(address currency, address account) internal view returns (uint256) {
        return currency == NATIVE ? account.balance : StandardToken(currency).balanceOf(account);
    }
}
