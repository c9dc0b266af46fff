// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool } from "../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../fixtures/TrainingTest.sol";

/// @title Gas of a training round: from its opening to the claim of its shares
/// @dev See {GasTest} for how it is measured. The capsule had income before, all of it claimed; other rounds of it were
/// finalized and claimed; contributors claim for themselves.
contract TrainingGasTest is TrainingTest {
    uint256 private constant CONTRIBUTORS = 100;

    function setUp() public override {
        super.setUp();
        _tip(capsuleId, NATIVE, 1 ether);
        splitter.claimOwner(capsuleId, NATIVE);
        Allocation[] memory list = _hundred();
        list[0].account = alice;
        uint256 earlier = _finalized(capsuleId, list);
        _claim(earlier, list, 0);
        _tip(capsuleId, NATIVE, 1 ether);
        splitter.claim(capsuleId, NATIVE, alice);
        splitter.claimOwner(capsuleId, NATIVE);
        trainingPool.withdrawBond(earlier, alice);
        _tip(capsuleId, NATIVE, 1 ether);
    }

    function test_OpenRound() public {
        _open();
        _snapshot("openRound");
    }

    function test_Commit_First() public {
        _commit(_open(), alice);
        _snapshot("commitFirst");
    }

    function test_Commit() public {
        uint256 roundId = _open();
        _commit(roundId, alice);
        _commit(roundId, bob);
        _snapshot("commit");
    }

    function test_Reveal() public {
        uint256 roundId = _open();
        _commit(roundId, alice);
        vm.warp(trainingPool.roundOf(roundId).commitDeadline);
        _reveal(roundId, alice);
        _snapshot("reveal");
    }

    /// @dev Signed by all three evaluators; the number of contributors makes no difference, the root stands for them.
    function test_RecordResult() public {
        uint256 roundId = _evaluable();
        ITrainingPool.Result memory result = _result(_tree(roundId, _hundred())[0]);
        trainingPool.recordResult(roundId, result, _approvals(roundId, result, 3));
        _snapshot("recordRound");
    }

    function test_Challenge() public {
        _challenge(_recorded(), stranger);
        _snapshot("challenge");
    }

    function test_Finalize() public {
        uint256 roundId = _recorded();
        vm.warp(block.timestamp + WINDOW);
        trainingPool.finalize(roundId);
        _snapshot("finalizeRound");
    }

    /// @dev A contributor that holds no units yet; another one claimed before.
    function test_ClaimShares_New() public {
        _claimOne(57);
        _snapshot("claimShares100");
    }

    /// @dev The first of all to claim of its round.
    function test_ClaimShares_First() public {
        Allocation[] memory list = _hundred();
        _claimBy(_finalized(capsuleId, list), list, 57);
        _snapshot("claimShares100First");
    }

    /// @dev A contributor that has units of an earlier round.
    function test_ClaimShares_Holder() public {
        _claimOne(0);
        _snapshot("claimShares100Holder");
    }

    function test_WithdrawBond() public {
        trainingPool.withdrawBond(1, bob);
        _snapshot("withdrawBond");
    }

    function _claimOne(uint256 index) private {
        Allocation[] memory list = _hundred();
        list[0].account = alice;
        uint256 roundId = _finalized(capsuleId, list);
        _claimBy(roundId, list, 99);
        _tip(capsuleId, NATIVE, 1 ether);
        _claimBy(roundId, list, index);
    }

    function _claimBy(uint256 roundId, Allocation[] memory list, uint256 index) private {
        bytes32[] memory proof = _proof(roundId, list, index);
        vm.prank(list[index].account);
        trainingPool.claimShares(roundId, index, list[index].account, list[index].units, proof);
    }

    function _hundred() private pure returns (Allocation[] memory list) {
        list = new Allocation[](CONTRIBUTORS);
        for (uint256 i = 0; i < CONTRIBUTORS; ++i) {
            list[i] = Allocation(address(uint160(uint256(keccak256(abi.encode("contributor", i))))), 1000 + i);
        }
    }

    function _snapshot(string memory operation) private {
        vm.snapshotGasLastCall("gas", operation);
    }
}
