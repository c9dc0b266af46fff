// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract VerifyQuorumTest is ProtocolTest {
    function testFuzz_VerifyQuorum_AnySetOfKeepers(bytes32 digest, uint8 members) public {
        members &= 31;
        bytes[] memory signatures = new bytes[](_count(members));
        address[] memory signers = new address[](signatures.length);
        uint256 next;
        for (uint256 i = 0; i < KEEPERS; ++i) {
            if ((members >> i) & 1 == 0) continue;
            signatures[next] = _signature(_keeperKey(i), digest);
            signers[next++] = _keeperAt(i);
        }
        if (next < THRESHOLD) {
            vm.expectRevert(
                abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_QuorumNotReached.selector, next, THRESHOLD)
            );
            keeperRegistry.verifyQuorum(digest, signatures);
            return;
        }
        assertEq(keeperRegistry.verifyQuorum(digest, signatures), signers);
    }

    function testFuzz_RevertWhen_AnyTwoAreSwapped(bytes32 digest, uint256 one, uint256 other) public {
        one = bound(one, 0, KEEPERS - 2);
        other = bound(other, one + 1, KEEPERS - 1);
        bytes[] memory signatures = _quorum(digest, KEEPERS);
        (signatures[one], signatures[other]) = (signatures[other], signatures[one]);
        vm.expectRevert(
            abi.encodeWithSelector(
                IKeeperRegistry.KeeperRegistry_UnorderedSigners.selector,
                _keeperAt(other),
                _keeperAt(one + 1 == other ? one : one + 1)
            )
        );
        keeperRegistry.verifyQuorum(digest, signatures);
    }

    function testFuzz_RevertWhen_OneSignsForAll(bytes32 digest, uint8 count) public {
        count = uint8(bound(count, THRESHOLD, 80));
        bytes[] memory signatures = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            signatures[i] = _signature(_keeperKey(0), digest);
        }
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_UnorderedSigners.selector, _keeperAt(0), _keeperAt(0))
        );
        keeperRegistry.verifyQuorum(digest, signatures);
    }

    /// @dev A stranger with the highest address comes after all keepers, so the order does not stop it.
    function test_RevertWhen_StrangerComesLast() public {
        bytes32 digest = keccak256("message");
        (address last, uint256 key) = (address(0), 0);
        for (uint256 i = 1; last <= _keeperAt(KEEPERS - 1); ++i) {
            (last, key) = (vm.addr(i), i);
        }
        bytes[] memory signatures = new bytes[](KEEPERS + 1);
        for (uint256 i = 0; i < KEEPERS; ++i) {
            signatures[i] = _signature(_keeperKey(i), digest);
        }
        signatures[KEEPERS] = _signature(key, digest);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 1, last));
        keeperRegistry.verifyQuorum(digest, signatures);
    }

    function _count(uint8 members) private pure returns (uint256 count) {
        for (; members != 0; members >>= 1) {
            count += members & 1;
        }
    }
}
