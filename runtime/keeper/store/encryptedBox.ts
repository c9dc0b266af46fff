import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { z } from "zod";

/** log2 of scrypt's N by default: 2^17 with r = 8 takes 128 MiB and about half a second (OWASP's recommendation). */
export const DEFAULT_KDF_COST = 17;

const MAX_KDF_COST = 20;
const TAG_BYTES = 16;

const hexBytes = (bytes?: number) =>
  z.string().regex(bytes ? new RegExp(`^[0-9a-f]{${2 * bytes}}$`) : /^([0-9a-f]{2})+$/);

export const encryptedBoxSchema = z.strictObject({
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    cost: z.int().min(10).max(MAX_KDF_COST),
    blockSize: z.literal(8),
    parallelization: z.literal(1),
    salt: hexBytes(32),
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), nonce: hexBytes(12), tag: hexBytes(TAG_BYTES) }),
  ciphertext: hexBytes(),
});

/** Bytes encrypted under a passphrase: scrypt, then AES-256-GCM with a 16-byte tag. */
export type EncryptedBox = z.output<typeof encryptedBoxSchema>;

/** Encrypts `plaintext` and authenticates `associated` with it. */
export async function sealBox(p: {
  plaintext: Uint8Array;
  associated: Uint8Array;
  passphrase: string;
  cost: number;
}): Promise<EncryptedBox> {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const key = await deriveKey(p.passphrase, salt, p.cost);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(p.associated);
  const ciphertext = Buffer.concat([cipher.update(p.plaintext), cipher.final()]);
  key.fill(0);
  return {
    kdf: { name: "scrypt", cost: p.cost, blockSize: 8, parallelization: 1, salt: salt.toString("hex") },
    cipher: { name: "aes-256-gcm", nonce: nonce.toString("hex"), tag: cipher.getAuthTag().toString("hex") },
    ciphertext: ciphertext.toString("hex"),
  };
}

/** Decrypts a box, or returns undefined when the passphrase is wrong or anything in it was altered. */
export async function openBox(p: {
  box: EncryptedBox;
  associated: Uint8Array;
  passphrase: string;
}): Promise<Uint8Array | undefined> {
  const { kdf, cipher, ciphertext } = p.box;
  const key = await deriveKey(p.passphrase, Buffer.from(kdf.salt, "hex"), kdf.cost);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(cipher.nonce, "hex"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(p.associated);
    decipher.setAuthTag(Buffer.from(cipher.tag, "hex"));
    const plaintext = decipher.update(Buffer.from(ciphertext, "hex"));
    decipher.final(); // throws unless the tag is right: only then are the bytes handed out
    const bytes = Uint8Array.from(plaintext); // a Buffer shares Node's pool, and its slices share it too
    plaintext.fill(0);
    return bytes;
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
}

function deriveKey(passphrase: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** cost * 8 * 128 + 32 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
