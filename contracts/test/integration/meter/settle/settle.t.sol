// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { IUsageMeter } from "../../../../src/interfaces/IUsageMeter.sol";
import { MeterTest } from "../../../fixtures/MeterTest.sol";

contract SettleTest is MeterTest {
    function test_RevertWhen_BatchIsEmpty() public {
        IUsageMeter.Receipt[] memory none = new IUsageMeter.Receipt[](0);
        bytes[] memory signatures = _quorum(usageMeter.leaseBatchDigest(1, none), THRESHOLD);
        vm.expectRevert(IUsageMeter.UsageMeter_EmptyBatch.selector);
        usageMeter.settle(1, none, signatures);
    }

    function testFuzz_RevertWhen_TooFewSigned(uint256 count) public {
        count = bound(count, 0, THRESHOLD - 1);
        IUsageMeter.Receipt[] memory receipts = _receipt(_license(), 1);
        bytes[] memory signatures = _quorum(usageMeter.leaseBatchDigest(1, receipts), count);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_QuorumNotReached.selector, count, THRESHOLD)
        );
        usageMeter.settle(1, receipts, signatures);
    }

    /// @dev Other receipts, in another order, of another epoch, of another contract, of another chain.
    function testFuzz_RevertWhen_SomethingElseWasSigned(uint32 runs, uint64 epoch, uint64 chainId) public {
        vm.assume(runs != 1 && epoch != 1);
        chainId = uint64(bound(chainId, 1, type(uint64).max));
        vm.assume(chainId != block.chainid);
        IUsageMeter.Receipt[] memory receipts = _pair(_license(), 1, _license(), 2);
        IUsageMeter.Receipt[] memory turned = _pair(receipts[1].licenseId, 2, receipts[0].licenseId, 1);
        IUsageMeter.Receipt[] memory other = _pair(receipts[0].licenseId, runs, receipts[1].licenseId, 2);
        _expectRefused(receipts, usageMeter.leaseBatchDigest(1, turned));
        _expectRefused(receipts, usageMeter.leaseBatchDigest(1, other));
        _expectRefused(receipts, usageMeter.leaseBatchDigest(1, _receipt(receipts[0].licenseId, 1)));
        _expectRefused(receipts, usageMeter.leaseBatchDigest(epoch, receipts));
        _expectRefused(receipts, usageMeter.releaseReportDigest(1, 1, _count(receipts[0].licenseId, 1)));
        uint256 here = block.chainid;
        vm.chainId(chainId);
        bytes32 elsewhere = usageMeter.leaseBatchDigest(1, receipts);
        vm.chainId(here);
        _expectRefused(receipts, elsewhere);
    }

    function test_RevertWhen_KeepersOfAnotherEpochSigned() public {
        IUsageMeter.Receipt[] memory receipts = _receipt(_license(), 1);
        Team memory next = _team("next ", 3);
        _rotate(next, 2);
        bytes[] memory old = _quorum(usageMeter.leaseBatchDigest(2, receipts), THRESHOLD);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 2, _keeperAt(0)));
        usageMeter.settle(2, receipts, old);
    }

    /// @dev An epoch settles what it granted for 14 days after its end, and each goes on from what the other settled.
    function test_EpochsGoOnFromEachOther() public {
        uint256 licenseId = _license();
        IUsageMeter.Receipt[] memory five = _receipt(licenseId, 5);
        bytes[] memory old = _quorum(usageMeter.leaseBatchDigest(1, five), THRESHOLD);
        Team memory next = _team("next ", 3);
        _rotate(next, 2);
        uint256 rotatedAt = block.timestamp;

        IUsageMeter.Receipt[] memory three = _receipt(licenseId, 3);
        _expectSettled(licenseId, 3);
        _expectBatch(2, 1, 1);
        usageMeter.settle(2, three, _signatures(next, usageMeter.leaseBatchDigest(2, three), 2));
        vm.warp(rotatedAt + 14 days - 1);
        _expectSettled(licenseId, 5);
        _expectBatch(1, 1, 1);
        usageMeter.settle(1, five, old);

        vm.warp(rotatedAt + 14 days);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_EpochClosed.selector, 1, 2));
        usageMeter.settle(1, five, old);
    }

    function testFuzz_Settle(uint32[4] memory values, address submitter, uint256 count) public {
        uint256 licenseId = _license();
        count = bound(count, THRESHOLD, KEEPERS);
        uint32 settled = 0;
        for (uint256 i = 0; i < values.length && settled < RUNS; ++i) {
            settled = uint32(bound(values[i], settled + 1, RUNS));
            IUsageMeter.Receipt[] memory receipts = _receipt(licenseId, settled);
            bytes[] memory signatures = _quorum(usageMeter.leaseBatchDigest(1, receipts), count);
            _expectSettled(licenseId, settled);
            vm.prank(submitter);
            assertEq(usageMeter.settle(1, receipts, signatures), 1);

            assertEq(usageMeter.settledRuns(licenseId), settled);
            assertEq(accessToken.runsBought(licenseId), RUNS, "bought stays");
            Status memory status = _status(licenseId, buyer);
            assertEq(status.runs, RUNS - settled, "left");
            assertEq(status.valid, settled < RUNS);
            assertFalse(_isValid(licenseId, stranger));
        }
    }

    /// @dev Used up it gives no right at all; renewed, it is what it was before.
    function testFuzz_UsedUpAndRenewed(uint32 more) public {
        uint256 licenseId = _license();
        _settle(_receipt(licenseId, RUNS));
        assertFalse(_isValid(licenseId, buyer));
        (,,,, bool derives) = accessToken.derivativeTerms(licenseId, buyer);
        assertFalse(derives);

        _renew(buyer, licenseId);
        assertEq(_status(licenseId, buyer).runs, RUNS);
        assertTrue(_isValid(licenseId, buyer));
        assertEq(accessToken.runsBought(licenseId), 2 * RUNS);
        more = uint32(bound(more, RUNS + 1, 2 * RUNS));
        _settle(_receipt(licenseId, more));
        assertEq(_status(licenseId, buyer).runs, 2 * RUNS - more);
    }

    /// @dev What is left travels with the license.
    function testFuzz_Settle_LicenseIsGivenAway(uint32 used) public {
        used = uint32(bound(used, 1, RUNS - 1));
        uint256 licenseId = _license();
        _settle(_receipt(licenseId, used));
        _give(buyer, recipient, licenseId);
        assertEq(_status(licenseId, recipient).runs, RUNS - used);
        assertTrue(_isValid(licenseId, recipient));
        assertFalse(_isValid(licenseId, buyer));
    }

    /// @dev A timed license's runs end before its time, and its time before its runs.
    function test_Settle_TimedAndMetered() public {
        IAccessToken.Terms memory terms = _meteredTerms(NATIVE, RUNS);
        terms.duration = DURATION;
        uint256 timed = _offer(terms);
        uint256 one = _purchase(buyer, _order(timed, 2, buyer));
        _settle(_pair(one, RUNS, one + 1, RUNS - 1));
        assertFalse(_isValid(one, buyer), "used up");
        assertTrue(_isValid(one + 1, buyer));
        vm.warp(block.timestamp + DURATION);
        assertFalse(_isValid(one + 1, buyer), "ended");
        assertEq(_status(one + 1, buyer).runs, 1);
    }

    function _pair(uint256 one, uint32 runs, uint256 other, uint32 runsOfOther)
        private
        pure
        returns (IUsageMeter.Receipt[] memory receipts)
    {
        receipts = new IUsageMeter.Receipt[](2);
        receipts[0] = IUsageMeter.Receipt(one, runs);
        receipts[1] = IUsageMeter.Receipt(other, runsOfOther);
    }

    function _expectRefused(IUsageMeter.Receipt[] memory receipts, bytes32 signed) private {
        assertNotEq(signed, usageMeter.leaseBatchDigest(1, receipts));
        bytes[] memory signatures = _quorum(signed, THRESHOLD);
        vm.expectRevert();
        usageMeter.settle(1, receipts, signatures);
        assertEq(usageMeter.settledRuns(receipts[0].licenseId), 0);
    }
}
