// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../access/AccessToken.sol";
import { PriceOracle } from "../access/PriceOracle.sol";
import { CouncilArbiter } from "../disputes/CouncilArbiter.sol";
import { DisputeCourt } from "../disputes/DisputeCourt.sol";
import { CapsuleGovernor } from "../governance/CapsuleGovernor.sol";
import { CapsuleToken } from "../governance/CapsuleToken.sol";
import { IArbiter } from "../interfaces/IArbiter.sol";
import { ICapsuleGovernor } from "../interfaces/ICapsuleGovernor.sol";
import { IKeeperBonds } from "../interfaces/IKeeperBonds.sol";
import { IKeeperRegistry } from "../interfaces/IKeeperRegistry.sol";
import { IPriceOracle } from "../interfaces/IPriceOracle.sol";
import { ITrainingPool } from "../interfaces/ITrainingPool.sol";
import { KeeperRegistry } from "../keepers/KeeperRegistry.sol";
import { Market } from "../market/Market.sol";
import { CapsuleRegistry } from "../registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../royalty/RoyaltySplitter.sol";
import { PausableEntries } from "./PausableEntries.sol";
import { Roles } from "./Roles.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import {
    TimelockControllerUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";
import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import { Create3 } from "@openzeppelin/contracts/utils/Create3.sol";

/// @title Genesis: the whole protocol in one transaction
/// @notice Proxies are created at addresses that depend on this contract's address only, so implementations can be
/// compiled against them beforehand; each is initialized in the call that creates it, so nobody can come between.
/// Every right is the timelock's afterwards, and what the timelock does is decided by votes.
/// @dev Deploy it with CREATE2 to have the same addresses on every chain. Used once, by its deployer, then without
/// any right. The AccessManager is created with it: the code of both the AccessManager and the timelock would not fit.
contract Genesis {
    /// @param accessManager holder of every permission of the protocol
    struct Addresses {
        address accessManager;
        address capsuleRegistry;
        address accessToken;
        address royaltySplitter;
        address keeperRegistry;
        address priceOracle;
        address market;
        address trainingPool;
        address usageMeter;
        address disputeCourt;
        address councilArbiter;
        address capsuleToken;
        address governor;
        address timelock;
    }

    /// @dev Implementations, compiled with the addresses of {predict}.
    struct Implementations {
        address capsuleRegistry;
        address accessToken;
        address royaltySplitter;
        address keeperRegistry;
        address priceOracle;
        address market;
        address trainingPool;
        address usageMeter;
        address disputeCourt;
        address councilArbiter;
        address capsuleToken;
        address governor;
    }

    /// @param holder account that gets all votes
    /// @param supply of them, in units of 10^-18
    /// @param timelockDelay seconds that pass in public before what was voted for is done
    struct Governance {
        address holder;
        uint256 supply;
        uint256 timelockDelay;
        ICapsuleGovernor.Settings settings;
    }

    /// @dev A feed that is believed from the beginning; later ones are voted on.
    struct PriceFeed {
        address currency;
        IPriceOracle.Feed feed;
    }

    /// @param guardian account that may pause entry points, beside governance; address(0) for none
    /// @param council account that rules on disputes; address(0) for governance itself
    /// @param sequencerFeed Chainlink L2 sequencer uptime feed; address(0) on an L1
    /// @param treasury receiver of the protocol fee
    /// @param feeBps protocol fee of new capsules
    /// @param contractDigest ERC-7572 metadata of the capsule collection
    /// @param keeperThreshold keepers needed to open a capsule
    /// @param groupKey public key that the first keepers generated
    /// @param keepers first keepers, in the order of their share indexes
    struct Config {
        address guardian;
        address council;
        address treasury;
        address sequencerFeed;
        uint16 feeBps;
        bytes32 contractDigest;
        uint16 keeperThreshold;
        bytes32 groupKey;
        IKeeperRegistry.Keeper[] keepers;
        PriceFeed[] priceFeeds;
        Governance governance;
    }

    event ProtocolCreated(Addresses addresses);

    error Genesis_NotDeployer(address caller);

    address private immutable DEPLOYER;

    /// @param deployer the one account that may call {create}
    constructor(address deployer) {
        DEPLOYER = deployer;
        bytes memory arguments = abi.encode(address(this));
        Create3.deploy(0, _salt("AccessManager"), abi.encodePacked(type(AccessManager).creationCode, arguments));
    }

    /// @notice Creates, initializes and wires everything; a second call reverts.
    function create(Implementations calldata implementations, Config calldata config)
        external
        returns (Addresses memory addresses)
    {
        if (msg.sender != DEPLOYER) revert Genesis_NotDeployer(msg.sender);
        addresses = predict();
        _createGovernance(addresses, implementations, config.governance);
        _createProxies(addresses.accessManager, implementations, config);
        _createSociety(addresses.accessManager, implementations);
        _createCourt(addresses, implementations);
        _setFeeds(PriceOracle(addresses.priceOracle), config.priceFeeds);
        _wire(AccessManager(addresses.accessManager), addresses, config);
        emit ProtocolCreated(addresses);
    }

    /// @notice Where {create} puts everything.
    function predict() public view returns (Addresses memory) {
        return Addresses({
            accessManager: Create3.computeAddress(_salt("AccessManager")),
            capsuleRegistry: Create3.computeAddress(_salt("CapsuleRegistry")),
            accessToken: Create3.computeAddress(_salt("AccessToken")),
            royaltySplitter: Create3.computeAddress(_salt("RoyaltySplitter")),
            keeperRegistry: Create3.computeAddress(_salt("KeeperRegistry")),
            priceOracle: Create3.computeAddress(_salt("PriceOracle")),
            market: Create3.computeAddress(_salt("Market")),
            trainingPool: Create3.computeAddress(_salt("TrainingPool")),
            usageMeter: Create3.computeAddress(_salt("UsageMeter")),
            disputeCourt: Create3.computeAddress(_salt("DisputeCourt")),
            councilArbiter: Create3.computeAddress(_salt("CouncilArbiter")),
            capsuleToken: Create3.computeAddress(_salt("CapsuleToken")),
            governor: Create3.computeAddress(_salt("CapsuleGovernor")),
            timelock: Create3.computeAddress(_salt("TimelockController"))
        });
    }

    /// @dev The governor alone proposes to the timelock and cancels there; anybody executes; nobody administers it but
    /// itself.
    function _createGovernance(
        Addresses memory addresses,
        Implementations calldata implementations,
        Governance calldata governance
    ) private {
        (address[] memory proposers, address[] memory executors) = (new address[](1), new address[](1));
        proposers[0] = addresses.governor;
        bytes memory arguments = abi.encode(governance.timelockDelay, proposers, executors, address(0));
        bytes memory code = abi.encodePacked(type(TimelockController).creationCode, arguments);
        Create3.deploy(0, _salt("TimelockController"), code);
        _createProxy(
            "CapsuleToken",
            implementations.capsuleToken,
            abi.encodeCall(CapsuleToken.initialize, (addresses.accessManager, governance.holder, governance.supply))
        );
        TimelockControllerUpgradeable timelock = TimelockControllerUpgradeable(payable(addresses.timelock));
        _createProxy(
            "CapsuleGovernor",
            implementations.governor,
            abi.encodeCall(CapsuleGovernor.initialize, (IVotes(addresses.capsuleToken), timelock, governance.settings))
        );
    }

    function _createProxies(address authority, Implementations calldata implementations, Config calldata config)
        private
    {
        _createProxy(
            "KeeperRegistry",
            implementations.keeperRegistry,
            abi.encodeCall(
                KeeperRegistry.initialize, (authority, config.keeperThreshold, config.groupKey, config.keepers)
            )
        );
        _createProxy(
            "CapsuleRegistry",
            implementations.capsuleRegistry,
            abi.encodeCall(CapsuleRegistry.initialize, (authority, config.feeBps, config.contractDigest))
        );
        _createProxy("AccessToken", implementations.accessToken, abi.encodeCall(AccessToken.initialize, (authority)));
        _createProxy(
            "PriceOracle",
            implementations.priceOracle,
            abi.encodeCall(PriceOracle.initialize, (authority, AggregatorV3Interface(config.sequencerFeed)))
        );
        _createProxy(
            "RoyaltySplitter",
            implementations.royaltySplitter,
            abi.encodeCall(RoyaltySplitter.initialize, (authority, config.treasury))
        );
    }

    /// @dev What takes nothing but its authority.
    function _createSociety(address authority, Implementations calldata implementations) private {
        bytes memory initialization = abi.encodeCall(Market.initialize, (authority));
        _createProxy("Market", implementations.market, initialization);
        _createProxy("TrainingPool", implementations.trainingPool, initialization);
        _createProxy("UsageMeter", implementations.usageMeter, initialization);
    }

    /// @dev The arbiter first: the court asks it whether it rules there.
    function _createCourt(Addresses memory addresses, Implementations calldata implementations) private {
        address authority = addresses.accessManager;
        IArbiter arbiter = IArbiter(addresses.councilArbiter);
        _createProxy(
            "CouncilArbiter", implementations.councilArbiter, abi.encodeCall(CouncilArbiter.initialize, (authority))
        );
        _createProxy(
            "DisputeCourt", implementations.disputeCourt, abi.encodeCall(DisputeCourt.initialize, (authority, arbiter))
        );
    }

    function _createProxy(string memory name, address implementation, bytes memory initialization) private {
        bytes memory arguments = abi.encode(implementation, initialization);
        Create3.deploy(0, _salt(name), abi.encodePacked(type(ERC1967Proxy).creationCode, arguments));
    }

    /// @dev While no role is named for it, setting feeds is the administrator's, which this contract still is.
    function _setFeeds(PriceOracle oracle, PriceFeed[] calldata feeds) private {
        for (uint256 i = 0; i < feeds.length; ++i) {
            oracle.setFeed(feeds[i].currency, feeds[i].feed);
        }
    }

    /// @dev Maps every restricted function to its role, hands the roles over and keeps none.
    function _wire(AccessManager manager, Addresses memory addresses, Config calldata config) private {
        bytes4[] memory upgrade = _selectors(UUPSUpgradeable.upgradeToAndCall.selector);
        address[11] memory proxies = _proxies(addresses);
        for (uint256 i = 0; i < proxies.length; ++i) {
            manager.setTargetFunctionRole(proxies[i], upgrade, Roles.UPGRADER);
        }

        _parameter(manager, addresses.capsuleRegistry, CapsuleRegistry.setProtocolFee.selector);
        _parameter(manager, addresses.capsuleRegistry, CapsuleRegistry.setContractURI.selector);
        _parameter(manager, addresses.royaltySplitter, RoyaltySplitter.setTreasury.selector);
        _parameter(manager, addresses.priceOracle, PriceOracle.setFeed.selector);
        _parameter(manager, addresses.priceOracle, PriceOracle.setSequencerFeed.selector);
        _parameter(manager, addresses.keeperRegistry, IKeeperBonds.setMinimumBond.selector);
        _keepers(manager, addresses.keeperRegistry, IKeeperRegistry.rotate.selector);
        _keepers(manager, addresses.keeperRegistry, IKeeperBonds.slashBond.selector);
        bytes4[] memory resolve = _selectors(ITrainingPool.resolveChallenge.selector);
        manager.setTargetFunctionRole(addresses.trainingPool, resolve, Roles.APPEALS);

        _judge(manager, addresses, config.council == address(0) ? addresses.timelock : config.council);

        _guard(manager, addresses.capsuleRegistry);
        _guard(manager, addresses.accessToken);
        _guard(manager, addresses.market);
        _guard(manager, addresses.trainingPool);

        _handOver(manager, addresses.timelock, config.guardian);
    }

    /// @dev No delay here: the timelock has its own.
    function _handOver(AccessManager manager, address timelock, address guardian) private {
        manager.grantRole(Roles.UPGRADER, timelock, 0);
        manager.grantRole(Roles.PARAMETERS, timelock, 0);
        manager.grantRole(Roles.KEEPERS, timelock, 0);
        manager.grantRole(Roles.APPEALS, timelock, 0);
        manager.grantRole(Roles.GUARDIAN, timelock, 0);
        if (guardian != address(0)) manager.grantRole(Roles.GUARDIAN, guardian, 0);
        manager.grantRole(Roles.ADMIN, timelock, 0);
        manager.renounceRole(Roles.ADMIN, address(this));
    }

    /// @dev All but the governor, which answers to its own votes.
    function _proxies(Addresses memory at) private pure returns (address[11] memory) {
        return [
            at.capsuleRegistry,
            at.accessToken,
            at.royaltySplitter,
            at.keeperRegistry,
            at.priceOracle,
            at.market,
            at.trainingPool,
            at.usageMeter,
            at.disputeCourt,
            at.councilArbiter,
            at.capsuleToken
        ];
    }

    function _parameter(AccessManager manager, address target, bytes4 selector) private {
        manager.setTargetFunctionRole(target, _selectors(selector), Roles.PARAMETERS);
    }

    function _judge(AccessManager manager, Addresses memory addresses, address council) private {
        _parameter(manager, addresses.disputeCourt, DisputeCourt.setRules.selector);
        bytes4[] memory ruleAppeal = _selectors(DisputeCourt.ruleAppeal.selector);
        manager.setTargetFunctionRole(addresses.disputeCourt, ruleAppeal, Roles.APPEALS);
        bytes4[] memory reinstate = _selectors(DisputeCourt.reinstate.selector);
        manager.setTargetFunctionRole(addresses.disputeCourt, reinstate, Roles.APPEALS);
        bytes4[] memory rule = _selectors(CouncilArbiter.rule.selector);
        manager.setTargetFunctionRole(addresses.councilArbiter, rule, Roles.COUNCIL);
        manager.grantRole(Roles.COUNCIL, council, 0);
    }

    function _keepers(AccessManager manager, address target, bytes4 selector) private {
        manager.setTargetFunctionRole(target, _selectors(selector), Roles.KEEPERS);
    }

    function _guard(AccessManager manager, address target) private {
        manager.setTargetFunctionRole(target, _selectors(PausableEntries.pauseEntries.selector), Roles.GUARDIAN);
        manager.setTargetFunctionRole(target, _selectors(PausableEntries.unpauseEntries.selector), Roles.GUARDIAN);
    }

    function _selectors(bytes4 selector) private pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](1);
        selectors[0] = selector;
    }

    function _salt(string memory name) private pure returns (bytes32) {
        return keccak256(abi.encodePacked("capsule-protocol/", name));
    }
}
