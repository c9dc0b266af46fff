// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { EpochTest } from "../../../fixtures/EpochTest.sol";

contract VerifyQuorumAtTest is EpochTest {
    uint256 private constant GRACE = 14 days;
    bytes32 private constant DIGEST = keccak256("what keepers signed");

    function testFuzz_RevertWhen_EpochUnknown(uint256 epoch) public {
        vm.assume(epoch != 1);
        bytes[] memory signatures = _quorum(DIGEST, KEEPERS);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_UnknownEpoch.selector, epoch));
        keeperRegistry.verifyQuorumAt(epoch, DIGEST, signatures);
    }

    /// @dev A set that follows within the 14 days ends them.
    function test_RevertWhen_EpochIsOlderThanTheOneBefore() public {
        bytes[] memory signatures = _quorum(DIGEST, KEEPERS);
        _rotate(_team("next ", 3), 2);
        assertEq(keeperRegistry.verifyQuorumAt(1, DIGEST, signatures).length, KEEPERS);
        _rotate(_team("third ", 3), 2);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_EpochClosed.selector, 1, 3));
        keeperRegistry.verifyQuorumAt(1, DIGEST, signatures);
    }

    function test_SecondsAroundTheEndOfGrace() public {
        bytes[] memory signatures = _quorum(DIGEST, THRESHOLD);
        _rotate(_team("next ", 3), 2);
        vm.warp(block.timestamp + GRACE - 1);
        assertEq(keeperRegistry.verifyQuorumAt(1, DIGEST, signatures).length, THRESHOLD);
        vm.warp(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_EpochClosed.selector, 1, 2));
        keeperRegistry.verifyQuorumAt(1, DIGEST, signatures);
    }

    /// @dev Two of the old set and two of the new one are four keepers, and a quorum of neither.
    function test_RevertWhen_EpochsAreMixed() public {
        Team memory next = _team("next ", 3);
        _rotate(next, 2);
        uint256[4] memory keys = [_keeperKey(0), _keeperKey(1), next.keys[0], next.keys[1]];
        for (uint256 i = 1; i < 4; ++i) {
            for (uint256 k = i; k > 0 && vm.addr(keys[k]) < vm.addr(keys[k - 1]); --k) {
                (keys[k], keys[k - 1]) = (keys[k - 1], keys[k]);
            }
        }
        bytes[] memory signatures = new bytes[](4);
        for (uint256 i = 0; i < 4; ++i) {
            signatures[i] = _signature(keys[i], DIGEST);
        }
        for (uint256 epoch = 1; epoch <= 2; ++epoch) {
            uint256 foreign = 0;
            while (keeperRegistry.keeperIndex(epoch, vm.addr(keys[foreign])) != 0) ++foreign;
            vm.expectRevert(
                abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, epoch, vm.addr(keys[foreign]))
            );
            keeperRegistry.verifyQuorumAt(epoch, DIGEST, signatures);
        }
    }

    function testFuzz_VerifyQuorumAt(bytes32 digest, uint256 elapsed, uint256 count) public {
        count = bound(count, THRESHOLD, KEEPERS);
        elapsed = bound(elapsed, 0, GRACE - 1);
        bytes[] memory old = _quorum(digest, count);
        address[] memory signers = keeperRegistry.verifyQuorum(digest, old);
        assertEq(keeperRegistry.verifyQuorumAt(1, digest, old), signers, "the current one");

        Team memory next = _team("next ", 3);
        _rotate(next, 2);
        vm.warp(block.timestamp + elapsed);
        assertEq(keeperRegistry.verifyQuorumAt(1, digest, old), signers, "the one before");
        bytes[] memory signatures = _signatures(next, digest, 2);
        assertEq(keeperRegistry.verifyQuorumAt(2, digest, signatures), keeperRegistry.verifyQuorum(digest, signatures));
    }
}
