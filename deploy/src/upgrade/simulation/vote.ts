import { castVote } from "@capsule-protocol/sdk/actions/governance/castVote.ts";
import { executeProposal } from "@capsule-protocol/sdk/actions/governance/executeProposal.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { type ProposedCall, propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import { queueProposal } from "@capsule-protocol/sdk/actions/governance/queueProposal.ts";
import { Support } from "@capsule-protocol/sdk/actions/governance/votes.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { Address, Client, TransactionReceipt } from "viem";
import type { Fork } from "../../../devnet/fork.ts";
import type { Simulation } from "../facts.ts";
import { lendVotes } from "./lendVotes.ts";

type Step = Simulation["steps"][number];

/** A proposal that waits for its execution. */
export type Queued = { client: Client; proposalId: bigint; steps: readonly Step[] };

/** Has a proposal of these calls voted for and queued, and lets its delay pass. */
export async function winVote(
  fork: Fork,
  { deployment, calls, proposer }: { deployment: Deployment; calls: readonly ProposedCall[]; proposer: Address },
): Promise<Queued> {
  const client = await fork.as(proposer);
  await lendVotes(fork, deployment, proposer);
  const proposed = await propose.sync(client, { deployment, calls, description: "Simulation" });
  const asked = { deployment, proposalId: proposed.proposalId };
  await fork.until((await getProposal(client, asked)).snapshot + 1n);
  const voted = await castVote.sync(client, { ...asked, support: Support.FOR });
  await fork.until((await getProposal(client, asked)).deadline + 1n);
  const queued = await queueProposal.sync(client, asked);
  await fork.until((await getProposal(client, asked)).eta);
  const steps = [step("propose", proposed), step("vote", voted), step("queue", queued)];
  return { client, proposalId: proposed.proposalId, steps };
}

/** Has the timelock make the calls. */
export async function execute(deployment: Deployment, { client, proposalId, steps }: Queued) {
  const executed = await executeProposal.sync(client, { deployment, proposalId });
  return { receipt: executed.receipt, steps: [...steps, step("execute", executed)] };
}

const step = (name: string, { receipt }: { receipt: TransactionReceipt }): Step => ({ name, gasUsed: receipt.gasUsed });
