// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { PermitToken } from "../mocks/PermitToken.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @notice A license is bought with a signature instead of an approval, in one transaction (ERC-2612); the token of votes
/// takes such a signature itself.
contract ERC2612Test is ProtocolTest {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    uint128 private constant PRICE = 5e6;

    PermitToken private token;
    address private payer;
    uint256 private key;
    uint256 private capsuleId;
    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        token = new PermitToken("Permit", 6);
        (payer, key) = makeAddrAndKey("payer");
        token.mint(payer, 100e6);
        (capsuleId, offerId) = _capsuleWithOffer(PRICE, _terms(address(token)));
    }

    function testFuzz_Purchase(uint8 quantity) public {
        quantity = uint8(bound(quantity, 1, 20));
        uint256 total = uint256(PRICE) * quantity;
        IAccessToken.Permit memory permit = _permit(total);
        vm.prank(payer);
        uint256 licenseId = accessToken.purchaseWithPermit(_order(quantity), block.timestamp, permit);
        assertEq(accessToken.balanceOf(payer, licenseId), quantity);
        assertEq(accessToken.incomeOf(capsuleId, address(token)), total);
        assertEq(token.balanceOf(payer), 100e6 - total);
        assertEq(token.nonces(payer), 1);
        assertEq(token.allowance(payer, address(accessToken)), 0, "nothing is left behind");
    }

    /// @dev Whoever saw the permit may submit it first; the purchase goes through all the same.
    function test_Purchase_WhenThePermitWasSubmittedBefore() public {
        IAccessToken.Permit memory permit = _permit(PRICE);
        vm.prank(stranger);
        token.permit(payer, address(accessToken), PRICE, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(payer);
        accessToken.purchaseWithPermit(_order(1), block.timestamp, permit);
        assertEq(accessToken.incomeOf(capsuleId, address(token)), PRICE);
    }

    /// @dev Only the one who signed pays: somebody else's permit is of no use.
    function test_RevertWhen_SomeoneElseShowsThePermit() public {
        IAccessToken.Permit memory permit = _permit(PRICE);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), 0, PRICE)
        );
        vm.prank(stranger);
        accessToken.purchaseWithPermit(_order(1), block.timestamp, permit);
        assertEq(token.balanceOf(payer), 100e6);
    }

    function test_RevertWhen_ThePermitIsTooLateOrTooSmall() public {
        IAccessToken.Permit memory late = _permit(PRICE);
        bytes memory refused =
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), 0, PRICE);
        vm.warp(late.deadline + 1);
        vm.expectRevert(refused);
        vm.prank(payer);
        accessToken.purchaseWithPermit(_order(1), block.timestamp, late);

        IAccessToken.Permit memory small = _permit(PRICE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), PRICE - 1, PRICE
            )
        );
        vm.prank(payer);
        accessToken.purchaseWithPermit(_order(1), block.timestamp, small);
    }

    function testFuzz_CapsuleToken_Permit(uint256 value) public {
        value = bound(value, 1, SUPPLY);
        vm.prank(holder);
        assertTrue(capsuleToken.transfer(payer, value));
        uint256 deadline = block.timestamp + 1 hours;
        (uint8 v, bytes32 r, bytes32 s) = _signPermit(capsuleToken, stranger, value, deadline);
        capsuleToken.permit(payer, stranger, value, deadline, v, r, s);
        assertEq(capsuleToken.allowance(payer, stranger), value);
        assertEq(capsuleToken.nonces(payer), 1);
        vm.prank(stranger);
        assertTrue(capsuleToken.transferFrom(payer, buyer, value));
        assertEq(capsuleToken.balanceOf(buyer), value);
    }

    function _order(uint256 quantity) private view returns (IAccessToken.Order memory) {
        return IAccessToken.Order(offerId, quantity, payer, NO_LIMIT, address(0));
    }

    function _permit(uint256 value) private view returns (IAccessToken.Permit memory permit) {
        (permit.value, permit.deadline) = (value, block.timestamp + 1 hours);
        (permit.v, permit.r, permit.s) = _signPermit(token, address(accessToken), value, permit.deadline);
    }

    function _signPermit(IERC20Permit asset, address spender, uint256 value, uint256 deadline)
        private
        view
        returns (uint8 v, bytes32 r, bytes32 s)
    {
        bytes32 message = keccak256(abi.encode(PERMIT_TYPEHASH, payer, spender, value, asset.nonces(payer), deadline));
        return vm.sign(key, keccak256(abi.encodePacked(hex"1901", asset.DOMAIN_SEPARATOR(), message)));
    }
}
