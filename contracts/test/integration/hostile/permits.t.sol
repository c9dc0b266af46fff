// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { EconomyTest } from "../../fixtures/EconomyTest.sol";
import { HostilePermitToken } from "../../mocks/HostilePermitToken.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice Whatever a token's permit does, a purchase is paid from the allowance that is there, or not at all.
contract HostilePermitsTest is EconomyTest {
    uint128 private constant PRICE = 1_000_000;

    HostilePermitToken private token;
    uint256 private capsuleId;
    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        token = new HostilePermitToken();
        capsuleId = _root(creator);
        offerId = _createOffer(capsuleId, PRICE, _terms(address(token)));
        token.mint(buyer, PRICE);
        _tip(capsuleId, NATIVE, 1 ether);
    }

    function testFuzz_WithAnAllowance(uint8 kind) public {
        HostilePermitToken.Manner manner = HostilePermitToken.Manner(bound(kind, 0, 5));
        token.behave(manner, address(accessToken), _withoutPermit());
        _allow();
        assertTrue(_buyWithPermit(50_000_000));
        assertEq(accessToken.incomeOf(capsuleId, address(token)), PRICE);
        assertEq(accessToken.balanceOf(buyer, offerId << 64), 1);
        if (manner == HostilePermitToken.Manner.REENTER) {
            assertEq(token.answer(), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        }
    }

    /// @dev One that burns all gas leaves a 64th of it: with too little for the rest, the purchase fails as a whole.
    function test_RevertWhen_PermitBurnsTheGas() public {
        token.behave(HostilePermitToken.Manner.BURN_ALL_GAS, address(0), "");
        _allow();
        assertFalse(_buyWithPermit(2_000_000));
        assertEq(accessToken.incomeOf(capsuleId, address(token)), 0);
        assertEq(token.balanceOf(buyer), PRICE);
        assertEq(splitter.claimOwner(capsuleId, NATIVE), _afterFee(1 ether), "others");
    }

    function testFuzz_RevertWhen_ThereIsNoAllowance(uint8 kind) public {
        token.behave(HostilePermitToken.Manner(bound(kind, 0, 4)), address(0), "");
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(accessToken), uint256(0), uint256(PRICE)
            )
        );
        vm.prank(buyer);
        accessToken.purchaseWithPermit(_order(), block.timestamp, _permit());
    }

    function _buyWithPermit(uint256 gas) private returns (bool success) {
        bytes memory data = abi.encodeCall(accessToken.purchaseWithPermit, (_order(), block.timestamp, _permit()));
        vm.prank(buyer);
        (success,) = address(accessToken).call{ gas: gas }(data);
    }

    function _allow() private {
        vm.prank(buyer);
        token.approve(address(accessToken), PRICE);
    }

    function _order() private view returns (IAccessToken.Order memory) {
        return IAccessToken.Order(offerId, 1, buyer, PRICE, address(0));
    }

    function _permit() private view returns (IAccessToken.Permit memory) {
        return IAccessToken.Permit(PRICE, block.timestamp, 27, "r", "s");
    }

    function _withoutPermit() private view returns (bytes memory) {
        return abi.encodeCall(accessToken.purchase, (offerId, 1, buyer, PRICE, block.timestamp, address(0)));
    }
}
