import { castVote } from "@capsule-protocol/sdk/actions/governance/castVote.ts";
import { delegate } from "@capsule-protocol/sdk/actions/governance/delegate.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { type ProposedCall, propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import { Support } from "@capsule-protocol/sdk/actions/governance/votes.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { Account, Chain, Client, Transport } from "viem";
import { getBlock } from "viem/actions";
import { passSeconds } from "./localChain.ts";

/** Whoever has the votes of a local chain, and where it is. */
export type Voter = { client: Client<Transport, Chain, Account>; rpcUrl: string; deployment: Deployment };

/**
 * The holder of all votes proposes calls and votes for them; the chain's clock goes ahead as far as that takes.
 *
 * @returns the proposal, which can be queued when its time to vote is over.
 */
export async function proposeAndVote(
  { client, rpcUrl, deployment }: Voter,
  { calls, description, reason }: { calls: readonly ProposedCall[]; description: string; reason: string },
): Promise<bigint> {
  await delegate.sync(client, { deployment, delegatee: client.account.address });
  // Votes count from the second after they were delegated.
  await passSeconds(rpcUrl, 1);
  const { proposalId } = await propose.sync(client, { deployment, calls, description });
  const { snapshot } = await getProposal(client, { deployment, proposalId });
  await passUntil({ client, rpcUrl }, snapshot + 1n);
  await castVote.sync(client, { deployment, proposalId, support: Support.FOR, reason });
  return proposalId;
}

/** The chain's clock goes ahead to a moment, unless that has passed. */
export async function passUntil({ client, rpcUrl }: Pick<Voter, "client" | "rpcUrl">, moment: bigint): Promise<void> {
  const { timestamp } = await getBlock(client);
  if (timestamp < moment) await passSeconds(rpcUrl, Number(moment - timestamp));
}
