import { bytesToHex, concatBytes, type Hex, hexToBytes, keccak256, stringToBytes } from "viem";
import { openSealed, sealTo, type TransportKeyPair } from "../../src/keys/hpke.ts";
import { CeremonyAbortedError } from "./errors.ts";
import {
  isSignedBy,
  type MessageContext,
  type MessageKind,
  type Party,
  type SignedCeremonyMessage,
} from "./message.ts";
import { decodeTranscript, encodeTranscript } from "./payloads.ts";

/** How a party exchanges messages with the others. */
export type Exchange = {
  context: MessageContext;
  /** All, in the order of their indices. */
  parties: readonly Party[];
  /** Own index. */
  self: number;
  transport: TransportKeyPair;
  publish(kind: MessageKind, to: number, payload: Hex): SignedCeremonyMessage;
  /** @param from indices of those who send such messages; everyone when left out. */
  gather(kind: MessageKind, to: number, from?: readonly number[]): Promise<SignedCeremonyMessage[]>;
};

/** A share on its way to one participant, and the transcript that it was made for. 32 bytes each. */
export type CarriedShare = { share: Uint8Array; transcriptHash: Uint8Array };

const ENC_BYTES = 32;

/**
 * All parties show each other which round-1 messages they saw (echo broadcast): whoever told different things to
 * different parties is convicted by its own two signatures.
 *
 * @param round1 in the order of their senders' indices.
 * @throws CeremonyAbortedError
 */
export async function compareTranscripts(exchange: Exchange, round1: readonly SignedCeremonyMessage[]): Promise<void> {
  exchange.publish("transcript", 0, encodeTranscript(round1));
  for (const { from, payload } of await exchange.gather("transcript", 0)) {
    const sightings = decodeTranscript(payload, round1.length);
    if (!sightings) throw faultOf(exchange, from, "sent a malformed transcript");
    for (const [position, { payloadHash, signature }] of sightings.entries()) {
      const ours = round1[position] as SignedCeremonyMessage;
      if (payloadHash === keccak256(ours.payload)) continue;
      const sender = exchange.parties[ours.from - 1] as Party;
      const shown = { kind: "round1", from: sender.index, to: 0, payloadHash, signature } as const;
      const equivocated = await isSignedBy(exchange.context, sender.operator, shown);
      if (equivocated) throw faultOf(exchange, sender.index, "signed two different round-1 messages");
      throw faultOf(exchange, from, `claims to have seen what participant ${sender.index} never signed`);
    }
  }
}

/** Publishes a share sealed to its receiver, and wipes it. `purpose` tells the ceremonies' kinds apart. */
export async function publishShare(
  exchange: Exchange,
  purpose: string,
  receiver: { index: number; transportKey: Hex },
  { share, transcriptHash }: CarriedShare,
): Promise<void> {
  const plaintext = concatBytes([share, transcriptHash]);
  const sealed = await sealTo({
    publicKey: hexToBytes(receiver.transportKey),
    info: sealInfo(exchange, purpose, exchange.self, receiver.index),
    plaintext,
  });
  plaintext.fill(0);
  share.fill(0);
  exchange.publish("round2", receiver.index, bytesToHex(concatBytes([sealed.enc, sealed.ciphertext])));
}

/** Opens a share that was published for oneself. @throws CeremonyAbortedError */
export async function openShare(
  exchange: Exchange,
  purpose: string,
  { from, payload }: SignedCeremonyMessage,
): Promise<CarriedShare> {
  const bytes = hexToBytes(payload);
  const sealed = { enc: bytes.slice(0, ENC_BYTES), ciphertext: bytes.slice(ENC_BYTES) };
  const info = sealInfo(exchange, purpose, from, exchange.self);
  const opened = await openSealed({ keyPair: exchange.transport, info, sealed }).catch((cause: unknown) => {
    throw faultOf(exchange, from, "sent a share that was not sealed to its receiver", cause);
  });
  if (opened.length !== 64) throw faultOf(exchange, from, "sent a share of another length");
  return { share: opened.slice(0, 32), transcriptHash: opened.slice(32) };
}

/** A share is sealed for one ceremony, one sender and one receiver. */
function sealInfo({ context }: Exchange, purpose: string, from: number, to: number): Uint8Array {
  const ends = Uint8Array.of(from >> 8, from & 0xff, to >> 8, to & 0xff);
  return concatBytes([stringToBytes(purpose), hexToBytes(context.ceremony), ends]);
}

/**
 * Turns the mathematics' errors that name a party into the end of the ceremony.
 *
 * @param culpritOf index of the party that an error names.
 */
export function convicting<T>(
  exchange: Exchange,
  reason: string,
  culpritOf: (error: Error) => number | undefined,
  work: () => T,
): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CeremonyAbortedError || !(error instanceof Error)) throw error;
    const culprit = culpritOf(error);
    if (culprit === undefined) throw error;
    throw faultOf(exchange, culprit, reason, error);
  }
}

/** A party broke the protocol, and we found it. */
export function faultOf(
  { self, parties }: Pick<Exchange, "self" | "parties">,
  culprit: number,
  reason: string,
  cause?: unknown,
): CeremonyAbortedError {
  const { operator } = parties[culprit - 1] as Party;
  return new CeremonyAbortedError({ culprit, operator, accuser: self, reason, cause });
}

/** In the order of the senders' indices. */
export function bySender(messages: readonly SignedCeremonyMessage[]): SignedCeremonyMessage[] {
  return messages.toSorted((one, other) => one.from - other.from);
}
