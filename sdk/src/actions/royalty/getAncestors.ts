import type { Client } from "viem";
import { ancestorsOf } from "./findLineages.ts";
import { type GetLineageParameters, getLineage } from "./getLineage.ts";

/**
 * All capsules that a capsule owes by ABSOLUTE policy, ascending: what the contracts want to be named when a derivative of
 * it is registered, since they store no list. Read from the chain's events (`getLineage`).
 */
export async function getAncestors(client: Client, parameters: GetLineageParameters): Promise<bigint[]> {
  return ancestorsOf(await getLineage(client, parameters));
}
