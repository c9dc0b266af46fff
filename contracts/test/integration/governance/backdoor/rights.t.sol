// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Roles } from "../../../../src/upgrade/Roles.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import { IAccessControl } from "@openzeppelin/contracts/access/IAccessControl.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @dev After deployment no key of anybody has any right. The lists of functions are the committed ABIs: one that is
/// added is tried as well.
contract RightsTest is GovernanceTest {
    bytes32 private constant IMPLEMENTATION_SLOT = bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);
    uint256 private constant NONE = type(uint256).max;

    string[11] private names = [
        "CapsuleRegistry",
        "AccessToken",
        "RoyaltySplitter",
        "KeeperRegistry",
        "PriceOracle",
        "Market",
        "TrainingPool",
        "UsageMeter",
        "DisputeCourt",
        "CouncilArbiter",
        "CapsuleToken"
    ];

    /// @dev What AccessManager says of every function that changes something, for everybody who could have a right left:
    /// the guardian pauses, the council rules, and that is all.
    function test_NobodyElseGetsThroughAnyRestrictedFunction() public view {
        address[] memory proxies = _proxies();
        assertEq(proxies.length, names.length);
        address[] memory accounts = _accounts();
        uint256 functions;
        for (uint256 i = 0; i < proxies.length; ++i) {
            assertEq(IAccessManaged(proxies[i]).authority(), address(manager), names[i]);
            string memory json = vm.readFile(string.concat("contracts/snapshots/abi/", names[i], ".json"));
            string[] memory signatures = vm.parseJsonKeys(json, ".functions");
            for (uint256 k = 0; k < signatures.length; ++k) {
                if (_reads(signatures[k])) continue;
                string memory path = string.concat(".functions['", signatures[k], "']");
                _checkFunction(
                    proxies[i], bytes4(vm.parseBytes(vm.parseJsonString(json, path))), accounts, signatures[k]
                );
                ++functions;
            }
        }
        assertGt(functions, 80, "there are functions to try");
    }

    function testFuzz_NobodyElseUpgrades(address caller) public {
        vm.assume(caller != address(timelock));
        address[] memory proxies = _proxies();
        for (uint256 i = 0; i < proxies.length; ++i) {
            address implementation = address(uint160(uint256(vm.load(proxies[i], IMPLEMENTATION_SLOT))));
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
            vm.prank(caller);
            UUPSUpgradeable(proxies[i]).upgradeToAndCall(implementation, "");
        }
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, caller));
        vm.prank(caller);
        governor.upgradeToAndCall(implementations.governor, "");
    }

    /// @dev Not even the timelock, without a proposal that says so: any other proposer it may get one day gets nowhere.
    function test_RevertWhen_TheTimelockUpgradesTheGovernorUnannounced() public {
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x31));
        vm.prank(address(timelock));
        governor.upgradeToAndCall(implementations.governor, "");
    }

    function test_NobodyElseHasARole() public view {
        address[] memory accounts = _accounts();
        bytes32[3] memory roles = _timelockRoles();
        for (uint256 i = 0; i < accounts.length; ++i) {
            for (uint256 k = 0; k < roles.length; ++k) {
                bool governs = k < 2 && accounts[i] == address(governor);
                assertEq(timelock.hasRole(roles[k], accounts[i]), governs);
            }
            for (uint64 role = 0; role <= Roles.COUNCIL; ++role) {
                (bool member,) = manager.hasRole(role, accounts[i]);
                bool guards = role == Roles.GUARDIAN && accounts[i] == guardian;
                assertEq(member, guards || (role == Roles.COUNCIL && accounts[i] == council));
            }
        }
        for (uint64 role = 0; role <= Roles.GUARDIAN; ++role) {
            (bool member, uint32 delay) = manager.hasRole(role, address(timelock));
            assertTrue(member && delay == 0);
        }
        assertTrue(timelock.hasRole(timelock.PROPOSER_ROLE(), address(governor)));
        assertTrue(timelock.hasRole(timelock.CANCELLER_ROLE(), address(governor)));
        assertTrue(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)), "anybody executes");
        assertTrue(timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(timelock)), "only itself administers");
        assertFalse(timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(governor)));
    }

    /// @dev Nor does an account of nobody, which a reader of the roles would have to wonder about.
    function test_NoEmptyAccountHasARole() public view {
        bytes32[3] memory roles = _timelockRoles();
        for (uint160 account = 0; account < 10; ++account) {
            for (uint256 k = 0; k < roles.length; ++k) {
                assertFalse(timelock.hasRole(roles[k], address(account)));
            }
        }
    }

    function testFuzz_NobodyElseProposesToTheTimelock(address caller, bytes32 operation) public {
        vm.assume(caller != address(governor));
        (bytes32 proposer, bytes32 canceller) = (timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE());
        vm.startPrank(caller);
        _expectMissing(caller, proposer);
        timelock.schedule(address(registry), 0, "", 0, 0, TIMELOCK_DELAY);
        _expectMissing(caller, proposer);
        timelock.scheduleBatch(new address[](1), new uint256[](1), new bytes[](1), 0, 0, TIMELOCK_DELAY);
        _expectMissing(caller, canceller);
        timelock.cancel(operation);
    }

    function _checkFunction(address target, bytes4 selector, address[] memory accounts, string memory signature)
        private
        view
    {
        uint64 role = manager.getTargetFunctionRole(target, selector);
        bool ofTheGuardian = role == Roles.GUARDIAN;
        for (uint256 i = 0; i < accounts.length; ++i) {
            (bool immediate, uint32 delay) = manager.canCall(accounts[i], target, selector);
            bool ofItsOwn =
                (ofTheGuardian && accounts[i] == guardian) || (role == Roles.COUNCIL && accounts[i] == council);
            assertEq(immediate, ofItsOwn, signature);
            assertEq(delay, 0, signature);
        }
        bool pauses = vm.indexOf(signature, "auseEntries(") != NONE;
        assertEq(ofTheGuardian, pauses, "a guardian pauses, and nothing else");
    }

    /// @dev Who deployed, who was named in the config, and every contract of the protocol but the timelock.
    /// @dev But that of executors, which everybody has.
    function _timelockRoles() private view returns (bytes32[3] memory) {
        return [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.DEFAULT_ADMIN_ROLE()];
    }

    function _accounts() private view returns (address[] memory accounts) {
        address[] memory proxies = _proxies();
        address[11] memory others = [
            address(this),
            address(genesis),
            guardian,
            proposalGuardian,
            council,
            treasury,
            holder,
            stranger,
            address(governor),
            address(operationCheck),
            address(manager)
        ];
        accounts = new address[](proxies.length + others.length);
        for (uint256 i = 0; i < others.length; ++i) {
            accounts[i] = others[i];
        }
        for (uint256 i = 0; i < proxies.length; ++i) {
            accounts[others.length + i] = proxies[i];
        }
    }

    function _reads(string memory signature) private pure returns (bool) {
        return vm.indexOf(signature, ") view") != NONE || vm.indexOf(signature, ") pure") != NONE;
    }

    function _expectMissing(address caller, bytes32 role) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, role));
    }
}
