import { feedOfFunction, setFeedFunction } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { type Address, type Client, encodeFunctionData, isAddressEqual } from "viem";
import { readContract } from "viem/actions";
import type { PriceFeed } from "./config.ts";
import type { DeploymentStep } from "./deployProtocol.ts";

/**
 * Compares the config's price feeds with what the oracle believes. Genesis sets them; what the config says differently
 * since is to be voted on, and the step says which call that is.
 */
export async function checkPriceFeeds(
  client: Client,
  { priceOracle, feeds }: { priceOracle: Address; feeds: readonly PriceFeed[] },
): Promise<DeploymentStep[]> {
  return Promise.all(
    feeds.map(async (feed) => {
      const step = { name: `price feed of ${feed.currency}`, address: feed.aggregator };
      if (await isSet(client, priceOracle, feed)) return step;
      const { currency, ...terms } = feed;
      const data = encodeFunctionData({ abi: [setFeedFunction], args: [currency, terms] });
      return { ...step, governance: { to: priceOracle, data } };
    }),
  );
}

async function isSet(client: Client, priceOracle: Address, feed: PriceFeed): Promise<boolean> {
  const call = { address: priceOracle, abi: [feedOfFunction], functionName: "feedOf" } as const;
  const { aggregator, maxAge, minimum, maximum } = await readContract(client, { ...call, args: [feed.currency] });
  const same = maxAge === feed.maxAge && minimum === feed.minimum && maximum === feed.maximum;
  return same && isAddressEqual(aggregator, feed.aggregator);
}
