// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { CapsuleHolder } from "../../../mocks/CapsuleHolder.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { IERC1155Receiver } from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";

contract HandOverTest is EconomyTest {
    uint256 private constant ROUND = 7;

    uint256 private capsuleId;
    address[2] private currencies;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _accept(capsuleId, address(usd));
        currencies = [NATIVE, address(usd)];
    }

    function testFuzz_RevertWhen_CallerIsNotTheTrainingPool(address caller) public {
        vm.assume(caller != address(trainingPool));
        _escrow(1);
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotTrainingPool.selector, caller));
        vm.prank(caller);
        splitter.handOver(capsuleId, ROUND, alice, 1);
    }

    /// @dev Whatever a tree says: no round gives out more than it took, in how many parts ever.
    function testFuzz_RevertWhen_MoreThanIsLeft(uint32 units, uint32 taken, uint256 requested) public {
        units = uint32(bound(units, 1, UNITS));
        taken = uint32(bound(taken, 0, units));
        requested = bound(requested, units - taken + 1, type(uint256).max);
        _escrow(units);
        if (taken != 0) _handOver(alice, taken);
        _expectNotEnough(requested, units - taken);
        splitter.handOver(capsuleId, ROUND, alice, requested);
    }

    function test_RevertWhen_UnitsAreZeroOrTheRoundHasNone() public {
        _expectNotEnough(1, 0);
        splitter.handOver(capsuleId, ROUND, alice, 1);
        _escrow(5);
        _expectNotEnough(0, 5);
        splitter.handOver(capsuleId, ROUND, alice, 0);
    }

    /// @dev As a mint: units of a round come from nobody.
    function testFuzz_HandOver_TellsTheReceiver(uint24 units) public {
        units = uint24(bound(units, 1, UNITS));
        _escrow(units);
        address holder = makeAddr("holder");
        vm.etch(holder, hex"00");
        bytes memory told = abi.encodeCall(
            IERC1155Receiver.onERC1155Received, (address(trainingPool), address(0), capsuleId, units, "")
        );
        vm.mockCall(holder, told, abi.encode(IERC1155Receiver.onERC1155Received.selector));
        _handOver(holder, units);
        assertEq(splitter.balanceOf(holder, capsuleId), units);
    }

    function test_RevertWhen_AccountTakesNoUnits() public {
        _escrow(1);
        vm.prank(address(trainingPool));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        splitter.handOver(capsuleId, ROUND, address(0), 1);
        address holder = address(new CapsuleHolder());
        vm.prank(address(trainingPool));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, holder));
        splitter.handOver(capsuleId, ROUND, holder, 1);
    }

    function testFuzz_HandOver_GivesUnits(uint32 units, uint32 part) public {
        units = uint32(bound(units, 1, UNITS));
        part = uint32(bound(part, 1, units));
        _escrow(units);
        vm.expectEmit(address(splitter));
        emit IERC1155.TransferSingle(address(trainingPool), address(0), alice, capsuleId, part);
        _handOver(alice, part);
        assertEq(splitter.balanceOf(alice, capsuleId), part);
        (uint256 left,) = splitter.escrowOf(capsuleId, ROUND, NATIVE);
        assertEq(left, units - part);
        assertEq(splitter.allocatedUnits(capsuleId), units, "they had left the owner before");
    }

    /// @dev Whenever they are claimed, units have earned since the escrow, and nothing before it: as if they had been
    /// claimed at once.
    function testFuzz_HandOver_BringsAllThatWasEarnedSince(uint32 units, uint64[3] calldata amounts, uint8 when)
        public
    {
        units = uint32(bound(units, 1, UNITS));
        for (uint256 step = 0; step < 3; ++step) {
            if (step == 1) _escrow(units);
            if (step == 1 + when % 3) _handOver(alice, units);
            for (uint256 i = 0; i < 2; ++i) {
                _tip(capsuleId, currencies[i], 1 + uint256(amounts[step]));
            }
        }
        if (when % 3 == 2) _handOver(alice, units);
        uint256 before = _afterFee(1 + uint256(amounts[0]));
        uint256 growth = _afterFee(3 + uint256(amounts[0]) + amounts[1] + amounts[2]) - before;
        for (uint256 i = 0; i < 2; ++i) {
            assertEq(splitter.claimable(capsuleId, currencies[i], alice), growth * units / UNITS);
            uint256 ofOwner = before * UNITS + growth * (UNITS - units);
            assertEq(splitter.claimableOwner(capsuleId, currencies[i]), ofOwner / UNITS);
        }
    }

    /// @dev A holder of earlier units, paid or not, gets exactly what both kinds earned, to the millionth.
    function testFuzz_HandOver_ToAHolder(uint32 held, uint32 units, uint64[4] calldata amounts, bool paid) public {
        held = uint32(bound(held, 1, UNITS - 1));
        units = uint32(bound(units, 1, UNITS - held));
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[0]));
        uint256 first = splitter.netIncome(capsuleId, NATIVE);
        _allocate(capsuleId, alice, held);
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[1]));
        _escrow(units);
        uint256 second = splitter.netIncome(capsuleId, NATIVE);
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[2]));
        uint256 claimed;
        if (paid && splitter.claimable(capsuleId, NATIVE, alice) != 0) {
            claimed = splitter.claim(capsuleId, NATIVE, alice);
        }
        _handOver(alice, units);
        assertEq(splitter.balanceOf(alice, capsuleId), uint256(held) + units);
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[3]));
        uint256 net = splitter.netIncome(capsuleId, NATIVE);
        uint256 earned = (held * (net - first) + units * (net - second)) / UNITS;
        assertEq(claimed + splitter.claimable(capsuleId, NATIVE, alice), earned);
    }

    /// @dev Whether a holder's ledger is older or newer than the escrow.
    function testFuzz_HandOver_TwoRoundsInEitherOrder(uint64[3] calldata amounts, bool newerFirst) public {
        uint256[2] memory starts;
        for (uint256 i = 0; i < 2; ++i) {
            _tip(capsuleId, NATIVE, 1 + uint256(amounts[i]));
            starts[i] = splitter.netIncome(capsuleId, NATIVE);
            vm.prank(address(trainingPool));
            splitter.escrow(capsuleId, i, 200_000 + i);
        }
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[2]));
        for (uint256 i = 0; i < 2; ++i) {
            uint256 roundId = newerFirst ? 1 - i : i;
            vm.prank(address(trainingPool));
            splitter.handOver(capsuleId, roundId, alice, 200_000 + roundId);
        }
        uint256 net = splitter.netIncome(capsuleId, NATIVE);
        uint256 earned = (200_000 * (net - starts[0]) + 200_001 * (net - starts[1])) / UNITS;
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), earned);
    }

    /// @dev A currency accepted between the end of the round and the claim is earned from its first payment on.
    function testFuzz_HandOver_CurrencyAcceptedLater(uint64 amount) public {
        uint256 other = _root(creator);
        vm.prank(address(trainingPool));
        splitter.escrow(other, ROUND, 500_000);
        _accept(other, address(usd));
        _tip(other, address(usd), 1 + uint256(amount));
        vm.prank(address(trainingPool));
        splitter.handOver(other, ROUND, alice, 500_000);
        assertEq(splitter.claimable(other, address(usd), alice), _afterFee(1 + uint256(amount)) / 2);
    }

    /// @dev Units nobody claimed keep what they earn: whoever claims last isn't worse off, and nobody else gains.
    function test_HandOver_UnclaimedUnitsKeepTheirPart() public {
        _escrow(400_000);
        _tip(capsuleId, NATIVE, 1 ether);
        _handOver(alice, 100_000);
        assertEq(splitter.claim(capsuleId, NATIVE, alice), _afterFee(1 ether) / 10);
        assertEq(splitter.claimOwner(capsuleId, NATIVE), _afterFee(1 ether) * 6 / 10);
        assertEq(address(accessToken).balance, 1 ether - _afterFee(1 ether) * 7 / 10, "three tenths wait, and the fee");
        _handOver(bob, 300_000);
        assertEq(splitter.claim(capsuleId, NATIVE, bob), _afterFee(1 ether) * 3 / 10);
    }

    /// @dev The account is called last: when it calls back, everything is written, and it earned since the escrow.
    function test_HandOver_ReceiverThatCallsBackFindsEverythingWritten() public {
        ReenteringParty attacker = new ReenteringParty();
        _escrow(500_000);
        _tip(capsuleId, NATIVE, 1 ether);
        bytes memory call = abi.encodeCall(IRoyaltySplitter.claim, (capsuleId, NATIVE, address(attacker)));
        attacker.prepare(address(splitter), call);
        _handOver(address(attacker), 500_000);
        assertTrue(attacker.succeeded());
        assertEq(address(attacker).balance, _afterFee(1 ether) / 2);
        assertEq(splitter.claimable(capsuleId, NATIVE, address(attacker)), 0);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether) / 2);
    }

    function _escrow(uint256 units) private {
        vm.prank(address(trainingPool));
        splitter.escrow(capsuleId, ROUND, units);
    }

    function _handOver(address account, uint256 units) private {
        vm.prank(address(trainingPool));
        splitter.handOver(capsuleId, ROUND, account, units);
    }

    function _expectNotEnough(uint256 requested, uint256 left) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotEnoughUnits.selector, capsuleId, requested, left)
        );
        vm.prank(address(trainingPool));
    }
}
