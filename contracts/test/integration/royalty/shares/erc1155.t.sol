// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { CapsuleHolder } from "../../../mocks/CapsuleHolder.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { IERC1155MetadataURI } from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @notice Units behave as wallets and markets expect of an ERC-1155.
contract SharesErc1155Test is EconomyTest {
    uint256 private one;
    uint256 private two;

    function setUp() public override {
        super.setUp();
        (one, two) = (_root(creator), _root(creator));
        _allocate(one, alice, 1000);
        _allocate(two, alice, 500);
        _tip(one, NATIVE, 1 ether);
    }

    function testFuzz_RevertWhen_OperatorIsNotApproved(address operator) public {
        vm.assume(operator != alice);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, operator, alice));
        vm.prank(operator);
        splitter.safeTransferFrom(alice, bob, one, 1, "");
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, operator, alice));
        vm.prank(operator);
        splitter.safeBatchTransferFrom(alice, bob, _pair(one, two), _pair(1, 1), "");
    }

    function test_Approval_LetsAnOperatorMoveUnitsUntilItIsTakenBack() public {
        vm.expectEmit(address(splitter));
        emit IERC1155.ApprovalForAll(alice, carol, true);
        vm.prank(alice);
        splitter.setApprovalForAll(carol, true);
        assertTrue(splitter.isApprovedForAll(alice, carol));
        vm.expectEmit(address(splitter));
        emit IERC1155.TransferSingle(carol, alice, bob, one, 10);
        vm.prank(carol);
        splitter.safeTransferFrom(alice, bob, one, 10, "");
        vm.prank(alice);
        splitter.setApprovalForAll(carol, false);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, carol, alice));
        vm.prank(carol);
        splitter.safeTransferFrom(alice, bob, one, 10, "");
    }

    /// @dev An approval for units says nothing about earnings.
    function test_Approval_LetsNobodyClaimElsewhere() public {
        vm.prank(alice);
        splitter.setApprovalForAll(carol, true);
        vm.prank(carol);
        vm.expectRevert();
        splitter.claimTo(one, NATIVE, carol);
        assertEq(carol.balance, 0);
    }

    function testFuzz_RevertWhen_BalanceIsTooSmall(uint256 units) public {
        units = bound(units, 1001, type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, alice, 1000, units, one)
        );
        vm.prank(alice);
        splitter.safeTransferFrom(alice, bob, one, units, "");
    }

    /// @dev Unallocated units are the owner's implicitly: they are no tokens that could be moved.
    function test_RevertWhen_OwnerMovesUnallocatedUnits() public {
        assertEq(splitter.balanceOf(creator, one), 0);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, creator, 0, 1, one));
        vm.prank(creator);
        splitter.safeTransferFrom(creator, bob, one, 1, "");
    }

    function test_RevertWhen_ReceiverIsZeroOrTakesNoUnits() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        splitter.safeTransferFrom(alice, address(0), one, 1, "");
        address holder = address(new CapsuleHolder());
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, holder));
        splitter.safeTransferFrom(alice, holder, one, 1, "");
    }

    function test_RevertWhen_LengthsDiffer() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidArrayLength.selector, 2, 1));
        splitter.safeBatchTransferFrom(alice, bob, _pair(one, two), new uint256[](1), "");
    }

    function test_Batch_MovesSeveralCapsules() public {
        vm.expectEmit(address(splitter));
        emit IERC1155.TransferBatch(alice, alice, bob, _pair(one, two), _pair(100, 200));
        vm.prank(alice);
        splitter.safeBatchTransferFrom(alice, bob, _pair(one, two), _pair(100, 200), "");
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (bob, alice);
        uint256[] memory balances = splitter.balanceOfBatch(accounts, _pair(one, two));
        assertEq(balances[0], 100);
        assertEq(balances[1], 300);
        assertEq(splitter.claimable(one, NATIVE, bob), 0);
        assertEq(splitter.claimable(one, NATIVE, alice), _afterFee(1 ether) / 1000);
    }

    /// @dev One capsule twice in a batch: both parts move, earnings are settled once.
    function testFuzz_Batch_RepeatedIds(uint16 first, uint16 second) public {
        first = uint16(bound(first, 0, 1000));
        second = uint16(bound(second, 0, 1000 - first));
        vm.prank(alice);
        splitter.safeBatchTransferFrom(alice, bob, _pair(one, one), _pair(first, second), "");
        assertEq(splitter.balanceOf(bob, one), uint256(first) + second);
        assertEq(splitter.claimable(one, NATIVE, alice), _afterFee(1 ether) / 1000);
        assertEq(splitter.claimable(one, NATIVE, bob), 0);
        _tip(one, NATIVE, 1 ether);
        uint256 ofBob = _afterFee(1 ether) * (uint256(first) + second) / UNITS;
        assertEq(splitter.claimable(one, NATIVE, bob), ofBob);
    }

    function test_RevertWhen_RepeatedIdsExceedBalance() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, alice, 400, 600, one)
        );
        splitter.safeBatchTransferFrom(alice, bob, _pair(one, one), _pair(600, 600), "");
    }

    function test_Batch_OfNothing() public {
        vm.prank(alice);
        splitter.safeBatchTransferFrom(alice, bob, new uint256[](0), new uint256[](0), "");
    }

    /// @dev A receiver that calls back finds units and earnings where they belong.
    function test_Transfer_ReceiverThatCallsBackGainsNothing() public {
        ReenteringParty attacker = new ReenteringParty();
        attacker.prepare(address(splitter), abi.encodeCall(splitter.claim, (one, NATIVE, address(attacker))));
        vm.prank(alice);
        splitter.safeTransferFrom(alice, address(attacker), one, 1000, "");
        assertTrue(attacker.tried());
        assertFalse(attacker.succeeded());
        assertEq(splitter.claimable(one, NATIVE, alice), _afterFee(1 ether) / 1000);
    }

    function test_Uri_IsTheCapsulesManifest() public view {
        assertEq(splitter.uri(one), registry.tokenURI(one));
    }

    function test_SupportsInterface() public view {
        assertTrue(splitter.supportsInterface(type(IERC165).interfaceId));
        assertTrue(splitter.supportsInterface(type(IERC1155).interfaceId));
        assertTrue(splitter.supportsInterface(type(IERC1155MetadataURI).interfaceId));
        assertFalse(splitter.supportsInterface(0xffffffff));
    }

    function _pair(uint256 first, uint256 second) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (first, second);
    }
}
