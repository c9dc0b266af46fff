// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../src/interfaces/IDisputeCourt.sol";
import { EconomyTest } from "../../fixtures/EconomyTest.sol";

/// @title Base of the tests of disputes: a capsule of `creator`, and each step of a dispute over it in few words
abstract contract DisputeTest is EconomyTest {
    uint96 internal constant BOND = 0.1 ether;
    uint96 internal constant APPEAL_BOND = 0.2 ether;
    uint32 internal constant RESPONSE = 7 days;
    uint32 internal constant RULING = 14 days;
    uint32 internal constant APPEAL = 7 days;
    uint32 internal constant APPEAL_RULING = 30 days;
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    bytes32 internal constant ANSWER = keccak256("answer");
    bytes32 internal constant REASONS = keccak256("reasons");
    bytes32 internal constant GROUNDS = keccak256("grounds of appeal");

    address internal disputer = makeAddr("disputer");
    uint256 internal capsuleId;

    function setUp() public virtual override {
        super.setUp();
        capsuleId = _root(creator);
    }

    function _open() internal returns (uint256 disputeId) {
        return _open(capsuleId, disputer);
    }

    function _open(uint256 id, address account) internal returns (uint256 disputeId) {
        uint256 bond = disputeCourt.rules().bond;
        vm.deal(account, account.balance + bond);
        vm.prank(account);
        return disputeCourt.open{ value: bond }(id, EVIDENCE);
    }

    function _counter(uint256 disputeId) internal {
        _counter(disputeId, creator);
    }

    function _counter(uint256 disputeId, address account) internal {
        uint256 bond = disputeCourt.rulesOf(disputeId).bond;
        vm.deal(account, account.balance + bond);
        vm.prank(account);
        disputeCourt.counter{ value: bond }(disputeId, ANSWER);
    }

    function _rule(uint256 disputeId, bool upheld) internal {
        vm.prank(council);
        councilArbiter.rule(disputeId, upheld, REASONS, _none());
    }

    function _appeal(uint256 disputeId, address account) internal {
        uint256 bond = disputeCourt.rulesOf(disputeId).appealBond;
        vm.deal(account, account.balance + bond);
        vm.prank(account);
        disputeCourt.appeal{ value: bond }(disputeId, GROUNDS);
    }

    function _ruleAppeal(uint256 disputeId, bool upheld) internal {
        vm.prank(admin);
        disputeCourt.ruleAppeal(disputeId, upheld, REASONS, _none());
    }

    /// @dev To the end of the present stage, and the end of the dispute.
    function _conclude(uint256 disputeId) internal {
        vm.warp(disputeCourt.disputeOf(disputeId).deadline);
        disputeCourt.conclude(disputeId);
    }

    /// @dev Opened, answered, ruled.
    function _ruled(bool upheld) internal returns (uint256 disputeId) {
        disputeId = _open();
        _counter(disputeId);
        _rule(disputeId, upheld);
    }

    /// @dev Ruled, and appealed by who lost.
    function _appealed(bool upheld) internal returns (uint256 disputeId) {
        disputeId = _ruled(upheld);
        _appeal(disputeId, upheld ? creator : disputer);
    }

    function _stage(uint256 disputeId) internal view returns (IDisputeCourt.Stage) {
        return disputeCourt.disputeOf(disputeId).stage;
    }

    function _assertStage(uint256 disputeId, IDisputeCourt.Stage expected) internal view {
        assertEq(uint8(_stage(disputeId)), uint8(expected), "stage");
    }

    function _isSuspended() internal view returns (bool) {
        return registry.capsuleOf(capsuleId).suspended;
    }

    function _expectWrongStage(uint256 disputeId, IDisputeCourt.Stage stage) internal {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_WrongStage.selector, disputeId, uint8(stage)));
    }

    function _expectTooLate(uint256 disputeId, uint256 deadline) internal {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_TooLate.selector, disputeId, deadline));
    }

    function _expectTooEarly(uint256 disputeId, uint256 possibleAt) internal {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_TooEarly.selector, disputeId, possibleAt));
    }

    function _none() internal pure returns (uint256[] memory) {
        return new uint256[](0);
    }

    function _ids(uint256 id) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = id;
    }
}
