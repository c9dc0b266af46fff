// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IPriceOracle } from "../../../src/interfaces/IPriceOracle.sol";
import { PausableEntries } from "../../../src/upgrade/PausableEntries.sol";
import { LicenseActions } from "./LicenseActions.sol";
import { PayoutActions } from "./PayoutActions.sol";
import { RegistryActions } from "./RegistryActions.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import { MockV3Aggregator } from "@chainlink/contracts/src/v0.8/shared/mocks/MockV3Aggregator.sol";

/// @title What governance and the guardian set, and what price feeds say
abstract contract GovernanceActions is RegistryActions, LicenseActions, PayoutActions {
    bytes32 public contractDigest = CONTRACT_DIGEST;
    mapping(address target => uint256) private _restUntil;
    MockV3Aggregator internal sequencer;

    function setProtocolFee(uint256 feeBps) external action {
        protocolFee = uint16(feeBps % 501);
        _act(admin, address(registry), abi.encodeCall(registry.setProtocolFee, (protocolFee)), true);
        _effect();
    }

    function setTreasury(uint256 which) external action {
        presentTreasury = which % 2 == 0 ? makeAddr("second treasury") : treasury;
        _act(admin, address(splitter), abi.encodeCall(splitter.setTreasury, (presentTreasury)), true);
        _effect();
    }

    function setContractURI(bytes32 digest) external action {
        contractDigest = digest;
        _act(admin, address(registry), abi.encodeCall(registry.setContractURI, (digest)), true);
        _effect();
    }

    /// @dev The bounds may leave the present price out.
    function setFeed(uint256 seed) external action {
        FeedModel storage feed = _feeds[currencies[seed % 2]];
        (feed.minimum, feed.maximum) = seed % 8 == 0 ? (uint256(1), uint256(2)) : (uint256(1e6), uint256(1e12));
        feed.maxAge = 1 hours + _roll(seed, 0) % 30 days;
        _writeFeed(currencies[seed % 2]);
        _effect();
    }

    /// @dev Mostly a fresh price within its bounds; else a bad or an old one.
    function answerFeed(uint256 seed, uint256 price) external action {
        FeedModel storage feed = _feeds[currencies[seed % 2]];
        uint256 kind = _roll(seed, 0) % 8;
        feed.answer = kind == 0 ? int256(0) : kind == 1 ? int256(-1) : int256(1e6 + price % 1e12);
        feed.updatedAt = kind == 2 ? block.timestamp - feed.maxAge - price % 2 : block.timestamp;
        feed.aggregator.updateRoundData(2, feed.answer, feed.updatedAt, feed.updatedAt);
        _effect();
    }

    /// @dev Mostly up for long, or not looked at.
    function setSequencer(uint256 seed) external action {
        watchesSequencer = seed % 2 == 0;
        upSince = block.timestamp - _roll(seed, 0) % 2 days;
        if (seed % 8 == 0) upSince = 0;
        sequencer.updateRoundData(2, upSince == 0 ? int256(1) : int256(0), block.timestamp, upSince);
        AggregatorV3Interface feed = watchesSequencer ? AggregatorV3Interface(address(sequencer)) : _noFeed();
        _act(admin, address(priceOracle), abi.encodeCall(priceOracle.setSequencerFeed, (feed)), true);
        _effect();
    }

    /// @dev Of one contract or the other, for 14 days at most, after 14 days of rest; mostly a short one.
    function pauseEntries(uint256 seed, uint256 duration) external action {
        address target = _pausable(seed);
        duration = _roll(duration, 0) % 4 == 0 ? duration % (15 days) : 1 + duration % 1 hours;
        if (seed % 8 != 0 && block.timestamp < _restUntil[target]) vm.warp(_restUntil[target]);
        bool allowed = duration != 0 && duration <= 14 days && block.timestamp >= _restUntil[target];
        bytes memory data = abi.encodeCall(PausableEntries.pauseEntries, (duration));
        _act(guardian, target, data, allowed);
        if (!allowed) return;
        pausedUntil[target] = block.timestamp + duration;
        _restUntil[target] = pausedUntil[target] + 14 days;
        _effect();
    }

    /// @dev If nothing is paused, something is paused before.
    function unpauseEntries(uint256 seed) external action {
        address target = _pausable(_roll(seed, 0));
        for (uint256 i = 0; i < 4 && _entriesOpen(target); ++i) {
            target = _pausable(i);
        }
        if (seed % 8 != 0 && _entriesOpen(target)) {
            if (block.timestamp < _restUntil[target]) vm.warp(_restUntil[target]);
            _act(guardian, target, abi.encodeCall(PausableEntries.pauseEntries, (1 days)), true);
            pausedUntil[target] = block.timestamp + 1 days;
        }
        bool allowed = !_entriesOpen(target);
        _act(admin, target, abi.encodeCall(PausableEntries.unpauseEntries, ()), allowed);
        if (!allowed) return;
        pausedUntil[target] = block.timestamp;
        _restUntil[target] = block.timestamp + 14 days;
        _effect();
    }

    /// @dev Feeds for the native currency and for dollars; the third currency has none.
    function _startFeeds() internal {
        sequencer = new MockV3Aggregator(0, 0);
        for (uint256 i = 0; i < 2; ++i) {
            FeedModel storage feed = _feeds[currencies[i]];
            feed.answer = i == 0 ? int256(3000e8) : int256(1e8);
            feed.aggregator = new MockV3Aggregator(8, feed.answer);
            (feed.feedDecimals, feed.currencyDecimals) = (8, i == 0 ? 18 : 6);
            (feed.minimum, feed.maximum, feed.maxAge) = (1e6, 1e12, 365 days);
            feed.updatedAt = block.timestamp;
            _writeFeed(currencies[i]);
        }
    }

    function _writeFeed(address currency) private {
        FeedModel storage model_ = _feeds[currency];
        IPriceOracle.Feed memory feed = IPriceOracle.Feed({
            aggregator: model_.aggregator,
            maxAge: uint32(model_.maxAge),
            minimum: uint128(model_.minimum),
            maximum: uint128(model_.maximum)
        });
        _act(admin, address(priceOracle), abi.encodeCall(priceOracle.setFeed, (currency, feed)), true);
    }

    function _noFeed() private pure returns (AggregatorV3Interface) {
        return AggregatorV3Interface(address(0));
    }

    function _pausable(uint256 seed) private view returns (address) {
        return [address(registry), address(accessToken), address(trainingPool), address(market)][seed % 4];
    }
}
