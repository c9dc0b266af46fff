import type { webcrypto } from "node:crypto";
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { HpkeKeyInvalidError, HpkeOpenError } from "./hpkeErrors.ts";

/** Bytes sealed to one X25519 public key: `enc` is the sender's ephemeral public key (32 bytes). */
export type Sealed = { enc: Uint8Array; ciphertext: Uint8Array };

/** X25519 key pair whose private half need not be extractable. */
export type TransportKeyPair = { publicKey: Uint8Array; privateKey: webcrypto.CryptoKey };

/** Length of the authentication tag that AES-256-GCM adds to a plaintext. */
export const HPKE_TAG_BYTES = 16;

const KEY_BYTES = 32;

// One suite for the whole protocol (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Base mode: the
// sender is authenticated by what is inside (a proof, or a signature over it), never by the sealing.
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/**
 * A fresh X25519 key pair whose private half never leaves the platform's key store, so that there is nothing to wipe
 * and nothing to find in a heap snapshot.
 */
export async function generateTransportKeyPair(): Promise<TransportKeyPair> {
  const pair = (await globalThis.crypto.subtle.generateKey("X25519", false, ["deriveBits"])) as webcrypto.CryptoKeyPair;
  return {
    publicKey: new Uint8Array(await globalThis.crypto.subtle.exportKey("raw", pair.publicKey)),
    privateKey: pair.privateKey,
  };
}

/**
 * The key pair of a stored private key.
 *
 * @param secret 32 bytes, an X25519 private key (RFC 7748).
 * @throws HpkeKeyInvalidError when the length is wrong.
 */
export async function importTransportKeyPair(secret: Uint8Array): Promise<TransportKeyPair> {
  if (secret.length !== KEY_BYTES) throw new HpkeKeyInvalidError("private", secret.length);
  const exportable = await suite.kem.deserializePrivateKey(toBuffer(secret));
  const jwk = await globalThis.crypto.subtle.exportKey("jwk", exportable);
  const privateKey = await globalThis.crypto.subtle.importKey("jwk", { ...jwk, ext: false }, "X25519", false, [
    "deriveBits",
  ]);
  return { publicKey: base64UrlToBytes(jwk.x as string), privateKey };
}

/**
 * Prepares a sealing to `publicKey`. The key agreement happens here, so a key that can't be used (wrong length, point of
 * small order) is found before anything is spent on the plaintext.
 *
 * @param publicKey 32 bytes, the receiver's X25519 key.
 * @param info what both sides bind the message to; opening with any other `info` fails.
 * @throws HpkeKeyInvalidError
 */
export async function createSealer(parameters: {
  publicKey: Uint8Array;
  info: Uint8Array;
}): Promise<{ seal(plaintext: Uint8Array): Promise<Sealed> }> {
  const { publicKey, info } = parameters;
  if (publicKey.length !== KEY_BYTES) throw new HpkeKeyInvalidError("public", publicKey.length);
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(toBuffer(publicKey));
    const context = await suite.createSenderContext({ recipientPublicKey, info: toBuffer(info) });
    return {
      seal: async (plaintext) => ({
        enc: new Uint8Array(context.enc),
        ciphertext: new Uint8Array(await context.seal(toBuffer(plaintext))),
      }),
    };
  } catch (cause) {
    throw new HpkeKeyInvalidError("public", publicKey.length, cause);
  }
}

/** Seals in one step; see {@link createSealer}. */
export async function sealTo(parameters: {
  publicKey: Uint8Array;
  info: Uint8Array;
  plaintext: Uint8Array;
}): Promise<Sealed> {
  const sealer = await createSealer(parameters);
  return sealer.seal(parameters.plaintext);
}

/**
 * Opens what {@link sealTo} made for this key pair and this `info`.
 *
 * @throws HpkeOpenError when it was sealed to another key or for another purpose, or was altered.
 */
export async function openSealed(parameters: {
  keyPair: TransportKeyPair;
  info: Uint8Array;
  sealed: Sealed;
}): Promise<Uint8Array> {
  const { keyPair, info, sealed } = parameters;
  try {
    const publicKey = await suite.kem.deserializePublicKey(toBuffer(keyPair.publicKey));
    const context = await suite.createRecipientContext({
      recipientKey: { publicKey, privateKey: keyPair.privateKey },
      enc: toBuffer(sealed.enc),
      info: toBuffer(info),
    });
    return new Uint8Array(await context.open(toBuffer(sealed.ciphertext)));
  } catch (cause) {
    throw new HpkeOpenError(cause);
  }
}

/** The library wants exactly the bytes. Views may be windows of larger buffers; Node's `Buffer.slice` does not copy. */
function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function base64UrlToBytes(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
