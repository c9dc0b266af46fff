/**
 * Proactive resharing: `threshold` keepers of the old set hand the group's secret over to a new set with a threshold of
 * its own, without anybody ever holding it; the group key stays, the shares and the verification shares don't.
 * Source: Desmedt and Jajodia, "Redistributing secret shares to new access structures" (1997), with Feldman's
 * commitments. Dealer i shares its x_i with a fresh polynomial f_i of the new degree; participant j holds
 * x'_j = Σ λ_i·f_i(j) with the Lagrange coefficients λ_i of the dealers at zero. See `FORMAT.md`.
 *
 * Each dealer's constant term must be its verification share of the old epoch, which everybody knows: so no dealer can
 * change the key, and none needs to prove that it knows its share. Commitments are public and go to everyone; a share is
 * secret and goes to one participant over a confidential, authenticated channel. Any failure names its dealer and ends
 * the resharing; the old shares stay as they are until the new set is current.
 */
import { equalBytes } from "@noble/curves/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { DkgKey } from "./dkg.ts";
import { ReshareCommitmentError, ReshareParametersError, ReshareShareError } from "./reshareErrors.ts";
import { lagrangeAtZero } from "./tdh2.ts";
import {
  combinePublic,
  decodePoint,
  decodeScalar,
  decodeSecretScalar,
  encodeIndex,
  Fn,
  type GroupPoint,
  hedgedScalar,
  MAX_INDEX,
  Point,
  type RandomBytes,
} from "./tdh2Group.ts";

export * from "./reshareErrors.ts";

/** What all who take part agree on beforehand. Points are 32 bytes. */
export type ResharePlan = {
  old: { threshold: number; groupKey: Uint8Array; verificationShares: readonly Uint8Array[] };
  /** Indices, in the old set, of the keepers that deal: exactly as many as the old threshold. */
  dealers: readonly number[];
  /** Of the new set. */
  threshold: number;
  participants: number;
};

/** Public: what a dealer commits to, `threshold` points of 32 bytes; the first is its verification share. */
export type ReshareCommitment = { dealer: number; commitment: Uint8Array[] };

/** Secret: a dealer's value for one participant of the new set, and the transcript that it was made for. */
export type ReshareMessage = { dealer: number; to: number; share: Uint8Array; transcriptHash: Uint8Array };

/** What a dealer keeps in memory between the rounds. Secret. */
export type DealerState = { plan: ResharePlan; dealer: number; coefficients: bigint[] };

const DOMAIN = "capsule-protocol/reshare-transcript/v1";

/**
 * Round 1 of a dealer: a polynomial through its share, and the commitment to it.
 *
 * @throws ReshareParametersError; ReshareCommitmentError when the share is not the one of its verification share.
 */
export function reshareRound1(p: {
  plan: ResharePlan;
  share: { index: number; secret: Uint8Array };
  rng?: RandomBytes;
}): { state: DealerState; message: ReshareCommitment } {
  const { plan, share } = p;
  requirePlan(plan);
  if (!plan.dealers.includes(share.index)) throw new ReshareParametersError(`keeper ${share.index} is no dealer`);
  const secret = decodeSecretScalar("share.secret", share.secret);
  const fresh = Array.from({ length: plan.threshold - 1 }, (_, k) =>
    hedgedScalar("reshare-coefficient", p.rng, [encodeIndex(share.index), encodeIndex(k + 1), share.secret]),
  );
  const coefficients = [secret, ...fresh];
  const commitment = coefficients.map((coefficient) => Point.BASE.multiply(coefficient).toBytes());
  const message = { dealer: share.index, commitment };
  checkCommitment(plan, message);
  return { state: { plan, dealer: share.index, coefficients }, message };
}

/**
 * Round 2 of a dealer: checks what all dealers committed to, and makes the value for each new participant. Wipes the
 * state.
 *
 * @param p.commitments of all dealers, in any order, one's own included
 * @throws ReshareParametersError, ReshareCommitmentError
 */
export function reshareRound2(p: { state: DealerState; commitments: readonly ReshareCommitment[] }): ReshareMessage[] {
  const { plan, dealer, coefficients } = p.state;
  if (coefficients.length === 0) throw new ReshareParametersError(`dealer ${dealer} has dealt already`);
  const transcriptHash = reshareTranscriptHash(plan, p.commitments);
  const messages = Array.from({ length: plan.participants }, (_, position) => {
    const share = Fn.toBytes(evaluate(coefficients, BigInt(position + 1)));
    return { dealer, to: position + 1, share, transcriptHash };
  });
  coefficients.length = 0;
  return messages;
}

/**
 * The end for a participant of the new set: checks every value against its dealer's commitment and adds them up.
 *
 * @param p.commitments of all dealers
 * @param p.messages addressed to this participant, one from every dealer
 * @throws ReshareParametersError, ReshareCommitmentError, ReshareShareError
 */
export function reshareFinish(p: {
  plan: ResharePlan;
  index: number;
  commitments: readonly ReshareCommitment[];
  messages: readonly ReshareMessage[];
}): DkgKey {
  const { plan, index } = p;
  const transcriptHash = reshareTranscriptHash(plan, p.commitments);
  if (!Number.isInteger(index) || index < 1 || index > plan.participants) {
    throw new ReshareParametersError(`index ${index} of ${plan.participants} participants`);
  }
  const points = plan.dealers.map((dealer) => checkCommitment(plan, only(p.commitments, dealer)));
  const values = plan.dealers.map((dealer, position) => {
    const message = only(p.messages, dealer);
    return checkedValue(message, index, transcriptHash, points[position] as GroupPoint[]);
  });
  const weights = lagrangeAtZero([...plan.dealers]);
  const secret = values.reduce((sum, value, i) => Fn.add(sum, Fn.mul(weights[i] as bigint, value)), Fn.ZERO);
  const { threshold } = plan;
  const verificationShares = newVerificationShares(plan, points);
  const { groupKey } = plan.old;
  return { index, threshold, secret: Fn.toBytes(secret), groupKey, verificationShares, transcriptHash };
}

/**
 * The verification shares of the new set, 32 bytes each, in order: what is public of a resharing's outcome.
 *
 * @param commitments of all dealers
 * @throws ReshareParametersError, ReshareCommitmentError
 */
export function reshareVerificationShares(plan: ResharePlan, commitments: readonly ReshareCommitment[]): Uint8Array[] {
  requirePlan(plan);
  return newVerificationShares(
    plan,
    plan.dealers.map((dealer) => checkCommitment(plan, only(commitments, dealer))),
  );
}

/**
 * SHA-256 over the domain, the old group key, both thresholds, the number of participants, and each dealer in order of
 * index with its commitments (two-byte integers, big endian). Who has the same hash derives the same set.
 *
 * @throws ReshareParametersError, ReshareCommitmentError
 */
export function reshareTranscriptHash(plan: ResharePlan, commitments: readonly ReshareCommitment[]): Uint8Array {
  requirePlan(plan);
  const dealers = [...plan.dealers].sort((one, other) => one - other);
  const body = dealers.flatMap((dealer) => {
    const message = only(commitments, dealer);
    checkCommitment(plan, message);
    return [encodeIndex(dealer), ...message.commitment];
  });
  const numbers = [plan.old.threshold, plan.threshold, plan.participants].map(encodeIndex);
  return sha256(concatBytes(utf8ToBytes(DOMAIN), plan.old.groupKey, ...numbers, ...body));
}

/** @param points commitments of the dealers, in the plan's order */
function newVerificationShares({ dealers, participants }: ResharePlan, points: readonly GroupPoint[][]): Uint8Array[] {
  const weights = lagrangeAtZero([...dealers]);
  return Array.from({ length: participants }, (_, position) =>
    combinePublic(
      points.map((commitment) => at(commitment, position + 1)),
      weights,
    ).toBytes(),
  );
}

function requirePlan({ old, dealers, threshold, participants }: ResharePlan): void {
  const size = old.verificationShares.length;
  if (new Set(dealers).size !== dealers.length || dealers.length !== old.threshold) {
    throw new ReshareParametersError(`dealers ${dealers.join(", ")} for an old threshold of ${old.threshold}`);
  }
  const stranger = dealers.find((dealer) => !Number.isInteger(dealer) || dealer < 1 || dealer > size);
  if (stranger !== undefined) throw new ReshareParametersError(`dealer ${stranger} of ${size} old keepers`);
  if (!Number.isInteger(participants) || participants < 2 || participants > MAX_INDEX) {
    throw new ReshareParametersError(`${participants} participants`);
  }
  if (!Number.isInteger(threshold) || threshold < 2 || threshold > participants) {
    throw new ReshareParametersError(`threshold ${threshold} of ${participants} participants`);
  }
  // The old set itself must be one: then dealers who commit to their verification shares keep the key.
  const shares = dealers.map((dealer) =>
    decodePoint("old.verificationShares", old.verificationShares[dealer - 1] as Uint8Array),
  );
  if (!equalBytes(combinePublic(shares, lagrangeAtZero([...dealers])).toBytes(), old.groupKey)) {
    throw new ReshareParametersError("the old verification shares don't make the old group key");
  }
}

/** The one entry of a dealer: none, or several, are its fault or that of who gathered them. */
function only<Entry extends { dealer: number }>(entries: readonly Entry[], dealer: number): Entry {
  const [entry, ...more] = entries.filter((candidate) => candidate.dealer === dealer);
  if (entry === undefined || more.length > 0) {
    throw new ReshareParametersError(
      `${entry === undefined ? "nothing" : "more than one message"} of dealer ${dealer}`,
    );
  }
  return entry;
}

function checkCommitment(plan: ResharePlan, { dealer, commitment }: ReshareCommitment): GroupPoint[] {
  if (commitment.length !== plan.threshold) {
    throw new ReshareCommitmentError(dealer, `${commitment.length} points instead of ${plan.threshold}`);
  }
  const points = commitment.map((bytes, k) => {
    try {
      return decodePoint(`commitment[${k}]`, bytes);
    } catch (cause) {
      throw new ReshareCommitmentError(dealer, cause instanceof Error ? cause.message : "unreadable", cause);
    }
  });
  const expected = plan.old.verificationShares[dealer - 1];
  if (expected === undefined || !equalBytes(commitment[0] as Uint8Array, expected)) {
    throw new ReshareCommitmentError(dealer, "the first is not its verification share");
  }
  return points;
}

function checkedValue(message: ReshareMessage, index: number, transcript: Uint8Array, points: GroupPoint[]): bigint {
  const { dealer, to, share, transcriptHash } = message;
  if (to !== index) throw new ReshareShareError(dealer, `is addressed to participant ${to}, not ${index}`);
  if (transcriptHash.length !== transcript.length || !equalBytes(transcriptHash, transcript)) {
    throw new ReshareShareError(dealer, "was made for other commitments than this participant saw");
  }
  let value: bigint;
  try {
    value = decodeScalar("share", share);
  } catch (cause) {
    throw new ReshareShareError(dealer, cause instanceof Error ? cause.message : "is unreadable", cause);
  }
  const committed = at(points, index);
  const given = Fn.is0(value) ? Point.ZERO : Point.BASE.multiply(value);
  if (!given.equals(committed)) throw new ReshareShareError(dealer, "does not match its commitment");
  return value;
}

/** g^f(index), from the commitment to f. */
function at(points: readonly GroupPoint[], index: number): GroupPoint {
  return combinePublic([...points], powers(BigInt(index), points.length));
}

function powers(base: bigint, count: number): bigint[] {
  return Array.from({ length: count }, (_, k) => Fn.pow(base, BigInt(k)));
}

function evaluate(coefficients: readonly bigint[], x: bigint): bigint {
  return coefficients.reduceRight((sum, coefficient) => Fn.add(Fn.mul(sum, x), coefficient), Fn.ZERO);
}
