// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CouncilArbiter } from "../../../../src/disputes/CouncilArbiter.sol";
import { IArbiter } from "../../../../src/interfaces/IArbiter.sol";
import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SetRulesTest is DisputeTest {
    uint96 private constant MIN_BOND = 0.001 ether;
    uint96 private constant MAX_BOND = 1000 ether;
    uint32 private constant MIN_PERIOD = 1 days;
    uint32 private constant MAX_PERIOD = 30 days;

    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller) public {
        vm.assume(caller != admin);
        IDisputeCourt.Rules memory rules = disputeCourt.rules();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        disputeCourt.setRules(rules);
    }

    function test_Rules_OfTheBeginning() public view {
        IDisputeCourt.Rules memory rules = disputeCourt.rules();
        assertEq(address(rules.arbiter), address(councilArbiter));
        assertEq(address(councilArbiter.disputeCourt()), address(disputeCourt));
        assertEq(rules.bond, BOND);
        assertEq(rules.appealBond, APPEAL_BOND);
        assertEq(rules.responsePeriod, RESPONSE);
        assertEq(rules.rulingPeriod, RULING);
        assertEq(rules.appealPeriod, APPEAL);
        assertEq(rules.appealRulingPeriod, APPEAL_RULING);
    }

    function testFuzz_RevertWhen_ABondIsOutOfBounds(uint96 bond, bool high) public {
        bond = uint96(high ? bound(bond, MAX_BOND + 1, type(uint96).max) : bound(bond, 0, MIN_BOND - 1));
        IDisputeCourt.Rules memory rules = disputeCourt.rules();
        rules.bond = bond;
        _expectInvalid(rules, "bond");
        (rules.bond, rules.appealBond) = (MIN_BOND, bond);
        _expectInvalid(rules, "appealBond");
    }

    function testFuzz_RevertWhen_APeriodIsOutOfBounds(uint32 period, bool high) public {
        period = uint32(high ? bound(period, MAX_PERIOD + 1, type(uint32).max) : bound(period, 0, MIN_PERIOD - 1));
        string[4] memory fields = ["responsePeriod", "rulingPeriod", "appealPeriod", "appealRulingPeriod"];
        for (uint256 i = 0; i < 4; ++i) {
            IDisputeCourt.Rules memory rules = disputeCourt.rules();
            if (i == 0) rules.responsePeriod = period;
            if (i == 1) rules.rulingPeriod = period;
            if (i == 2) rules.appealPeriod = period;
            if (i == 3) rules.appealRulingPeriod = period;
            _expectInvalid(rules, fields[i]);
        }
    }

    /// @dev One that can't rule here would let every dispute expire.
    function test_RevertWhen_ArbiterRulesElsewhere() public {
        IDisputeCourt.Rules memory rules = disputeCourt.rules();
        rules.arbiter = IArbiter(address(new CouncilArbiter(IDisputeCourt(stranger))));
        _expectInvalid(rules, "arbiter");
        rules.arbiter = IArbiter(stranger);
        _expectInvalid(rules, "arbiter");
    }

    function testFuzz_SetRules(uint96 bond, uint96 appealBond, uint32[4] memory periods) public {
        IDisputeCourt.Rules memory rules;
        rules.arbiter = new CouncilArbiter(disputeCourt);
        rules.bond = uint96(bound(bond, MIN_BOND, MAX_BOND));
        rules.appealBond = uint96(bound(appealBond, MIN_BOND, MAX_BOND));
        rules.responsePeriod = uint32(bound(periods[0], MIN_PERIOD, MAX_PERIOD));
        rules.rulingPeriod = uint32(bound(periods[1], MIN_PERIOD, MAX_PERIOD));
        rules.appealPeriod = uint32(bound(periods[2], MIN_PERIOD, MAX_PERIOD));
        rules.appealRulingPeriod = uint32(bound(periods[3], MIN_PERIOD, MAX_PERIOD));
        uint256 before = _open();
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.RulesChanged(2, rules);
        vm.prank(admin);
        disputeCourt.setRules(rules);
        assertEq(keccak256(abi.encode(disputeCourt.rules())), keccak256(abi.encode(rules)));
        assertEq(disputeCourt.rulesOf(before).bond, BOND, "those opened before keep theirs");
        assertEq(keccak256(abi.encode(disputeCourt.rulesOf(_open()))), keccak256(abi.encode(rules)));
    }

    function _expectInvalid(IDisputeCourt.Rules memory rules, string memory field) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_InvalidRules.selector, field));
        vm.prank(admin);
        disputeCourt.setRules(rules);
    }
}
