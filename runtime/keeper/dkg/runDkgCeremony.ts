import { setTimeout as sleep } from "node:timers/promises";
import { bytesToHex, type Hex, isAddressEqual } from "viem";
import type { DkgKey } from "../../src/keys/dkg.ts";
import { importTransportKeyPair } from "../../src/keys/hpke.ts";
import type { Log } from "../log.ts";
import { operatorKey } from "../operatorKey.ts";
import { type KeySharePublic, type Keystore, writeKeystore } from "../store/keystore.ts";
import type { Board } from "./board.ts";
import { type Ceremony, ceremonyHash, type Participant, participantsOf } from "./ceremony.ts";
import { DkgAbortedError, DkgNotParticipantError, KeyShareExistsError } from "./errors.ts";
import { type DkgMessage, type SignedDkgMessage, signMessage } from "./message.ts";
import { encodeAbort, resultHash } from "./payloads.ts";
import { createPeers, type Peers } from "./peers.ts";
import { runRounds } from "./rounds.ts";

export type DkgCeremonyOptions = {
  ceremony: Ceremony;
  /** Receives the share. */
  keystore: Keystore;
  keystorePath: string;
  passphrase: string;
  kdfCost: number;
  board: Board;
  /** Gives up a confirmed share of another ceremony. */
  replace: boolean;
  timeoutMilliseconds: number;
  pollMilliseconds: number;
  /** How long to serve the last messages to participants that are behind. */
  lingerMilliseconds: number;
  signal: AbortSignal;
  log: Log;
};

type Run = DkgCeremonyOptions & {
  hash: Hex;
  participants: Participant[];
  self: number;
  publish: (message: Omit<DkgMessage, "from">) => SignedDkgMessage;
  peers: Peers;
  deadline: AbortSignal;
};

/**
 * This keeper's part in a key generation among all participants, without a dealer.
 *
 * The share is stored before its result is confirmed, and counts only after everyone confirmed the same result: a keeper
 * that stops in between takes the confirmation up again when it runs the same ceremony once more. Stopped earlier,
 * nothing is left of it, and all start a ceremony with another name.
 *
 * @returns what is public of the share, the same for all but its index.
 * @throws DkgAbortedError, DkgTimeoutError, DkgNotParticipantError, KeyShareExistsError
 */
export async function runDkgCeremony(options: DkgCeremonyOptions): Promise<KeySharePublic> {
  const run = prepare(options);
  try {
    if (options.keystore.public.share?.ceremony !== run.hash) await makeShare(run);
    await confirmShare(run);
  } catch (error) {
    if (error instanceof DkgAbortedError) await spreadAbort(run, error);
    throw error;
  }
  await linger(run);
  return options.keystore.public.share as KeySharePublic;
}

function prepare(options: DkgCeremonyOptions): Run {
  const { ceremony, keystore } = options;
  const hash = ceremonyHash(ceremony);
  const key = operatorKey(keystore.operatorSecret);
  const participants = participantsOf(ceremony);
  const own = participants.find(({ operator }) => isAddressEqual(operator, key.address));
  if (!own) throw new DkgNotParticipantError(key.address, "is not among the participants");
  if (own.transportKey !== keystore.public.transportKey) {
    throw new DkgNotParticipantError(key.address, "is listed with another transport key");
  }
  const { share } = keystore.public;
  if (share?.confirmed && share.ceremony !== hash && !options.replace) throw new KeyShareExistsError(share.epoch);

  const context = { ceremony: hash, chainId: ceremony.chainId };
  const publish = (message: Omit<DkgMessage, "from">) => {
    const signed = signMessage(context, key, { ...message, from: own.index });
    options.board.publish(signed);
    return signed;
  };
  const others = participants.filter(({ index }) => index !== own.index);
  const peers = createPeers({ ...options, context, others, self: own.index });
  const deadline = AbortSignal.timeout(options.timeoutMilliseconds);
  return { ...options, hash, participants, self: own.index, publish, peers, deadline };
}

async function makeShare(run: Run): Promise<void> {
  const { ceremony, keystore, hash, log } = run;
  log("info", "dkg.started", { ceremony: hash, index: run.self, participants: run.participants.length });
  const key = await runRounds({
    context: { ceremony: hash, chainId: ceremony.chainId },
    threshold: ceremony.threshold,
    participants: run.participants,
    self: run.self,
    transport: await importTransportKeyPair(keystore.transportSecret),
    publish: (kind, to, payload) => {
      log("info", "dkg.published", { kind, to });
      return run.publish({ kind, to, payload });
    },
    gather: (kind, to) => run.peers.gather(kind, to, run.deadline),
  });
  await storeShare(run, key);
}

async function storeShare(run: Run, key: DkgKey): Promise<void> {
  const { keystore, ceremony } = run;
  keystore.shareSecret?.fill(0);
  keystore.shareSecret = key.secret;
  keystore.public.share = {
    epoch: ceremony.epoch,
    index: key.index,
    threshold: ceremony.threshold,
    groupKey: bytesToHex(key.groupKey),
    verificationShares: key.verificationShares.map((share) => bytesToHex(share)),
    ceremony: run.hash,
    confirmed: false,
  };
  await writeKeystore(run.keystorePath, keystore, run);
}

async function confirmShare(run: Run): Promise<void> {
  const share = run.keystore.public.share as KeySharePublic;
  const payload = resultHash(run.hash, share.groupKey, share.verificationShares);
  run.publish({ kind: "confirmation", to: 0, payload });
  if (share.confirmed) return; // all confirmed before: only those who are behind still need ours
  for (const confirmation of await run.peers.gather("confirmation", 0, run.deadline)) {
    if (confirmation.payload === payload) continue;
    const culprit = confirmation.from;
    const { operator } = run.participants[culprit - 1] as Participant;
    const reason = "confirmed another result than its messages give";
    throw new DkgAbortedError({ culprit, operator, accuser: run.self, reason });
  }
  share.confirmed = true;
  await writeKeystore(run.keystorePath, run.keystore, run);
  run.log("info", "dkg.confirmed", { ceremony: run.hash, groupKey: share.groupKey });
}

/** Waits until nobody needs this keeper's messages any more, or for as long as given. */
async function linger(run: Run): Promise<void> {
  run.publish({ kind: "done", to: 0, payload: "0x" });
  const deadline = AbortSignal.timeout(run.lingerMilliseconds);
  await run.peers.gather("done", 0, deadline).catch(() => run.log("warn", "dkg.unfinished"));
  await pause(run, 3 * run.pollMilliseconds); // who is behind us fetches our last message within its next poll
}

/** Tells the others who broke the protocol, for long enough that they hear it. */
async function spreadAbort(run: Run, { culprit, reason }: DkgAbortedError): Promise<void> {
  run.log("error", "dkg.aborted", { culprit });
  run.publish({ kind: "abort", to: 0, payload: encodeAbort(culprit, reason) });
  await pause(run, run.lingerMilliseconds);
}

/** Sleeps unless the keeper is closing. */
async function pause({ signal }: Run, milliseconds: number): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
}
