// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { IUsageMeter } from "../../../../src/interfaces/IUsageMeter.sol";
import { MeterTest } from "../../../fixtures/MeterTest.sol";
import { Vm } from "forge-std/Vm.sol";

contract ReportReleasesTest is MeterTest {
    uint32 private today;

    function setUp() public override {
        super.setUp();
        today = uint32(block.timestamp / 1 days);
    }

    function test_RevertWhen_BatchIsEmpty() public {
        IUsageMeter.ReleaseCount[] memory none = new IUsageMeter.ReleaseCount[](0);
        bytes[] memory signatures = _quorum(usageMeter.releaseReportDigest(1, 1, none), THRESHOLD);
        vm.expectRevert(IUsageMeter.UsageMeter_EmptyBatch.selector);
        usageMeter.reportReleases(1, 1, none, signatures);
    }

    function testFuzz_RevertWhen_DayIsNotOver(uint32 day) public {
        day = uint32(bound(day, today, type(uint32).max));
        IUsageMeter.ReleaseCount[] memory counts = _count(capsuleId, 1);
        bytes[] memory signatures = _quorum(usageMeter.releaseReportDigest(1, day, counts), THRESHOLD);
        vm.expectRevert(abi.encodeWithSelector(IUsageMeter.UsageMeter_DayNotOver.selector, day, today));
        usageMeter.reportReleases(1, day, counts, signatures);
    }

    /// @dev The last second of a day and the first of the next.
    function test_SecondsAroundMidnight() public {
        IUsageMeter.ReleaseCount[] memory counts = _count(capsuleId, 1);
        bytes[] memory signatures = _quorum(usageMeter.releaseReportDigest(1, today, counts), THRESHOLD);
        vm.warp((uint256(today) + 1) * 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IUsageMeter.UsageMeter_DayNotOver.selector, today, today));
        usageMeter.reportReleases(1, today, counts, signatures);
        vm.warp(block.timestamp + 1);
        assertEq(usageMeter.reportReleases(1, today, counts, signatures), 1);
    }

    function testFuzz_RevertWhen_TooFewSigned(uint256 count) public {
        count = bound(count, 0, THRESHOLD - 1);
        IUsageMeter.ReleaseCount[] memory counts = _count(capsuleId, 1);
        bytes[] memory signatures = _quorum(usageMeter.releaseReportDigest(1, 1, counts), count);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_QuorumNotReached.selector, count, THRESHOLD)
        );
        usageMeter.reportReleases(1, 1, counts, signatures);
    }

    function testFuzz_RevertWhen_SomethingElseWasSigned(uint64 epoch, uint32 day, uint256 id, uint32 releases) public {
        vm.assume(epoch != 1 && day != 1 && id != capsuleId && releases != 7);
        bytes32[5] memory digests = [
            usageMeter.releaseReportDigest(epoch, 1, _count(capsuleId, 7)),
            usageMeter.releaseReportDigest(1, day, _count(capsuleId, 7)),
            usageMeter.releaseReportDigest(1, 1, _count(id, 7)),
            usageMeter.releaseReportDigest(1, 1, _count(capsuleId, releases)),
            usageMeter.leaseBatchDigest(1, _receipt(capsuleId, 7))
        ];
        IUsageMeter.ReleaseCount[] memory counts = _count(capsuleId, 7);
        for (uint256 i = 0; i < digests.length; ++i) {
            bytes[] memory signatures = _quorum(digests[i], KEEPERS);
            vm.expectRevert();
            usageMeter.reportReleases(1, 1, counts, signatures);
        }
        assertEq(usageMeter.releasesOf(capsuleId, 1, 1), 0);
    }

    function testFuzz_ReportReleases(uint256[6] memory ids, uint32[6] memory releases, uint32 day, address submitter)
        public
    {
        day = uint32(bound(day, 0, today - 1));
        IUsageMeter.ReleaseCount[] memory counts = new IUsageMeter.ReleaseCount[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            counts[i] = IUsageMeter.ReleaseCount(ids[i], releases[i]);
        }
        bytes[] memory signatures = _quorum(usageMeter.releaseReportDigest(1, day, counts), THRESHOLD);
        vm.recordLogs();
        vm.prank(submitter);
        uint256 reported = usageMeter.reportReleases(1, day, counts, signatures);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, reported);

        uint256 next = 0;
        for (uint256 i = 0; i < ids.length; ++i) {
            (uint256 before, uint256 highest) = (0, 0);
            for (uint256 k = 0; k < ids.length; ++k) {
                if (ids[k] != ids[i]) continue;
                if (k < i && releases[k] > before) before = releases[k];
                if (releases[k] > highest) highest = releases[k];
            }
            assertEq(usageMeter.releasesOf(ids[i], day, 1), highest);
            if (releases[i] <= before) continue;
            assertEq(logs[next].topics[0], IUsageMeter.ReleasesReported.selector);
            assertEq(uint256(logs[next].topics[1]), ids[i]);
            assertEq(uint256(logs[next].topics[2]), day);
            assertEq(uint256(logs[next].topics[3]), 1);
            assertEq(abi.decode(logs[next++].data, (uint256)), releases[i]);
        }
        assertEq(next, reported);
    }

    function testFuzz_CountsOnlyRise(uint32 first, uint32 second) public {
        _report(1, first);
        assertEq(_report(1, second), second > first ? 1 : 0);
        assertEq(usageMeter.releasesOf(capsuleId, 1, 1), second > first ? second : first);
    }

    /// @dev Each epoch counts for itself, and neither has the other's word changed.
    function test_EpochsCountApart() public {
        _report(1, 5);
        Team memory next = _team("next ", 3);
        _rotate(next, 2);
        IUsageMeter.ReleaseCount[] memory counts = _count(capsuleId, 3);
        bytes[] memory signatures = _signatures(next, usageMeter.releaseReportDigest(2, 1, counts), 2);
        vm.expectEmit(address(usageMeter));
        emit IUsageMeter.ReleasesReported(capsuleId, 1, 2, 3);
        assertEq(usageMeter.reportReleases(2, 1, counts, signatures), 1);
        assertEq(usageMeter.releasesOf(capsuleId, 1, 1), 5);
        assertEq(usageMeter.releasesOf(capsuleId, 1, 2), 3);

        vm.warp(block.timestamp + 14 days);
        counts = _count(capsuleId, 9);
        signatures = _quorum(usageMeter.releaseReportDigest(1, 1, counts), THRESHOLD);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_EpochClosed.selector, 1, 2));
        usageMeter.reportReleases(1, 1, counts, signatures);
    }

    function _report(uint32 day, uint32 releases) private returns (uint256) {
        IUsageMeter.ReleaseCount[] memory counts = _count(capsuleId, releases);
        return
            usageMeter.reportReleases(
                1, day, counts, _quorum(usageMeter.releaseReportDigest(1, day, counts), THRESHOLD)
            );
    }
}
