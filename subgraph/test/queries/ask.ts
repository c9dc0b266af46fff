import { type Indexer, queryIndexer, waitForBlock } from "@capsule-protocol/sdk/indexer/index.ts";
import { sharedChain } from "../support/shared.ts";

/** Names of the queries that tests asked. */
export const asked = new Set<string>();

export const indexer = (): Indexer => ({ url: sharedChain().graphNode().url });

/** Waits until everything is indexed, for a query of that name. */
export async function aboutToAsk({ name }: { name: string }): Promise<void> {
  asked.add(name);
  await waitForBlock(indexer(), { blockNumber: (await sharedChain().head()).number });
}

/** Asks a documented query once everything is indexed. */
export async function ask<answer, variables>(
  query: { name: string } & Parameters<typeof queryIndexer<answer, variables>>[1],
  variables: variables,
): Promise<answer> {
  await aboutToAsk(query);
  return queryIndexer(indexer(), query, variables);
}
