// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { KeeperRegistry } from "../../../../src/keepers/KeeperRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

contract InitializeKeepersTest is ProtocolTest {
    function testFuzz_RevertWhen_TooManyKeepers(uint16 threshold) public {
        _expectRefused(
            threshold,
            GROUP_KEY,
            _set(65),
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_TooManyKeepers.selector, 65, 64)
        );
    }

    function testFuzz_RevertWhen_ThresholdOutOfRange(uint256 count, uint16 threshold) public {
        count = bound(count, 0, 12);
        vm.assume(threshold > count || uint256(threshold) * 2 <= count);
        _expectRefused(
            threshold,
            GROUP_KEY,
            _set(count),
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_InvalidThreshold.selector, threshold, count)
        );
    }

    function testFuzz_RevertWhen_KeyIsZero(uint256 position, bool transport) public {
        bytes memory empty = abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_EmptyKey.selector);
        _expectRefused(3, 0, _set(5), empty);
        IKeeperRegistry.Keeper[] memory keepers = _set(5);
        position = bound(position, 0, 4);
        if (transport) keepers[position].transportKey = 0;
        else keepers[position].verificationShare = 0;
        _expectRefused(3, GROUP_KEY, keepers, empty);
    }

    function testFuzz_RevertWhen_OperatorIsZero(uint256 position) public {
        position = bound(position, 0, 4);
        IKeeperRegistry.Keeper[] memory keepers = _set(5);
        keepers[position].operator = address(0);
        _expectRefused(
            3,
            GROUP_KEY,
            keepers,
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_EmptyOperator.selector, position + 1)
        );
    }

    function testFuzz_RevertWhen_OperatorComesTwice(uint256 one, uint256 other) public {
        one = bound(one, 0, 4);
        other = bound(other, 0, 4);
        vm.assume(one != other);
        IKeeperRegistry.Keeper[] memory keepers = _set(5);
        keepers[one].operator = keepers[other].operator;
        _expectRefused(
            3,
            GROUP_KEY,
            keepers,
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_DuplicateOperator.selector, keepers[other].operator)
        );
    }

    function testFuzz_Initialize(uint256 count, uint16 threshold, bytes32 groupKey) public {
        count = bound(count, 1, 64);
        threshold = uint16(bound(threshold, count / 2 + 1, count));
        vm.assume(groupKey != 0);
        IKeeperRegistry.Keeper[] memory keepers = _set(count);
        address implementation = address(new KeeperRegistry());
        bytes memory call = abi.encodeCall(KeeperRegistry.initialize, (address(manager), threshold, groupKey, keepers));

        vm.expectEmit();
        emit IKeeperRegistry.EpochOpened(1, threshold, groupKey, keepers);
        IKeeperRegistry opened = IKeeperRegistry(address(new ERC1967Proxy(implementation, call)));

        assertEq(opened.currentEpoch(), 1);
        IKeeperRegistry.KeeperSet memory set = opened.keeperSet(1);
        assertEq(
            keccak256(abi.encode(set)),
            keccak256(
                abi.encode(
                    IKeeperRegistry.KeeperSet({ epoch: 1, threshold: threshold, groupKey: groupKey, keepers: keepers })
                )
            )
        );
        for (uint256 i = 0; i < count; ++i) {
            assertEq(opened.keeperIndex(1, keepers[i].operator), i + 1);
        }
    }

    function _set(uint256 count) private pure returns (IKeeperRegistry.Keeper[] memory keepers) {
        keepers = new IKeeperRegistry.Keeper[](count);
        for (uint256 i = 0; i < count; ++i) {
            keepers[i] = IKeeperRegistry.Keeper({
                operator: address(uint160(i + 1)),
                transportKey: bytes32(i + 1),
                verificationShare: bytes32(i + 1),
                url: "https://keeper.example"
            });
        }
    }

    function _expectRefused(
        uint16 threshold,
        bytes32 groupKey,
        IKeeperRegistry.Keeper[] memory keepers,
        bytes memory refusal
    ) private {
        address implementation = address(new KeeperRegistry());
        bytes memory call = abi.encodeCall(KeeperRegistry.initialize, (address(manager), threshold, groupKey, keepers));
        vm.expectRevert(refusal);
        new ERC1967Proxy(implementation, call);
    }
}
