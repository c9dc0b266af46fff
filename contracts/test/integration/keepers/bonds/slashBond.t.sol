// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperBonds } from "../../../../src/interfaces/IKeeperBonds.sol";
import { EpochTest } from "../../../fixtures/EpochTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SlashBondTest is EpochTest {
    bytes32 private constant EVIDENCE = keccak256("two seals of one version");
    address payable private receiver = payable(makeAddr("receiver"));

    function testFuzz_RevertWhen_CallerHasNoRole(address caller, uint256 amount) public {
        vm.assume(caller != admin);
        _postBond(_keeperAt(0), 1 ether);
        address operator = _keeperAt(0);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        keeperRegistry.slashBond(operator, amount, receiver, EVIDENCE);
    }

    function testFuzz_RevertWhen_MoreThanThereIs(uint96 bond, uint256 amount) public {
        bond = uint96(bound(bond, 1, type(uint96).max));
        amount = bound(amount, uint256(bond) + 1, type(uint256).max);
        address operator = _keeperAt(0);
        _postBond(operator, bond);
        _postBond(_keeperAt(1), type(uint96).max);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperBonds.KeeperBonds_InsufficientBond.selector, operator, bond, amount)
        );
        vm.prank(admin);
        keeperRegistry.slashBond(operator, amount, receiver, EVIDENCE);
    }

    function testFuzz_SlashBond(uint96 bond, uint256 amount, uint96 ofAnother, bytes32 evidence) public {
        bond = uint96(bound(bond, 1, type(uint96).max));
        ofAnother = uint96(bound(ofAnother, 1, type(uint96).max));
        amount = bound(amount, 0, bond);
        address operator = _keeperAt(0);
        _postBond(operator, bond);
        _postBond(_keeperAt(1), ofAnother);

        vm.expectEmit(address(keeperRegistry));
        emit IKeeperBonds.BondSlashed(operator, receiver, evidence, amount, bond - amount);
        vm.prank(admin);
        keeperRegistry.slashBond(operator, amount, receiver, evidence);
        assertEq(receiver.balance, amount);
        assertEq(keeperRegistry.bondOf(operator), bond - amount);
        assertEq(keeperRegistry.bondOf(_keeperAt(1)), ofAnother);
        assertEq(address(keeperRegistry).balance, bond - amount + ofAnother);
    }
}
