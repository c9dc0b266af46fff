import { type Hex, isAddressEqual } from "viem";
import { importTransportKeyPair } from "../../src/keys/hpke.ts";
import type { Board } from "../ceremony/board.ts";
import { CeremonyAbortedError, CeremonyNotParticipantError, KeyShareExistsError } from "../ceremony/errors.ts";
import { resultHash } from "../ceremony/payloads.ts";
import { requireConfirmations, storeShare } from "../ceremony/result.ts";
import { type CeremonyTimes, type Part, takePart } from "../ceremony/takePart.ts";
import type { Log } from "../log.ts";
import { operatorKey } from "../operatorKey.ts";
import { type KeySharePublic, type Keystore, writeKeystore } from "../store/keystore.ts";
import { type Ceremony, ceremonyHash, type Participant, participantsOf } from "./ceremony.ts";
import { runRounds } from "./rounds.ts";

export type DkgCeremonyOptions = CeremonyTimes & {
  ceremony: Ceremony;
  /** Receives the share. */
  keystore: Keystore;
  keystorePath: string;
  passphrase: string;
  kdfCost: number;
  board: Board;
  /** Gives up a confirmed share of another ceremony. */
  replace: boolean;
  signal: AbortSignal;
  log: Log;
};

type Run = DkgCeremonyOptions & { hash: Hex; parties: Participant[]; self: number; part: Part };

/**
 * This keeper's part in a key generation among all participants, without a dealer.
 *
 * The share is stored before its result is confirmed, and counts only after everyone confirmed the same result: a keeper
 * that stops in between takes the confirmation up again when it runs the same ceremony once more. Stopped earlier,
 * nothing is left of it, and all start a ceremony with another name.
 *
 * @returns what is public of the share, the same for all but its index.
 * @throws CeremonyAbortedError, CeremonyTimeoutError, CeremonyNotParticipantError, KeyShareExistsError
 */
export async function runDkgCeremony(options: DkgCeremonyOptions): Promise<KeySharePublic> {
  const run = prepare(options);
  try {
    if (options.keystore.public.share?.ceremony !== run.hash) await makeShare(run);
    await confirmShare(run);
  } catch (error) {
    if (error instanceof CeremonyAbortedError) await run.part.spreadAbort(error);
    throw error;
  }
  await run.part.linger();
  return options.keystore.public.share as KeySharePublic;
}

function prepare(options: DkgCeremonyOptions): Run {
  const { ceremony, keystore } = options;
  const hash = ceremonyHash(ceremony);
  const key = operatorKey(keystore.operatorSecret);
  const parties = participantsOf(ceremony);
  const own = parties.find(({ operator }) => isAddressEqual(operator, key.address));
  if (!own) throw new CeremonyNotParticipantError(key.address, "is not among the participants");
  if (own.transportKey !== keystore.public.transportKey) {
    throw new CeremonyNotParticipantError(key.address, "is listed with another transport key");
  }
  const { share } = keystore.public;
  if (share?.confirmed && share.ceremony !== hash && !options.replace) throw new KeyShareExistsError(share.epoch);

  const context = { ceremony: hash, chainId: ceremony.chainId };
  const part = takePart({ ...options, name: "dkg", context, parties, self: own.index, key });
  return { ...options, hash, parties, self: own.index, part };
}

async function makeShare(run: Run): Promise<void> {
  const { ceremony, keystore, hash, log, parties, self, part } = run;
  log("info", "dkg.started", { ceremony: hash, index: self, participants: parties.length });
  const key = await runRounds({
    ...part,
    context: { ceremony: hash, chainId: ceremony.chainId },
    threshold: ceremony.threshold,
    parties,
    self,
    transport: await importTransportKeyPair(keystore.transportSecret),
  });
  const place = { keystore, path: run.keystorePath, options: run };
  await storeShare(place, key, { epoch: ceremony.epoch, ceremony: hash });
}

async function confirmShare(run: Run): Promise<void> {
  const share = run.keystore.public.share as KeySharePublic;
  const payload = resultHash(run.hash, share.groupKey, share.verificationShares);
  run.part.publish("confirmation", 0, payload);
  if (share.confirmed) return; // all confirmed before: only those who are behind still need ours
  await requireConfirmations({ ...run, ...run.part }, payload);
  share.confirmed = true;
  await writeKeystore(run.keystorePath, run.keystore, run);
  run.log("info", "dkg.confirmed", { ceremony: run.hash, groupKey: share.groupKey });
}
