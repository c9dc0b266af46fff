import type { Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import { lineageFixedEvent } from "../../generated/royaltySplitter.ts";
import { findEvents } from "../logs.ts";
import type { EventOf } from "../writeAction.ts";

/** What one capsule owes since its registration. */
export type LineageFixed = EventOf<typeof lineageFixedEvent>;

/** What the named capsules owe, or all capsules, in the order of their registration; nothing for those that owe nothing. */
export function findLineages(
  client: Client,
  deployment: Deployment,
  capsuleIds?: readonly bigint[],
): Promise<LineageFixed[]> {
  const filter = { deployment, contract: "royaltySplitter", event: lineageFixedEvent } as const;
  return findEvents(client, capsuleIds === undefined ? filter : { ...filter, args: { childId: capsuleIds } });
}

/** Capsules owed by ABSOLUTE policy, ascending. */
export function ancestorsOf(lineage: Pick<LineageFixed, "absolute"> | undefined): bigint[] {
  const ids = lineage?.absolute.map(({ capsuleId }) => capsuleId) ?? [];
  return ids.sort((a, b) => (a < b ? -1 : 1));
}
