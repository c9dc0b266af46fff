import { setTimeout as sleep } from "node:timers/promises";
import { keccak256 } from "viem";
import { readLimited } from "../../src/http/limitedBody.ts";
import type { Participant } from "./ceremony.ts";
import { DkgAbortedError, DkgTimeoutError } from "./errors.ts";
import {
  isSignedBy,
  type MessageContext,
  type MessageKind,
  type SignedDkgMessage,
  signedMessageSchema,
} from "./message.ts";
import { decodeAbort } from "./payloads.ts";

export type PeersOptions = {
  context: MessageContext;
  /** All but oneself. */
  others: readonly Participant[];
  /** Own index. */
  self: number;
  pollMilliseconds: number;
  /** Ends every gathering. */
  signal: AbortSignal;
};

export type Peers = {
  /**
   * Fetches one message of a kind from everyone else, again and again until all are there.
   *
   * @param to own index for messages meant for oneself, 0 for those for everyone.
   * @returns the messages in the order of their senders' indices.
   * @throws DkgAbortedError when a participant says that someone broke the protocol; DkgTimeoutError
   */
  gather(kind: MessageKind, to: number, deadline: AbortSignal): Promise<SignedDkgMessage[]>;
};

const REQUEST_TIMEOUT = 5000;
const MAX_MESSAGE_BYTES = 64 * 1024;

/** What a peer's board said: the message, or why there is none. */
type Fetched = { message: SignedDkgMessage } | { reason: string };

/**
 * The other participants. Whatever is not signed by the one it was asked from counts as no answer, because anybody on
 * the way could have sent it; only a signed message can convict its signer.
 */
export function createPeers(options: PeersOptions): Peers {
  const { others, pollMilliseconds } = options;
  const gather: Peers["gather"] = async (kind, to, deadline) => {
    const signal = AbortSignal.any([options.signal, deadline]);
    const found = new Map<number, SignedDkgMessage>();
    const reasons = new Map<number, string>();
    const ask = async (peer: Participant) => {
      // Who has delivered is asked on, for an abort: it may have learned what another one did.
      const fetched = await fetchMessage(options, peer, found.has(peer.index) ? "abort" : kind, to, signal);
      if (!("message" in fetched)) reasons.set(peer.index, fetched.reason);
      else if (fetched.message.kind === "abort") throw abortFrom(options, peer, fetched.message);
      else found.set(peer.index, fetched.message);
    };
    for (;;) {
      await Promise.all(others.map(ask));
      if (found.size === others.length) return others.map((peer) => found.get(peer.index) as SignedDkgMessage);
      if (signal.aborted) throw timeout(options, kind, found, reasons);
      await sleep(pollMilliseconds, undefined, { signal }).catch(() => {}); // the deadline is seen after one last try
    }
  };
  return { gather };
}

async function fetchMessage(
  { context, self }: PeersOptions,
  peer: Participant,
  kind: MessageKind,
  to: number,
  signal: AbortSignal,
): Promise<Fetched> {
  const base = peer.url.endsWith("/") ? peer.url : `${peer.url}/`;
  const path = `dkg/${context.ceremony}/${kind}/${kind === "abort" ? 0 : to}`;
  try {
    const response = await fetch(new URL(path, base), {
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT)]),
    });
    const bytes = await readLimited(response, MAX_MESSAGE_BYTES);
    if (response.status === 404) return { reason: "has nothing yet" };
    const message = signedMessageSchema.parse(JSON.parse(new TextDecoder().decode(bytes))) as SignedDkgMessage;
    const asked = message.kind === "abort" ? message.to === 0 : message.kind === kind && message.to === to;
    if (!asked || message.from !== peer.index || message.from === self) return { reason: "answered something else" };
    const signed = { ...message, payloadHash: keccak256(message.payload) };
    return (await isSignedBy(context, peer.operator, signed)) ? { message } : { reason: "has no valid signature" };
  } catch {
    return { reason: "gives no answer" };
  }
}

/** An accusation that can't be read, or that names us, who know better, speaks against its sender. */
function abortFrom({ others }: PeersOptions, accuser: Participant, { payload }: SignedDkgMessage): DkgAbortedError {
  const abort = decodeAbort(payload, others.length + 1);
  const accused = abort && others.find(({ index }) => index === abort.culprit);
  const culprit = accused ?? accuser;
  const said = abort ? `: ${abort.reason}` : "";
  const reason = accused ? `is accused${said}` : `makes a false accusation${said}`;
  return new DkgAbortedError({ culprit: culprit.index, operator: culprit.operator, accuser: accuser.index, reason });
}

function timeout(
  { others }: PeersOptions,
  kind: MessageKind,
  found: ReadonlyMap<number, SignedDkgMessage>,
  reasons: ReadonlyMap<number, string>,
): DkgTimeoutError {
  const missing = others.filter(({ index }) => !found.has(index));
  return new DkgTimeoutError(
    kind,
    missing.map(({ index, operator }) => ({ index, operator, reason: reasons.get(index) ?? "gives no answer" })),
  );
}
