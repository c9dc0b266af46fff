// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Why a receipt was not settled. NOT_METERED: the license has no runs, was revoked or never sold.
/// NOT_ABOVE_SETTLED: as much or more is settled already. ABOVE_BOUGHT: more than was ever bought of it.
enum Rejection {
    NONE,
    NOT_METERED,
    NOT_ABOVE_SETTLED,
    ABOVE_BOUGHT
}

/// @title UsageMeter: what of metered licenses was used, and how often keys of a capsule were released
/// @notice Keepers lease runs to licensees off chain, each time they release a key. A quorum of one epoch's keepers signs
/// what was leased and anyone submits it. Signatures count while that epoch is the current one, and for 14 days after
/// ({IKeeperRegistry-verifyQuorumAt}). Nothing here names an account.
interface IUsageMeter {
    /// @param licenseId a metered license
    /// @param runs leased of it so far, cumulative
    struct Receipt {
        uint256 licenseId;
        uint32 runs;
    }

    /// @param capsuleId a capsule
    /// @param releases of its key on the day
    struct ReleaseCount {
        uint256 capsuleId;
        uint32 releases;
    }

    /// @notice `runs` of the license are used in all from now on.
    event UsageSettled(uint256 indexed licenseId, uint32 runs);
    /// @notice Receipt number `index` of its batch, from 0, was left out; the others were settled.
    event ReceiptRejected(uint256 indexed licenseId, uint256 index, Rejection reason);
    /// @notice Of `receipts` that keepers of `epoch` signed, `settled` count; follows what each came to.
    event BatchSettled(uint256 indexed epoch, uint256 receipts, uint256 settled);
    /// @notice Keepers of `epoch` released the capsule's key `releases` times on `day` (days since 1970-01-01, UTC), as
    /// far as they have said. Counts of two epochs of one day add up.
    event ReleasesReported(uint256 indexed capsuleId, uint256 indexed day, uint256 indexed epoch, uint32 releases);

    error UsageMeter_EmptyBatch();
    /// @notice Only a day that is over has a count; `today` is the present one.
    error UsageMeter_DayNotOver(uint256 day, uint256 today);

    /// @notice Settles leased runs. Anyone may submit. A bad receipt does not stop the others: it is named by
    /// {ReceiptRejected}.
    /// @param epoch whose keepers signed
    /// @param signatures of at least its threshold, ordered by signer address, over EIP-712 `LeaseBatch(uint256
    /// epoch,Receipt[] receipts)Receipt(uint256 licenseId,uint32 runs)`
    /// @dev Reverts with UsageMeter_EmptyBatch, and as {IKeeperRegistry-verifyQuorumAt}.
    /// @return settled how many of the receipts count now
    function settle(uint256 epoch, Receipt[] calldata receipts, bytes[] calldata signatures)
        external
        returns (uint256 settled);

    /// @notice Records how often keys were released on a day. Anyone may submit. A count that is not above what the
    /// epoch said before changes nothing.
    /// @param day days since 1970-01-01 (UTC); over
    /// @param signatures of at least the epoch's threshold, ordered by signer address, over EIP-712
    /// `ReleaseReport(uint256 epoch,uint32 day,ReleaseCount[] counts)ReleaseCount(uint256 capsuleId,uint32 releases)`
    /// @dev Reverts with UsageMeter_EmptyBatch, _DayNotOver, and as {IKeeperRegistry-verifyQuorumAt}.
    /// @return reported how many of the counts were raised
    function reportReleases(uint256 epoch, uint32 day, ReleaseCount[] calldata counts, bytes[] calldata signatures)
        external
        returns (uint256 reported);

    /// @notice Runs of a license that are settled: never more than were bought, and never less than before.
    function settledRuns(uint256 licenseId) external view returns (uint32);

    /// @notice Releases of a capsule's key on `day` that keepers of `epoch` reported.
    function releasesOf(uint256 capsuleId, uint32 day, uint256 epoch) external view returns (uint32);

    /// @notice What keepers sign for {settle}.
    function leaseBatchDigest(uint256 epoch, Receipt[] calldata receipts) external view returns (bytes32);

    /// @notice What keepers sign for {reportReleases}.
    function releaseReportDigest(uint256 epoch, uint32 day, ReleaseCount[] calldata counts)
        external
        view
        returns (bytes32);
}
