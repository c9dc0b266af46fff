// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title UsageMeter: what of metered licenses was used, and how often keys of a capsule were released
interface IUsageMeter { }
