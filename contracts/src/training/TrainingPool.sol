// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { ITrainingPool, RoundState } from "../interfaces/ITrainingPool.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { Bonds } from "./Bonds.sol";
import { Rounds } from "./Rounds.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title TrainingPool
/// @dev What happens in a round, over its terms ({Rounds}) and its money ({Bonds}). Units are the splitter's: a round in
/// progress only promises them, a finalized one has them in escrow there, and no tree can give out more than that.
/// @dev Trusts: the evaluators that the owner named and contributors accepted by committing; governance's arbiter to
/// decide challenges. A suspended capsule opens no rounds, but those in progress go on: contributors did their work, and
/// what they are promised comes from the owner alone.
contract TrainingPool is Rounds, Bonds {
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant RESULT_TYPEHASH = keccak256(
        "Result(uint256 roundId,uint256 capsuleId,uint64 baseVersion,bytes32 root,bytes32 manifestDigest,bytes32 scoreDigest)"
    );

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IRoyaltySplitter royaltySplitter)
        Rounds(capsuleRegistry, royaltySplitter)
    { }

    /// @param authority the protocol's AccessManager
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc ITrainingPool
    function commit(uint256 roundId, bytes32 commitment) external payable {
        Round storage round = _round(roundId);
        RoundState state = round.state;
        if (state != RoundState.OPEN) _requireState(roundId, state, RoundState.STARTED);
        _requireBefore(roundId, round.commitDeadline);
        if (commitment == 0) revert TrainingPool_EmptyDigest();
        _requireBond(round.contributorBond);
        Contribution storage contribution = _storage().contributions[roundId][msg.sender];
        if (contribution.commitment != 0) revert TrainingPool_AlreadyCommitted(roundId, msg.sender);
        contribution.commitment = commitment;
        if (state == RoundState.OPEN) round.state = RoundState.STARTED;
        emit ContributionCommitted(roundId, msg.sender, commitment, msg.value);
    }

    /// @inheritdoc ITrainingPool
    function reveal(uint256 roundId, bytes32 updateDigest, bytes32 salt) external {
        Round storage round = _roundIn(roundId, RoundState.STARTED);
        _requireFrom(roundId, round.commitDeadline);
        _requireBefore(roundId, round.revealDeadline);
        if (updateDigest == 0) revert TrainingPool_EmptyDigest();
        Contribution storage contribution = _storage().contributions[roundId][msg.sender];
        if (contribution.commitment != commitmentOf(roundId, msg.sender, updateDigest, salt)) {
            revert TrainingPool_CommitmentMismatch(roundId, msg.sender);
        }
        if (contribution.revealed) revert TrainingPool_AlreadyRevealed(roundId, msg.sender);
        contribution.revealed = true;
        emit ContributionRevealed(roundId, msg.sender, updateDigest);
    }

    /// @inheritdoc ITrainingPool
    function recordResult(uint256 roundId, Result calldata result, Approval[] calldata approvals) external {
        Round storage round = _roundIn(roundId, RoundState.STARTED);
        _requireFrom(roundId, round.revealDeadline);
        _requireBefore(roundId, round.evaluationDeadline);
        if (result.root == 0 || result.manifestDigest == 0 || result.scoreDigest == 0) {
            revert TrainingPool_EmptyDigest();
        }
        if (approvals.length < round.quorum) revert TrainingPool_QuorumNotReached(approvals.length, round.quorum);
        address[] memory evaluators = _verify(roundId, resultDigest(roundId, result), approvals);
        uint256 challengeDeadline = block.timestamp + round.challengeWindow;
        // A time of the block and 30 days at most.
        // forge-lint: disable-next-line(unsafe-typecast)
        (round.state, round.challengeDeadline) = (RoundState.RECORDED, uint40(challengeDeadline));
        round.root = result.root;
        emit ResultRecorded(
            roundId,
            round.capsuleId,
            result.root,
            result.manifestDigest,
            result.scoreDigest,
            evaluators,
            challengeDeadline
        );
    }

    /// @inheritdoc ITrainingPool
    function finalize(uint256 roundId) external {
        Round storage round = _round(roundId);
        if (round.state == RoundState.CHALLENGED) {
            _expireChallenge(roundId, round);
        } else {
            _requireState(roundId, round.state, RoundState.RECORDED);
            _requireFrom(roundId, round.challengeDeadline);
        }
        (uint256 capsuleId, uint256 units) = (round.capsuleId, round.units);
        _end(round, RoundState.FINALIZED);
        emit RoundFinalized(roundId, capsuleId, units);
        ROYALTY_SPLITTER.escrow(capsuleId, roundId, units);
    }

    /// @inheritdoc ITrainingPool
    function claimShares(uint256 roundId, uint256 index, address account, uint256 units, bytes32[] calldata proof)
        external
    {
        Round storage round = _roundIn(roundId, RoundState.FINALIZED);
        BitMaps.BitMap storage claimed = _storage().claimed[roundId];
        if (claimed.get(index)) revert TrainingPool_AlreadyClaimed(roundId, index);
        uint256 capsuleId = round.capsuleId;
        bytes32 leaf = _leaf(capsuleId, roundId, index, account, units);
        if (!MerkleProof.verifyCalldata(proof, round.root, leaf)) revert TrainingPool_InvalidProof(roundId, index);
        claimed.set(index);
        emit SharesClaimed(roundId, capsuleId, account, index, units);
        ROYALTY_SPLITTER.handOver(capsuleId, roundId, account, units);
    }

    /// @inheritdoc ITrainingPool
    function isClaimed(uint256 roundId, uint256 index) external view returns (bool) {
        return _storage().claimed[roundId].get(index);
    }

    /// @inheritdoc ITrainingPool
    function contributionOf(uint256 roundId, address contributor) external view returns (Contribution memory) {
        return _storage().contributions[roundId][contributor];
    }

    /// @inheritdoc ITrainingPool
    function leafOf(uint256 roundId, uint256 index, address account, uint256 units) external view returns (bytes32) {
        return _leaf(_round(roundId).capsuleId, roundId, index, account, units);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @inheritdoc ITrainingPool
    function commitmentOf(uint256 roundId, address contributor, bytes32 updateDigest, bytes32 salt)
        public
        view
        returns (bytes32)
    {
        uint256 capsuleId = _round(roundId).capsuleId;
        return keccak256(abi.encode(block.chainid, address(this), capsuleId, roundId, contributor, updateDigest, salt));
    }

    /// @inheritdoc ITrainingPool
    function resultDigest(uint256 roundId, Result calldata result) public view returns (bytes32) {
        Round storage round = _round(roundId);
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    RESULT_TYPEHASH,
                    roundId,
                    round.capsuleId,
                    round.baseVersion,
                    result.root,
                    result.manifestDigest,
                    result.scoreDigest
                )
            )
        );
    }

    function _verify(uint256 roundId, bytes32 digest, Approval[] calldata approvals)
        private
        view
        returns (address[] memory evaluators)
    {
        mapping(address => bool) storage known = _storage().evaluators[roundId];
        evaluators = new address[](approvals.length);
        address previous = address(0);
        for (uint256 i = 0; i < approvals.length; ++i) {
            address evaluator = approvals[i].evaluator;
            if (evaluator <= previous) revert TrainingPool_UnorderedEvaluators(previous, evaluator);
            if (!known[evaluator]) revert TrainingPool_NotEvaluator(roundId, evaluator);
            if (!SignatureChecker.isValidSignatureNowCalldata(evaluator, digest, approvals[i].signature)) {
                revert TrainingPool_InvalidSignature(evaluator);
            }
            (evaluators[i], previous) = (evaluator, evaluator);
        }
    }

    /// @dev Hashed twice, so that no inner node of a tree can pass for a leaf.
    function _leaf(uint256 capsuleId, uint256 roundId, uint256 index, address account, uint256 units)
        private
        view
        returns (bytes32)
    {
        bytes32 inner = keccak256(abi.encode(block.chainid, address(this), capsuleId, roundId, index, account, units));
        return keccak256(bytes.concat(inner));
    }
}
