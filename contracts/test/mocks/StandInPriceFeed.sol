// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";

/// @title A stand-in for a Chainlink feed on a local chain
/// @notice Says what it was told, always as of now, and anyone may tell it. No chain but a local one takes it.
contract StandInPriceFeed is AggregatorV3Interface {
    uint256 private constant LOCAL_CHAIN_ID = 31_337;

    uint8 public immutable decimals;
    int256 private _answer;

    error StandInPriceFeed_NotLocal(uint256 chainId);

    constructor(uint8 decimals_, int256 answer) {
        if (block.chainid != LOCAL_CHAIN_ID) revert StandInPriceFeed_NotLocal(block.chainid);
        decimals = decimals_;
        _answer = answer;
    }

    function setAnswer(int256 answer) external {
        _answer = answer;
    }

    function description() external pure returns (string memory) {
        return "stand-in of a local chain, no market price";
    }

    function version() external pure returns (uint256) {
        return 0;
    }

    function getRoundData(uint80) external view returns (uint80, int256, uint256, uint256, uint80) {
        return latestRoundData();
    }

    function latestRoundData() public view returns (uint80, int256, uint256, uint256, uint80) {
        return (1, _answer, block.timestamp, block.timestamp, 1);
    }
}
