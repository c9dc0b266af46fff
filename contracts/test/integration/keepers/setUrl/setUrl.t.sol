// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract SetUrlTest is ProtocolTest {
    function testFuzz_RevertWhen_CallerIsNoKeeper(address caller, string calldata url) public {
        vm.assume(keeperRegistry.keeperIndex(1, caller) == 0);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 1, caller));
        vm.prank(caller);
        keeperRegistry.setUrl(url);
    }

    function testFuzz_SetUrl(uint256 position, string calldata url) public {
        position = bound(position, 0, KEEPERS - 1);
        IKeeperRegistry.KeeperSet memory expected = keeperRegistry.keeperSet(1);
        address operator = expected.keepers[position].operator;
        expected.keepers[position].url = url;

        vm.expectEmit(address(keeperRegistry));
        emit IKeeperRegistry.KeeperUrlChanged(1, operator, url);
        vm.prank(operator);
        keeperRegistry.setUrl(url);
        assertEq(keccak256(abi.encode(keeperRegistry.keeperSet(1))), keccak256(abi.encode(expected)));
    }

    function testFuzz_RevertWhen_EpochUnknown(uint256 epoch) public {
        vm.assume(epoch != 1);
        bytes memory unknown = abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_UnknownEpoch.selector, epoch);
        vm.expectRevert(unknown);
        keeperRegistry.keeperSet(epoch);
        vm.expectRevert(unknown);
        keeperRegistry.keeperIndex(epoch, stranger);
    }

    function test_Views() public view {
        assertEq(keeperRegistry.currentEpoch(), 1);
        assertEq(keeperRegistry.keeperIndex(1, stranger), 0);
        assertEq(keeperRegistry.version(), "0.3.0");
        IKeeperRegistry.KeeperSet memory set = keeperRegistry.keeperSet(1);
        assertEq(set.threshold, THRESHOLD);
        assertEq(set.groupKey, GROUP_KEY);
        assertEq(set.keepers.length, KEEPERS);
        assertEq(set.keepers[1].url, "https://keeper-2.example");
    }
}
