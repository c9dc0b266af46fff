// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title DisputeCourt: disputes over capsules
interface IDisputeCourt { }
