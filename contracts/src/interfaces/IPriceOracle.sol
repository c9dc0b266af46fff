// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";

/// @title PriceOracle: US cents in other currencies, by Chainlink
/// @notice A price counts only if it is fresh, positive, within its band and, on an L2, if the sequencer has been up
/// for a while. In every other case the conversion fails: sales in other currencies go on.
interface IPriceOracle {
    /// @param aggregator Chainlink feed of the currency's price in USD
    /// @param maxAge seconds after which a price is stale: the feed's heartbeat and a margin
    /// @param minimum price below which the feed is not believed, in the feed's decimals
    /// @param maximum price above which the feed is not believed, in the feed's decimals
    struct Feed {
        AggregatorV3Interface aggregator;
        uint32 maxAge;
        uint128 minimum;
        uint128 maximum;
    }

    /// @notice Prices of `currency` come from `feed`; from none if its aggregator is empty.
    event FeedChanged(address indexed currency, Feed feed, uint8 feedDecimals, uint8 currencyDecimals);
    /// @notice The sequencer is asked at `feed`; not at all if that is empty.
    event SequencerFeedChanged(AggregatorV3Interface feed);

    /// @notice Nothing can be sold in USD for that currency.
    error PriceOracle_NoFeed(address currency);
    /// @notice Age and band must be given, and decimals be within 18 (feed) and 36 (currency).
    error PriceOracle_InvalidFeed(address currency);
    /// @notice The price is older than `maxAge` seconds, or from the future.
    error PriceOracle_StalePrice(address currency, uint256 updatedAt, uint256 maxAge);
    /// @notice Not between the bounds, at which a feed may be clamped.
    error PriceOracle_PriceOutOfBand(address currency, int256 price, uint256 minimum, uint256 maximum);
    /// @notice The L2 sequencer is down.
    error PriceOracle_SequencerDown();
    /// @notice The L2 sequencer came back less than an hour ago.
    error PriceOracle_GracePeriod(uint256 endsAt);

    /// @notice Sets or, with an empty aggregator, removes the feed of a currency. Governance only.
    function setFeed(address currency, Feed calldata feed) external;

    /// @notice Sets the L2 sequencer uptime feed; address(0) on an L1. Governance only.
    function setSequencerFeed(AggregatorV3Interface feed) external;

    /// @notice `cents` US cents in `currency`, rounded up to its smallest unit. Reverts without a believable price.
    function convert(address currency, uint256 cents) external view returns (uint256 amount);

    /// @notice The feed of a currency; all zero for none.
    function feedOf(address currency) external view returns (Feed memory);

    /// @notice The L2 sequencer uptime feed; address(0) for none.
    function sequencerFeed() external view returns (AggregatorV3Interface);
}
