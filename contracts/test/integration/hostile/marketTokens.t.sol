// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IMarket, ItemKind } from "../../../src/interfaces/IMarket.sol";
import { MarketTest } from "../../fixtures/MarketTest.sol";
import { ApproveRaceToken } from "../../mocks/ApproveRaceToken.sol";
import { BlocklistToken } from "../../mocks/BlocklistToken.sol";
import { FalseReturningToken } from "../../mocks/FalseReturningToken.sol";
import { FeeOnTransferToken } from "../../mocks/FeeOnTransferToken.sol";
import { HugeReturnToken } from "../../mocks/HugeReturnToken.sol";
import { MissingReturnsToken } from "../../mocks/MissingReturnsToken.sol";
import { NativeTwinToken } from "../../mocks/NativeTwinToken.sol";
import { PausableToken } from "../../mocks/PausableToken.sol";
import { RebasingToken } from "../../mocks/RebasingToken.sol";
import { StandardToken } from "../../mocks/StandardToken.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice Odd tokens on every function of the market that moves money: each works to the unit, or is refused with a
/// known reason, and the escrow of other bids is never touched.
contract MarketTokensTest is MarketTest {
    uint256 private constant OTHERS = 5 ether;

    address private token;
    uint256 private othersInNative;
    uint256 private othersInUsd;

    function setUp() public override {
        super.setUp();
        othersInNative = _bid(bob, ItemKind.SHARES, 1, NATIVE, OTHERS);
        othersInUsd = _bid(bob, ItemKind.SHARES, 1, address(usd), OTHERS);
    }

    function testFuzz_FeeOnTransfer(uint16 feeBps) public {
        _trade(address(new FeeOnTransferToken(bound(feeBps, 0, 9999))));
    }

    function test_MissingReturns() public {
        _trade(address(new MissingReturnsToken()));
    }

    function test_ApproveRace() public {
        _trade(address(new ApproveRaceToken()));
    }

    function test_HugeReturn() public {
        _trade(address(new HugeReturnToken()));
    }

    /// @dev What one holds of it grows by itself; the surplus is nobody's.
    function testFuzz_RebasingUp(uint16 bps) public {
        RebasingToken rebasing = new RebasingToken();
        _use(address(rebasing));
        uint256 bidId = _bidInToken();
        rebasing.rebaseUp(address(market), bps);
        _sellAndCancel(bidId);
    }

    /// @dev What one holds of it shrinks: bids in it wait for the difference, other currencies don't notice.
    function testFuzz_RebasingDown(uint16 bps) public {
        RebasingToken rebasing = new RebasingToken();
        _use(address(rebasing));
        uint256 bidId = _bidInToken();
        rebasing.rebaseDown(address(market), bound(bps, 1, 10_000));
        vm.expectRevert();
        vm.prank(alice);
        market.cancelBid(bidId);
        _assertOthersUntouched();
        rebasing.mint(address(market), market.bidOf(bidId).escrow);
        _sellAndCancel(bidId);
    }

    function test_TakesAllOnTransfer() public {
        _use(address(new FeeOnTransferToken(10_000)));
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, token), 1);
        _fundForMarket(buyer, token, UNIT_PRICE);
        // The royalty that doesn't arrive is none.
        vm.prank(buyer);
        market.fill(wanted, block.timestamp);
        assertEq(accessToken.incomeOf(capsuleId, token), 0);
        _fundForMarket(alice, token, UNIT_PRICE);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_InvalidOrder.selector, "unitPrice"));
        vm.prank(alice);
        market.placeBid(ItemKind.LICENSE, licenseId, 1, token, UNIT_PRICE, uint64(block.timestamp + 1));
        _assertOthersUntouched();
    }

    function test_FalseReturning() public {
        FalseReturningToken lying = new FalseReturningToken();
        _use(address(lying));
        uint256 bidId = _bidInToken();
        _fundForMarket(buyer, token, UNIT_PRICE);
        lying.setRefusing(true);
        bytes memory refusal = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, token);
        _expectAllRefused(bidId, refusal);
        lying.setRefusing(false);
        _sellAndCancel(bidId);
    }

    function test_Pausable() public {
        PausableToken pausing = new PausableToken();
        _use(address(pausing));
        uint256 bidId = _bidInToken();
        _fundForMarket(buyer, token, UNIT_PRICE);
        pausing.setPaused(true);
        _expectAllRefused(bidId, abi.encodeWithSelector(PausableToken.Paused.selector));
        pausing.setPaused(false);
        _sellAndCancel(bidId);
    }

    /// @dev Who is blocked blocks its own trades; the seller's other orders go on in other currencies.
    function test_BlockedSeller() public {
        BlocklistToken blocking = new BlocklistToken();
        _use(address(blocking));
        uint256 bidId = _bidInToken();
        blocking.setBlocked(seller, true);
        bytes memory refusal = abi.encodeWithSelector(BlocklistToken.Blocked.selector, seller);
        _expectRefusal(_wanted(_order(ItemKind.LICENSE, 1, token), 1), refusal);
        _expectSaleRefused(bidId, refusal);
        _fill(_wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1));
        blocking.setBlocked(seller, false);
        _sellAndCancel(bidId);
    }

    /// @dev Native currency under a second name counts once: as what was sent, or as what arrived.
    function test_TheNativeCurrencysTwin() public {
        NativeTwinToken twin = new NativeTwinToken();
        token = address(twin);
        _accept(capsuleId, token);
        vm.deal(alice, 10 ether);
        vm.startPrank(alice);
        twin.approve(address(market), NO_LIMIT);
        uint64 end = uint64(block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IMarket.Market_UnexpectedPayment.selector, 4 ether));
        market.placeBid{ value: 4 ether }(ItemKind.LICENSE, licenseId, 1, token, 4 ether, end);
        uint256 one = market.placeBid(ItemKind.LICENSE, licenseId, 1, token, 4 ether, end);
        uint256 other = market.placeBid{ value: 6 ether }(ItemKind.LICENSE, licenseId, 1, NATIVE, 6 ether, end);
        assertEq(address(market).balance, OTHERS + 10 ether);
        market.cancelBid(one);
        market.cancelBid(other);
        assertEq(alice.balance, 10 ether);
        vm.stopPrank();
        _assertOthersUntouched();
    }

    /// @dev A fill, a bid that is accepted in part, and the rest of it taken back.
    function _trade(address odd) private {
        _use(odd);
        _sellAndCancel(_bidInToken());
    }

    function _use(address odd) private {
        token = odd;
        _accept(capsuleId, odd);
    }

    function _bidInToken() private returns (uint256) {
        return _bid(alice, ItemKind.LICENSE, 3, token, UNIT_PRICE);
    }

    function _sellAndCancel(uint256 bidId) private {
        uint256 surplus = _balance(token, address(market)) - market.bidOf(bidId).escrow;
        _fill(_wanted(_order(ItemKind.LICENSE, 1, token), 1));
        vm.prank(seller);
        market.acceptBid(bidId, 1, 0);
        assertEq(_balance(token, address(market)), surplus + market.bidOf(bidId).escrow, "the rest of the bid");
        vm.prank(alice);
        market.cancelBid(bidId);
        assertEq(_balance(token, address(market)), surplus, "nothing of anybody");
        assertEq(IERC20(token).allowance(address(market), address(accessToken)), 0, "allowance");
        assertEq(_balance(token, address(accessToken)), accessToken.incomeOf(capsuleId, token), "till");
        _assertOthersUntouched();
    }

    function _expectAllRefused(uint256 bidId, bytes memory refusal) private {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, token), 1);
        vm.expectRevert(refusal);
        vm.prank(buyer);
        market.fill(wanted, block.timestamp);
        _expectSaleRefused(bidId, refusal);
        vm.expectRevert(refusal);
        vm.prank(alice);
        market.cancelBid(bidId);
    }

    function _expectSaleRefused(uint256 bidId, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(seller);
        market.acceptBid(bidId, 1, 0);
        _assertOthersUntouched();
    }

    function _assertOthersUntouched() private view {
        assertEq(market.bidOf(othersInNative).escrow, OTHERS);
        assertEq(market.bidOf(othersInUsd).escrow, OTHERS);
        assertGe(address(market).balance, OTHERS);
        assertEq(usd.balanceOf(address(market)), OTHERS);
    }
}
