import { setTimeout as sleep } from "node:timers/promises";
import { keccak256 } from "viem";
import { readLimited } from "../../src/http/limitedBody.ts";
import { CeremonyAbortedError, CeremonyTimeoutError } from "./errors.ts";
import {
  isSignedBy,
  type MessageContext,
  type MessageKind,
  type Party,
  type SignedCeremonyMessage,
  signedMessageSchema,
} from "./message.ts";
import { decodeAbort } from "./payloads.ts";

export type PeersOptions = {
  context: MessageContext;
  /** All but oneself. */
  others: readonly Party[];
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
   * @param from indices of those who send such messages; everyone when left out. The others are only asked for an abort.
   * @returns the messages in the order of their senders' indices.
   * @throws CeremonyAbortedError when a participant says that someone broke the protocol; CeremonyTimeoutError
   */
  gather(
    kind: MessageKind,
    to: number,
    deadline: AbortSignal,
    from?: readonly number[],
  ): Promise<SignedCeremonyMessage[]>;
};

const REQUEST_TIMEOUT = 5000;
const MAX_MESSAGE_BYTES = 64 * 1024;

/** What a peer's board said: the message, or why there is none. */
type Fetched = { message: SignedCeremonyMessage } | { reason: string };

/**
 * The other participants. Whatever is not signed by the one it was asked from counts as no answer, because anybody on
 * the way could have sent it; only a signed message can convict its signer.
 */
export function createPeers(options: PeersOptions): Peers {
  const { others, pollMilliseconds } = options;
  const gather: Peers["gather"] = async (kind, to, deadline, from) => {
    const senders = others.filter(({ index }) => from?.includes(index) ?? true);
    const signal = AbortSignal.any([options.signal, deadline]);
    const found = new Map<number, SignedCeremonyMessage>();
    const reasons = new Map<number, string>();
    const ask = async (peer: Party) => {
      // Who has delivered is asked on, for an abort: it may have learned what another one did.
      const awaited = senders.includes(peer) && !found.has(peer.index);
      const fetched = await fetchMessage(options, peer, awaited ? kind : "abort", to, signal);
      if (!("message" in fetched)) reasons.set(peer.index, fetched.reason);
      else if (fetched.message.kind === "abort") throw abortFrom(options, peer, fetched.message);
      else found.set(peer.index, fetched.message);
    };
    for (;;) {
      await Promise.all(others.map(ask));
      if (found.size === senders.length) return senders.map((peer) => found.get(peer.index) as SignedCeremonyMessage);
      if (signal.aborted) throw timeout(senders, kind, found, reasons);
      await sleep(pollMilliseconds, undefined, { signal }).catch(() => {}); // the deadline is seen after one last try
    }
  };
  return { gather };
}

async function fetchMessage(
  { context, self }: PeersOptions,
  peer: Party,
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
    const message = signedMessageSchema.parse(JSON.parse(new TextDecoder().decode(bytes))) as SignedCeremonyMessage;
    const asked = message.kind === "abort" ? message.to === 0 : message.kind === kind && message.to === to;
    if (!asked || message.from !== peer.index || message.from === self) return { reason: "answered something else" };
    const signed = { ...message, payloadHash: keccak256(message.payload) };
    return (await isSignedBy(context, peer.operator, signed)) ? { message } : { reason: "has no valid signature" };
  } catch {
    return { reason: "gives no answer" };
  }
}

/** An accusation that can't be read, or that names us, who know better, speaks against its sender. */
function abortFrom({ others }: PeersOptions, accuser: Party, { payload }: SignedCeremonyMessage): CeremonyAbortedError {
  const abort = decodeAbort(payload, others.length + 1);
  const accused = abort && others.find(({ index }) => index === abort.culprit);
  const culprit = accused ?? accuser;
  const said = abort ? `: ${abort.reason}` : "";
  const reason = accused ? `is accused${said}` : `makes a false accusation${said}`;
  return new CeremonyAbortedError({
    culprit: culprit.index,
    operator: culprit.operator,
    accuser: accuser.index,
    reason,
  });
}

function timeout(
  senders: readonly Party[],
  kind: MessageKind,
  found: ReadonlyMap<number, SignedCeremonyMessage>,
  reasons: ReadonlyMap<number, string>,
): CeremonyTimeoutError {
  const missing = senders.filter(({ index }) => !found.has(index));
  return new CeremonyTimeoutError(
    kind,
    missing.map(({ index, operator }) => ({ index, operator, reason: reasons.get(index) ?? "gives no answer" })),
  );
}
