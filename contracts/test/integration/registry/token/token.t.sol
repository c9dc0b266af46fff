// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { CapsuleHolder } from "../../../mocks/CapsuleHolder.sol";
import { IERC721Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

contract CapsuleTokenTest is ProtocolTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _registerSealed(creator, "salt");
    }

    function testFuzz_RevertWhen_CallerNotAuthorized(address caller) public {
        // No transaction comes from zero, which OpenZeppelin's check takes for a mint or burn.
        vm.assume(caller != creator && caller != address(0));
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, caller, capsuleId));
        vm.prank(caller);
        registry.transferFrom(creator, buyer, capsuleId);
    }

    function test_RevertWhen_ReceiverIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        vm.prank(creator);
        registry.transferFrom(creator, address(0), capsuleId);
    }

    function test_RevertWhen_ReceiverTakesNoCapsule() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(usd)));
        vm.prank(creator);
        registry.safeTransferFrom(creator, address(usd), capsuleId);
    }

    function test_SafeTransferFrom_ToAContractThatTakesIt() public {
        address holder = address(new CapsuleHolder());
        vm.prank(creator);
        registry.safeTransferFrom(creator, holder, capsuleId);
        assertEq(registry.ownerOf(capsuleId), holder);
    }

    function testFuzz_TransferFrom(address receiver) public {
        vm.assume(receiver != address(0) && receiver != creator);
        _tip(capsuleId, NATIVE, 1 ether);

        vm.expectEmit(address(registry));
        emit IERC721.Transfer(creator, receiver, capsuleId);
        vm.prank(creator);
        registry.transferFrom(creator, receiver, capsuleId);

        assertEq(registry.ownerOf(capsuleId), receiver);
        assertTrue(registry.isAuthorized(capsuleId, receiver));
        assertFalse(registry.isAuthorized(capsuleId, creator));
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), 0.975 ether, "income follows the capsule");
    }

    function test_IsAuthorized() public {
        vm.startPrank(creator);
        registry.approve(buyer, capsuleId);
        registry.setApprovalForAll(stranger, true);
        vm.stopPrank();
        assertTrue(registry.isAuthorized(capsuleId, creator));
        assertTrue(registry.isAuthorized(capsuleId, buyer));
        assertTrue(registry.isAuthorized(capsuleId, stranger));
        assertFalse(registry.isAuthorized(capsuleId, treasury));
        assertFalse(registry.isAuthorized(capsuleId, address(0)));

        vm.prank(stranger);
        registry.transferFrom(creator, recipient, capsuleId);
        assertFalse(registry.isAuthorized(capsuleId, buyer), "approval ends with the transfer");
        assertFalse(registry.isAuthorized(capsuleId, stranger), "operators are those of the owner");
    }
}
