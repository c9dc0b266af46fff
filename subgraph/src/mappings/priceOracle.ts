import { FeedChanged, SequencerFeedChanged } from "../../generated/PriceOracle/PriceOracle";
import { PriceFeed } from "../../generated/schema";
import { noteParameter } from "../store/contract";
import { loadProtocol } from "../store/protocol";

export { handleAuthorityUpdated, handleUpgraded } from "./proxy";

export function handleFeedChanged(event: FeedChanged): void {
  const existing = PriceFeed.load(event.params.currency);
  const feed = existing == null ? new PriceFeed(event.params.currency) : existing;
  feed.aggregator = event.params.feed.aggregator;
  feed.maxAge = event.params.feed.maxAge;
  feed.minimum = event.params.feed.minimum;
  feed.maximum = event.params.feed.maximum;
  feed.feedDecimals = event.params.feedDecimals;
  feed.currencyDecimals = event.params.currencyDecimals;
  feed.save();
  const value = event.params.currency.toHexString() + " by " + feed.aggregator.toHexString();
  noteParameter("priceFeed", value, event);
}

export function handleSequencerFeedChanged(event: SequencerFeedChanged): void {
  const protocol = loadProtocol();
  protocol.sequencerFeed = event.params.feed;
  protocol.save();
  noteParameter("sequencerFeed", event.params.feed.toHexString(), event);
}
