import { assertChain } from "@capsule-protocol/sdk/actions/chain.ts";
import { executeProposal } from "@capsule-protocol/sdk/actions/governance/executeProposal.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { getVotes } from "@capsule-protocol/sdk/actions/governance/getVotes.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Account, type Client, createClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getBlock } from "viem/actions";
import { readKey } from "../key.ts";
import { readRecord } from "../record.ts";
import { NoVotesError, TooEarlyError, VoterKeyError } from "./errors.ts";

export const KEY_VARIABLE = "CAPSULE_VOTER_KEY";

export type SessionFlags = { rpc: string; record: string; keyFile?: string };

/** A chain, the protocol on it, and an account that acts, if one is needed. */
export type Session = { client: Client; deployment: Deployment; account?: Account };

/**
 * Opens the protocol that a record names.
 *
 * @throws InvalidFileError, WrongChainError; VoterKeyError when somebody has to act and there is no key.
 */
export async function openSession({ rpc, record, keyFile }: SessionFlags, acts: boolean): Promise<Session> {
  const deployment = deploymentOf(readRecord(record));
  const account = acts ? privateKeyToAccount(readKey(keyFile, KEY_VARIABLE, VoterKeyError)) : undefined;
  const client = createClient({ account, transport: http(rpc) });
  await assertChain(client, deployment);
  return { client, deployment, ...(account && { account }) };
}

/** @throws NoVotesError; ContractRevertError `GovernorNonexistentProposal`. */
export async function requireVotes({ client, deployment, account }: Session, proposalId: bigint): Promise<void> {
  if (account === undefined) throw new VoterKeyError("nobody acts");
  const { snapshot } = await getProposal(client, { deployment, proposalId });
  const { timestamp } = await getBlock(client);
  if (timestamp <= snapshot) return;
  const votes = await getVotes(client, { deployment, account: account.address, at: snapshot });
  if (votes === 0n) throw new NoVotesError(account.address, snapshot);
}

/** @throws TooEarlyError; ContractRevertError. */
export async function requireReady({ client, deployment }: Session, proposalId: bigint): Promise<void> {
  const { state, eta } = await getProposal(client, { deployment, proposalId });
  const { timestamp } = await getBlock(client);
  if (state === "queued" && timestamp < eta) throw new TooEarlyError(proposalId, eta);
  await executeProposal.simulate(client, { deployment, proposalId });
}
