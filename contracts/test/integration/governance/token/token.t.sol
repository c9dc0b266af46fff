// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CapsuleToken } from "../../../../src/governance/CapsuleToken.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { VotesUpgradeable } from "@openzeppelin/contracts-upgradeable/governance/utils/VotesUpgradeable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract TokenTest is GovernanceTest {
    function test_SupplyIsTheHolders() public view {
        assertEq(capsuleToken.totalSupply(), SUPPLY);
        assertEq(capsuleToken.balanceOf(holder), SUPPLY);
        assertEq(capsuleToken.name(), "Capsule Token");
        assertEq(capsuleToken.symbol(), "CPSL");
        assertEq(capsuleToken.version(), "0.3.0");
    }

    /// @dev The ABI that is committed names every function: none of them makes tokens or unmakes them.
    function test_NothingMintsOrBurns() public view {
        string memory json = vm.readFile("contracts/snapshots/abi/CapsuleToken.json");
        string[] memory signatures = vm.parseJsonKeys(json, ".functions");
        assertGt(signatures.length, 20);
        for (uint256 i = 0; i < signatures.length; ++i) {
            assertEq(vm.indexOf(signatures[i], "mint"), NO_LIMIT, signatures[i]);
            assertEq(vm.indexOf(signatures[i], "burn"), NO_LIMIT, signatures[i]);
        }
    }

    function testFuzz_Clock_IsTheBlocksTimeOnBothSides(uint48 time) public {
        time = uint48(bound(time, block.timestamp, type(uint40).max));
        vm.warp(time);
        assertEq(capsuleToken.clock(), time);
        assertEq(governor.clock(), time);
        assertEq(capsuleToken.CLOCK_MODE(), "mode=timestamp");
        assertEq(governor.CLOCK_MODE(), "mode=timestamp");
    }

    function testFuzz_Votes_CountOnceDelegated(uint256 amount) public {
        amount = bound(amount, 1, SUPPLY);
        vm.prank(holder);
        assertTrue(capsuleToken.transfer(buyer, amount));
        assertEq(capsuleToken.getVotes(buyer), 0, "not delegated");
        assertEq(capsuleToken.getVotes(holder), SUPPLY - amount);
        uint256 before = block.timestamp;
        skip(10);
        vm.prank(buyer);
        capsuleToken.delegate(stranger);
        skip(1);
        assertEq(capsuleToken.getPastVotes(stranger, before), 0);
        assertEq(capsuleToken.getPastVotes(stranger, block.timestamp - 1), amount);
        assertEq(capsuleToken.getPastTotalSupply(before), SUPPLY);
    }

    function testFuzz_RevertWhen_VotesOfThePresentAreAsked(uint48 ahead) public {
        uint256 time = block.timestamp + ahead;
        vm.expectRevert(
            abi.encodeWithSelector(VotesUpgradeable.ERC5805FutureLookup.selector, time, uint48(block.timestamp))
        );
        capsuleToken.getPastVotes(holder, time);
    }

    function testFuzz_RevertWhen_CallerIsNotTheTimelock(address caller) public {
        vm.assume(caller != address(timelock));
        address next = address(new CapsuleToken());
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        capsuleToken.upgradeToAndCall(next, "");
    }
}
