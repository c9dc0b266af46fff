import type { Proposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { proposalExecutedEvent } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import type { Address, Client } from "viem";
import { getLogs, getTransactionReceipt } from "viem/actions";
import { InstallationNotFoundError } from "../errors.ts";
import { installedIn } from "../installations.ts";
import { implementationOf } from "../proxy.ts";
import type { Check } from "./facts.ts";

type Upgrade = { proxy: Address; implementation: Address; fromBlock: bigint };

/**
 * Of a proposal that was executed: that the proxy got by it what it was voted for, in which block, and what it has now.
 *
 * @param upgrade `fromBlock`: from which to look for the execution.
 * @returns nothing of a proposal that wasn't executed.
 * @throws InstallationNotFoundError when the node serves no logs.
 */
export async function checkExecution(
  client: Client,
  { deployment, proposal }: { deployment: Deployment; proposal: Proposal },
  { proxy, implementation, fromBlock }: Upgrade,
): Promise<Check[]> {
  if (proposal.state !== "executed") return [];
  const asked = { address: deployment.governor, event: proposalExecutedEvent, fromBlock, strict: true } as const;
  const logs = await getLogs(client, asked).catch((cause) => {
    throw new InstallationNotFoundError([proxy], fromBlock, cause);
  });
  const execution = logs.find(({ args }) => args.proposalId === proposal.proposalId);
  if (execution === undefined) throw new InstallationNotFoundError([proxy], fromBlock);
  const { transactionHash: hash, blockNumber } = execution;
  const { logs: events } = await getTransactionReceipt(client, { hash });
  const [got, now] = [installedIn(events, proxy) ?? "nothing", await implementationOf(client, proxy)];
  const since = now === got ? "and has it now" : `and has ${now} since`;
  const otherwise = got === implementation ? "" : `, expected ${implementation}`;
  const words = `in block ${blockNumber} by ${hash}, the proxy got ${got}${otherwise}, ${since}`;
  return [{ name: "Executed as it was voted for", holds: got === implementation, words }];
}
