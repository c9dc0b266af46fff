import { rm } from "node:fs/promises";
import { type Hex, isAddressEqual } from "viem";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import type { Tdh2Share } from "../../src/keys/tdh2.ts";
import type { DataFiles } from "../dataDirectory.ts";
import { keyShareOf } from "../keyShare.ts";
import type { Log } from "../log.ts";
import { RefusedError } from "../refusedError.ts";
import { readPending } from "../reshare/pendingKeystore.ts";
import { replaceFile } from "../store/atomicFile.ts";
import {
  type KeySharePublic,
  type Keystore,
  type KeystoreOptions,
  readKeystorePublic,
  wipeKeystore,
  writeKeystore,
} from "../store/keystore.ts";

/** serving: its epoch is the current one. waiting: its first epoch has not begun. ended: another set has taken over. */
export type HolderState = "serving" | "waiting" | "ended";

export type KeyHolderOptions = KeystoreOptions & { files: DataFiles; log: Log };

/** The share of a keeper, through the epochs. Its operator key stays what it is. */
export class KeyHolder {
  readonly #keystore: Keystore;
  readonly #options: KeyHolderOptions;
  #held: Tdh2Share | undefined;
  #info: KeySharePublic;
  #state: HolderState;

  private constructor(
    keystore: Keystore,
    options: KeyHolderOptions,
    first: { held?: Tdh2Share; info: KeySharePublic },
  ) {
    this.#keystore = keystore;
    this.#options = options;
    [this.#held, this.#info] = [first.held, first.info];
    this.#state = first.held ? "serving" : "waiting";
  }

  /**
   * Holds the share of an opened keystore, or waits for the pending one's epoch.
   *
   * @throws KeyShareMissingError when there is no share, and none is pending; KeystoreMalformedError
   */
  static async open(keystore: Keystore, options: KeyHolderOptions): Promise<KeyHolder> {
    const { files } = options;
    const waitingFor = keystore.public.share ? null : await pendingShare(files.pending);
    if (waitingFor) return new KeyHolder(keystore, options, { info: waitingFor });
    const { share, info } = keyShareOf(files.keystore, keystore);
    return new KeyHolder(keystore, options, { held: share, info });
  }

  get state(): HolderState {
    return this.#state;
  }

  /** What is public of the share that it serves with, waits for, or served with last. */
  get info(): KeySharePublic {
    return this.#info;
  }

  get transportKey(): Hex {
    return this.#keystore.public.transportKey;
  }

  /** The same object as long as the epoch lasts. @throws RefusedError EPOCH_NOT_SERVED */
  share(): Tdh2Share {
    if (this.#held) return this.#held;
    const when = this.#state === "waiting" ? "has not begun" : "is over";
    throw new RefusedError("EPOCH_NOT_SERVED", `Epoch ${this.#info.epoch}, in which this keeper has a share, ${when}.`);
  }

  /**
   * Follows the chain to its current epoch. The pending keystore takes the old one's place, by one renaming, if it is of
   * the set that the chain has; otherwise it is dropped. A share of an epoch that is over is erased.
   *
   * @param readSet gives the current set, if it is needed.
   */
  async follow(epoch: bigint, readSet: () => Promise<KeeperSet>): Promise<void> {
    if (this.#held && epoch <= BigInt(this.#info.epoch)) return;
    const { files } = this.#options;
    const waiting = await pendingShare(files.pending);
    if (waiting && BigInt(waiting.epoch) <= epoch) {
      const set = await readSet();
      const pending = await readPending(files.pending, this.#keystore, this.#options);
      if (pending && isShareOf(pending, set)) return this.#switchTo(pending);
      if (pending) wipeKeystore(pending);
      await dropPending(waiting, epoch, this.#options);
    } else if (this.#state === "waiting" && waiting) return;
    await this.#end(epoch);
  }

  async #switchTo(pending: Keystore): Promise<void> {
    const { share, info } = await promote(pending, this.#options);
    const keystore = this.#keystore;
    keystore.shareSecret?.fill(0);
    keystore.transportSecret.fill(0);
    pending.operatorSecret.fill(0);
    Object.assign(keystore, { ...pending, operatorSecret: keystore.operatorSecret });
    [this.#held, this.#info, this.#state] = [share, info, "serving"];
    this.#options.log("info", "epoch.begun", { epoch: info.epoch, index: info.index });
  }

  async #end(epoch: bigint): Promise<void> {
    if (this.#keystore.public.share) await eraseShare(this.#keystore, this.#options);
    if (this.#state !== "ended") {
      this.#options.log("warn", "epoch.ended", { epoch: this.#info.epoch, current: Number(epoch) });
    }
    [this.#held, this.#state] = [undefined, "ended"];
  }
}

/** What is public of a share that waits for its epoch, if there is one. */
async function pendingShare(path: string): Promise<KeySharePublic | null> {
  const pending = await readKeystorePublic(path).catch((error: Error) => {
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return undefined;
    throw error;
  });
  return pending?.share ?? null;
}

/** The chain's word that the set took over replaces confirmations that were not heard. */
async function promote(pending: Keystore, { files, ...options }: KeyHolderOptions) {
  const { share } = pending.public;
  if (share && !share.confirmed) {
    share.confirmed = true;
    await writeKeystore(files.pending, pending, options);
  }
  const held = keyShareOf(files.pending, pending);
  await replaceFile(files.keystore, files.pending);
  return held;
}

async function eraseShare(keystore: Keystore, { files, ...options }: KeyHolderOptions): Promise<void> {
  const erased = { ...keystore, public: { ...keystore.public, share: null }, shareSecret: null };
  await writeKeystore(files.keystore, erased, options);
  keystore.shareSecret?.fill(0);
  Object.assign(keystore, erased);
}

async function dropPending(
  { epoch }: KeySharePublic,
  current: bigint,
  { files, log }: KeyHolderOptions,
): Promise<void> {
  await rm(files.pending, { force: true });
  const reason = `epoch ${current} began with another set than the one of the pending share's ceremony`;
  log("warn", "epoch.pendingDropped", { epoch, current: Number(current), reason });
}

/** Whether a share is the one that the set has of its operator, beside the others that it was made with. */
function isShareOf({ public: { operator, share } }: Keystore, set: KeeperSet): boolean {
  if (!share || BigInt(share.epoch) !== set.epoch || share.threshold !== set.threshold) return false;
  const own = set.keepers[share.index - 1];
  const shares = set.keepers.map(({ verificationShare }) => verificationShare);
  const same =
    shares.length === share.verificationShares.length && shares.every((one, i) => one === share.verificationShares[i]);
  return same && share.groupKey === set.groupKey && own !== undefined && isAddressEqual(own.operator, operator);
}
