// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { CapsuleHolder } from "../mocks/CapsuleHolder.sol";
import { SignerWallet } from "../mocks/SignerWallet.sol";
import { IERC721Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import { IERC721Receiver } from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @notice Capsules behave as wallets and markets expect of an ERC-721 with metadata.
contract ERC721Test is ProtocolTest {
    uint256 private one;
    uint256 private two;

    function setUp() public override {
        super.setUp();
        (one, two) = (_register(creator, "one", true), _register(creator, "two", false));
    }

    function test_Metadata() public view {
        assertEq(registry.name(), "Capsule");
        assertEq(registry.symbol(), "CAPSULE");
        assertEq(registry.tokenURI(one), vm.replace(vm.toString(MANIFEST), "0x", "ipfs://f01551220"));
    }

    function test_Mint_IsATransferFromNobody() public {
        uint256 three = registry.capsuleIdOf(creator, "three");
        vm.expectEmit(address(registry));
        emit IERC721.Transfer(address(0), creator, three);
        _register(creator, "three", true);
        assertEq(registry.balanceOf(creator), 3);
        assertEq(registry.ownerOf(three), creator);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != one && unknownId != two);
        bytes memory unknown = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, unknownId);
        vm.startPrank(creator);
        vm.expectRevert(unknown);
        registry.ownerOf(unknownId);
        vm.expectRevert(unknown);
        registry.getApproved(unknownId);
        vm.expectRevert(unknown);
        registry.tokenURI(unknownId);
        vm.expectRevert(unknown);
        registry.approve(buyer, unknownId);
        vm.expectRevert(unknown);
        registry.transferFrom(creator, buyer, unknownId);
    }

    function test_RevertWhen_BalanceOfNobody() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        registry.balanceOf(address(0));
    }

    function testFuzz_Transfer_MovesOneAndItsApprovalOnly(address receiver) public {
        vm.assume(receiver != address(0) && receiver != creator);
        vm.prank(creator);
        registry.approve(stranger, one);
        vm.expectEmit(address(registry));
        emit IERC721.Transfer(creator, receiver, one);
        vm.prank(stranger);
        registry.transferFrom(creator, receiver, one);

        assertEq(registry.ownerOf(one), receiver);
        assertEq(registry.ownerOf(two), creator);
        assertEq(registry.balanceOf(creator), 1);
        assertEq(registry.balanceOf(receiver), 1);
        assertEq(registry.getApproved(one), address(0), "an approval ends with the transfer");
    }

    function testFuzz_RevertWhen_SenderIsNotTheOwner(address from) public {
        vm.assume(from != creator);
        vm.prank(creator);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, from, one, creator));
        registry.transferFrom(from, buyer, one);
    }

    function testFuzz_RevertWhen_NotApproved(address caller) public {
        // No transaction comes from the zero account, which OpenZeppelin takes for nobody that needs approval.
        vm.assume(caller != address(0) && caller != creator);
        vm.startPrank(caller);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, caller, one));
        registry.transferFrom(creator, caller, one);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, caller));
        registry.approve(caller, one);
    }

    function test_Operators_ActForAllCapsulesOfTheirOwner() public {
        vm.expectEmit(address(registry));
        emit IERC721.ApprovalForAll(creator, stranger, true);
        vm.prank(creator);
        registry.setApprovalForAll(stranger, true);
        assertTrue(registry.isApprovedForAll(creator, stranger));

        vm.startPrank(stranger);
        vm.expectEmit(address(registry));
        emit IERC721.Approval(creator, recipient, one);
        registry.approve(recipient, one);
        registry.transferFrom(creator, buyer, one);
        registry.transferFrom(creator, buyer, two);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, stranger, one));
        registry.transferFrom(buyer, stranger, one);
    }

    function testFuzz_SafeTransfer_AsksAContract(bytes calldata data) public {
        address holder = address(new CapsuleHolder());
        vm.expectCall(holder, abi.encodeCall(IERC721Receiver.onERC721Received, (creator, creator, one, data)), 1);
        vm.prank(creator);
        registry.safeTransferFrom(creator, holder, one, data);
        assertEq(registry.ownerOf(one), holder);
    }

    function test_RevertWhen_AContractDoesNotTakeIt() public {
        address wallet = address(new SignerWallet(creator));
        vm.startPrank(creator);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(usd)));
        registry.safeTransferFrom(creator, address(usd), one);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, wallet));
        registry.safeTransferFrom(creator, wallet, one, "");
        assertEq(registry.ownerOf(one), creator);
    }
}
