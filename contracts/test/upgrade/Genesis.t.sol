// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PriceOracle } from "../../src/access/PriceOracle.sol";
import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { IPriceOracle } from "../../src/interfaces/IPriceOracle.sol";
import { Genesis } from "../../src/upgrade/Genesis.sol";
import { Roles } from "../../src/upgrade/Roles.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { PriceFeed } from "../mocks/PriceFeed.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Errors } from "@openzeppelin/contracts/utils/Errors.sol";
import { Vm } from "forge-std/Vm.sol";

contract GenesisTest is ProtocolTest {
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    function test_Create_AtThePredictedAddresses() public {
        Genesis fresh = new Genesis(address(this));
        Genesis.Addresses memory predicted = fresh.predict();
        Genesis.Implementations memory code = _implementations(predicted);
        vm.expectEmit(address(fresh));
        emit Genesis.ProtocolCreated(predicted);
        Genesis.Addresses memory created = fresh.create(code, _config());

        assertEq(keccak256(abi.encode(created)), keccak256(abi.encode(predicted)));
        assertEq(keccak256(abi.encode(fresh.predict())), keccak256(abi.encode(created)), "stays");
        _assertImplementation(created.capsuleRegistry, code.capsuleRegistry);
        _assertImplementation(created.accessToken, code.accessToken);
        _assertImplementation(created.royaltySplitter, code.royaltySplitter);
        _assertImplementation(created.keeperRegistry, code.keeperRegistry);
        _assertImplementation(created.priceOracle, code.priceOracle);
        _assertImplementation(created.capsuleToken, code.capsuleToken);
        _assertImplementation(created.governor, code.governor);
        assertGt(created.accessManager.code.length, 0);
        assertGt(created.timelock.code.length, 0);
    }

    function test_Create_EverythingIsSet() public view {
        assertEq(registry.authority(), address(manager));
        assertEq(accessToken.authority(), address(manager));
        assertEq(splitter.authority(), address(manager));
        assertEq(keeperRegistry.authority(), address(manager));
        assertEq(priceOracle.authority(), address(manager));
        assertEq(disputeCourt.authority(), address(manager));
        assertEq(councilArbiter.authority(), address(manager));
        assertEq(address(disputeCourt.rules().arbiter), address(councilArbiter));
        assertEq(registry.protocolFeeBps(), FEE_BPS);
        assertEq(splitter.treasury(), treasury);
        assertEq(keeperRegistry.keeperSet(1).keepers.length, KEEPERS);
        assertEq(capsuleToken.authority(), address(manager));
        assertEq(capsuleToken.balanceOf(holder), SUPPLY);
    }

    function test_Create_GovernanceIsSet() public view {
        assertEq(address(governor.token()), address(capsuleToken));
        assertEq(governor.timelock(), address(timelock));
        assertEq(governor.votingDelay(), VOTING_DELAY);
        assertEq(governor.votingPeriod(), VOTING_PERIOD);
        assertEq(governor.lateQuorumVoteExtension(), LATE_QUORUM_EXTENSION);
        assertEq(governor.proposalThreshold(), PROPOSAL_THRESHOLD);
        assertEq(governor.quorumNumerator(), QUORUM_PERCENT);
        assertEq(governor.quorumDenominator(), 100);
        assertEq(governor.proposalGuardian(), proposalGuardian);
        assertEq(timelock.getMinDelay(), TIMELOCK_DELAY);
    }

    function testFuzz_Create_FeedsAreBelievedFromTheBeginning(uint32 maxAge, uint128 minimum) public {
        Genesis fresh = new Genesis(address(this));
        Genesis.Config memory config = _config();
        AggregatorV3Interface aggregator = new PriceFeed(8, 2000e8);
        IPriceOracle.Feed memory feed = IPriceOracle.Feed(
            aggregator, uint32(bound(maxAge, 1, type(uint32).max)), uint128(bound(minimum, 1, 1e18)), 2e18
        );
        config.priceFeeds = new Genesis.PriceFeed[](1);
        config.priceFeeds[0] = Genesis.PriceFeed(NATIVE, feed);
        Genesis.Implementations memory code = _implementations(fresh.predict());
        PriceOracle oracle = PriceOracle(fresh.create(code, config).priceOracle);
        assertEq(keccak256(abi.encode(oracle.feedOf(NATIVE))), keccak256(abi.encode(feed)));
    }

    function testFuzz_RevertWhen_CallerIsNotTheDeployer(address caller) public {
        vm.assume(caller != address(this));
        Genesis fresh = new Genesis(address(this));
        Genesis.Config memory config = _config();
        vm.expectRevert(abi.encodeWithSelector(Genesis.Genesis_NotDeployer.selector, caller));
        vm.prank(caller);
        fresh.create(implementations, config);
    }

    function test_RevertWhen_CreatedTwice() public {
        Genesis.Config memory config = _config();
        vm.expectRevert(Errors.FailedDeployment.selector);
        genesis.create(implementations, config);
    }

    /// @dev What an initializer refuses comes out as it was, and nothing is created.
    function test_RevertWhen_ConfigurationIsRefused() public {
        Genesis fresh = new Genesis(address(this));
        Genesis.Config memory config = _config();
        config.keeperThreshold = 2;
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_InvalidThreshold.selector, 2, KEEPERS));
        fresh.create(implementations, config);
        assertEq(fresh.predict().capsuleRegistry.code.length, 0);
        assertEq(fresh.predict().timelock.code.length, 0);
    }

    /// @dev Every grant and revocation of the whole deployment, replayed: six roles of the timelock, one of a guardian and
    /// one of a council, no delay.
    function test_RoleCensus() public {
        vm.recordLogs();
        Genesis fresh = new Genesis(address(this));
        Genesis.Implementations memory code = _implementations(fresh.predict());
        Genesis.Addresses memory at = fresh.create(code, _config());
        IAccessManager created = IAccessManager(at.accessManager);
        Vm.Log[] memory logs = vm.getRecordedLogs();

        uint256 members;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(created) || logs[i].topics[0] != IAccessManager.RoleGranted.selector) {
                continue;
            }
            uint64 role = uint64(uint256(logs[i].topics[1]));
            address account = address(uint160(uint256(logs[i].topics[2])));
            (bool member, uint32 delay) = created.hasRole(role, account);
            if (!member) continue;
            ++members;
            assertTrue(
                account == at.timelock || (account == guardian && role == Roles.GUARDIAN)
                    || (account == council && role == Roles.COUNCIL)
            );
            assertTrue(role != Roles.COUNCIL || account == council);
            assertEq(delay, 0);
        }
        assertEq(members, 8);
        address[5] memory powerless = [address(fresh), address(this), treasury, holder, at.governor];
        for (uint256 i = 0; i < powerless.length; ++i) {
            for (uint64 role = 0; role <= Roles.COUNCIL; ++role) {
                (bool member,) = created.hasRole(role, powerless[i]);
                assertFalse(member);
            }
        }
    }

    function test_Create_WithoutACouncilGovernanceRules() public {
        Genesis.Config memory config = _config();
        config.council = address(0);
        Genesis.Addresses memory at = _created(config);
        assertTrue(_hasRole(at, Roles.COUNCIL, at.timelock));
    }

    function test_Create_WithoutAGuardianGovernanceAloneGuards() public {
        Genesis.Config memory config = _config();
        config.guardian = address(0);
        Genesis.Addresses memory at = _created(config);
        assertTrue(_hasRole(at, Roles.GUARDIAN, at.timelock));
        assertFalse(_hasRole(at, Roles.GUARDIAN, address(0)));
    }

    function test_RestrictedFunctionsAreMapped() public view {
        bytes4 upgrade = registry.upgradeToAndCall.selector;
        address[] memory proxies = _proxies();
        for (uint256 i = 0; i < proxies.length; ++i) {
            assertEq(manager.getTargetFunctionRole(proxies[i], upgrade), Roles.UPGRADER);
            assertEq(manager.getTargetAdminDelay(proxies[i]), 0);
        }
        _assertRole(address(registry), registry.setProtocolFee.selector, Roles.PARAMETERS);
        _assertRole(address(registry), registry.setContractURI.selector, Roles.PARAMETERS);
        _assertRole(address(splitter), splitter.setTreasury.selector, Roles.PARAMETERS);
        _assertRole(address(priceOracle), priceOracle.setFeed.selector, Roles.PARAMETERS);
        _assertRole(address(priceOracle), priceOracle.setSequencerFeed.selector, Roles.PARAMETERS);
        _assertRole(address(keeperRegistry), keeperRegistry.setMinimumBond.selector, Roles.PARAMETERS);
        _assertRole(address(keeperRegistry), keeperRegistry.rotate.selector, Roles.KEEPERS);
        _assertRole(address(keeperRegistry), keeperRegistry.slashBond.selector, Roles.KEEPERS);
        _assertRole(address(disputeCourt), disputeCourt.setRules.selector, Roles.PARAMETERS);
        _assertRole(address(disputeCourt), disputeCourt.ruleAppeal.selector, Roles.APPEALS);
        _assertRole(address(disputeCourt), disputeCourt.reinstate.selector, Roles.APPEALS);
        _assertRole(address(councilArbiter), councilArbiter.rule.selector, Roles.COUNCIL);
        _assertRole(address(trainingPool), trainingPool.resolveChallenge.selector, Roles.APPEALS);
        address[4] memory pausable = [address(registry), address(accessToken), address(market), address(trainingPool)];
        for (uint256 i = 0; i < pausable.length; ++i) {
            _assertRole(pausable[i], registry.pauseEntries.selector, Roles.GUARDIAN);
            _assertRole(pausable[i], registry.unpauseEntries.selector, Roles.GUARDIAN);
        }
    }

    function testFuzz_RevertWhen_AuthorityIsReplacedByAnyone(address caller) public {
        vm.assume(caller != address(manager));
        address[] memory proxies = _proxies();
        for (uint256 i = 0; i < proxies.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
            vm.prank(caller);
            IAccessManaged(proxies[i]).setAuthority(caller);
        }
    }

    function _created(Genesis.Config memory config) private returns (Genesis.Addresses memory) {
        Genesis fresh = new Genesis(address(this));
        return fresh.create(_implementations(fresh.predict()), config);
    }

    function _hasRole(Genesis.Addresses memory at, uint64 role, address account) private view returns (bool member) {
        (member,) = IAccessManager(at.accessManager).hasRole(role, account);
    }

    function _assertRole(address target, bytes4 selector, uint64 role) private view {
        assertEq(manager.getTargetFunctionRole(target, selector), role);
    }

    function _assertImplementation(address proxy, address expected) private view {
        assertEq(address(uint160(uint256(vm.load(proxy, IMPLEMENTATION_SLOT)))), expected);
    }
}
