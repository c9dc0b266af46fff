// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";

/// @title Stands for a Chainlink feed, of a price or of a sequencer's uptime: it answers what a test tells it to
contract PriceFeed is AggregatorV3Interface {
    enum Death {
        NONE,
        REVERTS,
        BURNS_GAS,
        RETURNS_NOTHING
    }

    uint8 public decimals;
    int256 private _answer;
    uint256 private _startedAt;
    uint256 private _updatedAt;
    Death private _death;

    error Dead();

    constructor(uint8 decimals_, int256 answer) {
        decimals = decimals_;
        set(answer, block.timestamp);
    }

    function setStartedAt(uint256 startedAt) external {
        _startedAt = startedAt;
    }

    function setDecimals(uint8 decimals_) external {
        decimals = decimals_;
    }

    function die(Death death) external {
        _death = death;
    }

    function description() external pure returns (string memory) {
        return "stand-in for a Chainlink feed";
    }

    function version() external pure returns (uint256) {
        return 4;
    }

    function getRoundData(uint80) external view returns (uint80, int256, uint256, uint256, uint80) {
        return latestRoundData();
    }

    function set(int256 answer, uint256 updatedAt) public {
        (_answer, _startedAt, _updatedAt) = (answer, updatedAt, updatedAt);
    }

    function latestRoundData() public view returns (uint80, int256, uint256, uint256, uint80) {
        if (_death == Death.REVERTS) revert Dead();
        if (_death == Death.BURNS_GAS) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (_death == Death.RETURNS_NOTHING) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
        return (1, _answer, _startedAt, _updatedAt, 1);
    }
}
