import type { AbiEvent, Client } from "viem";
import { getBlockNumber, getLogs } from "viem/actions";
import type { Deployment } from "../deployment.ts";
import type { ContractKey } from "./call.ts";
import { assertChain } from "./chain.ts";
import type { EventOf } from "./writeAction.ts";

/** Blocks asked for at once; an RPC that allows fewer is asked again for a quarter as many, down to the least. */
const BLOCK_RANGE = 100_000n;
const MIN_BLOCK_RANGE = 500n;

/** Which events to find. */
export type EventFilter<event extends AbiEvent> = {
  deployment: Deployment;
  contract: ContractKey;
  event: event;
  /** Values that indexed arguments must have; of several, any. */
  args?: { [name in keyof EventOf<event>]?: EventOf<event>[name] | readonly EventOf<event>[name][] };
  signal?: AbortSignal | undefined;
};

/**
 * Arguments of all events of one kind since the deployment, the oldest first.
 *
 * @throws WrongChainError; viem's errors when the RPC doesn't answer even for a short range.
 */
export async function findEvents<const event extends AbiEvent>(
  client: Client,
  filter: EventFilter<event>,
): Promise<EventOf<event>[]> {
  const { deployment, contract, event, args, signal } = filter;
  await assertChain(client, deployment);
  const latest = await getBlockNumber(client, { cacheTime: 0 });
  const found: EventOf<event>[] = [];
  let range = BLOCK_RANGE;
  for (let fromBlock = deployment.startBlock; fromBlock <= latest; ) {
    signal?.throwIfAborted();
    const end = fromBlock + range - 1n;
    const toBlock = end < latest ? end : latest;
    const query = {
      address: deployment[contract],
      event: event as AbiEvent,
      args: args as never,
      strict: true,
    } as const;
    try {
      const logs = await getLogs(client, { ...query, fromBlock, toBlock });
      found.push(...logs.map((log) => log.args as EventOf<event>));
      fromBlock = toBlock + 1n;
    } catch (error) {
      if (range <= MIN_BLOCK_RANGE) throw error;
      range /= 4n;
    }
  }
  return found;
}
