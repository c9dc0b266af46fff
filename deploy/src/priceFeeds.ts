import { feedOfFunction, setFeedFunction } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { type Address, type Client, encodeFunctionData, isAddressEqual, parseAbi, toFunctionSelector } from "viem";
import { readContract } from "viem/actions";
import type { PriceFeed } from "./config.ts";
import type { DeploymentStep } from "./deployProtocol.ts";
import { sendCall } from "./sendCall.ts";

const managerAbi = parseAbi([
  "function canCall(address caller, address target, bytes4 selector) view returns (bool immediate, uint32 delay)",
]);

type Parameters = {
  accessManager: Address;
  priceOracle: Address;
  feeds: readonly PriceFeed[];
  onStep: (step: DeploymentStep) => void;
};

/**
 * Has the oracle believe the config's price feeds, where the client's account may say so: on a local chain. Elsewhere
 * that is governance's, and the step says which call it has to make.
 *
 * @throws ContractRevertError when the oracle refuses a feed; DeploymentFailedError.
 */
export async function ensurePriceFeeds(client: Client, parameters: Parameters): Promise<void> {
  const { accessManager, priceOracle, feeds, onStep } = parameters;
  for (const feed of feeds) {
    const name = `price feed of ${feed.currency}`;
    if (await isSet(client, priceOracle, feed)) {
      onStep({ name, address: feed.aggregator });
      continue;
    }
    const { currency, ...terms } = feed;
    const call = { abi: [setFeedFunction], functionName: "setFeed", args: [currency, terms] } as const;
    if (await maySetFeeds(client, accessManager, priceOracle)) {
      const sent = await sendCall(client, { what: name, contract: "PriceOracle" }, { address: priceOracle, ...call });
      onStep({ name, address: feed.aggregator, hash: sent.hash, gasUsed: sent.gasUsed });
    } else {
      onStep({ name, address: feed.aggregator, governance: { to: priceOracle, data: encodeFunctionData(call) } });
    }
  }
}

async function isSet(client: Client, priceOracle: Address, feed: PriceFeed): Promise<boolean> {
  const call = { address: priceOracle, abi: [feedOfFunction], functionName: "feedOf" } as const;
  const { aggregator, maxAge, minimum, maximum } = await readContract(client, { ...call, args: [feed.currency] });
  const same = maxAge === feed.maxAge && minimum === feed.minimum && maximum === feed.maximum;
  return same && isAddressEqual(aggregator, feed.aggregator);
}

async function maySetFeeds(client: Client, accessManager: Address, priceOracle: Address): Promise<boolean> {
  const caller = client.account?.address;
  if (caller === undefined) return false;
  const [immediate] = await readContract(client, {
    address: accessManager,
    abi: managerAbi,
    functionName: "canCall",
    args: [caller, priceOracle, toFunctionSelector(setFeedFunction)],
  });
  return immediate;
}
