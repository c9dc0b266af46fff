// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { DisputeTest } from "../integration/disputes/DisputeTest.sol";

/// @title Gas of a dispute
/// @dev Whole transactions through the proxies, see {GasTest}. The capsule earned before, in ether and one ERC-20, and was
/// claimed; it is on sale, and never was disputed.
contract DisputeGasTest is DisputeTest {
    function setUp() public override {
        super.setUp();
        _createOffer(capsuleId, 1 ether, _terms(address(usd)));
        _earnOnce();
        _conclude(_open(_root(alice), disputer));
        _earnOnce();
    }

    function test_OpenDispute() public {
        vm.deal(disputer, BOND);
        vm.prank(disputer);
        disputeCourt.open{ value: BOND }(capsuleId, EVIDENCE);
        vm.snapshotGasLastCall("gas", "openDispute");
    }

    function test_CounterDispute() public {
        uint256 disputeId = _open();
        vm.deal(creator, BOND);
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
        vm.snapshotGasLastCall("gas", "counterDispute");
    }

    /// @dev Upheld, which suspends the capsule.
    function test_RuleDispute() public {
        uint256 disputeId = _open();
        _counter(disputeId);
        _rule(disputeId, true);
        vm.snapshotGasLastCall("gas", "ruleDispute");
    }

    /// @dev Upheld, with income to hand over in both currencies.
    function test_ConcludeDispute() public {
        uint256 disputeId = _open();
        _tip(capsuleId, NATIVE, 1 ether);
        _tip(capsuleId, address(usd), 1e6);
        _counter(disputeId);
        _rule(disputeId, true);
        _conclude(disputeId);
        vm.snapshotGasLastCall("gas", "concludeDispute");
    }

    function _earnOnce() private {
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 i = 0; i < 2; ++i) {
            _tip(capsuleId, currencies[i], 1 ether);
            splitter.claimOwner(capsuleId, currencies[i]);
        }
    }
}
