// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperBonds } from "../../../../src/interfaces/IKeeperBonds.sol";
import { EpochTest } from "../../../fixtures/EpochTest.sol";

contract PostBondTest is EpochTest {
    function testFuzz_RevertWhen_OperatorIsZero(uint96 amount) public {
        vm.deal(buyer, amount);
        vm.expectRevert(IKeeperBonds.KeeperBonds_EmptyOperator.selector);
        vm.prank(buyer);
        keeperRegistry.postBond{ value: amount }(address(0));
    }

    function testFuzz_RevertWhen_NothingIsSent(address operator) public {
        vm.assume(operator != address(0));
        vm.expectRevert(IKeeperBonds.KeeperBonds_NothingPosted.selector);
        keeperRegistry.postBond(operator);
    }

    function test_RevertWhen_SentWithoutACall() public {
        vm.prank(buyer);
        (bool success,) = address(keeperRegistry).call{ value: 1 }("");
        assertFalse(success, "it would be nobody's");
    }

    function testFuzz_PostBond(address payer, address operator, uint96 first, uint96 second, uint96 ofAnother) public {
        _assumePayer(payer);
        vm.assume(operator != address(0) && operator != stranger);
        (first, second) = (uint96(bound(first, 1, type(uint96).max)), uint96(bound(second, 1, type(uint96).max)));
        ofAnother = uint96(bound(ofAnother, 1, type(uint96).max));
        _postBond(stranger, ofAnother);
        uint256[2] memory amounts = [uint256(first), second];
        uint256 bond = 0;
        for (uint256 i = 0; i < 2; ++i) {
            vm.deal(payer, amounts[i]);
            bond += amounts[i];
            vm.expectEmit(address(keeperRegistry));
            emit IKeeperBonds.BondPosted(operator, payer, amounts[i], bond);
            vm.prank(payer);
            keeperRegistry.postBond{ value: amounts[i] }(operator);
            assertEq(keeperRegistry.bondOf(operator), bond);
        }
        assertEq(keeperRegistry.bondOf(stranger), ofAnother);
        assertEq(address(keeperRegistry).balance, bond + ofAnother);
    }
}
