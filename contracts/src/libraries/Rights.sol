// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Rights that a license grants, as bits
library Rights {
    uint16 internal constant RUN = 1 << 0;
    uint16 internal constant FINE_TUNE = 1 << 1;
    uint16 internal constant DERIVE = 1 << 2;
    uint16 internal constant MERGE = 1 << 3;
    uint16 internal constant DISTILL = 1 << 4;
    uint16 internal constant TRAIN_ON = 1 << 5;
    uint16 internal constant REDISTRIBUTE = 1 << 6;
    uint16 internal constant COMMERCIAL = 1 << 7;
    uint16 internal constant ALL = (1 << 8) - 1;
}
