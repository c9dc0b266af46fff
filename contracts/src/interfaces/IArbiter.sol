// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IArbiter: who rules on disputes in the first instance
interface IArbiter { }
