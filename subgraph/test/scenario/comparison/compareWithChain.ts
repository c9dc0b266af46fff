// What the subgraph says at a block, next to what the contracts say at that block.
import assert from "node:assert/strict";
import { getInbox } from "@capsule-protocol/sdk/actions/royalty/getInbox.ts";
import type { Address } from "viem";
import { getBlock } from "viem/actions";
import type { Answer } from "../../support/indexedChain.ts";
import { clientOf, parametersOf, type World } from "../world.ts";
import { type Chain, chainAt } from "./chain.ts";
import * as capsules from "./compareCapsules.ts";
import * as disputes from "./compareDisputes.ts";
import * as governance from "./compareGovernance.ts";
import * as income from "./compareIncome.ts";
import * as keepers from "./compareKeepers.ts";
import * as licenses from "./compareLicenses.ts";
import * as market from "./compareMarket.ts";
import * as rights from "./compareRights.ts";
import * as training from "./compareTraining.ts";
import * as usage from "./compareUsage.ts";

/** Each asks the subgraph for some entities, and holds them against the chain. */
const SUBJECTS = [capsules, income, licenses, training, market, disputes, keepers, usage, governance, rights];

/** @returns how many figures of the chain were compared. */
export async function compareWithChain(world: World, blockNumber: bigint): Promise<number> {
  const block = await getBlock(clientOf(world, 0), { blockNumber });
  const chain = chainAt(world, block, await accountsOf(world));
  for (const { QUERY, compare } of SUBJECTS) await compare(await stateAt(chain, QUERY), chain);
  return chain.reads();
}

/** All accounts of the chain, those of the deployer and the treasury among them, and every inbox. */
async function accountsOf(world: World): Promise<Address[]> {
  const inboxes = await Promise.all(
    world.capsules.map(({ id }) => getInbox(clientOf(world, 0), parametersOf(world, id))),
  );
  const accounts = world.stack.accounts.map(({ address }) => address);
  return [...accounts, ...inboxes].map((address) => address.toLowerCase() as Address);
}

async function stateAt({ world, block }: Chain, query: string): Promise<Answer> {
  const body = JSON.stringify({ query, variables: { block: Number(block) } });
  const headers = { "content-type": "application/json" };
  const response = await fetch(String(world.stack.indexer?.url), { method: "POST", headers, body });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}
