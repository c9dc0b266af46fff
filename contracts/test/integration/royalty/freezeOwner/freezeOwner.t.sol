// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { Vm } from "forge-std/Vm.sol";

/// @dev What the owner earns while it is disputed, with every way in which units, capsules and money move meanwhile.
contract FreezeOwnerTest is EconomyTest {
    address private disputer = makeAddr("disputer");
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        _accept(capsuleId, address(usd));
    }

    function testFuzz_RevertWhen_CallerIsNotTheCourt(address caller) public {
        vm.assume(caller != address(disputeCourt));
        bytes memory refused = abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_NotDisputeCourt.selector, caller);
        vm.startPrank(caller);
        vm.expectRevert(refused);
        splitter.freezeOwner(capsuleId);
        vm.expectRevert(refused);
        splitter.unfreezeOwner(capsuleId, caller);
    }

    function test_RevertWhen_Unchanged() public {
        vm.startPrank(address(disputeCourt));
        _expectUnchanged(false);
        splitter.unfreezeOwner(capsuleId, address(0));
        splitter.freezeOwner(capsuleId);
        _expectUnchanged(true);
        splitter.freezeOwner(capsuleId);
    }

    function testFuzz_Freeze_OnlyTheOwnersIncomeFromNowOn(uint64 before, uint64 later, uint32 units) public {
        (before, later) = (uint64(bound(before, 1e9, 1e19)), uint64(bound(later, 1e9, 1e19)));
        units = uint32(bound(units, 1, UNITS - 1));
        _allocate(capsuleId, alice, units);
        _tipBoth(before);
        uint256 earned = splitter.claimableOwner(capsuleId, NATIVE);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.OwnerFrozen(capsuleId);
        _freeze();
        _tipBoth(later);
        uint256 net = splitter.netIncome(capsuleId, NATIVE);
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 i = 0; i < 2; ++i) {
            assertEq(splitter.claimableOwner(capsuleId, currencies[i]), earned, "what was earned before");
            assertEq(splitter.claimable(capsuleId, currencies[i], alice), net * units / UNITS, "all that units earn");
            uint256 growth = net - _afterFee(before);
            assertEq(splitter.contestedIncome(capsuleId, currencies[i]), growth * (UNITS - units) / UNITS);
        }
        assertEq(splitter.claimOwner(capsuleId, NATIVE), earned);
        assertEq(splitter.claim(capsuleId, NATIVE, alice), net * units / UNITS);
        _expectNothing(NATIVE, creator);
        splitter.claimOwner(capsuleId, NATIVE);
    }

    function testFuzz_Unfreeze_ToTheOwnerLosesNothing(uint64[3] memory amounts, bool claimed) public {
        for (uint256 i = 0; i < 3; ++i) {
            amounts[i] = uint64(bound(amounts[i], 1e9, 1e19));
        }
        _tipBoth(amounts[0]);
        _freeze();
        _tipBoth(amounts[1]);
        uint256 paid = claimed ? splitter.claimOwner(capsuleId, NATIVE) : 0;
        _unfreeze(address(0));
        _tipBoth(amounts[2]);
        uint256 net = splitter.netIncome(capsuleId, NATIVE);
        assertEq(paid + splitter.claimableOwner(capsuleId, NATIVE), net);
        assertEq(splitter.claimableOwner(capsuleId, address(usd)), net);
        assertEq(splitter.contestedIncome(capsuleId, NATIVE), 0);
    }

    function testFuzz_Unfreeze_ToTheBeneficiary(uint64[3] memory amounts, uint32 units) public {
        units = uint32(bound(units, 1, UNITS - 1));
        for (uint256 i = 0; i < 3; ++i) {
            amounts[i] = uint64(bound(amounts[i], 1e9, 1e19));
        }
        _allocate(capsuleId, alice, units);
        _tipBoth(amounts[0]);
        _freeze();
        _tipBoth(amounts[1]);
        uint256 contested = splitter.contestedIncome(capsuleId, NATIVE);
        uint256 accrued = (splitter.netIncome(capsuleId, NATIVE) - _afterFee(amounts[0])) * (UNITS - units);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.ContestedIncomeReleased(capsuleId, address(usd), disputer, accrued);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.ContestedIncomeReleased(capsuleId, NATIVE, disputer, accrued);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.OwnerUnfrozen(capsuleId, disputer);
        _unfreeze(disputer);
        _tipBoth(amounts[2]);
        assertEq(splitter.claim(capsuleId, NATIVE, disputer), contested);
        assertEq(splitter.claim(capsuleId, address(usd), disputer), contested);
        _expectNothing(NATIVE, disputer);
        splitter.claim(capsuleId, NATIVE, disputer);
        uint256 net = splitter.netIncome(capsuleId, NATIVE);
        uint256 owners = net * (UNITS - units) / UNITS - contested;
        assertApproxEqAbs(splitter.claimableOwner(capsuleId, NATIVE), owners, 1, "all else is the owner's");
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), net * units / UNITS);
    }

    /// @dev A beneficiary may hold units too: both are in one ledger.
    function test_Unfreeze_ToAHolderOfUnits() public {
        _allocate(capsuleId, disputer, 500_000);
        _freeze();
        _tip(capsuleId, NATIVE, 1 ether);
        _unfreeze(disputer);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claim(capsuleId, NATIVE, disputer), _afterFee(1 ether) * 3 / 2);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether) / 2);
    }

    /// @dev Units that leave the owner meanwhile take nothing contested along, and earn for their holder from then on.
    function testFuzz_Allocate_WhileFrozen(uint32 units, bool upheld) public {
        units = uint32(bound(units, 1, UNITS - 1));
        _freeze();
        _tipBoth(1 ether);
        _allocate(capsuleId, alice, units);
        assertEq(splitter.contestedIncome(capsuleId, NATIVE), _afterFee(1 ether));
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), 0);
        _tipBoth(1 ether);
        uint256 contested = _afterFee(1 ether) + _afterFee(1 ether) * (UNITS - units) / UNITS;
        assertEq(splitter.contestedIncome(capsuleId, NATIVE), contested);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) * units / UNITS);
        _unfreeze(upheld ? disputer : address(0));
        assertEq(splitter.claimable(capsuleId, address(usd), disputer), upheld ? contested : 0);
        assertEq(splitter.claimableOwner(capsuleId, address(usd)), upheld ? 0 : contested);
    }

    /// @dev The owner's part goes with the capsule, contested or not.
    function test_Transfer_OfTheCapsuleWhileFrozen() public {
        _tip(capsuleId, NATIVE, 1 ether);
        _freeze();
        vm.prank(creator);
        registry.transferFrom(creator, bob, capsuleId);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claimOwner(capsuleId, NATIVE), _afterFee(1 ether));
        assertEq(bob.balance, _afterFee(1 ether));
        _unfreeze(address(0));
        splitter.claimOwner(capsuleId, NATIVE);
        assertEq(bob.balance, _afterFee(2 ether));
    }

    /// @dev Ancestors collect on; what comes from descendants is contested like other income.
    function test_Collect_WhileFrozen() public {
        uint256 child = _deriveFrom(alice, capsuleId, Policy.ABSOLUTE, 1000);
        uint256 grandchild = _deriveFrom(bob, child, Policy.RELATIVE, 2000);
        vm.startPrank(address(disputeCourt));
        splitter.freezeOwner(child);
        vm.stopPrank();
        _tip(child, NATIVE, 1 ether);
        _tip(grandchild, NATIVE, 1 ether);
        assertEq(splitter.collect(child, capsuleId, NATIVE), _afterFee(1 ether) / 10);
        assertEq(splitter.claimOwner(capsuleId, NATIVE), _afterFee(1 ether) / 10, "the ancestor's owner is paid");
        uint256 collected = splitter.collect(grandchild, child, NATIVE);
        assertEq(collected, _afterFee(1 ether) / 5);
        assertEq(splitter.contestedIncome(child, NATIVE), _afterFee(1 ether) * 9 / 10 + collected);
        assertGt(splitter.claimOwner(grandchild, NATIVE), 0, "nor is a descendant touched");
    }

    function testFuzz_EmitsNoReleaseOfNothing(uint64 before, bool upheld) public {
        _tipBoth(bound(before, 1, 1e19));
        vm.recordLogs();
        _freeze();
        _unfreeze(upheld ? disputer : address(0));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2);
        assertEq(logs[0].topics[0], IRoyaltySplitter.OwnerFrozen.selector);
        assertEq(logs[1].topics[0], IRoyaltySplitter.OwnerUnfrozen.selector);
    }

    /// @dev Whose fee is not stored yet: what is earned before is settled after it all the same.
    function testFuzz_Freeze_OfACapsuleThatTheSplitterHasNotMet(uint64 before, uint64 later) public {
        (before, later) = (uint64(bound(before, 1e9, 1e19)), uint64(bound(later, 1e9, 1e19)));
        uint256 fresh = _root(creator);
        _tip(fresh, NATIVE, before);
        vm.prank(address(disputeCourt));
        splitter.freezeOwner(fresh);
        _tip(fresh, NATIVE, later);
        assertEq(splitter.claimableOwner(fresh, NATIVE), _afterFee(before));
        uint256 both = uint256(before) + later;
        assertEq(splitter.contestedIncome(fresh, NATIVE), _afterFee(both) - _afterFee(before));
    }

    function test_AcceptCurrency_WhileFrozen() public {
        uint256 fresh = _root(creator);
        vm.startPrank(address(disputeCourt));
        splitter.freezeOwner(fresh);
        vm.stopPrank();
        _accept(fresh, address(usd));
        _tip(fresh, address(usd), 1e6);
        assertEq(splitter.contestedIncome(fresh, address(usd)), _afterFee(1e6));
        vm.startPrank(address(disputeCourt));
        splitter.unfreezeOwner(fresh, disputer);
        assertEq(splitter.claim(fresh, address(usd), disputer), _afterFee(1e6));
    }

    function test_Distribute_WhileFrozen() public {
        _allocate(capsuleId, alice, 400_000);
        _tip(capsuleId, NATIVE, 1 ether);
        _freeze();
        _tip(capsuleId, NATIVE, 1 ether);
        uint256 paid = splitter.distribute(capsuleId, NATIVE, _accounts(alice, bob, disputer));
        assertEq(alice.balance, _afterFee(2 ether) * 4 / 10);
        assertEq(creator.balance, _afterFee(1 ether) * 6 / 10);
        assertEq(paid, alice.balance + creator.balance);
    }

    function _tipBoth(uint256 amount) private {
        _tip(capsuleId, NATIVE, amount);
        _tip(capsuleId, address(usd), amount);
    }

    function _freeze() private {
        vm.prank(address(disputeCourt));
        splitter.freezeOwner(capsuleId);
    }

    function _unfreeze(address beneficiary) private {
        vm.prank(address(disputeCourt));
        splitter.unfreezeOwner(capsuleId, beneficiary);
    }

    function _expectUnchanged(bool frozen) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_FreezeUnchanged.selector, capsuleId, frozen)
        );
    }

    function _expectNothing(address currency, address account) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IRoyaltySplitter.RoyaltySplitter_NothingToClaim.selector, capsuleId, currency, account
            )
        );
    }
}
