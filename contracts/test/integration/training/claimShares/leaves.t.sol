// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool } from "../../../../src/interfaces/ITrainingPool.sol";
import { AllocationTree } from "../../../fixtures/AllocationTree.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @dev The SDK publishes what it computes in contracts/test/vectors/training.json; here the contract computes the same.
/// It stands at the address that the vectors name, with rounds written into its storage.
contract LeavesTest is ProtocolTest {
    string private constant FILE = "contracts/test/vectors/training.json";
    uint256 private constant ROUNDS = 0x2b9b6859247a0abdac4d3a3c4588e20f0272ab4d0b91e42cb91e9834ae26f101;

    string private json;
    ITrainingPool private pool;
    uint256 private capsuleId;
    uint256 private roundId;

    function setUp() public override {
        super.setUp();
        json = vm.readFile(FILE);
        vm.chainId(vm.parseJsonUint(json, ".chainId"));
        pool = ITrainingPool(vm.parseJsonAddress(json, ".trainingPool"));
        vm.etch(address(pool), implementations.trainingPool.code);
        (capsuleId, roundId) = (vm.parseJsonUint(json, ".capsuleId"), vm.parseJsonUint(json, ".roundId"));
        _writeRound(roundId, capsuleId);
    }

    function test_Tree() public view {
        bytes32 root = vm.parseJsonBytes32(json, ".tree.root");
        bytes32[] memory leaves = new bytes32[](11);
        for (uint256 i = 0; i < leaves.length; ++i) {
            string memory at = string.concat(".tree.claims[", vm.toString(i), "]");
            address account = vm.parseJsonAddress(json, string.concat(at, ".account"));
            uint256 units = vm.parseJsonUint(json, string.concat(at, ".units"));
            leaves[i] = vm.parseJsonBytes32(json, string.concat(at, ".leaf"));
            assertEq(vm.parseJsonUint(json, string.concat(at, ".index")), i);
            assertEq(pool.leafOf(roundId, i, account, units), leaves[i]);
            bytes32[] memory proof = vm.parseJsonBytes32Array(json, string.concat(at, ".proof"));
            assertTrue(MerkleProof.verify(proof, root, leaves[i]));
        }
        bytes32[] memory tree = AllocationTree.build(leaves);
        assertEq(tree[0], root, "the tests' own tree is the same");
        assertEq(
            keccak256(abi.encode(AllocationTree.proofOf(tree, leaves[4]))),
            keccak256(abi.encode(vm.parseJsonBytes32Array(json, ".tree.claims[4].proof")))
        );
    }

    function test_Commitment() public view {
        address contributor = vm.parseJsonAddress(json, ".commitment.contributor");
        bytes32 update = vm.parseJsonBytes32(json, ".commitment.updateDigest");
        bytes32 salt = vm.parseJsonBytes32(json, ".commitment.salt");
        bytes32 expected = vm.parseJsonBytes32(json, ".commitment.commitment");
        assertEq(pool.commitmentOf(roundId, contributor, update, salt), expected);
    }

    function test_Result() public view {
        ITrainingPool.Result memory result = ITrainingPool.Result({
            root: vm.parseJsonBytes32(json, ".result.root"),
            manifestDigest: vm.parseJsonBytes32(json, ".result.manifestDigest"),
            scoreDigest: vm.parseJsonBytes32(json, ".result.scoreDigest")
        });
        assertEq(pool.roundOf(roundId).baseVersion, vm.parseJsonUint(json, ".result.baseVersion"));
        assertEq(pool.resultDigest(roundId, result), vm.parseJsonBytes32(json, ".result.digest"));
    }

    /// @dev 10,000 leaves, every word of each random, in digests of a thousand.
    function test_Leaves_InBulk() public {
        _assertBulk(".bulk.leaves", _leaf);
    }

    /// @dev 10,000 results, as viem hashes them for evaluators to sign.
    function test_Results_InBulk() public {
        _assertBulk(".bulk.results", _resultDigest);
    }

    function _assertBulk(string memory key, function(uint256) internal returns (bytes32) hashOf) private {
        uint256 chunk = vm.parseJsonUint(json, ".bulk.chunk");
        bytes32[] memory digests = vm.parseJsonBytes32Array(json, key);
        assertEq(chunk * digests.length, 10_000);
        for (uint256 part = 0; part < digests.length; ++part) {
            // More calls than the gas of one test lasts for.
            vm.resetGasMetering();
            bytes32[] memory hashes = new bytes32[](chunk);
            for (uint256 i = 0; i < chunk; ++i) {
                hashes[i] = hashOf(part * chunk + i);
            }
            assertEq(keccak256(abi.encodePacked(hashes)), digests[part], vm.toString(part));
        }
    }

    function _leaf(uint256 number) private returns (bytes32) {
        uint256[5] memory words = _randomRound(number);
        return pool.leafOf(words[1], words[2], address(uint160(words[3])), words[4]);
    }

    function _resultDigest(uint256 number) private returns (bytes32) {
        uint256[5] memory words = _randomRound(number);
        bytes32[3] memory digests = [bytes32(words[2]), bytes32(words[3]), bytes32(words[4])];
        return pool.resultDigest(words[1], ITrainingPool.Result(digests[0], digests[1], digests[2]));
    }

    /// @return words five random ones, of which the first two are the capsule and the id of a round that is there now
    function _randomRound(uint256 number) private returns (uint256[5] memory words) {
        for (uint256 position = 0; position < 5; ++position) {
            uint256[] memory numbers = new uint256[](2);
            (numbers[0], numbers[1]) = (number, position);
            words[position] = uint256(keccak256(abi.encode("bulk", numbers)));
        }
        _writeRound(words[1], words[0]);
    }

    /// @dev Of version 3, open: the capsule in the first word, the state in the third, the version in the fourth.
    function _writeRound(uint256 id, uint256 ofCapsule) private {
        uint256 slot = uint256(keccak256(abi.encode(id, ROUNDS)));
        vm.store(address(pool), bytes32(slot), bytes32(ofCapsule));
        vm.store(address(pool), bytes32(slot + 2), bytes32(uint256(1) << 224));
        vm.store(address(pool), bytes32(slot + 3), bytes32(uint256(3) << 192));
    }
}
