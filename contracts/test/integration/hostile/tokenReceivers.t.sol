// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { HostileReceiver } from "../../mocks/HostileReceiver.sol";
import { ReceiverScene } from "./ReceiverScene.sol";

/// @notice A receiver of tokens that reverts, burns all gas, or answers or reverts with much data spoils nothing but its
/// own.
contract TokenReceiversTest is ReceiverScene {
    uint256 private constant CALLS = 9;
    uint256 private constant ROUND = 1;

    /// @dev Everything that hands tokens to a receiver fails as a whole, and works for anyone else right after.
    function test_ReceiverOfTokens() public {
        vm.deal(buyer, 100 ether);
        _escrow();
        for (uint256 manner = 1; manner <= 4; ++manner) {
            uint256 start = vm.snapshotState();
            receiver.behave(HostileReceiver.Manner(manner));
            _assertEachFailsAlone();
            vm.revertToState(start);
        }
    }

    function _assertEachFailsAlone() private {
        Call[CALLS] memory hostile = _calls(address(receiver));
        Call[CALLS] memory honest = _calls(carol);
        for (uint256 i = 0; i < CALLS; ++i) {
            bytes32 before = _state();
            assertFalse(_try(hostile[i]), vm.toString(i));
            assertEq(_state(), before, "nothing is taken for it");
            assertTrue(_try(honest[i]), vm.toString(i));
        }
    }

    /// @dev Kind, it can be given all of them: so it was its manner that refused.
    function test_ReceiverOfTokensThatIsKind() public {
        vm.deal(buyer, 100 ether);
        _escrow();
        Call[CALLS] memory calls = _calls(address(receiver));
        for (uint256 i = 0; i < CALLS; ++i) {
            assertTrue(_try(calls[i]), vm.toString(i));
        }
    }

    /// @dev Units of a training round that wait for whoever they are for.
    function _escrow() private {
        vm.prank(address(trainingPool));
        splitter.escrow(capsuleId, ROUND, 10);
    }

    /// @dev Purchases, gifts and transfers of licenses, units and capsules to `to`.
    function _calls(address to) private view returns (Call[CALLS] memory calls) {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](2);
        orders[0] = IAccessToken.Order(plain, 1, stranger, PRICE, address(0));
        orders[1] = IAccessToken.Order(timed, 1, to, PRICE, address(0));
        uint256[] memory one = new uint256[](1);
        uint256[] memory id = new uint256[](1);
        (one[0], id[0]) = (1, capsuleId);
        address till = address(accessToken);
        uint256 end = block.timestamp;
        calls[0] =
            Call(buyer, till, PRICE, abi.encodeCall(accessToken.purchase, (plain, 1, to, PRICE, end, address(0))));
        calls[1] = Call(
            buyer, till, 3 * PRICE, abi.encodeCall(accessToken.purchase, (timed, 3, to, 3 * PRICE, end, address(0)))
        );
        calls[2] = Call(buyer, till, 2 * PRICE, abi.encodeCall(accessToken.purchaseBatch, (orders, end)));
        calls[3] = Call(to, till, 0, abi.encodeCall(accessToken.startTrial, (timed)));
        calls[4] = Call(buyer, till, 0, abi.encodeCall(accessToken.safeTransferFrom, (buyer, to, plain << 64, 0, "")));
        bytes memory handOver = abi.encodeCall(IRoyaltySplitter.handOver, (capsuleId, ROUND, to, 1));
        calls[5] = Call(address(trainingPool), address(splitter), 0, handOver);
        calls[6] =
            Call(alice, address(splitter), 0, abi.encodeCall(splitter.safeTransferFrom, (alice, to, capsuleId, 1, "")));
        calls[7] = Call(
            alice, address(splitter), 0, abi.encodeCall(splitter.safeBatchTransferFrom, (alice, to, id, one, ""))
        );
        calls[8] = Call(
            creator,
            address(registry),
            0,
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", creator, to, capsuleId)
        );
    }

    function _state() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                buyer.balance,
                accessToken.incomeOf(capsuleId, NATIVE),
                accessToken.offerOf(timed).minted,
                splitter.allocatedUnits(capsuleId),
                splitter.balanceOf(alice, capsuleId),
                accessToken.balanceOf(stranger, plain << 64),
                accessToken.balanceOf(address(receiver), plain << 64),
                registry.ownerOf(capsuleId)
            )
        );
    }
}
