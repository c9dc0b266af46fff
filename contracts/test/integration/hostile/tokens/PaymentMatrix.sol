// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { PaymentChecks } from "./PaymentChecks.sol";

/// @title One hostile token on every function that moves money
abstract contract PaymentMatrix is PaymentChecks {
    function test_Purchase() public {
        uint256 share = _arrives(price) * REFERRAL_BPS / 10_000;
        bytes memory data = abi.encodeCall(accessToken.purchase, (timed, 1, buyer, price, block.timestamp, referrer));
        _checkIn(_payment(data, price, _arrives(price) - share, share, referrer));
    }

    function test_PurchaseBatch() public {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](2);
        orders[0] = IAccessToken.Order(plain, 1, buyer, price, address(0));
        orders[1] = IAccessToken.Order(timed, 1, buyer, price, referrer);
        uint256 share = _arrives(price) * REFERRAL_BPS / 10_000;
        bytes memory data = abi.encodeCall(accessToken.purchaseBatch, (orders, block.timestamp));
        _checkIn(_payment(data, 2 * uint256(price), 2 * _arrives(price) - share, share, referrer));
    }

    /// @dev The token has no permits, or none that works: the allowance counts.
    function test_PurchaseWithPermit() public {
        IAccessToken.Order memory order = IAccessToken.Order(plain, 1, buyer, price, address(0));
        IAccessToken.Permit memory permit = IAccessToken.Permit(price, block.timestamp, 27, "r", "s");
        bytes memory data = abi.encodeCall(accessToken.purchaseWithPermit, (order, block.timestamp, permit));
        _checkIn(_payment(data, price, _arrives(price), 0, address(0)));
    }

    function test_Renew() public {
        bytes memory data = abi.encodeCall(accessToken.renew, (licenseId, price, block.timestamp));
        _checkIn(_payment(data, price, _arrives(price), 0, address(0)));
    }

    function test_AutoRenew() public {
        vm.prank(buyer);
        accessToken.setAutoRenewal(licenseId, true);
        vm.warp(block.timestamp + DURATION - 1);
        Payment memory payment =
            _payment(abi.encodeCall(accessToken.autoRenew, (licenseId)), price, _arrives(price), 0, address(0));
        payment.caller = stranger;
        _checkIn(payment);
    }

    function test_Tip() public {
        bytes memory data = abi.encodeCall(accessToken.tip, (capsuleId, token, price));
        _checkIn(_payment(data, price, _arrives(price), 0, address(0)));
    }

    function test_Revoke() public {
        vm.warp(block.timestamp + DURATION / 3);
        uint256 refund = accessToken.refundOf(licenseId);
        assertEq(refund, _arrives(price) * 2 / 3, "two thirds are unused");
        bytes memory data = abi.encodeCall(accessToken.revoke, (licenseId, buyer));
        Payment memory payment = _payment(data, refund, 0, _arrives(refund), buyer);
        (payment.payer, payment.caller) = (creator, creator);
        _checkIn(payment);
    }

    function test_Sweep() public {
        bytes memory data = abi.encodeCall(splitter.sweep, (capsuleId, token));
        Payment memory payment = _payment(data, price, _arrives(price), 0, address(0));
        (payment.payer, payment.caller) = (splitter.inboxOf(capsuleId), stranger);
        payment.target = address(splitter);
        _checkIn(payment);
    }

    function test_Claim() public {
        bytes memory data = abi.encodeCall(splitter.claim, (capsuleId, token, alice));
        _checkOut(_payout(stranger, data, alice, splitter.claimable(capsuleId, token, alice)));
    }

    function test_ClaimTo() public {
        bytes memory data = abi.encodeCall(splitter.claimTo, (capsuleId, token, carol));
        _checkOut(_payout(alice, data, carol, splitter.claimable(capsuleId, token, alice)));
    }

    function test_ClaimOwner() public {
        bytes memory data = abi.encodeCall(splitter.claimOwner, (capsuleId, token));
        _checkOut(_payout(stranger, data, creator, splitter.claimableOwner(capsuleId, token)));
    }

    function test_CollectFee() public {
        bytes memory data = abi.encodeCall(splitter.collectFee, (capsuleId, token));
        _checkOut(_payout(stranger, data, treasury, splitter.collectableFee(capsuleId, token)));
    }

    function test_WithdrawCredit() public {
        bytes memory data = abi.encodeCall(accessToken.withdrawCredit, (referrer, token));
        Payout memory payout = _payout(stranger, data, referrer, accessToken.creditOf(referrer, token));
        payout.target = address(accessToken);
        _checkOut(payout);
    }

    /// @dev Never reverts: who can't be paid keeps its claim.
    function test_Distribute() public {
        for (uint256 variant = 0; variant < _variants(); ++variant) {
            uint256 state = vm.snapshotState();
            _misbehave(variant, alice);
            bool refused = _refusal(variant, false, alice, 1).length != 0;
            if (_assertDistributed(refused ? Push.FAILED : _push())) _checkMisbehavior(variant);
            _assertOthersArePaid();
            _behave(alice);
            _assertAllOfTheTokenIsPaid();
            vm.revertToState(state);
        }
    }
}
