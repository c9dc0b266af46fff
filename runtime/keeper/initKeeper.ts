import { bytesToHex } from "viem";
import { importTransportKeyPair } from "../src/keys/hpke.ts";
import { createDataDirectory } from "./dataDirectory.ts";
import { operatorKey } from "./operatorKey.ts";
import { createKeystore, type KeystorePublic, randomSecret, wipeKeystore } from "./store/keystore.ts";
import { checkPassphrase } from "./store/passphrase.ts";

/**
 * Creates a keeper's keystore with a new operator key and a new transport key, and no share yet.
 *
 * @returns what the operator tells the others for the ceremony: its address and its transport key.
 * @throws KeystoreExistsError, PassphraseInvalidError
 */
export async function initKeeper(options: {
  dataDirectory: string;
  passphrase: string;
  kdfCost: number;
}): Promise<KeystorePublic> {
  checkPassphrase(options.passphrase);
  const files = await createDataDirectory(options.dataDirectory);
  const operatorSecret = newOperatorSecret();
  const transportSecret = randomSecret();
  const { publicKey } = await importTransportKeyPair(transportSecret);
  const operator = operatorKey(operatorSecret).address.toLowerCase() as `0x${string}`;
  const info: KeystorePublic = { operator, transportKey: bytesToHex(publicKey), share: null };
  const keystore = { public: info, operatorSecret, transportSecret, shareSecret: null };
  await createKeystore(files.keystore, keystore, options);
  wipeKeystore(keystore);
  return info;
}

/** Nearly every 32 bytes are a secp256k1 key; the others are drawn again. */
function newOperatorSecret(): Uint8Array {
  for (;;) {
    const secret = randomSecret();
    try {
      operatorKey(secret);
      return secret;
    } catch {
      secret.fill(0);
    }
  }
}
