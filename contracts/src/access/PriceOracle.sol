// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IPriceOracle } from "../interfaces/IPriceOracle.sol";
import { Currency } from "../libraries/Currency.sol";
import { PriceMath } from "../libraries/PriceMath.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title PriceOracle
/// @dev Decimals are read once, when governance sets a feed: a token can't change what it owes afterwards.
/// @dev Trusts: governance to name the right feeds and bands; Chainlink within them.
contract PriceOracle is IPriceOracle, ProtocolUpgradeable {
    uint256 private constant GRACE_PERIOD = 1 hours;
    uint8 private constant MAX_FEED_DECIMALS = 18;
    uint8 private constant MAX_CURRENCY_DECIMALS = 36;

    struct Source {
        Feed feed;
        uint8 feedDecimals;
        uint8 currencyDecimals;
    }

    /// @custom:storage-location erc7201:capsule.storage.PriceOracle
    struct OracleStorage {
        AggregatorV3Interface sequencer;
        mapping(address currency => Source) sources;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.PriceOracle")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x2d55dccf86711bfcfdc2c4ad4e5d3b0f54643df0d1148683deadb727948ee900;

    /// @param authority the protocol's AccessManager
    /// @param sequencer L2 sequencer uptime feed; address(0) on an L1
    function initialize(address authority, AggregatorV3Interface sequencer) external initializer {
        __AccessManaged_init(authority);
        _storage().sequencer = sequencer;
        emit SequencerFeedChanged(sequencer);
    }

    /// @inheritdoc IPriceOracle
    function setFeed(address currency, Feed calldata feed) external restricted {
        OracleStorage storage $ = _storage();
        if (address(feed.aggregator) == address(0)) {
            delete $.sources[currency];
            emit FeedChanged(currency, feed, 0, 0);
            return;
        }
        uint8 feedDecimals = feed.aggregator.decimals();
        uint8 currencyDecimals = currency == Currency.NATIVE ? 18 : IERC20Metadata(currency).decimals();
        bool valid = feed.maxAge != 0 && feed.minimum != 0 && feed.minimum < feed.maximum
            && feedDecimals <= MAX_FEED_DECIMALS && currencyDecimals <= MAX_CURRENCY_DECIMALS;
        if (!valid) revert PriceOracle_InvalidFeed(currency);
        $.sources[currency] = Source(feed, feedDecimals, currencyDecimals);
        emit FeedChanged(currency, feed, feedDecimals, currencyDecimals);
    }

    /// @inheritdoc IPriceOracle
    function setSequencerFeed(AggregatorV3Interface feed) external restricted {
        _storage().sequencer = feed;
        emit SequencerFeedChanged(feed);
    }

    /// @inheritdoc IPriceOracle
    function convert(address currency, uint256 cents) external view returns (uint256 amount) {
        OracleStorage storage $ = _storage();
        Source memory source = $.sources[currency];
        if (address(source.feed.aggregator) == address(0)) revert PriceOracle_NoFeed(currency);
        _requireSequencer($.sequencer);
        uint256 price = _price(currency, source.feed);
        return PriceMath.fromCents(cents, price, source.feedDecimals, source.currencyDecimals);
    }

    /// @inheritdoc IPriceOracle
    function feedOf(address currency) external view returns (Feed memory) {
        return _storage().sources[currency].feed;
    }

    /// @inheritdoc IPriceOracle
    function sequencerFeed() external view returns (AggregatorV3Interface) {
        return _storage().sequencer;
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    function _price(address currency, Feed memory feed) private view returns (uint256) {
        (, int256 answer,, uint256 updatedAt,) = feed.aggregator.latestRoundData();
        if (updatedAt > block.timestamp || block.timestamp - updatedAt > feed.maxAge) {
            revert PriceOracle_StalePrice(currency, updatedAt, feed.maxAge);
        }
        // A negative answer counts as zero, which is below every band.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint256 price = answer < 0 ? 0 : uint256(answer);
        // At a bound the feed may be clamped, and the true price beyond it.
        if (price <= feed.minimum || price >= feed.maximum) {
            revert PriceOracle_PriceOutOfBand(currency, answer, feed.minimum, feed.maximum);
        }
        return price;
    }

    /// @dev Chainlink's uptime feed answers 0 while the sequencer is up, since `startedAt`.
    function _requireSequencer(AggregatorV3Interface sequencer) private view {
        if (address(sequencer) == address(0)) return;
        (, int256 answer, uint256 startedAt,,) = sequencer.latestRoundData();
        if (answer != 0 || startedAt == 0) revert PriceOracle_SequencerDown();
        if (block.timestamp <= startedAt + GRACE_PERIOD) revert PriceOracle_GracePeriod(startedAt + GRACE_PERIOD);
    }

    function _storage() private pure returns (OracleStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
