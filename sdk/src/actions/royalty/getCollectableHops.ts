import type { Address, Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import { findLineages } from "./findLineages.ts";
import { getCollectable } from "./getCollectable.ts";
import { isCurrencyAccepted } from "./isCurrencyAccepted.ts";
import { type Edge, edgesToward } from "./lineageGraph.ts";

export type GetCollectableHopsParameters = {
  deployment: Deployment;
  /** Capsule that is owed. */
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/** Income that can be moved now from a capsule to one that it owes. */
export type CollectableHop = {
  childId: bigint;
  ancestorId: bigint;
  /** Due now, in the currency's smallest unit; more once the hops before it are collected. */
  amount: bigint;
};

/** Questions asked of the RPC at once. */
const CONCURRENCY = 40;

/**
 * What descendants owe a capsule, hop by hop, in the order in which to collect it: a RELATIVE parent earns from what its
 * child collected, so the child's own income comes first. Hops into capsules that don't earn in the currency are left out.
 * Descendants are found by the chain's events.
 */
export async function getCollectableHops(
  client: Client,
  { deployment, capsuleId, currency }: GetCollectableHopsParameters,
): Promise<CollectableHop[]> {
  const edges = edgesToward(capsuleId, await findLineages(client, deployment));
  const ancestors = [...new Set(edges.map(({ ancestorId }) => ancestorId))];
  const accepting = await inParts(ancestors, (id) =>
    isCurrencyAccepted(client, { deployment, capsuleId: id, currency }),
  );
  const accepts = new Map(ancestors.map((id, index) => [id, accepting[index] === true]));
  const open = edges.filter(({ ancestorId }) => accepts.get(ancestorId));
  const amounts = await inParts(open, ({ childId, ancestorId }) =>
    getCollectable(client, { deployment, childId, ancestorId, currency }),
  );
  return worthCollecting(open.map((edge, index) => ({ ...edge, amount: amounts[index] ?? 0n })));
}

/** Hops with something due, and those that get something due by the hops before them. */
function worthCollecting(hops: readonly (Edge & { amount: bigint })[]): CollectableHop[] {
  const fed = new Set<bigint>();
  const worth = hops.filter(({ childId, ancestorId, relative, amount }) => {
    const due = amount > 0n || (relative && fed.has(childId));
    if (due && relative) fed.add(ancestorId);
    return due;
  });
  return worth.map(({ childId, ancestorId, amount }) => ({ childId, ancestorId, amount }));
}

async function inParts<item, answer>(items: readonly item[], ask: (item: item) => Promise<answer>): Promise<answer[]> {
  const answers: answer[] = [];
  for (let start = 0; start < items.length; start += CONCURRENCY) {
    answers.push(...(await Promise.all(items.slice(start, start + CONCURRENCY).map(ask))));
  }
  return answers;
}
