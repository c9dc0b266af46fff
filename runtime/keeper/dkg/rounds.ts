import {
  type DkgKey,
  type DkgRound1Message,
  type DkgState,
  dkgRound1,
  dkgRound2,
  dkgRound3,
  wipeDkgState,
} from "../../src/keys/dkg.ts";
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
import type { Participant } from "./ceremony.ts";
import { decodeRound1, encodeRound1 } from "./payloads.ts";

/** What the rounds of one participant need. */
export type RoundsOptions = Exchange & { parties: readonly Participant[]; threshold: number };

const ROUND2 = "capsule-protocol/dkg-round2/v1";

/**
 * The rounds of a key generation up to this participant's key. Before any secret is sent, all have seen the same
 * round-1 messages.
 *
 * @throws CeremonyAbortedError naming who broke the protocol; whatever `gather` throws.
 */
export async function runRounds(options: RoundsOptions): Promise<DkgKey> {
  const { self, threshold, parties } = options;
  const { state, message } = dkgRound1({ index: self, threshold, participants: parties.length });
  try {
    const own = options.publish("round1", 0, encodeRound1(message));
    const round1 = bySender([own, ...(await options.gather("round1", 0))]);
    const messages = round1.map((signed) => readRound1(options, signed));
    await compareTranscripts(options, round1);
    const sent = refuting(options, () => dkgRound2({ state, messages }));
    for (const share of sent.messages) {
      await publishShare(options, ROUND2, parties[share.to - 1] as Participant, share);
    }
    return await receiveShares(options, state);
  } finally {
    if (!state.finished) wipeDkgState(state);
  }
}

function readRound1(options: RoundsOptions, { from, payload }: SignedCeremonyMessage): DkgRound1Message {
  const message = decodeRound1(from, payload, options.threshold);
  if (!message) throw faultOf(options, from, "sent a malformed round-1 message");
  return message;
}

async function receiveShares(options: RoundsOptions, state: DkgState): Promise<DkgKey> {
  const received = await options.gather("round2", options.self);
  const messages = await Promise.all(
    received.map(async (signed) => ({
      ...{ from: signed.from, to: options.self },
      ...(await openShare(options, ROUND2, signed)),
    })),
  );
  try {
    return refuting(options, () => dkgRound3({ state, messages }));
  } finally {
    for (const { share } of messages) share.fill(0);
  }
}

function refuting<T>(options: RoundsOptions, work: () => T): T {
  const culpritOf = (error: Error & { participant?: number; participants?: number[] }) =>
    error.participant ?? error.participants?.[0];
  return convicting(options, "sent what the key generation refutes", culpritOf, work);
}
