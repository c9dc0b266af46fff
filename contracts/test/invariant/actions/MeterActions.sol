// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { IUsageMeter, Rejection } from "../../../src/interfaces/IUsageMeter.sol";
import { Sales } from "./Sales.sol";
import { Vm } from "forge-std/Vm.sol";

/// @title What keepers say of the use of licenses and capsules
abstract contract MeterActions is Sales {
    mapping(uint256 id => mapping(uint256 day => mapping(uint256 epoch => uint256))) public releases;

    /// @notice Receipts of up to five licenses, some of them bad, signed by keepers of the epoch or of the one before.
    function settle(uint256 seed, uint256 count, uint256 first) external action {
        uint256 number = seed % 4 == 0 && epoch > 1 ? epoch - 1 : epoch;
        IUsageMeter.Receipt[] memory receipts = new IUsageMeter.Receipt[](1 + count % 5);
        for (uint256 i = 0; i < receipts.length; ++i) {
            receipts[i] = _someReceipt(_roll(seed, i), i);
        }
        bytes32 digest = usageMeter.leaseBatchDigest(number, receipts);
        bytes[] memory signatures = _quorumOf(number, digest, first % (KEEPERS - THRESHOLD + 1), THRESHOLD);
        bool allowed = _counts(number);
        bytes memory data = abi.encodeCall(usageMeter.settle, (number, receipts, signatures));
        vm.recordLogs();
        bytes memory answer = _act(_actor(seed), address(usageMeter), data, allowed);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (!allowed) return;
        uint256 good = _noteSettlement(receipts, logs);
        _require(abi.decode(answer, (uint256)) == good, "a batch counted its receipts wrongly");
        if (good != 0) _effect();
    }

    /// @notice Counts of up to three capsules, of a day that is over or mostly so.
    function reportReleases(uint256 seed, uint256 count, uint256 day) external action {
        uint256 today = block.timestamp / 1 days;
        day = day % 8 == 0 ? today + day % 2 : today - 1 - day % 3;
        IUsageMeter.ReleaseCount[] memory counts = new IUsageMeter.ReleaseCount[](1 + count % 3);
        for (uint256 i = 0; i < counts.length; ++i) {
            counts[i] = IUsageMeter.ReleaseCount(_capsule(_roll(seed, i)), uint32(1 + _roll(seed, i + 3)));
        }
        bytes[] memory signatures =
            _presentQuorum(usageMeter.releaseReportDigest(epoch, uint32(day), counts), THRESHOLD);
        bool allowed = day < today;
        bytes memory data = abi.encodeCall(usageMeter.reportReleases, (epoch, uint32(day), counts, signatures));
        _act(_actor(seed), address(usageMeter), data, allowed);
        if (!allowed) return;
        for (uint256 i = 0; i < counts.length; ++i) {
            uint256 before = releases[counts[i].capsuleId][day][epoch];
            if (counts[i].releases > before) releases[counts[i].capsuleId][day][epoch] = counts[i].releases;
        }
        _effect();
    }

    /// @notice Too few keepers, two epochs together, an epoch that is closed or to come, other receipts, or none.
    function forgeSettlement(uint256 seed, uint256 kind) external action {
        IUsageMeter.Receipt[] memory receipts = new IUsageMeter.Receipt[](1);
        receipts[0] = _someReceipt(seed, 0);
        uint256 number = epoch;
        kind %= 6;
        bytes32 digest = usageMeter.leaseBatchDigest(number, receipts);
        bytes[] memory signatures = _presentQuorum(digest, THRESHOLD);
        if (kind == 0) signatures = _presentQuorum(digest, THRESHOLD - 1);
        if (kind == 1) signatures = _mixed(digest);
        if (kind == 2) number = epoch + 1;
        if (kind == 3) number = epoch > 2 ? epoch - 2 : 0;
        if (kind == 4) receipts[0].runs += 1;
        if (kind == 5) receipts = new IUsageMeter.Receipt[](0);
        if (kind == 2 || kind == 3) {
            digest = usageMeter.leaseBatchDigest(number, receipts);
            signatures = number == 0 ? _presentQuorum(digest, KEEPERS) : _quorumOf(number, digest, 0, KEEPERS);
        }
        bytes memory data = abi.encodeCall(usageMeter.settle, (number, receipts, signatures));
        _act(stranger, address(usageMeter), data, false);
        _effect();
    }

    /// @dev Keepers of both teams, in order, as many as make a quorum.
    function _mixed(bytes32 digest) private view returns (bytes[] memory signatures) {
        signatures = new bytes[](THRESHOLD);
        (uint256 here, uint256 there) = (epoch, epoch);
        while (there > 1 && teamOf[there] == teamOf[epoch]) --there;
        if (teamOf[there] == teamOf[here]) return _presentQuorum(digest, THRESHOLD - 1);
        (uint256 i, uint256 k) = (0, KEEPERS - 1);
        for (uint256 n = 0; n < THRESHOLD; ++n) {
            bool first = n < THRESHOLD - 1 && _operatorOf(here, i) < _operatorOf(there, k);
            signatures[n] = first ? _quorumOf(here, digest, i++, 1)[0] : _quorumOf(there, digest, k, 1)[0];
        }
    }

    /// @dev Mostly of a metered license that has runs left, and mostly not above them.
    function _someReceipt(uint256 seed, uint256 index) private returns (IUsageMeter.Receipt memory receipt) {
        uint256 licenseId = licenses[_roll(seed, 0) % licenses.length];
        if (index == 0 && seed % 8 != 0) licenseId = _unused(seed);
        uint256 left = _licenses[licenseId].runs - settled[licenseId];
        uint256 more = seed % 16 == 1 ? left + 1 : left == 0 ? 0 : 1 + _roll(seed, 1) % left;
        return IUsageMeter.Receipt(licenseId, uint32(settled[licenseId] + more));
    }

    function _unused(uint256 seed) private returns (uint256 licenseId) {
        for (uint256 i = 0; i < licenses.length; ++i) {
            licenseId = licenses[(_roll(seed, 2) % licenses.length + i) % licenses.length];
            if (_licenses[licenseId].runs > settled[licenseId]) return licenseId;
        }
        IAccessToken.Terms memory terms = _terms(_currency(seed));
        terms.runs = uint32(1 + _roll(seed, 3) % 1000);
        uint256 fresh = _freshLicense(seed, _actor(_roll(seed, 4)), terms);
        return fresh == 0 ? licenseId : fresh;
    }

    /// @dev Each receipt as the model has it, and what the contract said of it.
    function _noteSettlement(IUsageMeter.Receipt[] memory receipts, Vm.Log[] memory logs)
        private
        returns (uint256 good)
    {
        _require(logs.length == receipts.length + 1, "a receipt went unmentioned");
        for (uint256 i = 0; i < receipts.length; ++i) {
            uint256 licenseId = receipts[i].licenseId;
            (uint256 runs, uint256 bought) = (receipts[i].runs, _licenses[licenseId].runs);
            Rejection expected = Rejection.NONE;
            if (runs <= settled[licenseId]) expected = Rejection.NOT_ABOVE_SETTLED;
            else if (bought == 0) expected = Rejection.NOT_METERED;
            else if (runs > bought) expected = Rejection.ABOVE_BOUGHT;
            bool counts = expected == Rejection.NONE;
            bytes32 topic = counts ? IUsageMeter.UsageSettled.selector : IUsageMeter.ReceiptRejected.selector;
            _require(logs[i].topics[0] == topic && uint256(logs[i].topics[1]) == licenseId, "another receipt");
            if (!counts) {
                (uint256 index, Rejection reason) = abi.decode(logs[i].data, (uint256, Rejection));
                _require(index == i && reason == expected, "a receipt was rejected for another reason");
                continue;
            }
            _require(abi.decode(logs[i].data, (uint256)) == runs, "other runs were settled");
            settled[licenseId] = runs;
            ++good;
            _touchLicense(licenseId);
        }
    }
}
