// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";

/// @notice Transfers of units and what they have earned.
contract SharesTest is EconomyTest {
    uint256 private capsuleId;
    address[] private currencies;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        currencies.push(NATIVE);
        for (uint256 i = 0; i < 8; ++i) {
            currencies.push(address(new StandardToken("Token", 18)));
            _accept(capsuleId, currencies[i + 1]);
        }
        _allocate(capsuleId, alice, 400_000);
        _allocate(capsuleId, bob, 100_000);
    }

    /// @dev In all nine currencies: past earnings stay, future ones go with the units.
    function testFuzz_Transfer_LeavesPastEarnings(uint32 units, uint64 before, uint64 later) public {
        units = uint32(bound(units, 0, 400_000));
        (before, later) = (uint64(bound(before, 1, 1e18)), uint64(bound(later, 1, 1e18)));
        for (uint256 i = 0; i < 9; ++i) {
            _tip(capsuleId, currencies[i], before + i);
        }
        _transfer(alice, bob, units);
        for (uint256 i = 0; i < 9; ++i) {
            uint256 net = _afterFee(before + i);
            assertEq(splitter.claimable(capsuleId, currencies[i], alice), net * 400_000 / UNITS);
            assertEq(splitter.claimable(capsuleId, currencies[i], bob), net * 100_000 / UNITS);
            _tip(capsuleId, currencies[i], later);
            uint256 growth = _afterFee(before + i + later) - net;
            uint256 ofAlice = (net * 400_000 + growth * (400_000 - units)) / UNITS;
            uint256 ofBob = (net * 100_000 + growth * (100_000 + units)) / UNITS;
            assertEq(splitter.claimable(capsuleId, currencies[i], alice), ofAlice);
            assertEq(splitter.claimable(capsuleId, currencies[i], bob), ofBob);
        }
    }

    function testFuzz_Transfer_ToOneselfMovesNothing(uint32 units, uint64 income, uint8 times) public {
        units = uint32(bound(units, 0, 400_000));
        vm.assume(income != 0);
        _tip(capsuleId, NATIVE, income);
        uint256 due = splitter.claimable(capsuleId, NATIVE, alice);
        for (uint256 i = 0; i < times % 5; ++i) {
            _transfer(alice, alice, units);
        }
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), due);
        assertEq(splitter.balanceOf(alice, capsuleId), 400_000);
        _tip(capsuleId, NATIVE, income);
        uint256 total = uint256(income) * 2;
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(total) * 400_000 / UNITS);
    }

    /// @dev Units that are passed around in circles earn once.
    function testFuzz_Transfer_InCirclesDoublesNothing(uint64 income, uint8 rounds) public {
        vm.assume(income != 0);
        _tip(capsuleId, NATIVE, income);
        for (uint256 i = 0; i < rounds % 4; ++i) {
            _transfer(alice, carol, 400_000);
            _transfer(carol, bob, 400_000);
            _transfer(bob, alice, 400_000);
        }
        uint256 net = _afterFee(income);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), net * 400_000 / UNITS);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), net * 100_000 / UNITS);
        assertEq(splitter.claimable(capsuleId, NATIVE, carol), 0);
    }

    /// @dev Fractions of a unit of currency stay with who earned them, over transfers and claims.
    function test_Transfer_KeepsFractions() public {
        for (uint256 i = 0; i < 10; ++i) {
            _tip(capsuleId, NATIVE, 1);
            _transfer(alice, alice, 1);
        }
        // 10 units less a fee of nothing: 4 for alice.
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), 4);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), 1);
        splitter.claim(capsuleId, NATIVE, alice);
        _tip(capsuleId, NATIVE, 1);
        _transfer(alice, bob, 400_000);
        _tip(capsuleId, NATIVE, 1);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), 0, "0.4 is kept");
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), 1, "1 + 0.1 + 0.5 of the last two is 1.6");
        _tip(capsuleId, NATIVE, 1);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), 2, "2.1");
    }

    /// @dev A new owner gets what the old one left unclaimed; holders of units are not concerned.
    function test_Transfer_OfTheCapsuleTakesUnclaimedOwnerIncome() public {
        _tip(capsuleId, NATIVE, 1 ether);
        vm.prank(creator);
        registry.transferFrom(creator, carol, capsuleId);
        assertEq(splitter.claimOwner(capsuleId, NATIVE), _afterFee(1 ether) / 2);
        assertEq(carol.balance, _afterFee(1 ether) / 2);
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), _afterFee(1 ether) * 4 / 10);
    }

    /// @dev An owner that holds units too has two ledgers that don't mix.
    function test_Transfer_ToTheOwner() public {
        _transfer(alice, creator, 400_000);
        _tip(capsuleId, NATIVE, 1 ether);
        assertEq(splitter.claimable(capsuleId, NATIVE, creator), _afterFee(1 ether) * 4 / 10);
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), _afterFee(1 ether) / 2);
        assertEq(splitter.allocatedUnits(capsuleId), 500_000);
    }

    /// @dev A currency accepted after units were allocated is earned from its first payment on.
    function test_Transfer_CurrencyAcceptedLater() public {
        uint256 other = _root(creator);
        _allocate(other, alice, 500_000);
        _accept(other, address(usd));
        _tip(other, address(usd), 1000e6);
        vm.prank(alice);
        splitter.safeTransferFrom(alice, bob, other, 500_000, "");
        _tip(other, address(usd), 1000e6);
        assertEq(splitter.claimable(other, address(usd), alice), _afterFee(1000e6) / 2);
        assertEq(splitter.claimable(other, address(usd), bob), _afterFee(1000e6) / 2);
    }

    /// @dev The rule of collected income for transfers: who holds units when it is collected, earns it.
    function testFuzz_Transfer_UncollectedIncomeCountsWhenCollected(bool collectedBefore) public {
        uint256 child = _deriveFrom(stranger, capsuleId, Policy.RELATIVE, 1000);
        _tip(child, NATIVE, 1 ether);
        if (collectedBefore) splitter.collect(child, capsuleId, NATIVE);
        _transfer(alice, carol, 400_000);
        if (!collectedBefore) splitter.collect(child, capsuleId, NATIVE);
        uint256 part = _afterFee(1 ether) / 10 * 4 / 10;
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), collectedBefore ? part : 0);
        assertEq(splitter.claimable(capsuleId, NATIVE, carol), collectedBefore ? 0 : part);
    }

    function _transfer(address from, address to, uint256 units) private {
        vm.prank(from);
        splitter.safeTransferFrom(from, to, capsuleId, units, "");
    }
}
