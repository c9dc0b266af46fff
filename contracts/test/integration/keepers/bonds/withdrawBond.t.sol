// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperBonds } from "../../../../src/interfaces/IKeeperBonds.sol";
import { EpochTest } from "../../../fixtures/EpochTest.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";

contract WithdrawBondTest is EpochTest {
    uint256 private constant DELAY = 30 days;
    address payable private receiver = payable(makeAddr("receiver"));

    function testFuzz_RevertWhen_NoBond(address caller) public {
        vm.expectRevert(abi.encodeWithSelector(IKeeperBonds.KeeperBonds_NoBond.selector, caller));
        vm.prank(caller);
        keeperRegistry.withdrawBond(receiver);
    }

    function testFuzz_RevertWhen_CallerIsAKeeper(uint256 position, uint32 elapsed) public {
        address operator = _keeperAt(bound(position, 0, KEEPERS - 1));
        _postBond(operator, 1 ether);
        assertEq(keeperRegistry.bondReleasableAt(operator), type(uint256).max);
        vm.warp(block.timestamp + elapsed);
        vm.expectRevert(abi.encodeWithSelector(IKeeperBonds.KeeperBonds_StillKeeper.selector, operator));
        vm.prank(operator);
        keeperRegistry.withdrawBond(receiver);
    }

    /// @dev Who stays a keeper through a rotation stays bound; who leaves is bound from the rotation that left it out.
    function testFuzz_SecondsAroundTheDelay(uint32 served, uint32 later) public {
        Team memory second = _team("next ", 3);
        Team memory third = _team("next ", 4);
        (third.keepers[0], third.keepers[3]) = (third.keepers[3], third.keepers[0]);
        address stays = third.keepers[1].operator;
        address joins = third.keepers[0].operator;
        address leaves = _keeperAt(0);
        address[3] memory operators = [stays, joins, leaves];
        for (uint256 i = 0; i < 3; ++i) {
            _postBond(operators[i], 1 ether);
        }
        vm.warp(block.timestamp + served);
        _rotate(second, 2);
        uint256 possibleAt = block.timestamp + DELAY;
        assertEq(keeperRegistry.bondReleasableAt(joins), 0);
        assertEq(keeperRegistry.bondReleasableAt(leaves), possibleAt);
        vm.warp(block.timestamp + later % DELAY);
        _rotate(third, 3);
        assertEq(keeperRegistry.bondReleasableAt(joins), type(uint256).max);
        assertEq(keeperRegistry.bondReleasableAt(stays), type(uint256).max);
        assertEq(keeperRegistry.bondReleasableAt(leaves), possibleAt, "left with the first rotation");

        vm.warp(possibleAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IKeeperBonds.KeeperBonds_TooEarly.selector, leaves, possibleAt));
        vm.prank(leaves);
        keeperRegistry.withdrawBond(receiver);
        vm.warp(possibleAt);
        vm.prank(leaves);
        assertEq(keeperRegistry.withdrawBond(receiver), 1 ether);
    }

    function test_RevertWhen_RecipientTakesNothing() public {
        address payable refusing = payable(address(new RefusingHolder()));
        _postBond(stranger, 1 ether);
        vm.expectRevert(RefusingHolder.Refused.selector);
        vm.prank(stranger);
        keeperRegistry.withdrawBond(refusing);
        assertEq(keeperRegistry.bondOf(stranger), 1 ether);
    }

    function testFuzz_WithdrawBond(address operator, uint96 amount, uint96 ofAnother) public {
        vm.assume(operator != address(0) && operator != buyer && keeperRegistry.keeperIndex(1, operator) == 0);
        amount = uint96(bound(amount, 1, type(uint96).max));
        ofAnother = uint96(bound(ofAnother, 1, type(uint96).max));
        _postBond(operator, amount);
        _postBond(buyer, ofAnother);

        vm.expectEmit(address(keeperRegistry));
        emit IKeeperBonds.BondWithdrawn(operator, receiver, amount);
        vm.prank(operator);
        assertEq(keeperRegistry.withdrawBond(receiver), amount);
        assertEq(receiver.balance, amount);
        assertEq(keeperRegistry.bondOf(operator), 0);
        assertEq(keeperRegistry.bondOf(buyer), ofAnother);
        assertEq(address(keeperRegistry).balance, ofAnother);

        vm.expectRevert(abi.encodeWithSelector(IKeeperBonds.KeeperBonds_NoBond.selector, operator));
        vm.prank(operator);
        keeperRegistry.withdrawBond(receiver);
    }
}
