import type { ProposedCall } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { type Address, type Client, BaseError as ViemError } from "viem";
import type { Fork } from "../../../devnet/fork.ts";
import { decodeEvent } from "../../voting/decode.ts";
import type { Check, Simulation } from "../facts.ts";
import { checkLocked, checkOnlyUpgraded, readImplementations } from "./implementations.ts";
import { checkSameMoney, checkSolvency, latestCapsules, readLedger } from "./ledger.ts";
import { changesBetween, observeAnswers, observeBalances } from "./observe.ts";
import { checkPurchase, SMOKE_ACCOUNTS } from "./purchase.ts";
import { execute, type Queued, winVote } from "./vote.ts";

export type SimulationRequest = {
  deployment: Deployment;
  calls: readonly ProposedCall[];
  proposer: Address;
  proxy: Address;
  implementation: Address;
};

/**
 * Tries a whole proposal on a copy of the chain: it is voted for, queued and executed, and the protocol is examined
 * before and after. What breaks is told by a check that doesn't hold.
 */
export async function simulate(fork: Fork, request: SimulationRequest): Promise<Simulation> {
  // They have what they need before anything is observed.
  await Promise.all(Object.values(SMOKE_ACCOUNTS).map(fork.as));
  try {
    const queued = await winVote(fork, request);
    return await executed(fork, request, queued);
  } catch (error) {
    const check = { name: "The proposal can be executed", holds: false, words: reasonOf(error) };
    return { steps: [], events: [], balances: [], answers: [], checks: [check] };
  }
}

async function executed(fork: Fork, request: SimulationRequest, queued: Queued): Promise<Simulation> {
  const { deployment, proxy, implementation } = request;
  const { client } = queued;
  const capsules = await latestCapsules(client, deployment);
  const before = await observe(client, deployment, capsules);
  const { receipt, steps } = await execute(deployment, queued);
  const answers = await observeAnswers(client, deployment);
  const implementations = await readImplementations(client, deployment);
  const balances = await observeBalances(client, deployment, SMOKE_ACCOUNTS);
  const checks = [
    checkOnlyUpgraded(before.implementations, implementations, { proxy, implementation }),
    await checkLocked(client, proxy, implementation),
    ...(await trying("Money of capsules is as before", async () => {
      const ledger = await readLedger(client, deployment, capsules);
      return [checkSameMoney(before.ledger, ledger), checkSolvency(ledger)];
    })),
    checkSupply(before.answers, answers),
    ...(await trying("A license can be bought", async () => [await checkPurchase(fork, deployment)])),
  ];
  const bought = await observeBalances(client, deployment, SMOKE_ACCOUNTS);
  return {
    steps,
    events: receipt.logs.map((log) => decodeEvent(deployment, log)),
    balances: [
      ...changesBetween(before.balances, balances).map((one) => ({ ...one, during: "execution" as const })),
      ...changesBetween(balances, bought).map((one) => ({ ...one, during: "purchase" as const })),
    ],
    answers: changesBetween(before.answers, answers),
    checks,
  };
}

async function observe(client: Client, deployment: Deployment, capsules: readonly bigint[]) {
  const [answers, balances, ledger, implementations] = await Promise.all([
    observeAnswers(client, deployment),
    observeBalances(client, deployment, SMOKE_ACCOUNTS),
    readLedger(client, deployment, capsules),
    readImplementations(client, deployment),
  ]);
  return { answers, balances, ledger, implementations };
}

function checkSupply(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Check {
  const name = "CapsuleToken.totalSupply()";
  const words = `${before.get(name)} before, ${after.get(name)} after`;
  return { name: "Supply of votes is as before", holds: before.get(name) === after.get(name), words };
}

/** A refusal by the upgraded protocol is a finding, not the end. */
async function trying(name: string, work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    return [{ name, holds: false, words: reasonOf(error) }];
  }
}

/** @throws whatever is no refusal by a contract. */
function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.message;
  if (error instanceof ViemError) return error.shortMessage;
  throw error;
}
