// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { EconomyTest } from "../../fixtures/EconomyTest.sol";
import { HostileReceiver } from "../../mocks/HostileReceiver.sol";

/// @title A capsule whose licenses and income a receiver with bad manners is to get, beside honest ones
abstract contract ReceiverScene is EconomyTest {
    uint256 private constant GAS = 3_000_000;
    uint128 internal constant PRICE = 1 ether;

    struct Call {
        address caller;
        address target;
        uint256 value;
        bytes data;
    }

    HostileReceiver internal receiver;
    uint256 internal capsuleId;
    uint256 internal plain;
    uint256 internal timed;

    function setUp() public override {
        super.setUp();
        receiver = new HostileReceiver();
        capsuleId = _root(creator);
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 30 days);
        (terms.revocable, terms.referralBps, terms.trial) = (true, 1000, 1 days);
        plain = _createOffer(capsuleId, PRICE, _terms(NATIVE));
        timed = _createOffer(capsuleId, PRICE, terms);
        _allocate(capsuleId, alice, 200_000);
        _allocate(capsuleId, address(receiver), 100_000);
        _buy(plain, 1);
    }

    function _try(Call memory call) internal returns (bool success) {
        vm.prank(call.caller);
        (success,) = call.target.call{ value: call.value, gas: GAS }(call.data);
    }
}
