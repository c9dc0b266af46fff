import { bytesToHex, concatBytes, type Hex, hexToBytes, keccak256, stringToBytes } from "viem";
import {
  type DkgKey,
  type DkgRound1Message,
  type DkgRound2Message,
  type DkgState,
  dkgRound1,
  dkgRound2,
  dkgRound3,
  wipeDkgState,
} from "../../src/keys/dkg.ts";
import { openSealed, sealTo, type TransportKeyPair } from "../../src/keys/hpke.ts";
import type { Participant } from "./ceremony.ts";
import { DkgAbortedError } from "./errors.ts";
import { isSignedBy, type MessageContext, type MessageKind, type SignedDkgMessage } from "./message.ts";
import { decodeRound1, decodeTranscript, encodeRound1, encodeTranscript } from "./payloads.ts";

/** What the rounds of one participant need. */
export type RoundsOptions = {
  context: MessageContext;
  threshold: number;
  participants: readonly Participant[];
  /** Own index. */
  self: number;
  transport: TransportKeyPair;
  publish(kind: MessageKind, to: number, payload: Hex): SignedDkgMessage;
  gather(kind: MessageKind, to: number): Promise<SignedDkgMessage[]>;
};

const ROUND2_INFO = "capsule-protocol/dkg-round2/v1";
const ENC_BYTES = 32;

/**
 * The rounds of a key generation up to this participant's key.
 *
 * Before any secret is sent, all participants show each other which round-1 messages they saw (echo broadcast): whoever
 * told different things to different participants is convicted by its own two signatures.
 *
 * @throws DkgAbortedError naming who broke the protocol; whatever `gather` throws.
 */
export async function runRounds(options: RoundsOptions): Promise<DkgKey> {
  const { self, threshold, participants } = options;
  const { state, message } = dkgRound1({ index: self, threshold, participants: participants.length });
  try {
    const own = options.publish("round1", 0, encodeRound1(message));
    const round1 = inOrder([own, ...(await options.gather("round1", 0))]);
    const messages = await convicting(options, () => round1.map((signed) => readRound1(options, signed)));
    await compareTranscripts(options, round1);
    const sent = await convicting(options, () => dkgRound2({ state, messages }));
    for (const share of sent.messages) await publishShare(options, share);
    return await receiveShares(options, state);
  } finally {
    if (!state.finished) wipeDkgState(state);
  }
}

function readRound1(options: RoundsOptions, { from, payload }: SignedDkgMessage): DkgRound1Message {
  const message = decodeRound1(from, payload, options.threshold);
  if (!message) throw faultOf(options, from, "sent a malformed round-1 message");
  return message;
}

async function compareTranscripts(options: RoundsOptions, round1: readonly SignedDkgMessage[]): Promise<void> {
  options.publish("transcript", 0, encodeTranscript(round1));
  for (const { from, payload } of await options.gather("transcript", 0)) {
    const sightings = decodeTranscript(payload, round1.length);
    if (!sightings) throw faultOf(options, from, "sent a malformed transcript");
    for (const [position, { payloadHash, signature }] of sightings.entries()) {
      const ours = round1[position] as SignedDkgMessage;
      if (payloadHash === keccak256(ours.payload)) continue;
      const sender = options.participants[position] as Participant;
      const shown = { kind: "round1", from: sender.index, to: 0, payloadHash, signature } as const;
      const equivocated = await isSignedBy(options.context, sender.operator, shown);
      if (equivocated) throw faultOf(options, sender.index, "signed two different round-1 messages");
      throw faultOf(options, from, `claims to have seen what participant ${sender.index} never signed`);
    }
  }
}

async function publishShare(options: RoundsOptions, { to, share, transcriptHash }: DkgRound2Message): Promise<void> {
  const receiver = options.participants[to - 1] as Participant;
  const plaintext = concatBytes([share, transcriptHash]);
  const sealed = await sealTo({
    publicKey: hexToBytes(receiver.transportKey),
    info: round2Info(options, options.self, to),
    plaintext,
  });
  plaintext.fill(0);
  share.fill(0);
  options.publish("round2", to, bytesToHex(concatBytes([sealed.enc, sealed.ciphertext])));
}

async function receiveShares(options: RoundsOptions, state: DkgState): Promise<DkgKey> {
  const received = await options.gather("round2", options.self);
  const messages = await Promise.all(received.map((signed) => openShare(options, signed)));
  try {
    return await convicting(options, () => dkgRound3({ state, messages }));
  } finally {
    for (const { share } of messages) share.fill(0);
  }
}

async function openShare(options: RoundsOptions, { from, payload }: SignedDkgMessage): Promise<DkgRound2Message> {
  const bytes = hexToBytes(payload);
  const sealed = { enc: bytes.slice(0, ENC_BYTES), ciphertext: bytes.slice(ENC_BYTES) };
  const info = round2Info(options, from, options.self);
  const opened = await openSealed({ keyPair: options.transport, info, sealed }).catch((cause: unknown) => {
    throw faultOf(options, from, "sent a share that was not sealed to its receiver", cause);
  });
  if (opened.length !== 64) throw faultOf(options, from, "sent a share of another length");
  return { from, to: options.self, share: opened.slice(0, 32), transcriptHash: opened.slice(32) };
}

/** A share is sealed for one ceremony, one sender and one receiver. */
function round2Info({ context }: RoundsOptions, from: number, to: number): Uint8Array {
  const ends = Uint8Array.of(from >> 8, from & 0xff, to >> 8, to & 0xff);
  return concatBytes([stringToBytes(ROUND2_INFO), hexToBytes(context.ceremony), ends]);
}

/** Turns the mathematics' errors that name a participant into the end of the ceremony. */
async function convicting<T>(options: RoundsOptions, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof DkgAbortedError) throw error;
    const { participant, participants } = error as { participant?: number; participants?: number[] };
    const culprit = participant ?? participants?.[0];
    if (culprit === undefined || !(error instanceof Error)) throw error;
    throw faultOf(options, culprit, "sent what the key generation refutes", error);
  }
}

function faultOf(
  { self, participants }: RoundsOptions,
  culprit: number,
  reason: string,
  cause?: unknown,
): DkgAbortedError {
  const { operator } = participants[culprit - 1] as Participant;
  return new DkgAbortedError({ culprit, operator, accuser: self, reason, cause });
}

function inOrder(messages: SignedDkgMessage[]): SignedDkgMessage[] {
  return messages.sort((a, b) => a.from - b.from);
}
