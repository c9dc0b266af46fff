import * as queries from "@capsule-protocol/sdk/generated/queries.ts";
import { type Indexer, waitForBlock } from "@capsule-protocol/sdk/indexer/index.ts";
import { sharedChain } from "../support/shared.ts";

/** Names of the documented queries that tests asked. */
export const asked = new Set<string>();

/** Has a function of the SDK ask its query once everything is indexed. */
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
