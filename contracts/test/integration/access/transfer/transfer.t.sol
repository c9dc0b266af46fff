// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

contract TransferTest is ProtocolTest {
    uint256 private capsuleId;
    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        (capsuleId, offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
    }

    function testFuzz_Transfer(uint8 bought, uint8 moved) public {
        bought = uint8(bound(bought, 1, 100));
        moved = uint8(bound(moved, 1, bought));
        uint256 licenseId = _buy(offerId, bought);
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(buyer, buyer, recipient, licenseId, moved);
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, moved, "");
        assertEq(accessToken.balanceOf(recipient, licenseId), moved);
        assertEq(accessToken.balanceOf(buyer, licenseId), bought - moved);
        assertTrue(_isValid(licenseId, recipient));
        assertEq(_isValid(licenseId, buyer), moved < bought, "former holder");
    }

    function testFuzz_Transfer_WhatIsLeftTravelsWithTheToken(uint32 elapsed) public {
        elapsed = uint32(bound(elapsed, 0, 30 days - 1));
        uint256 timed = _createOffer(capsuleId, 1 ether, _timedTerms(NATIVE, 30 days));
        uint256 end = block.timestamp + 30 days;
        uint256 licenseId = _buy(timed, 1);
        vm.warp(block.timestamp + elapsed);
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
        (,, uint64 expiresAt,, bool valid) = accessToken.licenseStatus(licenseId, recipient);
        assertEq(expiresAt, end);
        assertTrue(valid);
        assertFalse(_isValid(licenseId, buyer));
        vm.warp(end);
        assertFalse(_isValid(licenseId, recipient));
    }

    function test_Transfer_ByOperator() public {
        uint256 licenseId = _buy(offerId, 2);
        vm.prank(buyer);
        accessToken.setApprovalForAll(stranger, true);
        vm.prank(stranger);
        accessToken.safeTransferFrom(buyer, stranger, licenseId, 2, "");
        assertEq(accessToken.balanceOf(stranger, licenseId), 2);
    }

    function testFuzz_Transfer_ToOneselfChangesNothing(uint8 bought, uint8 moved) public {
        bought = uint8(bound(bought, 1, 100));
        moved = uint8(bound(moved, 0, bought));
        uint256 licenseId = _buy(offerId, bought);
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, buyer, licenseId, moved, "");
        assertEq(accessToken.balanceOf(buyer, licenseId), bought);
    }

    function testFuzz_RevertWhen_TransferForbidden(bool soulbound, bool timed) public {
        Transferability kind = soulbound ? Transferability.SOULBOUND : Transferability.MARKET_ONLY;
        uint256 licenseId = _buyBound(kind, timed);
        bytes memory refusal =
            abi.encodeWithSelector(IAccessToken.AccessToken_TransferForbidden.selector, licenseId, kind);
        vm.startPrank(buyer);
        vm.expectRevert(refusal);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
        vm.expectRevert(refusal);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 0, "");
        accessToken.setApprovalForAll(stranger, true);
        vm.stopPrank();
        vm.expectRevert(refusal);
        vm.prank(stranger);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
    }

    function test_RevertWhen_OneOfABatchIsForbidden() public {
        uint256 bound_ = _buyBound(Transferability.SOULBOUND, false);
        uint256[] memory ids = new uint256[](2);
        uint256[] memory values = new uint256[](2);
        (ids[0], ids[1]) = (_buy(offerId, 1), bound_);
        (values[0], values[1]) = (1, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessToken.AccessToken_TransferForbidden.selector, bound_, Transferability.SOULBOUND
            )
        );
        vm.prank(buyer);
        accessToken.safeBatchTransferFrom(buyer, recipient, ids, values, "");
        assertEq(accessToken.balanceOf(recipient, ids[0]), 0, "nothing of the batch moved");
    }

    function testFuzz_RevertWhen_CallerIsNoOperator(address caller) public {
        vm.assume(caller != buyer);
        uint256 licenseId = _buy(offerId, 1);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, caller, buyer));
        vm.prank(caller);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
    }

    function testFuzz_RevertWhen_HolderHasFewer(uint256 moved) public {
        uint256 licenseId = _buy(offerId, 3);
        moved = bound(moved, 4, type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, buyer, 3, moved, licenseId)
        );
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, moved, "");
    }

    function _buyBound(Transferability kind, bool timed) private returns (uint256) {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, timed ? 1 days : 0);
        terms.transferability = kind;
        return _buy(_createOffer(capsuleId, 1 ether, terms), 1);
    }

    function _isValid(uint256 licenseId, address account) private view returns (bool valid) {
        (,,,, valid) = accessToken.licenseStatus(licenseId, account);
    }
}
