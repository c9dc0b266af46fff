// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { DisputeTest } from "../DisputeTest.sol";

contract OpenTest is DisputeTest {
    function testFuzz_RevertWhen_CapsuleIsUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.deal(disputer, BOND);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        vm.prank(disputer);
        disputeCourt.open{ value: BOND }(unknownId, EVIDENCE);
    }

    function testFuzz_RevertWhen_BondIsNotExact(uint96 sent) public {
        vm.assume(sent != BOND);
        vm.deal(disputer, sent);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_WrongBond.selector, sent, BOND));
        vm.prank(disputer);
        disputeCourt.open{ value: sent }(capsuleId, EVIDENCE);
    }

    function test_RevertWhen_EvidenceIsEmpty() public {
        vm.deal(disputer, BOND);
        vm.expectRevert(IDisputeCourt.DisputeCourt_EmptyDigest.selector);
        vm.prank(disputer);
        disputeCourt.open{ value: BOND }(capsuleId, 0);
    }

    function testFuzz_Open(address account, bytes32 evidence) public {
        _assumePayer(account);
        vm.assume(evidence != 0);
        vm.deal(account, BOND);
        uint256 answerBy = block.timestamp + RESPONSE;
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.DisputeOpened(1, capsuleId, account, evidence, 1, answerBy, answerBy + RULING);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.OwnerFrozen(capsuleId);
        vm.prank(account);
        assertEq(disputeCourt.open{ value: BOND }(capsuleId, evidence), 1);

        IDisputeCourt.Dispute memory dispute = disputeCourt.disputeOf(1);
        assertEq(dispute.capsuleId, capsuleId);
        assertEq(dispute.disputer, account);
        assertEq(dispute.deadline, answerBy + RULING);
        assertEq(dispute.rulesId, 1);
        assertEq(uint8(dispute.stage), uint8(IDisputeCourt.Stage.OPEN));
        assertFalse(dispute.upheld);
        assertEq(dispute.respondent, address(0));
        assertEq(dispute.appellant, address(0));
        assertEq(address(disputeCourt).balance, BOND);
        assertTrue(splitter.isOwnerFrozen(capsuleId));
        assertFalse(_isSuspended(), "an accusation is no ruling");
    }

    /// @dev Else the owner could bar every dispute by his own.
    function test_Open_AnotherBesideOneOfTheOwner() public {
        uint256 sham = _open(capsuleId, creator);
        uint256 real = _open();
        assertEq(real, sham + 1);
        IDisputeCourt.Docket memory docket = disputeCourt.docketOf(capsuleId);
        assertEq(docket.open, 2);
        assertEq(docket.upheld, 0);
        assertFalse(docket.standing);
    }

    /// @dev A suspended capsule may earn on, from tips and descendants.
    function test_Open_AgainstASuspendedCapsule() public {
        _conclude(_ruled(true));
        uint256 second = _open();
        assertTrue(splitter.isOwnerFrozen(capsuleId));
        _conclude(second);
        assertTrue(_isSuspended(), "by the first, which stands");
    }

    function test_RevertWhen_DisputeIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_UnknownDispute.selector, 1));
        disputeCourt.disputeOf(1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_UnknownDispute.selector, 0));
        disputeCourt.rulesOf(0);
    }
}
