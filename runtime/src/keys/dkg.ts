/**
 * Distributed generation of the keepers' group key, without a dealer: the FROST key generation of `@noble/curves`
 * (Pedersen's protocol with Feldman commitments and proofs of knowledge), with integer indices 1…n, errors that name
 * the participant at fault, and agreement on the transcript. Secrets are for TDH2: `groupKey = g^x`,
 * `verificationShares[i − 1] = g^(x_i)`. See `FORMAT.md`.
 *
 * Round-1 messages are public and go to everyone. Round-2 messages are secret, each goes to one participant over a
 * confidential, authenticated channel. Any failure ends the ceremony; there is no complaint round.
 */
import type { DKG_Round1, DKG_Secret } from "@noble/curves/abstract/frost.js";
import { ristretto255_FROST as FROST } from "@noble/curves/ed25519.js";
import { equalBytes } from "@noble/curves/utils.js";
import {
  DkgMessageError,
  DkgParametersError,
  DkgParticipantsError,
  DkgShareError,
  DkgStateError,
  DkgTranscriptError,
} from "./dkgErrors.ts";
import type { DkgRound1Message, DkgRound2Message } from "./dkgMessages.ts";
import { checkRound1Message } from "./dkgProof.ts";
import { dkgTranscriptHash } from "./dkgTranscript.ts";
import { decodePoint, decodeSecretScalar, MAX_INDEX, type RandomBytes } from "./tdh2Group.ts";

export * from "./dkgErrors.ts";
export type { DkgRound1Message, DkgRound2Message } from "./dkgMessages.ts";
export { dkgTranscriptHash } from "./dkgTranscript.ts";

/** What a participant keeps in memory between the rounds. Secret. */
export type DkgState = {
  readonly index: number;
  readonly threshold: number;
  readonly participants: number;
  readonly message: DkgRound1Message;
  readonly secret: DKG_Secret;
  round2?: { others: DkgRound1Message[]; transcriptHash: Uint8Array };
  finished: boolean;
};

/** Outcome: this participant's share, and what is public and the same for all. Points and scalars of 32 bytes. */
export type DkgKey = {
  index: number;
  threshold: number;
  /** x_i, scalar little endian. Secret. */
  secret: Uint8Array;
  groupKey: Uint8Array;
  /** g^(x_i) of participant i at position i − 1. */
  verificationShares: Uint8Array[];
  transcriptHash: Uint8Array;
};

/**
 * Round 1: chooses this participant's polynomial and commits to it.
 *
 * @param p.index this participant, from 1 to `participants`
 * @param p.threshold participants needed to open, at least 2
 * @throws DkgParametersError
 */
export function dkgRound1(p: { index: number; threshold: number; participants: number; rng?: RandomBytes }): {
  state: DkgState;
  message: DkgRound1Message;
} {
  const { index, threshold, participants, rng } = p;
  requireParameters(index, threshold, participants);
  const random = rng && ((length = 32) => rng(length) as Uint8Array<ArrayBuffer>);
  const made = FROST.DKG.round1(identifier(index), { min: threshold, max: participants }, undefined, random);
  const message = { index, commitment: made.public.commitment, proof: made.public.proofOfKnowledge };
  return { state: { index, threshold, participants, message, secret: made.secret, finished: false }, message };
}

/**
 * Round 2: checks what the others committed to, and makes the secret share for each of them.
 *
 * @param p.messages round-1 messages of all others; one's own may be among them, unaltered
 * @returns one message per other participant, and the transcript hash that all must agree on
 * @throws DkgParticipantsError, DkgMessageError, DkgProofError, DkgStateError
 */
export function dkgRound2(p: { state: DkgState; messages: readonly DkgRound1Message[] }): {
  messages: DkgRound2Message[];
  transcriptHash: Uint8Array;
} {
  const { state } = p;
  if (state.finished || state.round2) throw new DkgStateError("round 2 was already run");
  const others = p.messages.filter((message) => !isOwnMessage(state, message));
  requireOthers(
    1,
    state,
    others.map(({ index }) => index),
  );
  for (const message of others) checkRound1Message(message, state.threshold);

  const transcriptHash = dkgTranscriptHash({ ...state, messages: [state.message, ...others] });
  const shares = FROST.DKG.round2(state.secret, others.map(toFrost));
  state.round2 = { others, transcriptHash };
  const messages = others.map(({ index }) => {
    const share = shares[identifier(index)]?.signingShare;
    if (share === undefined) throw new DkgStateError(`no share was made for participant ${index}`);
    return { from: state.index, to: index, share, transcriptHash };
  });
  return { messages, transcriptHash };
}

/**
 * Round 3: checks the received shares against the commitments and adds them up. Wipes the state.
 *
 * @param p.messages the round-2 messages addressed to this participant, one from every other
 * @throws DkgParticipantsError, DkgMessageError, DkgTranscriptError, DkgShareError, DkgStateError
 */
export function dkgRound3(p: { state: DkgState; messages: readonly DkgRound2Message[] }): DkgKey {
  const { state, messages } = p;
  if (state.finished || !state.round2) throw new DkgStateError("round 3 needs round 2, once");
  const { others, transcriptHash } = state.round2;
  requireOthers(
    2,
    state,
    messages.map(({ from }) => from),
  );
  const differing = messages.filter((message) => !sameBytes(message.transcriptHash, transcriptHash));
  if (differing.length > 0) throw new DkgTranscriptError(differing.map(({ from }) => from));
  for (const message of messages) checkShare(state, others, message);

  const received = messages.map(({ from, share }) => ({
    identifier: identifier(from),
    signingShare: Uint8Array.from(share),
  }));
  const key = FROST.DKG.round3(state.secret, others.map(toFrost), received);
  for (const { signingShare } of received) signingShare.fill(0);
  wipeDkgState(state);
  const verificationShares = Array.from({ length: state.participants }, (_, position) => {
    const share = key.public.verifyingShares[identifier(position + 1)];
    if (share === undefined) throw new DkgStateError(`no verification share for participant ${position + 1}`);
    decodePoint(`verificationShares[${position}]`, share);
    return share;
  });
  const groupKey = key.public.commitments[0] ?? new Uint8Array();
  decodePoint("groupKey", groupKey);
  const { index, threshold } = state;
  return { index, threshold, secret: key.secret.signingShare, groupKey, verificationShares, transcriptHash };
}

/** Ends a ceremony and forgets its secrets, as far as JavaScript lets one. */
export function wipeDkgState(state: DkgState): void {
  state.finished = true;
  FROST.DKG.clean(state.secret);
}

const identifier = (index: number): string => FROST.Identifier.fromNumber(index);

function requireParameters(index: number, threshold: number, participants: number): void {
  if (!Number.isInteger(participants) || participants < 2 || participants > MAX_INDEX) {
    throw new DkgParametersError(`${participants} participants`);
  }
  if (!Number.isInteger(threshold) || threshold < 2 || threshold > participants) {
    throw new DkgParametersError(`threshold ${threshold} of ${participants} participants`);
  }
  if (!Number.isInteger(index) || index < 1 || index > participants) {
    throw new DkgParametersError(`index ${index} of ${participants} participants`);
  }
}

function requireOthers(round: 1 | 2, state: DkgState, senders: number[]): void {
  const expected = Array.from({ length: state.participants }, (_, i) => i + 1).filter((i) => i !== state.index);
  const missing = expected.filter((index) => !senders.includes(index));
  const duplicated = expected.filter((index) => senders.indexOf(index) !== senders.lastIndexOf(index));
  const unexpected = senders.filter((index) => !expected.includes(index));
  if (missing.length + duplicated.length + unexpected.length > 0) {
    throw new DkgParticipantsError(round, { missing, duplicated, unexpected });
  }
}

/** One's own message may come back from a board; altered it is someone else's claim to be us. */
function isOwnMessage(state: DkgState, message: DkgRound1Message): boolean {
  if (message.index !== state.index) return false;
  const parts = ({ commitment, proof }: DkgRound1Message) => [...commitment, proof];
  const [own, received] = [parts(state.message), parts(message)];
  return own.length === received.length && own.every((bytes, position) => sameBytes(bytes, received[position]));
}

function checkShare(state: DkgState, others: DkgRound1Message[], message: DkgRound2Message): void {
  const { from, to, share } = message;
  if (to !== state.index) throw new DkgMessageError(from, `addressed to participant ${to}, not ${state.index}`);
  try {
    decodeSecretScalar("share", share);
  } catch (cause) {
    throw new DkgMessageError(from, cause instanceof Error ? cause.message : "unreadable", cause);
  }
  const commitments = (others.find(({ index }) => index === from)?.commitment ?? []).map((bytes) =>
    Uint8Array.from(bytes),
  );
  const signingShare = Uint8Array.from(share);
  try {
    FROST.validateSecret(
      { identifier: identifier(state.index), signingShare },
      { signers: { min: state.threshold, max: state.participants }, commitments, verifyingShares: {} },
    );
  } catch {
    throw new DkgShareError(from);
  } finally {
    signingShare.fill(0);
  }
}

function toFrost({ index, commitment, proof }: DkgRound1Message): DKG_Round1 {
  return {
    identifier: identifier(index),
    commitment: commitment.map((bytes) => Uint8Array.from(bytes)),
    proofOfKnowledge: Uint8Array.from(proof),
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array && equalBytes(a, b);
}
