// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "./IDisputeCourt.sol";

/// @title IArbiter: who rules on disputes in the first instance
/// @notice A contract that calls {IDisputeCourt-rule} for every dispute whose rules name it, before its deadline. How it
/// comes to a ruling is its own matter: a council, a jury, an oracle. The court calls it for nothing, so an arbiter can't
/// stop a dispute from being opened, answered or concluded.
interface IArbiter {
    /// @notice The court that this arbiter can rule in.
    function disputeCourt() external view returns (IDisputeCourt);
}
