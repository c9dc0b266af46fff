import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type Address, type Client, createClient, createTestClient, http, parseEther, type TestClient } from "viem";
import { getBlock } from "viem/actions";
import { anvil } from "viem/chains";
import { startAnvil } from "./anvil.ts";
import type { Guard } from "./guard.ts";

/** A copy of a chain's state, on which everybody can be anybody and time is ours. */
export type Fork = {
  node: TestClient;
  /** A client that acts as an account, which needs no key. */
  as: (account: Address) => Promise<Client>;
  /** Lets time pass. */
  until: (timestamp: bigint) => Promise<void>;
};

/**
 * Copies the state of a chain at a block. Fees are fixed and each block is a second after the last, so the same state
 * gives the same results whenever it is tried.
 *
 * @throws StackStartError when the node doesn't serve that state.
 */
export async function startFork(
  guard: Guard,
  { rpcUrl, chainId, block }: { rpcUrl: string; chainId: Deployment["chainId"]; block: bigint },
): Promise<Fork> {
  const source = ["--fork-url", rpcUrl, "--fork-block-number", String(block), "--no-storage-caching"];
  const free = ["--base-fee", "0", "--gas-price", "0", "--auto-impersonate", "--retries", "1"];
  const { url } = await startAnvil(guard, { chainId, args: [...source, ...free] });
  const chain = { ...anvil, id: chainId };
  const node = createTestClient({ mode: "anvil", chain, transport: http(url) });
  await node.setBlockTimestampInterval({ interval: 1 });
  return {
    node,
    as: async (account) => {
      await node.setBalance({ address: account, value: parseEther("1000") });
      return createClient({ account, chain, transport: http(url), pollingInterval: 10 });
    },
    until: async (timestamp) => {
      const latest = await getBlock(node);
      if (latest.timestamp < timestamp) await node.setNextBlockTimestamp({ timestamp });
      await node.mine({ blocks: 1 });
    },
  };
}
