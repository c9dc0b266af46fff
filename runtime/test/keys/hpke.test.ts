import assert from "node:assert/strict";
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from "node:crypto";
import fc from "fast-check";
import {
  createSealer,
  generateTransportKeyPair,
  HPKE_TAG_BYTES,
  importTransportKeyPair,
  openSealed,
  type Sealed,
  sealTo,
} from "../../src/keys/hpke.ts";
import { HpkeKeyInvalidError, HpkeOpenError } from "../../src/keys/hpkeErrors.ts";

const text = (value: string) => new TextEncoder().encode(value);
const concat = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const secret = new Uint8Array(32).fill(7);

/** Opening in base mode, written from RFC 9180 (sections 4, 5.1 and 5.2) on node:crypto, independent of the library. */
function referenceOpen(privateKey: Uint8Array, info: Uint8Array, { enc, ciphertext }: Sealed): Uint8Array {
  const hmac = (key: Uint8Array, data: Uint8Array) => createHmac("sha256", key).update(data).digest();
  const uint16 = (value: number) => Uint8Array.of(value >> 8, value & 0xff);
  const extract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) =>
    hmac(salt.length ? salt : new Uint8Array(32), concat(text("HPKE-v1"), suite, text(label), ikm));
  const expand = (suite: Uint8Array, prk: Uint8Array, label: string, context: Uint8Array, length: number) => {
    const labeled = concat(uint16(length), text("HPKE-v1"), suite, text(label), context);
    let block: Uint8Array = new Uint8Array();
    let output: Uint8Array = new Uint8Array();
    for (let counter = 1; output.length < length; counter += 1) {
      block = hmac(prk, concat(block, labeled, Uint8Array.of(counter)));
      output = concat(output, block);
    }
    return output.subarray(0, length);
  };
  const pkcs8 = concat(Buffer.from("302e020100300506032b656e04220420", "hex"), privateKey);
  const spki = (key: Uint8Array) => concat(Buffer.from("302a300506032b656e032100", "hex"), key);
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(12);
  const sender = createPublicKey({ key: Buffer.from(spki(enc)), format: "der", type: "spki" });
  const kemSuite = concat(text("KEM"), uint16(0x0020));
  const shared = diffieHellman({ privateKey: key, publicKey: sender });
  const eae = extract(kemSuite, new Uint8Array(), "eae_prk", shared);
  const sharedSecret = expand(kemSuite, eae, "shared_secret", concat(enc, publicKey), 32);

  const suite = concat(text("HPKE"), uint16(0x0020), uint16(0x0001), uint16(0x0002));
  const empty = new Uint8Array();
  const context = concat(
    Uint8Array.of(0),
    extract(suite, empty, "psk_id_hash", empty),
    extract(suite, empty, "info_hash", info),
  );
  const prk = extract(suite, sharedSecret, "secret", empty);
  const decipher = createDecipheriv(
    "aes-256-gcm",
    expand(suite, prk, "key", context, 32),
    expand(suite, prk, "base_nonce", context, 12),
    { authTagLength: 16 },
  );
  decipher.setAuthTag(ciphertext.subarray(-16));
  return concat(decipher.update(ciphertext.subarray(0, -16)), decipher.final());
}

describe("HPKE sealing (X25519, HKDF-SHA256, AES-256-GCM)", () => {
  it("opens again, for any plaintext and info", async () => {
    const keyPair = await generateTransportKeyPair();
    const bytes = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (plaintext, info) => {
        const sealed = await sealTo({ publicKey: keyPair.publicKey, info, plaintext });
        assert.equal(sealed.enc.length, 32);
        assert.equal(sealed.ciphertext.length, plaintext.length + HPKE_TAG_BYTES);
        assert.deepEqual(await openSealed({ keyPair, info, sealed }), plaintext);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it("is what an independent implementation of RFC 9180 opens", async () => {
    const { publicKey } = await importTransportKeyPair(secret);
    const info = text("some purpose");
    for (const plaintext of [new Uint8Array(), text("hello"), new Uint8Array(98).fill(9)]) {
      const sealed = await sealTo({ publicKey, info, plaintext });
      assert.deepEqual(referenceOpen(secret, info, sealed), plaintext);
    }
  });

  it("is fresh each time", async () => {
    const { publicKey } = await importTransportKeyPair(secret);
    const seal = () => sealTo({ publicKey, info: text("a"), plaintext: text("b") });
    const [first, second] = [await seal(), await seal()];
    assert.notDeepEqual(first.enc, second.enc);
    assert.notDeepEqual(first.ciphertext, second.ciphertext);
  });

  it("does not open with another key or another info, nor when any bit changed", async () => {
    const keyPair = await generateTransportKeyPair();
    const info = text("a");
    const sealed = await sealTo({ publicKey: keyPair.publicKey, info, plaintext: text("secret") });
    const refuses = async (p: Parameters<typeof openSealed>[0]) => assert.rejects(openSealed(p), HpkeOpenError);
    await refuses({ keyPair: await generateTransportKeyPair(), info, sealed });
    await refuses({ keyPair, info: text("b"), sealed });
    await refuses({ keyPair, info, sealed: { ...sealed, enc: new Uint8Array(31) } });
    await refuses({ keyPair, info, sealed: { ...sealed, enc: new Uint8Array(32) } });
    await refuses({ keyPair, info, sealed: { ...sealed, ciphertext: sealed.ciphertext.slice(0, -1) } });
    await refuses({ keyPair, info, sealed: { ...sealed, ciphertext: new Uint8Array() } });
    for (let bit = 0; bit < sealed.ciphertext.length * 8; bit += 7) {
      const ciphertext = sealed.ciphertext.slice();
      ciphertext[bit >> 3] = (ciphertext[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await refuses({ keyPair, info, sealed: { ...sealed, ciphertext } });
    }
  });

  it("refuses public keys of wrong length and of small order before anything is sealed", async () => {
    const smallOrder = [
      "00".repeat(32),
      `01${"00".repeat(31)}`,
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      `ec${"ff".repeat(30)}7f`,
      `ed${"ff".repeat(30)}7f`,
      `ee${"ff".repeat(30)}7f`,
    ];
    for (const hex of [...smallOrder, "", "00".repeat(31), "00".repeat(33)]) {
      const publicKey = Uint8Array.from(Buffer.from(hex, "hex"));
      await assert.rejects(createSealer({ publicKey, info: text("a") }), HpkeKeyInvalidError, hex);
    }
    await assert.rejects(importTransportKeyPair(new Uint8Array(31)), HpkeKeyInvalidError);
  });

  it("takes exactly the given bytes of a window into a larger buffer", async () => {
    const pool = Buffer.alloc(200, 5);
    const windowed = pool.subarray(50, 82);
    windowed.set(secret);
    const keyPair = await importTransportKeyPair(windowed);
    assert.deepEqual(keyPair, await importTransportKeyPair(secret));
    const info = pool.subarray(100, 110);
    const sealed = await sealTo({ publicKey: Buffer.from(keyPair.publicKey), info, plaintext: pool.subarray(0, 3) });
    assert.deepEqual(await openSealed({ keyPair, info: new Uint8Array(info), sealed }), new Uint8Array([5, 5, 5]));
  });

  it("keeps private keys where no program gets them out", async () => {
    for (const { privateKey } of [await generateTransportKeyPair(), await importTransportKeyPair(secret)]) {
      assert.equal(privateKey.extractable, false);
      await assert.rejects(globalThis.crypto.subtle.exportKey("jwk", privateKey));
    }
  });
});
