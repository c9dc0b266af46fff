// Training rounds on the local protocol: their parties, and the steps up to the one that a test is about.
import { type Account, type Address, type Hex, keccak256, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import {
  type Allocation,
  type AllocationTree,
  buildAllocationTree,
  claimShares,
  commitUpdate,
  computeCommitment,
  finalizeRound,
  getRound,
  openRound,
  type RoundTerms,
  recordResult,
  revealUpdate,
  signResult,
} from "../../src/index.ts";
import { clientOf, creator, localProtocol, randomWord, readerOf } from "./localProtocol.ts";

const HOUR = 3_600;
const accountAt = (addressIndex: number) =>
  mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex });
export const [ada, ben, cleo] = [accountAt(4), accountAt(5), accountAt(6)] as const;
/** They need no money: anyone submits what they sign. */
export const evaluators = [1, 2, 3].map((index) => accountAt(20 + index));
export const BOND = 10n ** 15n;
export const SPEC = keccak256(toHex("task and evaluation"));

/** Chain time in seconds. */
export async function now(): Promise<number> {
  const { url } = await localProtocol();
  return Number((await readerOf(url).getBlock()).timestamp);
}

export async function passHours(hours: number): Promise<void> {
  const { node } = await localProtocol();
  await node.increaseTime({ seconds: hours * HOUR });
  await node.mine({ blocks: 1 });
}

/** Three hours of commitments, then one to reveal, then ten to evaluate, then one to challenge. */
export async function roundTerms(terms: Partial<RoundTerms> = {}): Promise<RoundTerms> {
  const start = await now();
  return {
    ...{ specDigest: SPEC, units: 300_000, contributorBond: BOND, challengeBond: 2n * BOND },
    commitDeadline: start + 3 * HOUR,
    revealDeadline: start + 4 * HOUR,
    evaluationDeadline: start + 14 * HOUR,
    challengeWindow: HOUR,
    evaluators: evaluators.map(({ address }) => address),
    ...terms,
  };
}

export async function open(capsuleId: bigint, terms: Partial<RoundTerms> = {}): Promise<bigint> {
  const { url, deployment } = await localProtocol();
  const { roundId } = await openRound.sync(clientOf(url, creator), {
    ...{ deployment, capsuleId },
    terms: await roundTerms(terms),
  });
  return roundId;
}

export const updateOf = (account: Account): Hex => keccak256(account.address);

/** An account commits to its update; returns the salt. */
export async function commit(roundId: bigint, account: Account): Promise<Hex> {
  const { url, deployment } = await localProtocol();
  const { capsuleId } = await getRound(readerOf(url), { deployment, roundId });
  const salt = randomWord();
  const update = { contributor: account.address, updateDigest: updateOf(account), salt };
  const commitment = computeCommitment({ ...deployment, capsuleId, roundId }, update);
  await commitUpdate.sync(clientOf(url, account), { deployment, roundId, commitment });
  return salt;
}

/** Accounts commit and reveal; afterwards it is time to evaluate. */
export async function contribute(roundId: bigint, accounts: readonly Account[]): Promise<void> {
  const { url, deployment } = await localProtocol();
  const salts = new Map<Account, Hex>();
  for (const account of accounts) salts.set(account, await commit(roundId, account));
  await passHours(3);
  for (const [account, salt] of salts) {
    const update = { updateDigest: updateOf(account), salt };
    await revealUpdate.sync(clientOf(url, account), { deployment, roundId, ...update });
  }
  await passHours(1);
}

/** The tree of these allocations, which add up to what the round offers. */
export async function treeOf(roundId: bigint, allocations: readonly Allocation[]): Promise<AllocationTree> {
  const { url, deployment } = await localProtocol();
  const { capsuleId, units } = await getRound(readerOf(url), { deployment, roundId });
  return buildAllocationTree({ ...deployment, capsuleId, roundId }, { allocations, units: BigInt(units) });
}

export const resultOf = (root: Hex) => ({ root, manifestDigest: keccak256("0x01"), scoreDigest: keccak256("0x02") });

/** Records what two of the three evaluators sign. */
export async function record(roundId: bigint, root: Hex): Promise<void> {
  const { url, deployment } = await localProtocol();
  const client = clientOf(url, ada);
  const result = resultOf(root);
  const signing = evaluators.slice(0, 2).map((account) => signResult(client, { deployment, roundId, result, account }));
  await recordResult.sync(client, { deployment, roundId, result, approvals: await Promise.all(signing) });
}

/** Gives units of a capsule of `creator` away, by a training round of which one account gets everything. */
export async function allocate(capsuleId: bigint, account: Address, units: bigint): Promise<void> {
  const { url, deployment } = await localProtocol();
  const client = clientOf(url, ada);
  const roundId = await open(capsuleId, { units: Number(units) });
  await contribute(roundId, [ada]);
  const { root, claims } = await treeOf(roundId, [{ account, units }]);
  await record(roundId, root);
  await passHours(1);
  await finalizeRound.sync(client, { deployment, roundId, collect: false });
  for (const claim of claims) await claimShares.sync(client, { deployment, roundId, claim });
}
