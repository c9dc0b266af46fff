import * as queries from "@capsule-protocol/sdk/generated/queries.ts";
import { type Indexer, queryIndexer, waitForBlock } from "@capsule-protocol/sdk/indexer/index.ts";
import { sharedChain } from "../support/shared.ts";

/** Names of the queries that tests asked, by the functions of the SDK. */
export const asked = new Set<string>();

/** Asks the documented query of a function of the SDK once everything is indexed. */
export async function ask<parameters, answer>(
  find: (indexer: Indexer, parameters: parameters) => Promise<answer>,
  parameters: parameters,
): Promise<answer> {
  const { url } = sharedChain().graphNode();
  await waitForBlock({ url }, { blockNumber: (await sharedChain().head()).number });
  return find({ url, fetch: noted }, parameters);
}

const noted: typeof fetch = (url, request) => {
  const { query } = JSON.parse(String(request?.body));
  const documented = Object.values(queries).find(({ text }) => text === query);
  if (documented) asked.add(documented.name);
  return fetch(url, request);
};

/** The query that tells what index this is. */
export function askIndexer(indexer: Indexer) {
  return queryIndexer(indexer, queries.indexerQuery, {});
}
