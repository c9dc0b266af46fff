// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolUpgradeable } from "./ProtocolUpgradeable.sol";

/// @title PausableEntries: the guardian's brake on entry points
/// @notice Stops what would create new obligations, for 14 days at most, and ends by itself. Claims, withdrawals and
/// transfers never pause. Between two pauses there are at least 14 days in which the protocol runs, so that a guardian
/// can't hold it up for ever; governance can end a pause early.
abstract contract PausableEntries is ProtocolUpgradeable {
    uint256 private constant MAX_PAUSE = 14 days;
    uint256 private constant MIN_REST = 14 days;

    /// @custom:storage-location erc7201:capsule.storage.PausableEntries
    struct PauseStorage {
        uint64 pausedUntil;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.PausableEntries")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x41b66576ca246fcde5c05d64396b5d927a42a08415562863db4ce5e944ff4300;

    event EntriesPaused(uint64 until);
    event EntriesUnpaused();

    error Protocol_Paused(uint256 until);
    error Protocol_PauseTooLong(uint256 duration, uint256 maximum);
    error Protocol_PauseTooSoon(uint256 possibleAt);
    error Protocol_NotPaused();

    modifier whenEntriesOpen() {
        _requireEntriesOpen();
        _;
    }

    /// @notice Pauses the entry points for `duration` seconds, at most 14 days. Guardian only.
    function pauseEntries(uint256 duration) external restricted {
        if (duration == 0 || duration > MAX_PAUSE) revert Protocol_PauseTooLong(duration, MAX_PAUSE);
        PauseStorage storage $ = _pauseStorage();
        uint256 possibleAt = $.pausedUntil == 0 ? 0 : uint256($.pausedUntil) + MIN_REST;
        if (block.timestamp < possibleAt) revert Protocol_PauseTooSoon(possibleAt);
        // A time of the block and 14 days.
        // forge-lint: disable-next-line(unsafe-typecast)
        $.pausedUntil = uint64(block.timestamp + duration);
        emit EntriesPaused($.pausedUntil);
    }

    /// @notice Ends a pause early. Guardian or governance.
    function unpauseEntries() external restricted {
        PauseStorage storage $ = _pauseStorage();
        if ($.pausedUntil <= block.timestamp) revert Protocol_NotPaused();
        $.pausedUntil = uint64(block.timestamp);
        emit EntriesUnpaused();
    }

    /// @notice Second at which the entry points open again; in the past when they are open.
    function pausedUntil() external view returns (uint256) {
        return _pauseStorage().pausedUntil;
    }

    function _requireEntriesOpen() internal view {
        uint256 until = _pauseStorage().pausedUntil;
        if (block.timestamp < until) revert Protocol_Paused(until);
    }

    function _pauseStorage() private pure returns (PauseStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
