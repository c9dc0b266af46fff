// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { BlocklistToken } from "../../../mocks/BlocklistToken.sol";
import { CostlyRecipient } from "../../../mocks/CostlyRecipient.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";

contract DistributeTest is EconomyTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _allocate(capsuleId, alice, 100_000);
        _allocate(capsuleId, bob, 200_000);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        splitter.distribute(unknownId, NATIVE, new address[](0));
    }

    function testFuzz_Distribute_PaysOwnerAndAccounts(uint96 income) public {
        income = uint96(bound(income, 1e6, type(uint96).max));
        _tip(capsuleId, NATIVE, income);
        uint256 net = _afterFee(income);
        (uint256 forAlice, uint256 forBob, uint256 forOwner) = (net / 10, net / 5, net * 7 / 10);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, NATIVE, creator, creator, forOwner, true);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, NATIVE, alice, alice, forAlice, false);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.IncomeClaimed(capsuleId, NATIVE, bob, bob, forBob, false);
        vm.prank(stranger);
        uint256 paid = splitter.distribute(capsuleId, NATIVE, _accounts(alice, bob, carol));
        assertEq(paid, forAlice + forBob + forOwner);
        assertEq(alice.balance, forAlice);
        assertEq(bob.balance, forBob);
        assertEq(creator.balance, forOwner);
        assertEq(carol.balance, 0, "holds no units");
    }

    /// @dev An account named twice is paid once; the zero account is nobody's.
    function test_Distribute_RepeatedAndZeroAccounts() public {
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 paid = splitter.distribute(capsuleId, NATIVE, _accounts(alice, alice, address(0)));
        assertEq(alice.balance, _afterFee(1 ether) / 10);
        assertEq(paid, _afterFee(1 ether) * 8 / 10);
        assertEq(address(0).balance, 0);
        assertEq(splitter.distribute(capsuleId, NATIVE, _accounts(alice, alice, alice)), 0);
    }

    function test_Distribute_ThatRefusesKeepsItsClaim() public {
        _checkFailing(address(new RefusingHolder()));
    }

    function test_Distribute_ThatBurnsGasKeepsItsClaim() public {
        uint256 spent = _checkFailing(address(new CostlyRecipient(CostlyRecipient.Manner.BURN_ALL_GAS)));
        assertLt(spent, 700_000, "one account can't burn the whole call's gas");
    }

    function test_Distribute_ThatRevertsWithHugeDataKeepsItsClaim() public {
        uint256 spent = _checkFailing(address(new CostlyRecipient(CostlyRecipient.Manner.REVERT_WITH_MUCH)));
        assertLt(spent, 700_000, "nobody pays for its data");
    }

    /// @dev Success is success, however much is returned with it.
    function test_Distribute_ThatReturnsHugeDataIsPaid() public {
        address huge = address(new CostlyRecipient(CostlyRecipient.Manner.RETURN_MUCH));
        _allocate(capsuleId, huge, 50_000);
        _tip(capsuleId, NATIVE, 1 ether);
        splitter.distribute(capsuleId, NATIVE, _accounts(huge, alice, bob));
        assertEq(huge.balance, _afterFee(1 ether) / 20);
        assertEq(bob.balance, _afterFee(1 ether) / 5);
    }

    /// @dev Whoever calls with too little gas makes payments fail, or the call: nobody loses or gets anything by it.
    function testFuzz_Distribute_WithTooLittleGasLosesNothing(uint256 gas) public {
        gas = bound(gas, 30_000, 400_000);
        _tip(capsuleId, NATIVE, 1 ether);
        bytes memory data = abi.encodeCall(splitter.distribute, (capsuleId, NATIVE, _accounts(alice, bob, carol)));
        (bool success,) = address(splitter).call{ gas: gas }(data);
        address[3] memory payees = [alice, bob, creator];
        uint256[3] memory due = [splitter.claimable(capsuleId, NATIVE, alice), 0, 0];
        (due[1], due[2]) = (splitter.claimable(capsuleId, NATIVE, bob), splitter.claimableOwner(capsuleId, NATIVE));
        uint256[3] memory tenths = [uint256(1), 2, 7];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 share = _afterFee(1 ether) * tenths[i] / 10;
            assertEq(payees[i].balance + due[i], share);
            assertTrue(due[i] == share || (success && due[i] == 0), "all or nothing");
        }
    }

    function test_Distribute_OwnerThatRefusesStopsNobody() public {
        address refusing = address(new RefusingHolder());
        vm.prank(creator);
        registry.transferFrom(creator, refusing, capsuleId);
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 due = _afterFee(1 ether) * 7 / 10;
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.PaymentFailed(capsuleId, NATIVE, refusing, due);
        splitter.distribute(capsuleId, NATIVE, _accounts(alice, bob, carol));
        assertEq(alice.balance + bob.balance, _afterFee(1 ether) * 3 / 10);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), due);
    }

    /// @dev Who names account zero doesn't burn what an owner couldn't be paid.
    function test_Distribute_WhatAnOwnerRefusedIsNobodyElses() public {
        address refusing = address(new RefusingHolder());
        vm.prank(creator);
        registry.transferFrom(creator, refusing, capsuleId);
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 before = address(0).balance;
        splitter.distribute(capsuleId, NATIVE, _accounts(address(0), address(accessToken), address(splitter)));
        assertEq(address(0).balance, before);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether) * 7 / 10);
    }

    function test_Distribute_BlockedAccountStopsNobody() public {
        BlocklistToken token = new BlocklistToken();
        _accept(capsuleId, address(token));
        _tip(capsuleId, address(token), 1000e6);
        token.setBlocked(alice, true);
        uint256 due = _afterFee(1000e6) / 10;
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.PaymentFailed(capsuleId, address(token), alice, due);
        splitter.distribute(capsuleId, address(token), _accounts(alice, bob, carol));
        assertEq(token.balanceOf(bob), 2 * due);
        assertEq(token.balanceOf(creator), 7 * due);
        vm.prank(alice);
        assertEq(splitter.claimTo(capsuleId, address(token), carol), due, "claims to an account that may receive");
    }

    /// @dev Whatever a paid account calls, nobody is paid twice and no ledger changes but by what is owed.
    function test_Distribute_ReenteringAccountGainsNothing() public {
        ReenteringParty attacker = new ReenteringParty();
        address[] memory itself = _accounts(address(attacker), address(attacker), alice);
        _allocate(capsuleId, address(attacker), 100_000);
        bytes[6] memory calls = [
            abi.encodeCall(IRoyaltySplitter.claim, (capsuleId, NATIVE, address(attacker))),
            abi.encodeCall(IRoyaltySplitter.claimTo, (capsuleId, NATIVE, address(attacker))),
            abi.encodeCall(IRoyaltySplitter.claimOwner, (capsuleId, NATIVE)),
            abi.encodeCall(IRoyaltySplitter.distribute, (capsuleId, NATIVE, itself)),
            abi.encodeCall(IRoyaltySplitter.collectFee, (capsuleId, NATIVE)),
            abi.encodeCall(splitter.safeTransferFrom, (address(attacker), carol, capsuleId, 50_000, ""))
        ];
        uint256 state = vm.snapshotState();
        for (uint256 i = 0; i < calls.length; ++i) {
            attacker.prepare(address(splitter), calls[i]);
            _tip(capsuleId, NATIVE, 1 ether);
            splitter.distribute(capsuleId, NATIVE, itself);
            assertTrue(attacker.tried());
            // Only the transfer of its own units may succeed, and distributing, with nothing paid.
            assertEq(attacker.succeeded(), i == 3 || i == 5);
            assertEq(address(attacker).balance, _afterFee(1 ether) / 10);
            assertEq(alice.balance, _afterFee(1 ether) / 10);
            assertEq(splitter.claimable(capsuleId, NATIVE, carol), 0, "units moved without their earnings");
            vm.revertToState(state);
        }
    }

    /// @return spent gas of the whole call
    function _checkFailing(address failing) private returns (uint256 spent) {
        _allocate(capsuleId, failing, 50_000);
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 due = _afterFee(1 ether) / 20;
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.PaymentFailed(capsuleId, NATIVE, failing, due);
        spent = gasleft();
        uint256 paid = splitter.distribute(capsuleId, NATIVE, _accounts(alice, failing, bob));
        spent -= gasleft();
        assertEq(paid, _afterFee(1 ether) * 95 / 100);
        assertEq(splitter.claimable(capsuleId, NATIVE, failing), due);
        assertEq(failing.balance, 0);
        assertEq(bob.balance, _afterFee(1 ether) / 5, "those after it are paid");
        vm.prank(failing);
        assertEq(splitter.claimTo(capsuleId, NATIVE, recipient), due);
    }
}
