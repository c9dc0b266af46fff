import { bytesToHex, concat, type Hex, hexToBytes, size } from "viem";
import type { DkgKey } from "../../src/keys/dkg.ts";
import {
  type ReshareCommitment,
  type ReshareMessage,
  type ResharePlan,
  reshareFinish,
  reshareRound1,
  reshareRound2,
  reshareVerificationShares,
} from "../../src/keys/reshare.ts";
import {
  bySender,
  compareTranscripts,
  convicting,
  type Exchange,
  faultOf,
  openShare,
  publishShare,
} from "../ceremony/exchange.ts";
import type { SignedCeremonyMessage } from "../ceremony/message.ts";

/** What the rounds of one party need. */
export type ReshareRounds = Exchange & {
  plan: ResharePlan;
  /** Transport keys of the new set, in the order of its indices. */
  transportKeys: readonly Hex[];
  /** Index as a party of each dealer, by its index in the old set. */
  dealers: ReadonlyMap<number, number>;
  /** Own share of the old set, where one deals. */
  share?: { index: number; secret: Uint8Array };
};

/** What comes out: the new set's verification shares, and one's own key where one is part of it. */
export type ReshareOutcome = { verificationShares: Uint8Array[]; key: DkgKey | undefined };

const ROUND2 = "capsule-protocol/reshare-round2/v1";
const POINT = 32;

/**
 * The rounds of a resharing. A dealer that is stopped and takes part again in the same ceremony deals the same values
 * again: its polynomial is drawn from its share and the ceremony's hash. So nobody can make it sign two different
 * commitments, and all who start the same ceremony again come to the same end.
 *
 * @throws CeremonyAbortedError naming who broke the protocol; whatever `gather` throws.
 */
export async function runReshareRounds(rounds: ReshareRounds): Promise<ReshareOutcome> {
  const { plan, share, self } = rounds;
  const rng = () => hexToBytes(rounds.context.ceremony);
  const dealt = share && reshareRound1({ plan, share, rng });
  try {
    const own = dealt ? [rounds.publish("round1", 0, encodeCommitment(dealt.message))] : [];
    const round1 = bySender([...own, ...(await rounds.gather("round1", 0, [...rounds.dealers.values()]))]);
    const commitments = round1.map((signed) => readCommitment(rounds, signed));
    const verificationShares = refuting(rounds, () => reshareVerificationShares(plan, commitments));
    await compareTranscripts(rounds, round1);
    const messages = dealt ? reshareRound2({ state: dealt.state, commitments }) : [];
    await publishShares(rounds, messages);
    if (self > plan.participants) return { verificationShares, key: undefined };
    const kept = messages.filter(({ to }) => to === self);
    return { verificationShares, key: await receiveShares(rounds, commitments, kept) };
  } finally {
    if (dealt) dealt.state.coefficients.length = 0;
  }
}

/** round1: the commitments, 32 bytes each. */
function encodeCommitment({ commitment }: ReshareCommitment): Hex {
  return concat(commitment.map((bytes) => bytesToHex(bytes)));
}

function readCommitment(rounds: ReshareRounds, { from, payload }: SignedCeremonyMessage): ReshareCommitment {
  const { threshold } = rounds.plan;
  if (size(payload) !== threshold * POINT) throw faultOf(rounds, from, "sent a malformed round-1 message");
  const bytes = hexToBytes(payload);
  const commitment = Array.from({ length: threshold }, (_, k) => bytes.slice(k * POINT, (k + 1) * POINT));
  return { dealer: dealerOf(rounds, from), commitment };
}

async function publishShares(rounds: ReshareRounds, messages: readonly ReshareMessage[]): Promise<void> {
  for (const message of messages) {
    const { to } = message;
    if (to === rounds.self) continue; // one's own value stays here
    await publishShare(rounds, ROUND2, { index: to, transportKey: rounds.transportKeys[to - 1] as Hex }, message);
  }
}

async function receiveShares(
  rounds: ReshareRounds,
  commitments: readonly ReshareCommitment[],
  own: readonly ReshareMessage[],
): Promise<DkgKey> {
  const { plan, self, dealers } = rounds;
  const received = await rounds.gather("round2", self, [...dealers.values()]);
  const others = await Promise.all(
    received.map(async (signed) => ({
      ...{ dealer: dealerOf(rounds, signed.from), to: self },
      ...(await openShare(rounds, ROUND2, signed)),
    })),
  );
  const messages = [...own, ...others];
  try {
    return refuting(rounds, () => reshareFinish({ plan, index: self, commitments, messages }));
  } finally {
    for (const { share } of messages) share.fill(0);
  }
}

/** Index in the old set; only dealers are asked for commitments and shares. */
function dealerOf({ dealers }: ReshareRounds, from: number): number {
  return [...dealers].find(([, party]) => party === from)?.[0] as number;
}

function refuting<T>(rounds: ReshareRounds, work: () => T): T {
  const culpritOf = ({ dealer }: Error & { dealer?: number }) =>
    dealer === undefined ? undefined : rounds.dealers.get(dealer);
  return convicting(rounds, "sent what the resharing refutes", culpritOf, work);
}
