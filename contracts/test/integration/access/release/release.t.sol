// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";
import { Errors } from "@openzeppelin/contracts/utils/Errors.sol";
import { Vm } from "forge-std/Vm.sol";

contract ReleaseTest is ProtocolTest {
    function testFuzz_RevertWhen_CallerIsNotTheSplitter(address caller, uint256 amount) public {
        vm.assume(caller != address(splitter));
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotSplitter.selector, caller));
        vm.prank(caller);
        accessToken.release(NATIVE, caller, amount);
    }

    function testFuzz_RevertWhen_CallerIsNotTheRegistry(address caller, uint256 capsuleId, bool open, bool suspended)
        public
    {
        vm.assume(caller != address(registry));
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_NotRegistry.selector, caller));
        vm.prank(caller);
        accessToken.setSales(capsuleId, open, suspended);
    }

    function testFuzz_Release(uint256 held, uint256 amount, bool inUsd) public {
        amount = bound(amount, 0, held);
        address currency = inUsd ? address(usd) : NATIVE;
        if (inUsd) usd.mint(address(accessToken), held);
        else vm.deal(address(accessToken), held);

        vm.recordLogs();
        vm.prank(address(splitter));
        accessToken.release(currency, recipient, amount);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, inUsd ? 1 : 0, "the splitter's events tell it, and the token's");
        assertEq(_balance(currency, recipient), amount);
        assertEq(_balance(currency, address(accessToken)), held - amount);
    }

    function test_RevertWhen_TillHoldsLess() public {
        vm.deal(address(accessToken), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(Errors.InsufficientBalance.selector, 1 ether, 1 ether + 1));
        vm.prank(address(splitter));
        accessToken.release(NATIVE, recipient, 1 ether + 1);
    }

    function test_RevertWhen_RecipientRefuses() public {
        vm.deal(address(accessToken), 1 ether);
        address refusing = address(new RefusingHolder());
        vm.expectRevert(RefusingHolder.Refused.selector);
        vm.prank(address(splitter));
        accessToken.release(NATIVE, refusing, 1 ether);
        assertEq(address(accessToken).balance, 1 ether);
    }

    function testFuzz_SetSales(uint256 capsuleId, bool open, bool suspended) public {
        vm.startPrank(address(registry));
        if (open) {
            vm.expectEmit(address(accessToken));
            emit IAccessToken.SalesOpened(capsuleId, true);
        }
        accessToken.setSales(capsuleId, open, suspended);
        assertEq(accessToken.salesOpen(capsuleId), open);

        vm.recordLogs();
        accessToken.setSales(capsuleId, open, !suspended);
        assertEq(vm.getRecordedLogs().length, 0, "licenses are on sale, or not, as before");
    }
}
