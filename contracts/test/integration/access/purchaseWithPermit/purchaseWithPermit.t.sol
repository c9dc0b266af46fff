// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { PermitToken } from "../../../mocks/PermitToken.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract PurchaseWithPermitTest is LicenseTest {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    uint256 private buyerKey;
    PermitToken private token;
    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        (, buyerKey) = makeAddrAndKey("buyer");
        token = new PermitToken("Permit", 18);
        offerId = _offer(_terms(address(token)));
        token.mint(buyer, 10 * PRICE);
    }

    function testFuzz_PurchaseWithPermit(uint88 price, uint8 quantity, uint88 more, uint256 permitDeadline) public {
        vm.assume(quantity != 0);
        _setPrice(offerId, price);
        uint256 total = uint256(price) * quantity;
        token.mint(buyer, total);
        uint256 balance = token.balanceOf(buyer);
        permitDeadline = bound(permitDeadline, block.timestamp, NO_LIMIT);
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, total + more, permitDeadline);
        IAccessToken.Order memory order = IAccessToken.Order(offerId, quantity, recipient, total, referrer);

        uint256 licenseId = offerId << 64;
        _expectSold(Sold(offerId, capsuleId, recipient, buyer, referrer, licenseId, quantity, total, total, NEVER));
        vm.prank(buyer);
        assertEq(accessToken.purchaseWithPermit(order, block.timestamp, permit), licenseId);

        assertEq(token.balanceOf(buyer), balance - total, "paid");
        assertEq(token.allowance(buyer, address(accessToken)), more, "allowance left");
        assertEq(token.nonces(buyer), 1, "permit used");
        assertEq(accessToken.balanceOf(recipient, licenseId), quantity);
        _assertTill(address(token), total, 0);
    }

    /// @dev Who copies the permit from the mempool and submits it first stops nobody.
    function testFuzz_PurchaseWithPermit_AfterAFrontRunner(address frontRunner) public {
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, PRICE, block.timestamp);
        vm.prank(frontRunner);
        token.permit(buyer, address(accessToken), PRICE, block.timestamp, permit.v, permit.r, permit.s);
        _purchaseWith(permit);
        _assertBought(1);
        assertEq(token.allowance(buyer, address(accessToken)), 0);
        _expectNoAllowance(permit, 0);
    }

    function testFuzz_PermitOfWrongKey(uint256 key) public {
        key = bound(key, 1, 1 << 250);
        vm.assume(key != buyerKey);
        _assertAllowanceCounts(_permit(key, buyer, PRICE, block.timestamp));
    }

    function testFuzz_PermitIsGarbage(IAccessToken.Permit memory permit) public {
        _assertAllowanceCounts(permit);
    }

    function test_PermitSeconds() public {
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, PRICE, block.timestamp);
        uint256 state = vm.snapshotState();
        _purchaseWith(permit);
        _assertBought(1);
        vm.revertToState(state);
        vm.warp(block.timestamp + 1);
        _assertAllowanceCounts(permit);
    }

    function test_PermitOfAnotherSpender() public {
        _assertAllowanceCounts(_sign(buyerKey, buyer, address(splitter), PRICE, block.timestamp));
    }

    function test_TokenWithoutPermit() public {
        offerId = _offer(_terms(address(usd)));
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, PRICE, block.timestamp);
        _expectNoAllowance(permit, 0);
        _fund(buyer, address(usd), PRICE);
        _purchaseWith(permit);
        _assertBought(1);
    }

    function testFuzz_RevertWhen_PermitIsForLess(uint256 value) public {
        value = bound(value, 0, PRICE - 1);
        _expectNoAllowance(_permit(buyerKey, buyer, value, block.timestamp), value);
        assertEq(token.nonces(buyer), 0, "and is not used");
    }

    /// @dev The payer is the caller: a permit of someone else can't be spent, not even by submitting it here.
    function test_PermitOfSomeoneElseTakesNothing() public {
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, PRICE, block.timestamp);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), 0, PRICE)
        );
        vm.prank(stranger);
        accessToken.purchaseWithPermit(_order(offerId, 1, stranger), block.timestamp, permit);
        vm.prank(stranger);
        token.approve(address(accessToken), PRICE);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, stranger, 0, PRICE));
        vm.prank(stranger);
        accessToken.purchaseWithPermit(_order(offerId, 1, stranger), block.timestamp, permit);
        assertEq(token.balanceOf(buyer), 10 * PRICE);
    }

    function test_RevertWhen_OfferIsNative() public {
        offerId = _offer(_terms(NATIVE));
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, PRICE, block.timestamp);
        _expectRefused(
            _order(offerId, 1, buyer), permit, abi.encodeWithSelector(IAccessToken.AccessToken_PermitForNative.selector)
        );
    }

    function test_RevertWhen_AsAPurchaseDoes() public {
        IAccessToken.Permit memory permit = _permit(buyerKey, buyer, PRICE, block.timestamp);
        IAccessToken.Order memory order = _order(offerId + 1, 1, buyer);
        _expectRefused(
            order, permit, abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, offerId + 1)
        );
        order = _order(offerId, 0, buyer);
        _expectRefused(order, permit, abi.encodeWithSelector(IAccessToken.AccessToken_InvalidQuantity.selector, 0));
        order = _order(offerId, 1, buyer);
        order.maxTotal = PRICE - 1;
        _expectRefused(
            order, permit, abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, PRICE, PRICE - 1)
        );
        order = _order(offerId, 1, buyer);
        order.referrer = buyer;
        _expectRefused(order, permit, abi.encodeWithSelector(IAccessToken.AccessToken_InvalidReferrer.selector, buyer));
        uint256 deadline = block.timestamp - 1;
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_DeadlinePassed.selector, deadline));
        vm.prank(buyer);
        accessToken.purchaseWithPermit(_order(offerId, 1, buyer), deadline, permit);
    }

    function _purchaseWith(IAccessToken.Permit memory permit) private {
        vm.prank(buyer);
        accessToken.purchaseWithPermit(_order(offerId, 1, buyer), block.timestamp, permit);
    }

    function _assertBought(uint256 count) private view {
        assertEq(accessToken.balanceOf(buyer, offerId << 64), count);
    }

    /// @dev A permit that the token refuses: nothing without an allowance, a sale with one.
    function _assertAllowanceCounts(IAccessToken.Permit memory permit) private {
        _expectNoAllowance(permit, 0);
        vm.prank(buyer);
        token.approve(address(accessToken), PRICE);
        _purchaseWith(permit);
        _assertBought(1);
        assertEq(token.nonces(buyer), 0);
    }

    function _expectNoAllowance(IAccessToken.Permit memory permit, uint256 allowance) private {
        _expectRefused(
            _order(offerId, 1, buyer),
            permit,
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), allowance, PRICE
            )
        );
    }

    function _expectRefused(IAccessToken.Order memory order, IAccessToken.Permit memory permit, bytes memory refusal)
        private
    {
        vm.expectRevert(refusal);
        vm.prank(buyer);
        accessToken.purchaseWithPermit(order, block.timestamp, permit);
    }

    function _permit(uint256 key, address owner, uint256 value, uint256 deadline)
        private
        view
        returns (IAccessToken.Permit memory)
    {
        return _sign(key, owner, address(accessToken), value, deadline);
    }

    function _sign(uint256 key, address owner, address spender, uint256 value, uint256 deadline)
        private
        view
        returns (IAccessToken.Permit memory permit)
    {
        bytes32 message = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, token.nonces(owner), deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), message));
        (permit.value, permit.deadline) = (value, deadline);
        (permit.v, permit.r, permit.s) = vm.sign(key, digest);
    }
}
