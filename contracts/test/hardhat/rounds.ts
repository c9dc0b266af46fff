// Training rounds, from their opening to the claim of shares, for tests that need them.
import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters, toHex } from "viem";
import { MANIFEST, PRICE, type Protocol } from "./protocol.ts";

const HOUR = 3_600;
const WORDS = parseAbiParameters("uint256, address, uint256, uint256, address, bytes32, bytes32");
const RESULT = [
  { name: "roundId", type: "uint256" },
  { name: "capsuleId", type: "uint256" },
  { name: "baseVersion", type: "uint64" },
  { name: "root", type: "bytes32" },
  { name: "manifestDigest", type: "bytes32" },
  { name: "scoreDigest", type: "bytes32" },
] as const;

/** What every contributor here commits to, and tells later. */
export const UPDATE = { updateDigest: keccak256(toHex("update")), salt: keccak256(toHex("salt")) };
export const UNITS = 30;

/** A round's times, in hours from now. */
export type RoundTimes = { commit: number; reveal: number; evaluation?: number; window?: number; bond?: bigint };

/** Opens a round of a capsule of its owner's, whose one evaluator is `evaluator`. */
export async function openRound(protocol: Protocol, capsuleId: bigint, times: RoundTimes, units = UNITS) {
  const { trainingPool, registry, publicClient } = protocol;
  const { timestamp } = await publicClient.getBlock();
  const inHours = (hours: number) => Number(timestamp) + hours * HOUR;
  const account = await registry.read.capsuleOwner([capsuleId]);
  await trainingPool.write.openRound([roundTerms(protocol, capsuleId, { ...times, units, inHours })], { account });
  return trainingPool.read.roundCount();
}

type TermsOptions = RoundTimes & { units: number; inHours: (hours: number) => number };

export function roundTerms({ parties }: Protocol, capsuleId: bigint, options: TermsOptions) {
  const { commit, reveal, evaluation = 2_000, window = 1, bond = 0n, units, inHours } = options;
  return {
    ...{ capsuleId, specDigest: MANIFEST, baseVersion: 1n, units },
    commitDeadline: inHours(commit),
    revealDeadline: inHours(reveal),
    evaluationDeadline: inHours(evaluation),
    ...{ challengeWindow: window * HOUR, quorum: 1, contributorBond: bond, challengeBond: PRICE },
    ...{ privacyEpsilon: 0, privacyDelta: 0, evaluators: [parties.evaluator.account.address] },
  };
}

/** `contributor` commits to the update, with the round's bond. */
export async function commit({ trainingPool, parties, publicClient }: Protocol, roundId: bigint): Promise<void> {
  const { account } = parties.contributor;
  const { capsuleId, contributorBond } = await trainingPool.read.roundOf([roundId]);
  const chainId = BigInt(await publicClient.getChainId());
  const { updateDigest, salt } = UPDATE;
  const words = [chainId, trainingPool.address, capsuleId, roundId, account.address, updateDigest, salt] as const;
  const commitment = keccak256(encodeAbiParameters(WORDS, words));
  await trainingPool.write.commit([roundId, commitment], { account, value: contributorBond });
}

/** Arguments that record a result by which `account` gets all units of the round: its one leaf is the root. */
export async function resultOf({ trainingPool, parties, publicClient }: Protocol, roundId: bigint, account: Address) {
  const { capsuleId, baseVersion, units } = await trainingPool.read.roundOf([roundId]);
  const root = await trainingPool.read.leafOf([roundId, 0n, account, BigInt(units)]);
  const result = { root, manifestDigest: MANIFEST, scoreDigest: MANIFEST };
  const signature: Hex = await parties.evaluator.signTypedData({
    domain: {
      ...{ name: "Capsule Training", version: "1" },
      ...{ chainId: await publicClient.getChainId(), verifyingContract: trainingPool.address },
    },
    types: { Result: RESULT },
    primaryType: "Result",
    message: { roundId, capsuleId, baseVersion, ...result },
  });
  return [roundId, result, [{ evaluator: parties.evaluator.account.address, signature }]] as const;
}

export async function record(protocol: Protocol, roundId: bigint, account: Address): Promise<void> {
  await protocol.trainingPool.write.recordResult(await resultOf(protocol, roundId, account));
}

export async function passHours({ connection }: Protocol, hours: number): Promise<void> {
  const node = await connection.viem.getTestClient();
  await node.increaseTime({ seconds: hours * HOUR });
  await node.mine({ blocks: 1 });
}

/** Gives units of a capsule's owner to an account, by a round of which it gets everything. */
export async function allocate(protocol: Protocol, capsuleId: bigint, account: Address, units: number): Promise<void> {
  const { trainingPool } = protocol;
  const roundId = await openRound(protocol, capsuleId, { commit: 1, reveal: 2 }, units);
  await commit(protocol, roundId);
  await passHours(protocol, 2);
  await record(protocol, roundId, account);
  await passHours(protocol, 1);
  await trainingPool.write.finalize([roundId]);
  await trainingPool.write.claimShares([roundId, 0n, account, BigInt(units), []]);
}
