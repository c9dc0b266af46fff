// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../src/interfaces/IDisputeCourt.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { DisputeCases } from "./disputes/DisputeCases.sol";

/// @title Disputes, their bonds and what they stop, after every call
contract DisputeInvariants is InvariantTest {
    function invariant_Disputes() public view {
        assertEq(handler.violation(), "");
        uint256 count = handler.disputeCount();
        for (uint256 i = 1; i <= count; ++i) {
            _DIS_1_JudgedOnceByWhoMayAndInTime(i);
        }
        _DIS_2_BondsAreConserved();
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            _DIS_3_SuspendedExactlyWhileARulingStands(capsules[i]);
            _DIS_4_ContestedExactlyWhileADisputeIsOpen(capsules[i]);
            _DIS_5_FlagsAreOfDescendantsOfSuspendedCapsules(capsules[i]);
        }
    }

    function _offset() internal pure override returns (uint256) {
        return 41;
    }

    /// @dev Stage, ruling and parties are those of the actions that went through; a concluded dispute has its outcome for
    /// ever, since the model's never changes.
    function _DIS_1_JudgedOnceByWhoMayAndInTime(uint256 disputeId) private view {
        DisputeCases.DisputeModel memory expected = handler.disputeModel(disputeId);
        IDisputeCourt.Dispute memory dispute = disputeCourt.disputeOf(disputeId);
        assertEq(uint8(dispute.stage), uint8(expected.stage), "DIS-1: stage");
        assertEq(dispute.upheld, expected.upheld, "DIS-1: ruling");
        assertEq(dispute.deadline, expected.deadline, "DIS-1: deadline");
        assertEq(dispute.capsuleId, expected.capsuleId, "DIS-1: capsule");
        assertEq(dispute.disputer, expected.disputer, "DIS-1: disputer");
        assertEq(dispute.respondent, expected.respondent, "DIS-1: respondent");
        assertEq(dispute.appellant, expected.appellant, "DIS-1: appellant");
        bytes32 rules = keccak256(abi.encode(disputeCourt.rulesOf(disputeId)));
        assertEq(rules, keccak256(abi.encode(expected.rules)), "DIS-1: rules of its time");
    }

    /// @dev An equality: the court holds bonds of open disputes and what was credited, no more and no less.
    function _DIS_2_BondsAreConserved() private view {
        uint256 credits = 0;
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 credit = disputeCourt.creditOf(accounts[i]);
            assertEq(credit, handler.bondCredits(accounts[i]), "DIS-2: credit");
            credits += credit;
        }
        assertEq(address(disputeCourt).balance, handler.escrowed() + credits, "DIS-2");
    }

    function _DIS_3_SuspendedExactlyWhileARulingStands(uint256 id) private view {
        IDisputeCourt.Docket memory docket = disputeCourt.docketOf(id);
        assertEq(docket.upheld, handler.upheldDisputes(id), "DIS-3: rulings");
        assertEq(docket.standing, handler.standing(id), "DIS-3: standing");
        assertEq(registry.capsuleOf(id).suspended, handler.suspended(id), "DIS-3");
    }

    function _DIS_4_ContestedExactlyWhileADisputeIsOpen(uint256 id) private view {
        uint256 open = disputeCourt.docketOf(id).open;
        assertEq(open, handler.openDisputes(id), "DIS-4: open");
        assertEq(splitter.isOwnerFrozen(id), open != 0, "DIS-4");
        if (open == 0) assertEq(splitter.contestedIncome(id, NATIVE), 0, "DIS-4");
    }

    function _DIS_5_FlagsAreOfDescendantsOfSuspendedCapsules(uint256 id) private view {
        uint256[] memory flags = disputeCourt.flagsOf(id);
        for (uint256 i = 0; i < flags.length; ++i) {
            DisputeCases.DisputeModel memory dispute = handler.disputeModel(flags[i]);
            assertTrue(handler.flagged(flags[i], id), "DIS-5: never flagged");
            assertTrue(dispute.upheld && handler.suspended(dispute.capsuleId), "DIS-5");
            assertTrue(model.descends(id, dispute.capsuleId), "DIS-5: no descendant");
        }
    }
}
