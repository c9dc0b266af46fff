// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../fixtures/ProtocolTest.sol";
import { FeeOnTransferToken } from "../../mocks/FeeOnTransferToken.sol";
import { NativeTwinToken } from "../../mocks/NativeTwinToken.sol";
import { RebasingToken } from "../../mocks/RebasingToken.sol";
import { StandardToken } from "../../mocks/StandardToken.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @dev What varies with a number: fees, rebases, amounts. Every payment function with every token is in `tokens/`.
contract TokensTest is ProtocolTest {
    uint128 private constant PRICE = 1_000_000;

    uint256 private capsuleId;
    uint256 private other;

    function setUp() public override {
        super.setUp();
        capsuleId = _registerSealed(creator, "salt");
        other = _registerSealed(recipient, "salt");
    }

    function testFuzz_FeeOnTransfer(uint88 price, uint16 feeBps) public {
        feeBps = uint16(bound(feeBps, 0, 9999));
        price = uint88(bound(price, 1e6, type(uint88).max));
        FeeOnTransferToken token = new FeeOnTransferToken(feeBps);
        uint256 offerId = _createOffer(capsuleId, price, _terms(address(token)));
        uint256 arrived = token.afterFee(price);
        _fund(buyer, address(token), price);

        _expectSold(Sold(offerId, capsuleId, buyer, buyer, address(0), offerId << 64, 1, price, arrived, NEVER));
        vm.prank(buyer);
        accessToken.purchase(offerId, 1, buyer, price, block.timestamp, address(0));
        assertEq(accessToken.incomeOf(capsuleId, address(token)), arrived);
        assertEq(token.balanceOf(address(accessToken)), arrived);

        uint256 due = splitter.claimableOwner(capsuleId, address(token));
        splitter.claimOwner(capsuleId, address(token));
        assertEq(token.balanceOf(creator), token.afterFee(due));
        _assertBooksBalance(address(token));
    }

    function test_RevertWhen_NothingArrives() public {
        FeeOnTransferToken token = new FeeOnTransferToken(10_000);
        uint256 offerId = _createOffer(capsuleId, PRICE, _terms(address(token)));
        _fund(buyer, address(token), 2 * PRICE);
        vm.startPrank(buyer);
        bytes memory refusal = abi.encodeWithSelector(IAccessToken.AccessToken_NothingReceived.selector, address(token));
        vm.expectRevert(refusal);
        accessToken.purchase(offerId, 1, buyer, PRICE, block.timestamp, address(0));
        vm.expectRevert(refusal);
        accessToken.tip(capsuleId, address(token), PRICE);
    }

    function testFuzz_RebasesDown(uint16 bps) public {
        bps = uint16(bound(bps, 1000, 10_000));
        RebasingToken token = new RebasingToken();
        uint256 first = _createOffer(capsuleId, PRICE, _terms(address(token)));
        uint256 second = _createOffer(other, PRICE, _terms(address(token)));
        uint256 inUsd = _createOffer(capsuleId, PRICE, _terms(address(usd)));
        (, uint256 sold) = (_buy(first, 1), _buy(second, 1));
        assertEq(sold, second << 64);
        _buy(inUsd, 1);
        token.rebaseDown(address(accessToken), bps);

        // Who comes late can't be paid in that token, until it is in the till again; all else is as it was.
        uint256 due = splitter.claimableOwner(capsuleId, address(token));
        uint256 held = token.balanceOf(address(accessToken));
        if (held >= due) splitter.claimOwner(capsuleId, address(token));
        uint256 left = token.balanceOf(address(accessToken));
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(accessToken), left, due)
        );
        splitter.claimOwner(other, address(token));
        splitter.claimOwner(capsuleId, address(usd));
        assertEq(usd.balanceOf(creator), PRICE - PRICE * FEE_BPS / 10_000);
        _assertBooksBalance(address(usd));

        token.mint(address(accessToken), due - left);
        splitter.claimOwner(other, address(token));
        assertEq(token.balanceOf(recipient), due);
    }

    function testFuzz_RebasesUp(uint16 bps) public {
        RebasingToken token = new RebasingToken();
        _buy(_createOffer(capsuleId, PRICE, _terms(address(token))), 1);
        uint256 due = splitter.claimableOwner(capsuleId, address(token));
        token.rebaseUp(address(accessToken), bps);
        assertEq(splitter.claimableOwner(capsuleId, address(token)), due, "the surplus is nobody's");
        splitter.claimOwner(capsuleId, address(token));
        assertEq(token.balanceOf(creator), due);
    }

    /// @dev Where an ERC-20 and the native currency are one balance, a payment counts in one ledger only.
    function testFuzz_NativeTwin(uint88 inNative, uint88 inTwin) public {
        vm.assume(inNative > 40 && inTwin > 40);
        NativeTwinToken twin = new NativeTwinToken();
        uint256 nativeOffer = _createOffer(capsuleId, inNative, _terms(NATIVE));
        uint256 twinOffer = _createOffer(other, inTwin, _terms(address(twin)));
        vm.deal(buyer, uint256(inNative) + inTwin);
        vm.startPrank(buyer);
        twin.approve(address(accessToken), inTwin);
        accessToken.purchase{ value: inNative }(nativeOffer, 1, buyer, inNative, block.timestamp, address(0));
        accessToken.purchase(twinOffer, 1, buyer, inTwin, block.timestamp, address(0));
        vm.stopPrank();
        assertEq(address(accessToken).balance, uint256(inNative) + inTwin);
        splitter.claimOwner(capsuleId, NATIVE);
        splitter.claimOwner(other, address(twin));
        splitter.collectFee(capsuleId, NATIVE);
        splitter.collectFee(other, address(twin));
        assertEq(address(accessToken).balance, 0, "all of it paid, once");
    }

    function _assertBooksBalance(address token) private view {
        uint256 owed = splitter.claimableOwner(capsuleId, token) + splitter.collectableFee(capsuleId, token)
            + splitter.claimableOwner(other, token) + splitter.collectableFee(other, token);
        assertEq(StandardToken(token).balanceOf(address(accessToken)), owed);
    }
}
