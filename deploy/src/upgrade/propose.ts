import { propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import type { Address, Client, Hash, Hex } from "viem";
import { keccak256 } from "viem";
import { getCode } from "viem/actions";
import { ensureContract, ensureCreate2Proxy } from "../create2.ts";
import { DeploymentFailedError } from "../errors.ts";
import { requireMined } from "../mempool.ts";
import { descriptionOf } from "./description.ts";
import { UpgradeRefusedError } from "./errors.ts";
import { type Prepared, prepareUpgrade, type UpgradeRequest } from "./prepare.ts";
import { type RecordedTerms, writeProposal } from "./proposalFiles.ts";
import { type Report, writeReport } from "./report.ts";
import { verdictsOf } from "./verdicts.ts";

/** An upgrade that may be proposed, with the text to propose it with. */
export type Proposable = Prepared & { report: Report; description: string; terms: RecordedTerms };

/** What proposing it left. */
export type Proposed = { proposalId: bigint; transaction: Hash; implementation: Address; creation: Hash | undefined };

/** Examines an upgrade and writes its report; whether it may be proposed is for `requireProposable` to say. */
export async function examineUpgrade(client: Client, request: UpgradeRequest): Promise<Proposable> {
  const { live, build, terms } = request;
  const prepared = await prepareUpgrade(client, request);
  const report = writeReport(prepared.facts);
  const { name: candidate, source } = build.candidate;
  return {
    ...prepared,
    report,
    description: descriptionOf(prepared.facts, report.hash, terms.proposer),
    terms: {
      ...{ ...terms, constructorArguments: [...terms.constructorArguments] },
      ...{ contract: live.name, candidate, source, commit: build.commit },
    },
  };
}

/** @throws UpgradeRefusedError naming every verdict that doesn't hold. */
export function requireProposable({ facts }: Proposable): void {
  const failed = verdictsOf(facts).filter(({ holds }) => !holds);
  if (failed.length === 0) return;
  throw new UpgradeRefusedError(
    facts.contract,
    failed.map(({ name, words }) => `${name}: ${words}`),
  );
}

/**
 * Puts the implementation in place, and the proposal to the vote. Its files are written in between: nothing is proposed
 * that nobody can check.
 *
 * @param folder of all proposals: deploy/proposals.
 * @param onWritten is called once the files are there, before anything is proposed.
 * @throws TransactionPendingError, DeploymentFailedError; ContractRevertError, as of `propose`.
 */
export async function proposeUpgrade(
  client: Client,
  { deployment }: Pick<UpgradeRequest, "deployment">,
  { proposable, folder, onWritten = () => {} }: { proposable: Proposable; folder: string; onWritten?: () => void },
): Promise<Proposed & { path: string }> {
  const { facts, creations, implementation, description } = proposable;
  if (client.account !== undefined) await requireMined(client, client.account.address);
  await propose.simulate(client, { deployment, calls: facts.calls, description });
  await ensureCreate2Proxy(client);
  let creation: Hash | undefined;
  for (const { name, initCode } of creations) creation = (await ensureContract(client, name, initCode)).hash;
  await requireCode(client, implementation, facts.after.codeHash);
  const path = writeProposal(folder, proposable);
  onWritten();
  const { proposalId, receipt } = await propose.sync(client, { deployment, calls: facts.calls, description });
  return { proposalId, transaction: receipt.transactionHash, implementation, creation, path };
}

async function requireCode(client: Client, address: Address, codeHash: Hex): Promise<void> {
  const code = (await getCode(client, { address })) ?? "0x";
  if (keccak256(code) === codeHash) return;
  throw new DeploymentFailedError("The implementation", "its code is not what was examined");
}
