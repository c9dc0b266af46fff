// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";

contract RefundOfTest is LicenseTest {
    /// @dev What an account keeps of a license, in the plainest way: `worth` was paid for `since` to `end`.
    struct Prepayment {
        uint256 worth;
        uint256 since;
        uint256 end;
    }

    /// @dev A wait and a renewal at a price.
    struct Step {
        uint32 wait;
        uint64 price;
    }

    function testFuzz_SecondsOfALicense(uint88 price, uint32 duration, uint32 elapsed) public {
        vm.assume(duration != 0);
        uint256 offerId = _revocableOffer(NATIVE, price, duration);
        Prepayment memory p = Prepayment(price, block.timestamp, block.timestamp + duration);
        uint256 licenseId = _buy(offerId, 1);
        assertEq(accessToken.refundOf(licenseId), price, "all of it in the second of the sale");

        uint256 second = p.since + bound(elapsed, 0, duration);
        _assertRefundAt(licenseId, p, second - 1 < p.since ? p.since : second - 1);
        _assertRefundAt(licenseId, p, second);
        _assertRefundAt(licenseId, p, second + 1);
        _assertRefundAt(licenseId, p, p.end - 1);
        vm.warp(p.end);
        assertEq(accessToken.refundOf(licenseId), 0, "at the end");
        vm.warp(p.end + 1);
        assertEq(accessToken.refundOf(licenseId), 0, "after it");
    }

    /// @dev A renewal carries over what is left, whoever pays it, at whatever price, early or late.
    function testFuzz_AfterRenewals(uint64 price, uint32 duration, Step[4] memory steps, uint32 last) public {
        vm.assume(duration != 0);
        uint256 offerId = _revocableOffer(NATIVE, price, duration);
        uint256 licenseId = _buy(offerId, 1);
        Prepayment memory p = Prepayment(price, block.timestamp, block.timestamp + duration);
        uint256 paid = price;
        for (uint256 i = 0; i < steps.length; ++i) {
            vm.warp(block.timestamp + bound(steps[i].wait, 0, uint256(duration) + 1));
            uint256 carried = _model(p, block.timestamp);
            assertEq(accessToken.refundOf(licenseId), carried);
            assertLe(carried, paid, "no more than was paid");
            _setPrice(offerId, steps[i].price);
            _renew(stranger, licenseId);
            uint256 from = p.end > block.timestamp ? p.end : block.timestamp;
            p = Prepayment(carried + steps[i].price, block.timestamp, from + duration);
            paid += steps[i].price;
            assertEq(accessToken.refundOf(licenseId), p.worth, "what was left, and the payment");
        }
        uint256 second = block.timestamp + bound(last, 0, p.end - block.timestamp);
        _assertRefundAt(licenseId, p, second);
        _assertRefundAt(licenseId, p, second + 1);
    }

    /// @dev At one price, without a gap, that is exactly the price of the time left.
    function testFuzz_AfterRenewals_AtOnePrice(uint88 price, uint8 renewals, uint32 elapsed) public {
        renewals = uint8(bound(renewals, 0, 5));
        uint256 offerId = _revocableOffer(NATIVE, price, DURATION);
        uint256 end = block.timestamp + uint256(DURATION) * (1 + uint256(renewals));
        uint256 licenseId = _buy(offerId, 1);
        for (uint256 i = 0; i < renewals; ++i) {
            _renew(buyer, licenseId);
        }
        vm.warp(block.timestamp + bound(elapsed, 0, end - block.timestamp));
        assertEq(accessToken.refundOf(licenseId), uint256(price) * (end - block.timestamp) / DURATION);
    }

    /// @dev Time given for nothing adds nothing: a renewal of a trial is refunded for at most its price.
    function testFuzz_AfterATrial(uint24 trial, uint32 wait, uint32 elapsed, uint88 price) public {
        vm.assume(trial != 0);
        IAccessToken.Terms memory terms = _revocableTerms(NATIVE, DURATION);
        terms.trial = trial;
        uint256 offerId = _createOffer(capsuleId, price, terms);
        uint256 end = block.timestamp + trial;
        vm.prank(buyer);
        uint256 licenseId = accessToken.startTrial(offerId);
        assertEq(accessToken.refundOf(licenseId), 0);
        vm.warp(block.timestamp + wait);
        uint256 from = end > block.timestamp ? end : block.timestamp;
        _renew(buyer, licenseId);
        Prepayment memory p = Prepayment(price, block.timestamp, from + DURATION);
        _assertRefundAt(licenseId, p, block.timestamp + bound(elapsed, 0, p.end - block.timestamp));
    }

    /// @dev All refunds of a batch together are no more than the batch cost.
    function testFuzz_OfSeveral(uint64 price, uint16 taxBps, uint8 quantity, uint32 elapsed) public {
        quantity = uint8(bound(quantity, 1, 12));
        FeeOnTransferToken token = new FeeOnTransferToken(bound(taxBps, 0, 9999));
        uint256 total = uint256(price) * quantity;
        uint256 received = token.afterFee(total);
        vm.assume(total == 0 || received != 0);
        uint256 first = _buy(_revocableOffer(address(token), price, DURATION), quantity);
        Prepayment memory p = Prepayment(received / quantity, block.timestamp, block.timestamp + DURATION);
        vm.warp(block.timestamp + bound(elapsed, 0, DURATION - 1));
        uint256 sum;
        for (uint256 id = first; id < first + quantity; ++id) {
            uint256 refund = accessToken.refundOf(id);
            assertEq(refund, _model(p, block.timestamp));
            sum += refund;
        }
        assertLe(sum, received);
    }

    /// @dev What was paid for some licenses is no refund of the next one, which was given for nothing.
    function testFuzz_OfATrial_AfterASale(uint8 quantity) public {
        quantity = uint8(bound(quantity, 1, 12));
        IAccessToken.Terms memory terms = _revocableTerms(NATIVE, DURATION);
        terms.trial = DURATION;
        uint256 offerId = _offer(terms);
        uint256 last = _buy(offerId, quantity) + quantity - 1;
        vm.prank(stranger);
        uint256 tried = accessToken.startTrial(offerId);
        assertEq(tried, last + 1);
        assertEq(accessToken.refundOf(last), PRICE);
        assertEq(accessToken.refundOf(tried), 0);
    }

    /// @dev The referrer's share was paid by the buyer too.
    function test_WithAReferrer() public {
        IAccessToken.Terms memory terms = _revocableTerms(NATIVE, DURATION);
        terms.referralBps = 5000;
        IAccessToken.Order memory order = _order(_offer(terms), 1, buyer);
        order.referrer = referrer;
        assertEq(accessToken.refundOf(_purchase(buyer, order)), PRICE);
    }

    function testFuzz_OfNone(uint256 licenseId, uint32 duration) public {
        assertEq(accessToken.refundOf(licenseId), 0, "unknown");
        uint256 offerId = _offer(_timedTerms(NATIVE, duration));
        assertEq(accessToken.refundOf(_buy(offerId, 1)), 0, "of an offer that allows no revocation");
    }

    function _revocableTerms(address currency, uint32 duration) private pure returns (IAccessToken.Terms memory terms) {
        terms = _timedTerms(currency, duration);
        terms.revocable = true;
    }

    function _revocableOffer(address currency, uint128 price, uint32 duration) private returns (uint256) {
        return _createOffer(capsuleId, price, _revocableTerms(currency, duration));
    }

    function _model(Prepayment memory p, uint256 second) private pure returns (uint256) {
        if (second >= p.end) return 0;
        return p.worth * (p.end - second) / (p.end - p.since);
    }

    function _assertRefundAt(uint256 licenseId, Prepayment memory p, uint256 second) private {
        vm.warp(second);
        assertEq(accessToken.refundOf(licenseId), _model(p, second));
    }
}
