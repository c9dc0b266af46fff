import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { getLicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { executeProposal } from "@capsule-protocol/sdk/actions/governance/executeProposal.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { queueProposal } from "@capsule-protocol/sdk/actions/governance/queueProposal.ts";
import { getCurrentEpoch } from "@capsule-protocol/sdk/actions/keepers/getCurrentEpoch.ts";
import { getKeeperSet } from "@capsule-protocol/sdk/actions/keepers/getKeeperSet.ts";
import { getClaimableOwner } from "@capsule-protocol/sdk/actions/royalty/getClaimableOwner.ts";
import { getCollectableFee } from "@capsule-protocol/sdk/actions/royalty/getCollectableFee.ts";
import { getLineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import { getNetIncome } from "@capsule-protocol/sdk/actions/royalty/getNetIncome.ts";
import { getShares } from "@capsule-protocol/sdk/actions/royalty/getShares.ts";
import { getEscrow } from "@capsule-protocol/sdk/actions/training/getEscrow.ts";
import { getRound } from "@capsule-protocol/sdk/actions/training/getRound.ts";
import { upgradeToAndCallFunction } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { encodeFunctionData, parseAbi, zeroAddress } from "viem";
import { getBalance, readContract } from "viem/actions";
import { implementationOf } from "../../../src/proxy.ts";
import { deployTestContract } from "../../localChain.ts";
import { passUntil, proposeAndVote } from "../../vote.ts";
import { noteTransaction, reader } from "../scene.ts";
import { type Economy, idOf } from "./economy.ts";

/** A next version of the keepers' registry: the present one and a function more. */
const NEXT = "NextKeeperRegistry";
const nextAbi = parseAbi(["function generation() view returns (uint256)"]);

/** What was sold and what is about to be paid, while a contract is upgraded. */
export type Standing = { licenseId: bigint; roundId: bigint };

/** Voters replace the code of a contract, in the middle of everything: nothing else changes. */
export async function upgradeByVote(economy: Economy, standing: Standing): Promise<void> {
  const { scene, governance } = economy;
  const { stack, display, claims } = scene;
  const { deployment, rpcUrl } = stack;
  display.chapter("The keepers' registry is upgraded, by a vote, in the middle of everything");
  const before = await stateOf(economy, standing);
  const { address: next } = await deployTestContract(governance.client, "default", NEXT, []);
  const data = encodeFunctionData({ abi: [upgradeToAndCallFunction], args: [next, "0x"] });
  const voter = { client: governance.client, rpcUrl, deployment };
  const calls = [{ to: deployment.keeperRegistry, data }];
  const description = "A registry that tells its generation.";
  const proposalId = await proposeAndVote(voter, { calls, description, reason: "It was rehearsed." });
  const { deadline } = await getProposal(reader(scene), { deployment, proposalId });
  await claims.refused("No vote is cut short", ["GOVERNOR_UNEXPECTED_PROPOSAL_STATE"], () =>
    queueProposal(governance.client, { deployment, proposalId }),
  );
  await passUntil(voter, deadline + 1n);
  const queued = await queueProposal.sync(governance.client, { deployment, proposalId });
  noteTransaction(scene, "queue the upgrade", record(queued.receipt));
  const { eta } = await getProposal(reader(scene), { deployment, proposalId });
  await passUntil(voter, eta);
  const executed = await executeProposal.sync(governance.client, { deployment, proposalId });
  noteTransaction(scene, "execute the upgrade", record(executed.receipt));
  const implementation = await implementationOf(reader(scene), deployment.keeperRegistry);
  claims.that("The code is what was voted for", implementation === next, next);
  const call = { address: deployment.keeperRegistry, abi: nextAbi, functionName: "generation" } as const;
  claims.equal("It can what it could not before", await readContract(reader(scene), call), 2n, "generation 2");
  const after = await stateOf(economy, standing);
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  const count = `${Object.keys(before).length} figures`;
  claims.that(
    "Balances, licenses, links, shares, keepers and the round are as before",
    changed.length === 0,
    changed[0] ?? count,
  );
}

/** What must not change, as text by name. */
async function stateOf(economy: Economy, { licenseId, roundId }: Standing): Promise<Record<string, string>> {
  const { scene, capsules, contributors, builder } = economy;
  const { deployment } = scene.stack;
  const client = reader(scene);
  const read: [string, Promise<unknown>][] = [
    ["money in the till", getBalance(client, { address: deployment.accessToken })],
    ["license", getLicenseStatus(client, { deployment, licenseId, account: scene.stranger.address })],
    ["keepers", getKeeperSet(client, { deployment, epoch: await getCurrentEpoch(client, { deployment }) })],
    ["round", getRound(client, { deployment, roundId })],
    ["escrow", getEscrow(client, { deployment, roundId, capsuleId: idOf(economy, "merge"), currency: zeroAddress })],
  ];
  for (const [name, capsuleId] of capsules) {
    const income = { deployment, capsuleId, currency: zeroAddress };
    read.push(
      [`${name}: owed to its owner`, getClaimableOwner(client, income)],
      [`${name}: fee`, getCollectableFee(client, income)],
      [`${name}: net income`, getNetIncome(client, income)],
      [`${name}: links`, getLineage(client, { deployment, capsuleId })],
    );
    for (const { name: holder, address: account } of [builder, ...contributors]) {
      read.push([`${name}: shares of the ${holder}`, getShares(client, { deployment, capsuleId, account })]);
    }
  }
  const settled = read.map(async ([name, value]) => [name, asText(await value)] as const);
  return Object.fromEntries(await Promise.all(settled));
}

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
