import { bytesToHex } from "viem";
import { importTransportKeyPair } from "../../src/keys/hpke.ts";
import { PendingShareExistsError } from "../ceremony/errors.ts";
import { createDataDirectory } from "../dataDirectory.ts";
import { removeTemporaries } from "../store/atomicFile.ts";
import { lockDirectory } from "../store/directoryLock.ts";
import { KeystoreMalformedError } from "../store/errors.ts";
import {
  type Keystore,
  type KeystoreOptions,
  type KeystorePublic,
  keystoreExists,
  randomSecret,
  readKeystore,
  wipeKeystore,
  writeKeystore,
} from "../store/keystore.ts";

/** Held while the keystore of the epoch to come is written; the keeper goes on serving meanwhile. */
export const PENDING_LOCK = "pending.lock";

/**
 * Makes the keystore for the epoch to come: the same operator, a new transport key, and no share yet. Without a new
 * transport key, who recorded the ceremonies and later gets hold of a keystore would learn the shares of past epochs.
 * Done already, it gives the same again.
 *
 * @param options.replace gives up a share that waits for its epoch.
 * @returns what the operator puts into the ceremony file.
 * @throws PendingShareExistsError, KeystoreMalformedError, KeystoreLockedError, DataDirectoryLockedError
 */
export async function preparePending(
  options: KeystoreOptions & { dataDirectory: string; replace?: boolean },
): Promise<KeystorePublic> {
  const files = await createDataDirectory(options.dataDirectory);
  const unlock = await lockDirectory(options.dataDirectory, { name: PENDING_LOCK });
  try {
    await removeTemporaries(files.pending);
    const keystore = await readKeystore(files.keystore, options);
    const pending = await readPending(files.pending, keystore, options);
    const share = pending?.public.share;
    const waits = share && share.epoch > (keystore.public.share?.epoch ?? 0);
    if (waits && !options.replace) throw new PendingShareExistsError(share.epoch);
    const prepared = pending && !share ? pending : await withNewTransportKey(keystore);
    await writeKeystore(files.pending, prepared, options);
    for (const opened of [keystore, pending, prepared]) if (opened) wipeKeystore(opened);
    return prepared.public;
  } finally {
    await unlock();
  }
}

/**
 * The keystore of the epoch to come, if there is one.
 *
 * @throws KeystoreMalformedError when it is another operator's; KeystoreLockedError
 */
export async function readPending(
  path: string,
  keystore: Pick<Keystore, "public">,
  options: KeystoreOptions,
): Promise<Keystore | undefined> {
  if (!(await keystoreExists(path))) return undefined;
  const pending = await readKeystore(path, options);
  if (pending.public.operator === keystore.public.operator) return pending;
  wipeKeystore(pending);
  throw new KeystoreMalformedError(path, "is another operator's");
}

async function withNewTransportKey(keystore: Keystore): Promise<Keystore> {
  const transportSecret = randomSecret();
  const { publicKey } = await importTransportKeyPair(transportSecret);
  return {
    public: { operator: keystore.public.operator, transportKey: bytesToHex(publicKey), share: null },
    operatorSecret: keystore.operatorSecret.slice(),
    transportSecret,
    shareSecret: null,
  };
}
