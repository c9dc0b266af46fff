// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";

contract AcceptCurrencyTest is ProtocolTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        splitter.acceptCurrency(unknownId, address(usd));
    }

    function testFuzz_RevertWhen_CallerNotAuthorized(address caller) public {
        vm.assume(caller != creator && caller != address(accessToken));
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotAuthorized.selector, capsuleId, caller)
        );
        vm.prank(caller);
        splitter.acceptCurrency(capsuleId, address(usd));
    }

    function testFuzz_RevertWhen_CurrencyIsNoContract(address currency) public {
        vm.assume(currency != NATIVE && currency.code.length == 0);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidCurrency.selector, currency));
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, currency);
    }

    function test_AcceptCurrency_AtMostEight() public {
        vm.startPrank(creator);
        address[] memory accepted = new address[](8);
        for (uint256 i = 0; i < 8; ++i) {
            accepted[i] = address(new StandardToken("token", 18));
            vm.expectEmit(address(splitter));
            emit IRoyaltySplitter.CurrencyAccepted(capsuleId, accepted[i]);
            splitter.acceptCurrency(capsuleId, accepted[i]);
            assertTrue(splitter.acceptsCurrency(capsuleId, accepted[i]));
        }
        assertEq(splitter.currenciesOf(capsuleId), accepted);

        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyCurrencies.selector, capsuleId, 8)
        );
        splitter.acceptCurrency(capsuleId, address(usd));
        assertFalse(splitter.acceptsCurrency(capsuleId, address(usd)));
        // What is accepted already can be accepted again.
        splitter.acceptCurrency(capsuleId, accepted[0]);
        assertEq(splitter.currenciesOf(capsuleId).length, 8);
    }

    function test_AcceptCurrency_NothingNew() public {
        vm.startPrank(creator);
        splitter.acceptCurrency(capsuleId, address(usd));
        vm.recordLogs();
        splitter.acceptCurrency(capsuleId, address(usd));
        splitter.acceptCurrency(capsuleId, NATIVE);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(splitter.currenciesOf(capsuleId).length, 1);
        assertTrue(splitter.acceptsCurrency(capsuleId, NATIVE));
    }

    function test_AcceptCurrency_ByOperatorAndForOneCapsuleOnly() public {
        uint256 other = _register(creator, "other", true);
        vm.prank(creator);
        registry.approve(stranger, capsuleId);
        vm.prank(stranger);
        splitter.acceptCurrency(capsuleId, address(usd));
        assertTrue(splitter.acceptsCurrency(capsuleId, address(usd)));
        assertFalse(splitter.acceptsCurrency(other, address(usd)));
    }
}
