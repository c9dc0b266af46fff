// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool } from "../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../fixtures/TrainingTest.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";

/// @title Training rounds of a party that calls back, at every stage, and attempts at every function of the pool
abstract contract ReentryRounds is TrainingTest {
    ReenteringParty internal party;
    /// @dev A capsule of the party's to act on from within.
    uint256 internal spare;

    ReenteringParty.Attempt[] internal guarded;
    ReenteringParty.Attempt[] internal refused;
    ReenteringParty.Attempt[] internal harmless;

    /// @dev What each round waits for.
    uint256 internal toCommit;
    uint256 internal toCancel;
    uint256 internal toReveal;
    uint256 internal toExpire;
    uint256 internal toRecord;
    uint256 internal toChallenge;
    uint256 internal toFinalize;
    uint256 internal toClaim;

    /// @dev Three hours, after which each round is at its stage, and the party has a bond, a credit and units to get.
    function _makeRounds() internal {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        (terms.capsuleId, terms.units, terms.contributorBond, terms.challengeWindow) = (spare, 30, 0, 1 hours);
        (toCommit, toCancel) = (_openFor(terms, 60 days, 61 days), _openFor(terms, 60 days, 61 days));
        (toReveal, toExpire) = (_openFor(terms, 1 hours, 60 days), _openFor(terms, 1 hours, 60 days));
        (toRecord, toFinalize) = (_openFor(terms, 1 hours, 2 hours), _openFor(terms, 1 hours, 2 hours));
        terms.contributorBond = BOND;
        toClaim = _openFor(terms, 1 hours, 2 hours);
        (terms.contributorBond, terms.challengeWindow) = (0, 30 days);
        toChallenge = _openFor(terms, 1 hours, 2 hours);
        uint256[5] memory started = [toReveal, toRecord, toFinalize, toClaim, toChallenge];
        for (uint256 i = 0; i < 5; ++i) {
            _commit(started[i], address(party));
        }
        vm.warp(block.timestamp + 1 hours);
        _reveal(toClaim, address(party));
        vm.warp(block.timestamp + 1 hours);
        _record(toFinalize, _ofTheParty());
        _record(toClaim, _ofTheParty());
        _record(toChallenge, _ofTheParty());
        _challenge(toFinalize, stranger);
        _resolve(toFinalize, false);
        vm.warp(block.timestamp + 1 hours);
        trainingPool.finalize(toClaim);
    }

    function _ofTheParty() internal view returns (Allocation[] memory list) {
        list = new Allocation[](3);
        for (uint256 i = 0; i < 3; ++i) {
            list[i] = Allocation(address(party), 10);
        }
    }

    function _claimOf(uint256 index) internal view returns (bytes memory) {
        bytes32[] memory proof = _proof(toClaim, _ofTheParty(), index);
        return abi.encodeCall(trainingPool.claimShares, (toClaim, index, address(party), 10, proof));
    }

    /// @dev A challenge takes a bond, and attempts send nothing.
    function _roundsOfOthers() internal {
        address me = address(party);
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.challenge, (toChallenge, EVIDENCE)));
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.resolveChallenge, (toChallenge, false)));
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.initialize, (me)));
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.setAuthority, (me)));
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.upgradeToAndCall, (me, "")));
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.pauseEntries, (1 days)));
        _refuse(address(trainingPool), abi.encodeCall(trainingPool.unpauseEntries, ()));
    }

    /// @dev They move the pool's money or nobody's, never the till's.
    function _harmlessInTheRounds() internal {
        address me = address(party);
        address pool = address(trainingPool);
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        (terms.capsuleId, terms.units) = (spare, 1);
        ITrainingPool.Result memory result = _result("root");
        _allow(pool, abi.encodeCall(trainingPool.openRound, (terms)));
        _allow(pool, abi.encodeCall(trainingPool.cancelRound, (toCancel)));
        _allow(pool, abi.encodeCall(trainingPool.commit, (toCommit, UPDATE)));
        _allow(pool, abi.encodeCall(trainingPool.reveal, (toReveal, UPDATE, SALT)));
        ITrainingPool.Approval[] memory approvals = _approvals(toRecord, result, 2);
        _allow(pool, abi.encodeCall(trainingPool.recordResult, (toRecord, result, approvals)));
        _allow(pool, abi.encodeCall(trainingPool.finalize, (toFinalize)));
        _allow(pool, abi.encodeCall(trainingPool.expire, (toExpire)));
        _allow(pool, _claimOf(0));
        _allow(pool, abi.encodeCall(trainingPool.withdrawBond, (toClaim, me)));
        _allow(pool, abi.encodeCall(trainingPool.withdrawCredit, (me)));
    }

    function _refuse(address target, bytes memory data) internal {
        refused.push(_attempt(target, data));
    }

    function _allow(address target, bytes memory data) internal {
        harmless.push(_attempt(target, data));
    }

    function _attempt(address target, bytes memory data) internal pure returns (ReenteringParty.Attempt memory) {
        return ReenteringParty.Attempt(vm.toString(bytes.concat(bytes4(data))), target, data, false);
    }

    function _openFor(ITrainingPool.RoundTerms memory terms, uint256 commitTime, uint256 revealTime)
        private
        returns (uint256)
    {
        terms.commitDeadline = uint40(block.timestamp + commitTime);
        terms.revealDeadline = uint40(block.timestamp + revealTime);
        terms.evaluationDeadline = uint40(block.timestamp + 62 days);
        return _open(terms);
    }
}
