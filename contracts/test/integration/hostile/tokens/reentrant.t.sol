// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ReentrantToken } from "../../../mocks/ReentrantToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @dev From the middle of its transfer it tries every other payment that anyone may make. None of them moves money.
contract ReentrantTest is PaymentMatrix {
    uint256 private constant DISTRIBUTE = 0;

    function _deploy() internal override returns (address) {
        return address(new ReentrantToken());
    }

    function _variants() internal pure override returns (uint256) {
        return 13;
    }

    function _misbehave(uint256 variant, address) internal override {
        vm.deal(splitter.inboxOf(other), 1);
        address target = variant < 6 ? address(splitter) : address(accessToken);
        ReentrantToken(token).prepare(target, _attempt(variant));
    }

    /// @dev By what the attempt costs: a sweep deploys an inbox.
    function _push() internal pure override returns (Push) {
        return Push.EITHER;
    }

    /// @dev A distribution within goes through and pays nobody.
    function _checkMisbehavior(uint256 variant) internal view override {
        ReentrantToken.Outcome memory outcome = ReentrantToken(token).outcome();
        assertTrue(outcome.tried, "it never got control");
        assertEq(outcome.succeeded, variant == DISTRIBUTE, vm.toString(variant));
        if (variant == DISTRIBUTE) return;
        assertEq(outcome.answer, ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector, vm.toString(variant));
    }

    function _attempt(uint256 variant) private view returns (bytes memory) {
        address[] memory accounts = new address[](1);
        accounts[0] = bob;
        if (variant == DISTRIBUTE) return abi.encodeCall(splitter.distribute, (other, NATIVE, accounts));
        if (variant == 1) return abi.encodeCall(splitter.claim, (other, NATIVE, bob));
        if (variant == 2) return abi.encodeCall(splitter.claimOwner, (other, token));
        if (variant == 3) return abi.encodeCall(splitter.collectFee, (other, token));
        if (variant == 4) return abi.encodeCall(splitter.sweep, (other, NATIVE));
        if (variant == 5) return abi.encodeCall(splitter.claimOwner, (other, address(usd)));
        if (variant == 6) return abi.encodeCall(accessToken.withdrawCredit, (referrer, token));
        if (variant == 7) return abi.encodeCall(accessToken.autoRenew, (licenseId));
        if (variant == 8) return abi.encodeCall(accessToken.tip, (other, token, price));
        if (variant == 9) return abi.encodeCall(accessToken.renew, (licenseId, price, block.timestamp));
        if (variant == 10) {
            return abi.encodeCall(accessToken.purchase, (plain, 1, alice, price, block.timestamp, address(0)));
        }
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](1);
        orders[0] = IAccessToken.Order(plain, 1, alice, price, address(0));
        if (variant == 11) return abi.encodeCall(accessToken.purchaseBatch, (orders, block.timestamp));
        IAccessToken.Permit memory permit = IAccessToken.Permit(price, block.timestamp, 27, "r", "s");
        return abi.encodeCall(accessToken.purchaseWithPermit, (orders[0], block.timestamp, permit));
    }
}
