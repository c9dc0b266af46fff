// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { CapsuleHolder } from "../../../mocks/CapsuleHolder.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

contract AllocateTest is EconomyTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _accept(capsuleId, address(usd));
    }

    function testFuzz_RevertWhen_CallerIsNotAllocator(address caller) public {
        vm.assume(caller != address(trainingPool) && caller != address(manager));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        splitter.allocate(capsuleId, alice, 1);
    }

    /// @dev Not even for the owner of the capsule: rounds decide.
    function test_RevertWhen_CallerIsOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, creator));
        vm.prank(creator);
        splitter.allocate(capsuleId, alice, 1);
    }

    function test_RevertWhen_UnitsAreZero() public {
        _expectNotEnough(0, UNITS);
        splitter.allocate(capsuleId, alice, 0);
    }

    function testFuzz_RevertWhen_MoreThanTheOwnerHasLeft(uint32 taken, uint256 units) public {
        taken = uint32(bound(taken, 1, UNITS));
        units = bound(units, UNITS - taken + 1, type(uint256).max);
        _allocate(capsuleId, alice, taken);
        _expectNotEnough(units, UNITS - taken);
        splitter.allocate(capsuleId, bob, units);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        vm.prank(address(trainingPool));
        splitter.allocate(unknownId, alice, 1);
    }

    function test_RevertWhen_AccountTakesNoUnits() public {
        vm.prank(address(trainingPool));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        splitter.allocate(capsuleId, address(0), 1);
        address holder = address(new CapsuleHolder());
        vm.prank(address(trainingPool));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, holder));
        splitter.allocate(capsuleId, holder, 1);
    }

    function testFuzz_Allocate_TakesFromTheOwner(uint32 units) public {
        units = uint32(bound(units, 1, UNITS));
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.UnitsAllocated(capsuleId, alice, units);
        vm.expectEmit(address(splitter));
        emit IERC1155.TransferSingle(address(trainingPool), address(0), alice, capsuleId, units);
        _allocate(capsuleId, alice, units);
        assertEq(splitter.balanceOf(alice, capsuleId), units);
        assertEq(splitter.allocatedUnits(capsuleId), units);
    }

    /// @dev What was earned before stays with the owner, in every currency; from then on the account earns.
    function testFuzz_Allocate_EarnsFromNowOn(uint32 units, uint64 before, uint64 later) public {
        units = uint32(bound(units, 1, UNITS));
        (before, later) = (uint64(bound(before, 1e9, 1e19)), uint64(bound(later, 1e9, 1e19)));
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 i = 0; i < 2; ++i) {
            _tip(capsuleId, currencies[i], before);
        }
        _allocate(capsuleId, alice, units);
        for (uint256 i = 0; i < 2; ++i) {
            uint256 earned = _afterFee(before);
            assertEq(splitter.claimable(capsuleId, currencies[i], alice), 0);
            assertEq(splitter.claimableOwner(capsuleId, currencies[i]), earned);
            _tip(capsuleId, currencies[i], later);
            uint256 growth = _afterFee(uint256(before) + later) - earned;
            assertEq(splitter.claimable(capsuleId, currencies[i], alice), growth * units / UNITS);
            assertEq(splitter.claimableOwner(capsuleId, currencies[i]), earned + growth * (UNITS - units) / UNITS);
        }
    }

    /// @dev Later contributors take from the owner's units, never from those allocated before.
    function testFuzz_Allocate_DilutesNobody(uint32 first, uint32 second) public {
        first = uint32(bound(first, 1, UNITS - 1));
        second = uint32(bound(second, 1, UNITS - first));
        _allocate(capsuleId, alice, first);
        _allocate(capsuleId, bob, second);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) * first / UNITS);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), _afterFee(1 ether) * second / UNITS);
    }

    function test_Allocate_MoreToTheSameAccount() public {
        _allocate(capsuleId, alice, 100_000);
        _tip(capsuleId, NATIVE, 1 ether);
        _allocate(capsuleId, alice, 300_000);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) / 10);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether) * 9 / 10);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) / 10 * 5);
    }

    /// @dev The account is called last: when it calls back, everything is written.
    function test_Allocate_ReceiverThatCallsBackGainsNothing() public {
        ReenteringParty attacker = new ReenteringParty();
        _tip(capsuleId, NATIVE, 1 ether);
        bytes memory call = abi.encodeCall(IRoyaltySplitter.claim, (capsuleId, NATIVE, address(attacker)));
        attacker.prepare(address(splitter), call);
        _allocate(capsuleId, address(attacker), 500_000);
        assertTrue(attacker.tried());
        assertFalse(attacker.succeeded());
        assertEq(address(attacker).balance, 0);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether));
    }

    /// @dev What a descendant owes counts when it is collected: collected before, it is the owner's; after, it is
    /// shared with the new holder.
    function testFuzz_Allocate_UncollectedIncomeCountsWhenCollected(bool collectedBefore) public {
        uint256 child = _root(creator);
        _link(child, _oneLink(capsuleId, Policy.ABSOLUTE, 1000));
        _tip(child, NATIVE, 1 ether);
        if (collectedBefore) splitter.collect(child, capsuleId, NATIVE);
        _allocate(capsuleId, alice, 500_000);
        if (!collectedBefore) splitter.collect(child, capsuleId, NATIVE);
        uint256 collected = _afterFee(1 ether) / 10;
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), collectedBefore ? 0 : collected / 2);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), collectedBefore ? collected : collected / 2);
    }

    function _expectNotEnough(uint256 requested, uint256 left) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotEnoughUnits.selector, capsuleId, requested, left)
        );
        vm.prank(address(trainingPool));
    }
}
