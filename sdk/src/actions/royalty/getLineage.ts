import type { Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import { findLineages, type LineageFixed } from "./findLineages.ts";

export type GetLineageParameters = { deployment: Deployment; capsuleId: bigint };

/** To whom a capsule owes how much of its income, in bps; each list ascending by capsule id. */
export type Lineage = Pick<LineageFixed, "absolute" | "relative">;

/**
 * What a capsule owes since it was registered, by policy: ABSOLUTE ancestors near and far, RELATIVE parents. Both are empty
 * for a capsule that builds on none. Read from the chain's events, from the deployment on: an RPC that leaves some out
 * makes the lists too short, which the contracts notice and refuse. On a chain with a long history the subgraph is quicker.
 */
export async function getLineage(client: Client, { deployment, capsuleId }: GetLineageParameters): Promise<Lineage> {
  const [fixed] = await findLineages(client, deployment, [capsuleId]);
  return { absolute: fixed?.absolute ?? [], relative: fixed?.relative ?? [] };
}
