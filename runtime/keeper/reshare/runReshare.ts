import { type Address, bytesToHex, type Hex, hashTypedData } from "viem";
import { acceptanceTypedData } from "../../src/keys/acceptanceTypedData.ts";
import type { DkgKey } from "../../src/keys/dkg.ts";
import { importTransportKeyPair } from "../../src/keys/hpke.ts";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import { inOrder, isOperatorSignature } from "../../src/keys/keeperSignature.ts";
import type { Board } from "../ceremony/board.ts";
import { CeremonyAbortedError } from "../ceremony/errors.ts";
import { faultOf } from "../ceremony/exchange.ts";
import { resultHash } from "../ceremony/payloads.ts";
import { requireConfirmations, storeShare } from "../ceremony/result.ts";
import { type CeremonyTimes, type Part, takePart } from "../ceremony/takePart.ts";
import type { Log } from "../log.ts";
import { operatorKey } from "../operatorKey.ts";
import { type Keystore, writeKeystore } from "../store/keystore.ts";
import type { ReshareCeremony } from "./ceremony.ts";
import { partOf, type ResharePart } from "./part.ts";
import { type ReshareOutcome, runReshareRounds } from "./rounds.ts";

export type ReshareOptions = CeremonyTimes & {
  ceremony: ReshareCeremony;
  /** The current set, as the chain has it. */
  current: KeeperSet;
  keeperRegistry: Address;
  keystore: Keystore;
  keystorePath: string;
  /** The keystore for the epoch to come, prepared; receives the share. None for a keeper that leaves. */
  pending: Keystore | undefined;
  pendingPath: string;
  passphrase: string;
  kdfCost: number;
  board: Board;
  /** Gives up the share of another ceremony that waits for its epoch. */
  replace: boolean;
  signal: AbortSignal;
  log: Log;
};

/** What `rotate` of KeeperRegistry takes: the new set, and its keepers' signatures in the order of their addresses. */
export type Rotation = KeeperSet & { acceptances: Hex[] };

type Run = ReshareOptions & { role: ResharePart; part: Part };

/**
 * This keeper's part in handing the network's key over to the next set.
 *
 * A new share is stored in the pending keystore before its result is confirmed, and a signature for the chain is given
 * only after all of the new set confirmed the same result, which means that all hold their shares. Stopped anywhere, all
 * who are not done run the same ceremony again and come to the same end.
 *
 * @throws CeremonyAbortedError, CeremonyTimeoutError, CeremonyNotParticipantError, ReshareMismatchError,
 *   PendingShareExistsError
 */
export async function runReshare(options: ReshareOptions): Promise<Rotation> {
  const run = prepare(options);
  const { role, part, log } = run;
  log("info", "reshare.started", { ceremony: role.hash, index: role.self, parties: role.parties.length });
  try {
    const rounds = startRounds(run);
    if (role.stored) rounds.catch(() => log("info", "reshare.roundsNotNeeded"));
    const set = role.stored ? setOf(run, role.stored.verificationShares) : await finishRounds(run, await rounds);
    await confirm(run, set);
    const rotation = await accept(run, set);
    await part.linger();
    return rotation;
  } catch (error) {
    if (error instanceof CeremonyAbortedError) await part.spreadAbort(error);
    throw error;
  }
}

function prepare(options: ReshareOptions): Run {
  const { ceremony, keystore } = options;
  const role = partOf(options);
  const key = operatorKey(keystore.operatorSecret);
  const context = { ceremony: role.hash, chainId: ceremony.chainId };
  const part = takePart({ ...options, name: "reshare", context, parties: role.parties, self: role.self, key });
  return { ...options, role, part };
}

/** Who has its share already takes part in the rounds for those alone who don't, and waits for nothing in them. */
async function startRounds(run: Run): Promise<ReshareOutcome> {
  const { role, part, ceremony, pending, keystore } = run;
  const { hash, parties, self, plan, dealers, share } = role;
  return runReshareRounds({
    ...{ ...part, context: { ceremony: hash, chainId: ceremony.chainId }, parties, self, plan, dealers },
    transport: await importTransportKeyPair((pending ?? keystore).transportSecret),
    transportKeys: ceremony.participants.map(({ transportKey }) => transportKey),
    ...(share && { share }),
  });
}

async function finishRounds(run: Run, { verificationShares, key }: ReshareOutcome): Promise<KeeperSet> {
  if (key) await keepShare(run, key);
  return setOf(
    run,
    verificationShares.map((share) => bytesToHex(share)),
  );
}

async function keepShare({ ceremony, role, log, pendingPath, ...run }: Run, key: DkgKey): Promise<void> {
  const place = { keystore: run.pending as Keystore, path: pendingPath, options: run };
  await storeShare(place, key, { epoch: ceremony.epoch, ceremony: role.hash });
  log("info", "reshare.stored", { epoch: ceremony.epoch });
}

function setOf({ ceremony, current }: Run, verificationShares: readonly Hex[]): KeeperSet {
  const keepers = ceremony.participants.map(({ operator, transportKey, url }, position) => {
    return { operator, transportKey, verificationShare: verificationShares[position] as Hex, url };
  });
  return { epoch: BigInt(ceremony.epoch), threshold: ceremony.threshold, groupKey: current.groupKey, keepers };
}

/** All of the new set say what came out; who deals and leaves only listens. */
async function confirm(run: Run, set: KeeperSet): Promise<void> {
  const { role, part, pending } = run;
  const payload = resultHash(
    role.hash,
    set.groupKey,
    set.keepers.map(({ verificationShare }) => verificationShare),
  );
  if (role.isParticipant) part.publish("confirmation", 0, payload);
  const share = role.isParticipant ? pending?.public.share : undefined;
  if (share?.confirmed) return; // all confirmed before: only those who are behind still need ours
  await requireConfirmations({ ...role, ...part }, payload, role.participants);
  if (!share || !pending) return;
  share.confirmed = true;
  await writeKeystore(run.pendingPath, pending, run);
  run.log("info", "reshare.confirmed", { epoch: share.epoch });
}

/** The signatures that the chain wants of the new set, all verified. */
async function accept(run: Run, set: KeeperSet): Promise<Rotation> {
  const { role, part, ceremony, keeperRegistry, keystore } = run;
  const digest = hashTypedData(acceptanceTypedData({ chainId: ceremony.chainId, keeperRegistry }, set));
  const signed: { operator: Address; signature: Hex }[] = [];
  if (role.isParticipant) {
    const { address, sign } = operatorKey(keystore.operatorSecret);
    const { payload } = part.publish("acceptance", 0, sign(digest));
    signed.push({ operator: address, signature: payload });
  }
  for (const { from, payload } of await part.gather("acceptance", 0, role.participants)) {
    const { operator } = role.parties[from - 1] as { operator: Address };
    if (!(await isOperatorSignature(operator, digest, payload))) {
      throw faultOf(role, from, "accepted something else than the new set");
    }
    signed.push({ operator, signature: payload });
  }
  run.log("info", "reshare.accepted", { epoch: ceremony.epoch });
  return { ...set, acceptances: inOrder(signed).map(({ signature }) => signature) };
}
