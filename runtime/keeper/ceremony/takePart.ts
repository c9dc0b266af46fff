import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import type { Log } from "../log.ts";
import type { OperatorKey } from "../operatorKey.ts";
import type { Board } from "./board.ts";
import type { CeremonyAbortedError } from "./errors.ts";
import {
  type MessageContext,
  type MessageKind,
  type Party,
  type SignedCeremonyMessage,
  signMessage,
} from "./message.ts";
import { encodeAbort } from "./payloads.ts";
import { createPeers } from "./peers.ts";

/** How long a ceremony takes, and how it ends. */
export type CeremonyTimes = {
  timeoutMilliseconds: number;
  pollMilliseconds: number;
  /** How long to serve the last messages to parties that are behind. */
  lingerMilliseconds: number;
};

export type TakePartOptions = CeremonyTimes & {
  /** What log lines begin with. */
  name: "dkg" | "reshare";
  context: MessageContext;
  /** All, in the order of their indices. */
  parties: readonly Party[];
  /** Own index. */
  self: number;
  key: OperatorKey;
  board: Board;
  /** Ends everything. */
  signal: AbortSignal;
  log: Log;
};

/** What a party can do in a ceremony. */
export type Part = {
  publish(kind: MessageKind, to: number, payload: Hex): SignedCeremonyMessage;
  /** One message of a kind from each of those named, within the ceremony's time; from everyone when left out. */
  gather(kind: MessageKind, to: number, from?: readonly number[]): Promise<SignedCeremonyMessage[]>;
  /** Waits until nobody needs this party's messages any more, or for as long as given. */
  linger(): Promise<void>;
  /** Tells the others who broke the protocol, for long enough that they hear it. */
  spreadAbort(error: CeremonyAbortedError): Promise<void>;
};

/** Opens the exchange of messages; the ceremony's time begins. */
export function takePart(options: TakePartOptions): Part {
  const { name, context, parties, self, key, board, log, pollMilliseconds, lingerMilliseconds } = options;
  const peers = createPeers({ ...options, others: parties.filter(({ index }) => index !== self) });
  const deadline = AbortSignal.timeout(options.timeoutMilliseconds);
  const publish: Part["publish"] = (kind, to, payload) => {
    const signed = signMessage(context, key, { kind, from: self, to, payload });
    board.publish(signed);
    log("info", `${name}.published`, { kind, to });
    return signed;
  };
  /** Sleeps unless the keeper is closing. */
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: options.signal }).catch(() => {});
  return {
    publish,
    gather: (kind, to, from) => peers.gather(kind, to, deadline, from),
    linger: async () => {
      publish("done", 0, "0x");
      const patience = AbortSignal.timeout(lingerMilliseconds);
      await peers.gather("done", 0, patience).catch(() => log("warn", `${name}.unfinished`));
      await pause(3 * pollMilliseconds); // who is behind us fetches our last message within its next poll
    },
    spreadAbort: async ({ culprit, reason }) => {
      log("error", `${name}.aborted`, { culprit });
      publish("abort", 0, encodeAbort(culprit, reason));
      await pause(lingerMilliseconds);
    },
  };
}
