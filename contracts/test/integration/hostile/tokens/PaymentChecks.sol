// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { TokenScene } from "./TokenScene.sol";

/// @title What is checked of a payment in a hostile token
/// @dev The token, well-behaved so far, misbehaves; the payment goes through to the unit, or is refused with a known
/// reason and nothing changes; meanwhile everyone is paid in native currency and in another token; then the token
/// behaves again, and all that was owed in it is paid, of this capsule and of another one.
abstract contract PaymentChecks is TokenScene {
    /// @param sent what leaves the payer
    /// @param income what is credited to the capsule
    /// @param credit what is credited to `credited`: a referral share or a refund
    struct Payment {
        address payer;
        address caller;
        address target;
        bytes data;
        uint256 sent;
        uint256 income;
        uint256 credit;
        address credited;
    }

    struct Payout {
        address caller;
        address target;
        bytes data;
        address payee;
        uint256 due;
    }

    function _assertDistributed(Push expected) internal returns (bool paid) {
        uint256 due = splitter.claimable(capsuleId, token, alice);
        if (expected == Push.FAILED) {
            vm.expectEmit(address(splitter));
            emit IRoyaltySplitter.PaymentFailed(capsuleId, token, alice, due);
        }
        _distribute();
        paid = _balance(token, alice) != 0;
        if (expected != Push.EITHER) assertEq(paid, expected == Push.PAID);
        assertEq(_balance(token, alice), paid ? _arrives(due) : 0);
        assertEq(splitter.claimable(capsuleId, token, alice), paid ? 0 : due, "kept");
    }

    function _checkIn(Payment memory payment) internal {
        for (uint256 variant = 0; variant < _variants(); ++variant) {
            uint256 state = vm.snapshotState();
            _misbehave(variant, payment.payer);
            bytes memory refusal = _refusal(variant, true, payment.payer, payment.sent);
            if (refusal.length != 0) {
                _assertRefused(payment.caller, payment.target, payment.data, refusal);
                _assertOthersArePaid();
                _behave(payment.payer);
                _assertPaidIn(payment);
            } else {
                _assertPaidIn(payment);
                _checkMisbehavior(variant);
                _assertOthersArePaid();
                _behave(payment.payer);
            }
            _assertAllOfTheTokenIsPaid();
            vm.revertToState(state);
        }
    }

    function _checkOut(Payout memory payout) internal {
        for (uint256 variant = 0; variant < _variants(); ++variant) {
            uint256 state = vm.snapshotState();
            _misbehave(variant, payout.payee);
            bytes memory refusal = _refusal(variant, false, payout.payee, payout.due);
            if (refusal.length != 0) {
                _assertRefused(payout.caller, payout.target, payout.data, refusal);
                _assertOthersArePaid();
                _behave(payout.payee);
                _assertPaidOut(payout);
            } else {
                _assertPaidOut(payout);
                _checkMisbehavior(variant);
                _assertOthersArePaid();
                _behave(payout.payee);
            }
            _assertAllOfTheTokenIsPaid();
            vm.revertToState(state);
        }
    }

    function _assertRefused(address caller, address target, bytes memory data, bytes memory refusal) private {
        bytes32 before = _books();
        vm.prank(caller);
        (bool success, bytes memory answer) = target.call(data);
        assertFalse(success, "refused");
        assertEq(answer, refusal, "reason");
        assertEq(_books(), before, "nothing changed");
    }

    function _assertPaidIn(Payment memory payment) private {
        uint256 payers = _balance(token, payment.payer);
        uint256 till = _balance(token, address(accessToken));
        uint256 income = accessToken.incomeOf(capsuleId, token);
        uint256 credit = accessToken.creditOf(payment.credited, token);
        _call(payment.caller, payment.target, payment.data);
        assertEq(payers - _balance(token, payment.payer), payment.sent, "sent");
        assertEq(_balance(token, address(accessToken)) - till, payment.income + payment.credit, "arrived");
        assertEq(accessToken.incomeOf(capsuleId, token) - income, payment.income, "income");
        assertEq(accessToken.creditOf(payment.credited, token) - credit, payment.credit, "credit");
    }

    function _assertPaidOut(Payout memory payout) private {
        uint256 payees = _balance(token, payout.payee);
        uint256 till = _balance(token, address(accessToken));
        assertGt(payout.due, 0);
        _call(payout.caller, payout.target, payout.data);
        assertEq(_balance(token, payout.payee) - payees, _arrives(payout.due), "paid");
        assertEq(till - _balance(token, address(accessToken)), payout.due, "left the till");
        (bool again,) = payout.target.call(payout.data);
        assertFalse(again, "once");
    }

    /// @dev In other currencies everyone gets everything, of both capsules, while the token is as it is.
    function _assertOthersArePaid() internal {
        uint256[2] memory capsules = [capsuleId, other];
        address[2] memory contributors = [alice, bob];
        for (uint256 i = 0; i < 2; ++i) {
            address owner = registry.ownerOf(capsules[i]);
            _assertSharesPaid(capsules[i], NATIVE, ETHER_INCOME, owner, contributors[i]);
            _assertSharesPaid(capsules[i], address(usd), USD_INCOME, owner, contributors[i]);
        }
        assertEq(address(accessToken).balance, 0, "all native currency");
        assertEq(usd.balanceOf(address(accessToken)), 0, "all of the other token");
    }

    function _assertSharesPaid(uint256 id, address currency, uint256 income, address owner, address contributor)
        private
    {
        uint256 net = _afterFee(income);
        uint256[3] memory before =
            [_balance(currency, owner), _balance(currency, contributor), _balance(currency, treasury)];
        assertEq(splitter.claimOwner(id, currency), net * 7 / 10);
        assertEq(splitter.claim(id, currency, contributor), net * 3 / 10);
        assertEq(splitter.collectFee(id, currency), income - net);
        assertEq(_balance(currency, owner) - before[0], net * 7 / 10, "owner");
        assertEq(_balance(currency, contributor) - before[1], net * 3 / 10, "contributor");
        assertEq(_balance(currency, treasury) - before[2], income - net, "fee");
    }

    /// @dev Whatever is owed in the token now, of both capsules, is paid; less than a unit for each holder is left.
    function _assertAllOfTheTokenIsPaid() internal {
        _settle(capsuleId, alice);
        _settle(other, bob);
        address[2] memory credited = [referrer, buyer];
        for (uint256 i = 0; i < 2; ++i) {
            if (accessToken.creditOf(credited[i], token) != 0) accessToken.withdrawCredit(credited[i], token);
        }
        uint256 left = _balance(token, address(accessToken));
        assertGe(left, _surplus());
        assertLe(left, _surplus() + 2, "fractions of two capsules' holders");
    }

    function _settle(uint256 id, address contributor) private {
        if (splitter.claimable(id, token, contributor) != 0) splitter.claim(id, token, contributor);
        if (splitter.claimableOwner(id, token) != 0) splitter.claimOwner(id, token);
        if (splitter.collectableFee(id, token) != 0) splitter.collectFee(id, token);
    }

    function _distribute() private {
        address[] memory accounts = new address[](1);
        accounts[0] = alice;
        splitter.distribute(capsuleId, token, accounts);
    }

    function _books() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                accessToken.incomeOf(capsuleId, token),
                accessToken.creditOf(referrer, token),
                accessToken.creditOf(buyer, token),
                splitter.claimable(capsuleId, token, alice),
                splitter.claimableOwner(capsuleId, token),
                splitter.collectableFee(capsuleId, token),
                splitter.claimableOwner(other, token),
                accessToken.refundOf(licenseId),
                accessToken.balanceOf(buyer, licenseId),
                accessToken.offerOf(timed).minted
            )
        );
    }

    function _call(address caller, address target, bytes memory data) private {
        vm.prank(caller);
        (bool success, bytes memory answer) = target.call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function _payment(bytes memory data, uint256 sent, uint256 income, uint256 credit, address credited)
        internal
        view
        returns (Payment memory)
    {
        return Payment(buyer, buyer, address(accessToken), data, sent, income, credit, credited);
    }

    function _payout(address caller, bytes memory data, address payee, uint256 due)
        internal
        view
        returns (Payout memory)
    {
        return Payout(caller, address(splitter), data, payee, due);
    }
}
