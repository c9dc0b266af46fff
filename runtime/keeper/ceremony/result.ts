import { bytesToHex, type Hex } from "viem";
import type { DkgKey } from "../../src/keys/dkg.ts";
import { type Keystore, type KeystoreOptions, writeKeystore } from "../store/keystore.ts";
import { type Exchange, faultOf } from "./exchange.ts";

/** A keystore, and the file that it is kept in. */
export type StoredKeystore = { keystore: Keystore; path: string; options: KeystoreOptions };

/** Stores a share that nobody confirmed yet, in place of the one that was there. */
export async function storeShare(
  { keystore, path, options }: StoredKeystore,
  key: DkgKey,
  made: { epoch: number; ceremony: Hex },
): Promise<void> {
  keystore.shareSecret?.fill(0);
  keystore.shareSecret = key.secret;
  keystore.public.share = {
    epoch: made.epoch,
    index: key.index,
    threshold: key.threshold,
    groupKey: bytesToHex(key.groupKey),
    verificationShares: key.verificationShares.map((share) => bytesToHex(share)),
    ceremony: made.ceremony,
    confirmed: false,
  };
  await writeKeystore(path, keystore, options);
}

/**
 * Waits for the word of others that the same came out.
 *
 * @param payload of one's own confirmation.
 * @param from indices of those who confirm; everyone when left out.
 * @throws CeremonyAbortedError
 */
export async function requireConfirmations(
  exchange: Pick<Exchange, "gather" | "self" | "parties">,
  payload: Hex,
  from?: readonly number[],
): Promise<void> {
  for (const confirmation of await exchange.gather("confirmation", 0, from)) {
    if (confirmation.payload === payload) continue;
    throw faultOf(exchange, confirmation.from, "confirmed another result than its messages give");
  }
}
