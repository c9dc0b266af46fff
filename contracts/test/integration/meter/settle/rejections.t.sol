// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IUsageMeter, Rejection } from "../../../../src/interfaces/IUsageMeter.sol";
import { MeterTest } from "../../../fixtures/MeterTest.sol";

contract RejectedReceiptsTest is MeterTest {
    function testFuzz_NotMetered_UnknownLicense(uint256 licenseId, uint32 runs) public {
        uint256 known = _license();
        vm.assume(licenseId != known && runs != 0);
        _assertRejected(licenseId, runs, Rejection.NOT_METERED);
    }

    function testFuzz_NotMetered_PlainAndTimedLicenses(uint32 runs) public {
        vm.assume(runs != 0);
        uint256 plain = _purchase(buyer, _order(_offer(_terms(NATIVE)), 1, buyer));
        uint256 timed = _purchase(buyer, _order(_offer(_timedTerms(NATIVE, DURATION)), 1, buyer));
        _assertRejected(plain, runs, Rejection.NOT_METERED);
        _assertRejected(timed, runs, Rejection.NOT_METERED);
        assertTrue(_isValid(plain, buyer));
        assertTrue(_isValid(timed, buyer));
    }

    function testFuzz_AboveBought(uint32 runs, uint8 renewals) public {
        uint256 licenseId = _license();
        renewals %= 4;
        for (uint256 i = 0; i < renewals; ++i) {
            _renew(buyer, licenseId);
        }
        uint32 bought = RUNS * (1 + uint32(renewals));
        _assertRejected(licenseId, uint32(bound(runs, bought + 1, type(uint32).max)), Rejection.ABOVE_BOUGHT);
        assertEq(_settle(_receipt(licenseId, bought)), 1, "exactly what was bought");
    }

    function testFuzz_NotAboveSettled(uint32 settled, uint32 runs) public {
        uint256 licenseId = _license();
        _assertRejected(licenseId, 0, Rejection.NOT_ABOVE_SETTLED);
        settled = uint32(bound(settled, 1, RUNS));
        _settle(_receipt(licenseId, settled));
        _assertRejected(licenseId, uint32(bound(runs, 0, settled)), Rejection.NOT_ABOVE_SETTLED);
    }

    /// @dev Whichever of a batch's receipts are bad, and why: the others are settled, each in its order.
    function testFuzz_OneBadReceiptStopsNoOther(uint256 seed) public {
        uint256 count = 1 + seed % 12;
        uint256 first = _purchase(buyer, _order(offerId, count, buyer));
        IUsageMeter.Receipt[] memory receipts = new IUsageMeter.Receipt[](count);
        Rejection[] memory expected = new Rejection[](count);
        uint256 good = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 roll = uint256(keccak256(abi.encode(seed, i)));
            receipts[i] = IUsageMeter.Receipt(first + i, uint32(1 + roll % RUNS));
            expected[i] = Rejection((roll >> 32) % 4);
            if (expected[i] == Rejection.NONE) ++good;
            if (expected[i] == Rejection.NOT_METERED) receipts[i].licenseId += 1 << 40;
            if (expected[i] == Rejection.ABOVE_BOUGHT) receipts[i].runs += RUNS;
            if (expected[i] == Rejection.NOT_ABOVE_SETTLED) _settle(_receipt(first + i, receipts[i].runs));
        }
        bytes[] memory signatures = _quorum(usageMeter.leaseBatchDigest(1, receipts), THRESHOLD);
        for (uint256 i = 0; i < count; ++i) {
            if (expected[i] == Rejection.NONE) _expectSettled(receipts[i].licenseId, receipts[i].runs);
            else _expectRejected(receipts[i].licenseId, i, expected[i]);
        }
        _expectBatch(1, count, good);
        assertEq(usageMeter.settle(1, receipts, signatures), good);
        for (uint256 i = 0; i < count; ++i) {
            bool counts = expected[i] == Rejection.NONE || expected[i] == Rejection.NOT_ABOVE_SETTLED;
            assertEq(usageMeter.settledRuns(first + i), counts ? receipts[i].runs : 0);
        }
    }

    /// @dev A batch submitted again changes nothing.
    function testFuzz_ReplayedBatchIsRejected(uint32 runs) public {
        runs = uint32(bound(runs, 1, RUNS));
        IUsageMeter.Receipt[] memory receipts = _receipt(_license(), runs);
        assertEq(_settle(receipts), 1);
        _assertRejected(receipts[0].licenseId, runs, Rejection.NOT_ABOVE_SETTLED);
    }

    /// @dev Of one license's receipts in one batch each counts as if it came alone.
    function testFuzz_OneLicenseTwiceInABatch(uint32 one, uint32 other) public {
        (one, other) = (uint32(bound(one, 1, RUNS)), uint32(bound(other, 1, RUNS)));
        uint256 licenseId = _license();
        IUsageMeter.Receipt[] memory receipts = new IUsageMeter.Receipt[](2);
        receipts[0] = IUsageMeter.Receipt(licenseId, one);
        receipts[1] = IUsageMeter.Receipt(licenseId, other);
        bytes[] memory signatures = _quorum(usageMeter.leaseBatchDigest(1, receipts), THRESHOLD);
        _expectSettled(licenseId, one);
        if (other > one) _expectSettled(licenseId, other);
        else _expectRejected(licenseId, 1, Rejection.NOT_ABOVE_SETTLED);
        assertEq(usageMeter.settle(1, receipts, signatures), other > one ? 2 : 1);
        assertEq(usageMeter.settledRuns(licenseId), other > one ? other : one);
    }

    function _assertRejected(uint256 licenseId, uint32 runs, Rejection reason) private {
        uint32 before = usageMeter.settledRuns(licenseId);
        IUsageMeter.Receipt[] memory receipts = _receipt(licenseId, runs);
        bytes[] memory signatures = _quorum(usageMeter.leaseBatchDigest(1, receipts), THRESHOLD);
        _expectRejected(licenseId, 0, reason);
        assertEq(usageMeter.settle(1, receipts, signatures), 0);
        assertEq(usageMeter.settledRuns(licenseId), before);
    }
}
