// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title TrainingPool: collaborative training for a share of a capsule's income
interface ITrainingPool { }
