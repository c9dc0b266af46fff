// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EconomyTest } from "../fixtures/EconomyTest.sol";
import { RefusingHolder } from "../mocks/RefusingHolder.sol";
import { SignerWallet } from "../mocks/SignerWallet.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { IERC1155Receiver } from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import { IERC1155MetadataURI } from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";

/// @notice What wallets and markets expect of an ERC-1155, for two ids of which `alice` holds `HELD` each.
abstract contract ERC1155Behaviour is EconomyTest {
    uint256 internal constant HELD = 100;

    IERC1155 internal token;
    uint256 internal one;
    uint256 internal two;
    /// @dev Capsules behind the ids.
    uint256 internal capsuleOne;
    uint256 internal capsuleTwo;

    function setUp() public virtual override {
        super.setUp();
        (capsuleOne, capsuleTwo) = (_root(creator), _root(creator));
        vm.prank(creator);
        registry.publishVersion(capsuleTwo, "manifest of two", false, new bytes[](0));
    }

    function testFuzz_Transfer(address receiver, uint256 value) public {
        vm.assume(receiver.code.length == 0 && receiver != address(0) && receiver != alice);
        assumeNotForgeAddress(receiver);
        value = bound(value, 0, HELD);
        vm.expectEmit(address(token));
        emit IERC1155.TransferSingle(alice, alice, receiver, one, value);
        vm.prank(alice);
        token.safeTransferFrom(alice, receiver, one, value, "");
        assertEq(token.balanceOf(receiver, one), value);
        assertEq(token.balanceOf(alice, one), HELD - value);
        assertEq(token.balanceOf(alice, two), HELD);
    }

    function testFuzz_Batch_EqualsSingles(uint256 first, uint256 second) public {
        (first, second) = (bound(first, 0, HELD), bound(second, 0, HELD));
        vm.expectEmit(address(token));
        emit IERC1155.TransferBatch(alice, alice, bob, _pair(one, two), _pair(first, second));
        vm.prank(alice);
        token.safeBatchTransferFrom(alice, bob, _pair(one, two), _pair(first, second), "");
        address[] memory accounts = new address[](4);
        (accounts[0], accounts[1], accounts[2], accounts[3]) = (bob, bob, alice, alice);
        uint256[] memory ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (one, two, one, two);
        uint256[] memory balances = token.balanceOfBatch(accounts, ids);
        assertEq(balances[0], first);
        assertEq(balances[1], second);
        assertEq(balances[2], HELD - first);
        assertEq(balances[3], HELD - second);
    }

    function testFuzz_Batch_IsAllOrNothing(uint256 tooMuch) public {
        tooMuch = bound(tooMuch, HELD + 1, type(uint256).max);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, alice, HELD, tooMuch, two)
        );
        token.safeBatchTransferFrom(alice, bob, _pair(one, two), _pair(1, tooMuch), "");
        assertEq(token.balanceOf(bob, one), 0);
    }

    function test_RevertWhen_LengthsDiffer() public {
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidArrayLength.selector, 2, 1));
        vm.prank(alice);
        token.safeBatchTransferFrom(alice, bob, _pair(one, two), new uint256[](1), "");
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidArrayLength.selector, 2, 1));
        token.balanceOfBatch(new address[](1), _pair(one, two));
    }

    function testFuzz_RevertWhen_OperatorIsNotApproved(address operator) public {
        vm.assume(operator != alice);
        bytes memory missing =
            abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, operator, alice);
        vm.startPrank(operator);
        vm.expectRevert(missing);
        token.safeTransferFrom(alice, operator, one, 1, "");
        vm.expectRevert(missing);
        token.safeBatchTransferFrom(alice, operator, _pair(one, two), _pair(1, 1), "");
    }

    function test_Approvals() public {
        vm.expectEmit(address(token));
        emit IERC1155.ApprovalForAll(alice, carol, true);
        vm.prank(alice);
        token.setApprovalForAll(carol, true);
        assertTrue(token.isApprovedForAll(alice, carol));
        vm.expectEmit(address(token));
        emit IERC1155.TransferSingle(carol, alice, bob, one, 1);
        vm.prank(carol);
        token.safeTransferFrom(alice, bob, one, 1, "");

        vm.prank(alice);
        token.setApprovalForAll(carol, false);
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, carol, alice));
        vm.prank(carol);
        token.safeTransferFrom(alice, bob, one, 1, "");
    }

    function testFuzz_Receiver_IsAsked(uint256 value, bytes calldata data) public {
        value = bound(value, 0, HELD / 2);
        address holder = address(new RefusingHolder());
        vm.startPrank(alice);
        vm.expectCall(holder, abi.encodeCall(IERC1155Receiver.onERC1155Received, (alice, alice, one, value, data)), 1);
        token.safeTransferFrom(alice, holder, one, value, data);
        vm.expectCall(
            holder,
            abi.encodeCall(
                IERC1155Receiver.onERC1155BatchReceived, (alice, alice, _pair(one, two), _pair(value, 1), data)
            ),
            1
        );
        token.safeBatchTransferFrom(alice, holder, _pair(one, two), _pair(value, 1), data);
        assertEq(token.balanceOf(holder, one), 2 * value);
    }

    function test_RevertWhen_AContractDoesNotTakeIt() public {
        address wallet = address(new SignerWallet(alice));
        bytes memory refused = abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, wallet);
        vm.startPrank(alice);
        vm.expectRevert(refused);
        token.safeTransferFrom(alice, wallet, one, 1, "");
        vm.expectRevert(refused);
        token.safeBatchTransferFrom(alice, wallet, _pair(one, two), _pair(1, 1), "");
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        token.safeTransferFrom(alice, address(0), one, 1, "");
    }

    /// @dev The address itself, not a template with {id}: it is the ERC-721 metadata of the capsule behind the token.
    function test_Uri_IsTheManifestOfTheCapsule() public view {
        assertEq(IERC1155MetadataURI(address(token)).uri(one), registry.tokenURI(capsuleOne));
        assertEq(IERC1155MetadataURI(address(token)).uri(two), registry.tokenURI(capsuleTwo));
        assertNotEq(registry.tokenURI(capsuleOne), registry.tokenURI(capsuleTwo));
    }

    function _pair(uint256 first, uint256 second) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (first, second);
    }
}

/// @notice Licenses of plain offers.
contract LicensesERC1155Test is ERC1155Behaviour {
    function setUp() public override {
        super.setUp();
        token = accessToken;
        (one, two) = (_sell(capsuleOne), _sell(capsuleTwo));
    }

    function test_Mint_IsATransferFromNobody() public {
        uint256 offerId = one >> 64;
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(bob, address(0), bob, one, 2);
        vm.prank(bob);
        accessToken.purchase(offerId, 2, bob, 0, NO_LIMIT, address(0));
    }

    /// @dev Each license of a timed offer is a token of its own, bought in one batch.
    function test_Mint_OfSeveralTimedLicensesIsABatch() public {
        vm.prank(creator);
        uint256 offerId = accessToken.createOffer(capsuleOne, 0, _timedTerms(NATIVE, 1 days));
        uint256 first = offerId << 64 | 1;
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferBatch(bob, address(0), bob, _pair(first, first + 1), _pair(1, 1));
        vm.prank(bob);
        accessToken.purchase(offerId, 2, bob, 0, NO_LIMIT, address(0));
    }

    function _sell(uint256 capsuleId) private returns (uint256 licenseId) {
        uint256 offerId = _createOffer(capsuleId, 0, _terms(NATIVE));
        vm.prank(alice);
        licenseId = accessToken.purchase(offerId, HELD, alice, 0, NO_LIMIT, address(0));
    }
}

/// @notice Contribution shares of capsules.
contract SharesERC1155Test is ERC1155Behaviour {
    function setUp() public override {
        super.setUp();
        token = splitter;
        (one, two) = (capsuleOne, capsuleTwo);
        _allocate(one, alice, HELD);
        _allocate(two, alice, HELD);
    }

    function test_Mint_IsATransferFromNobody() public {
        vm.startPrank(address(trainingPool));
        splitter.escrow(one, 1, 2);
        vm.expectEmit(address(splitter));
        emit IERC1155.TransferSingle(address(trainingPool), address(0), bob, one, 2);
        splitter.handOver(one, 1, bob, 2);
    }
}
