import { propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type Address, type Client, concat, encodeFunctionData, type Hex, zeroHash } from "viem";
import { CREATE2_PROXY, create2Address, hasCode } from "../create2.ts";
import type { Proposable } from "./propose.ts";

export type UnsignedTransaction = { to: Address; data: Hex; value: bigint };

/** The transactions by which anybody's wallet can put an upgrade to the vote, in their order. */
export async function unsignedTransactions(
  client: Client,
  deployment: Deployment,
  { creations, facts, description }: Proposable,
): Promise<UnsignedTransaction[]> {
  const missing = await Promise.all(
    creations.map(async (one) => ((await hasCode(client, create2Address(one.initCode))) ? [] : [one])),
  );
  const created = missing.flat().map(({ initCode }) => ({
    ...{ to: CREATE2_PROXY, data: concat([zeroHash, initCode]), value: 0n },
  }));
  const { address: to, ...call } = propose.call({ deployment, calls: facts.calls, description });
  return [...created, { to, data: encodeFunctionData(call), value: 0n }];
}
