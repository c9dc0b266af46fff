import type { Address, Hex } from "viem";
import type { openRoundFunction } from "../../generated/trainingPool.ts";
import type { ArgumentsOf } from "../call.ts";

/** Where a round stands, as the contract numbers it. The last four are ends. */
export const RoundState = {
  NONE: 0,
  OPEN: 1,
  STARTED: 2,
  RECORDED: 3,
  CHALLENGED: 4,
  FINALIZED: 5,
  FAILED: 6,
  EXPIRED: 7,
  CANCELED: 8,
} as const;
export type RoundState = (typeof RoundState)[keyof typeof RoundState];

/** What a round promises, for ever. Times are Unix seconds, bonds are in wei. */
export type RoundTerms = {
  /** SHA-256 of one raw IPFS block: task and evaluation. */
  specDigest: Hex;
  /** Version that the training starts from; the current one when it is 1. */
  baseVersion?: bigint;
  /** Of the owner's unallocated units. */
  units: number;
  /** End of commitments; contributors reveal from then on. */
  commitDeadline: number;
  /** End of revelations; evaluators sign from then on. */
  revealDeadline: number;
  /** A round without a result expires then; at most 365 days ahead. */
  evaluationDeadline: number;
  /** How long a result can be challenged, in seconds: 1 hour to 30 days. */
  challengeWindow: number;
  /** 1 to 16 accounts. */
  evaluators: readonly Address[];
  /** How many of them must agree; more than half, which is the default. */
  quorum?: number;
  /** That each commitment takes; none when left out. */
  contributorBond?: bigint;
  /** That a challenge takes, not 0. */
  challengeBond: bigint;
  /** Differential-privacy budget in thousandths; none when left out. */
  privacyEpsilon?: number;
  /** n for a delta of 10^-n; a delta of 0 when left out. */
  privacyDelta?: number;
};

/** The terms as the contract takes them, with what was left out. */
export function contractRoundTerms(capsuleId: bigint, terms: RoundTerms): ArgumentsOf<typeof openRoundFunction>[0] {
  const { baseVersion = 1n, contributorBond = 0n, privacyEpsilon = 0, privacyDelta = 0, ...others } = terms;
  const quorum = terms.quorum ?? Math.floor(terms.evaluators.length / 2) + 1;
  return { capsuleId, ...others, baseVersion, contributorBond, privacyEpsilon, privacyDelta, quorum };
}
