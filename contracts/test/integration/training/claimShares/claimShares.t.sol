// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { AllocationTree } from "../../../fixtures/AllocationTree.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";
import { CapsuleHolder } from "../../../mocks/CapsuleHolder.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

contract ClaimSharesTest is TrainingTest {
    function test_RevertWhen_RoundIsNotFinal() public {
        uint256 roundId = _recorded();
        Allocation[] memory list = _allocations();
        bytes32[] memory proof = _proof(roundId, list, 0);
        vm.expectRevert(_wrongState(roundId, RoundState.RECORDED));
        trainingPool.claimShares(roundId, 0, alice, 200_000, proof);
        _challenge(roundId, stranger);
        _resolve(roundId, true);
        vm.expectRevert(_wrongState(roundId, RoundState.FAILED));
        trainingPool.claimShares(roundId, 0, alice, 200_000, proof);
    }

    function testFuzz_RevertWhen_ClaimedBefore(bool late) public {
        uint256 roundId = _finalized();
        bytes32[] memory proof = _proof(roundId, _allocations(), 0);
        _claim(roundId, _allocations(), 0);
        if (late) {
            vm.prank(alice);
            splitter.safeTransferFrom(alice, carol, capsuleId, 200_000, "");
        }
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_AlreadyClaimed.selector, roundId, 0));
        trainingPool.claimShares(roundId, 0, alice, 200_000, proof);
        assertEq(splitter.balanceOf(late ? carol : alice, capsuleId), 200_000);
    }

    /// @dev Every word of a leaf counts.
    function testFuzz_RevertWhen_LeafIsAnother(uint8 word, uint256 other, address account) public {
        uint256 roundId = _finalized();
        bytes32[] memory proof = _proof(roundId, _allocations(), 0);
        if (word % 3 == 0) vm.assume(other != 0);
        if (word % 3 == 1) vm.assume(account != alice);
        if (word % 3 == 2) vm.assume(other != 200_000);
        uint256 index = word % 3 == 0 ? other : 0;
        _expectInvalidProof(roundId, index);
        trainingPool.claimShares(
            roundId, index, word % 3 == 1 ? account : alice, word % 3 == 2 ? other : 200_000, proof
        );
    }

    /// @dev The same tree is worth nothing in another round, of the same capsule or not, or on another chain.
    function test_RevertWhen_LeafIsOfAnotherRound() public {
        uint256 first = _finalized();
        bytes32[] memory proof = _proof(first, _allocations(), 0);
        uint256 second = _finalized();
        _expectInvalidProof(second, 0);
        trainingPool.claimShares(second, 0, alice, 200_000, proof);
        uint256 third = _finalized(_root(stranger), _allocations());
        _expectInvalidProof(third, 0);
        trainingPool.claimShares(third, 0, alice, 200_000, proof);
        vm.chainId(block.chainid + 1);
        _expectInvalidProof(first, 0);
        trainingPool.claimShares(first, 0, alice, 200_000, proof);
    }

    /// @dev A round whose root is unset accepts nothing, whatever the proof.
    function testFuzz_RevertWhen_RootIsUnset(uint256 index, uint256 units, bytes32[] calldata proof, uint8 kind)
        public
    {
        uint256 roundId = kind % 2 == 0 ? 0 : _evaluable();
        bytes memory reason = _wrongState(roundId, RoundState.STARTED);
        if (kind % 2 == 0) reason = abi.encodeWithSelector(ITrainingPool.TrainingPool_UnknownRound.selector, 0);
        vm.expectRevert(reason);
        trainingPool.claimShares(roundId, index, alice, units, proof);
    }

    /// @dev No inner node can pass for a leaf, at any depth, with any shortened or lengthened path.
    function testFuzz_RevertWhen_InnerNodeIsClaimed(uint8 count, uint256 seed, uint256 index, uint256 units) public {
        Allocation[] memory list = _many(bound(count, 2, 40), seed);
        uint256 roundId = _finalized(capsuleId, list);
        bytes32[] memory tree = _tree(roundId, list);
        for (uint256 node = 0; node < tree.length; ++node) {
            bytes32[] memory proof = AllocationTree.proofOf(tree, tree[node]);
            _expectInvalidProof(roundId, index);
            trainingPool.claimShares(roundId, index, address(this), units, proof);
            if (node >= tree.length - list.length) continue;
            // The two children hashed as a pair are this node, not the double hash of a leaf.
            assertNotEq(keccak256(bytes.concat(tree[node])), tree[2 * node + 1]);
        }
        bytes32[] memory path = _proof(roundId, list, 0);
        for (uint256 length = 0; length < path.length; ++length) {
            bytes32[] memory part = new bytes32[](length);
            for (uint256 i = 0; i < length; ++i) {
                part[i] = path[i];
            }
            _expectInvalidProof(roundId, 0);
            trainingPool.claimShares(roundId, 0, list[0].account, list[0].units, part);
        }
    }

    /// @dev Whatever evaluators signed: a tree that promises more than the round has gives no more than that.
    function test_RevertWhen_TheTreePromisesTooMuch() public {
        Allocation[] memory list = _allocations();
        list[1].units = 100_001;
        uint256 roundId = _evaluable();
        _record(roundId, list);
        vm.warp(block.timestamp + WINDOW);
        trainingPool.finalize(roundId);
        _claim(roundId, list, 0);
        bytes32[] memory proof = _proof(roundId, list, 1);
        bytes4 reason = IRoyaltySplitter.RoyaltySplitter_NotEnoughUnits.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, capsuleId, 100_001, 100_000));
        trainingPool.claimShares(roundId, 1, bob, 100_001, proof);
        assertFalse(trainingPool.isClaimed(roundId, 1));
        assertEq(splitter.allocatedUnits(capsuleId), ROUND_UNITS);
    }

    function test_RevertWhen_AccountTakesNoUnits() public {
        Allocation[] memory list = _allocations();
        list[0].account = address(new CapsuleHolder());
        uint256 roundId = _finalized(capsuleId, list);
        bytes32[] memory proof = _proof(roundId, list, 0);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, list[0].account));
        trainingPool.claimShares(roundId, 0, list[0].account, 200_000, proof);
        _claim(roundId, list, 1);
        assertEq(splitter.balanceOf(bob, capsuleId), 100_000, "others");
    }

    /// @dev Anyone may call; units go to whom the leaf names.
    function testFuzz_Claim(uint8 count, uint256 seed, uint256 which, address caller) public {
        Allocation[] memory list = _many(bound(count, 1, 40), seed);
        uint256 roundId = _finalized(capsuleId, list);
        which = bound(which, 0, list.length - 1);
        bytes32[] memory proof = _proof(roundId, list, which);
        (address account, uint256 units) = (list[which].account, list[which].units);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.SharesClaimed(roundId, capsuleId, account, which, units);
        vm.expectEmit(address(splitter));
        emit IERC1155.TransferSingle(address(trainingPool), address(0), account, capsuleId, units);
        vm.prank(caller);
        trainingPool.claimShares(roundId, which, account, units, proof);
        assertEq(splitter.balanceOf(account, capsuleId), units);
        for (uint256 i = 0; i < list.length; ++i) {
            assertEq(trainingPool.isClaimed(roundId, i), i == which);
        }
    }

    /// @dev All of a round of 300, which fills more than one word of the map of claims, in any order.
    function test_Claim_Everything() public {
        Allocation[] memory list = _many(300, 1);
        uint256 roundId = _finalized(capsuleId, list);
        bytes32[] memory tree = _tree(roundId, list);
        for (uint256 step = 0; step < list.length; ++step) {
            uint256 i = (step * 7 + 3) % list.length;
            bytes32 leaf = trainingPool.leafOf(roundId, i, list[i].account, list[i].units);
            bytes32[] memory proof = AllocationTree.proofOf(tree, leaf);
            trainingPool.claimShares(roundId, i, list[i].account, list[i].units, proof);
            assertEq(splitter.balanceOf(list[i].account, capsuleId), list[i].units);
        }
        (uint256 left,) = splitter.escrowOf(capsuleId, roundId, NATIVE);
        assertEq(left, 0);
        assertEq(splitter.allocatedUnits(capsuleId), _sum(list));
    }

    /// @dev One account may have several leaves.
    function test_Claim_SeveralOfOneAccount() public {
        Allocation[] memory list = _allocations();
        list[1].account = alice;
        uint256 roundId = _finalized(capsuleId, list);
        _claim(roundId, list, 1);
        _claim(roundId, list, 0);
        assertEq(splitter.balanceOf(alice, capsuleId), ROUND_UNITS);
    }

    /// @dev A receiver that claims again from within gets its units once.
    function test_Claim_ReentrantReceiverGetsItOnce() public {
        ReenteringParty attacker = new ReenteringParty();
        Allocation[] memory list = _allocations();
        list[1].account = address(attacker);
        uint256 roundId = _finalized(capsuleId, list);
        bytes32[] memory proof = _proof(roundId, list, 1);
        bytes memory again = abi.encodeCall(ITrainingPool.claimShares, (roundId, 1, address(attacker), 100_000, proof));
        attacker.prepare(address(trainingPool), again);
        _claim(roundId, list, 1);
        assertTrue(attacker.tried());
        assertFalse(attacker.succeeded());
        assertEq(splitter.balanceOf(address(attacker), capsuleId), 100_000);
    }

    function testFuzz_LeafOf(uint256 index, address account, uint256 units) public {
        uint256 roundId = _open();
        bytes memory encoded =
            abi.encode(block.chainid, address(trainingPool), capsuleId, roundId, index, account, units);
        bytes32 leaf = keccak256(abi.encodePacked(keccak256(encoded)));
        assertEq(trainingPool.leafOf(roundId, index, account, units), leaf);
    }

    function _many(uint256 count, uint256 seed) private pure returns (Allocation[] memory list) {
        list = new Allocation[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            list[i] = Allocation(address(uint160(random | 1 << 159)), 1 + (random >> 160) % 3000);
        }
    }

    function _expectInvalidProof(uint256 roundId, uint256 index) private {
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_InvalidProof.selector, roundId, index));
    }
}
