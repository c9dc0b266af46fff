import { randomBytes } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { concatBytes, type Hex } from "viem";
import { z } from "zod";
import { writeFileAtomic } from "./atomicFile.ts";
import { DEFAULT_KDF_COST, type EncryptedBox, encryptedBoxSchema, openBox, sealBox } from "./encryptedBox.ts";
import { KeystoreExistsError, KeystoreLockedError, KeystoreMalformedError } from "./errors.ts";
import { requirePrivateFile } from "./passphrase.ts";

const hex = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), `must be ${bytes} bytes of lower-case hex`)
    .transform((text) => text as Hex);

const keySharePublicSchema = z.strictObject({
  epoch: z.int().min(1),
  index: z.int().min(1).max(0xffff),
  threshold: z.int().min(1).max(0xffff),
  groupKey: hex(32),
  verificationShares: z.array(hex(32)).min(1),
  /** Hash of the ceremony that made the share. */
  ceremony: hex(32),
  /** False until every participant of the ceremony confirmed the same result. */
  confirmed: z.boolean(),
});

/** What anyone may know of a share of the network key. */
export type KeySharePublic = z.output<typeof keySharePublicSchema>;

const keystorePublicSchema = z.strictObject({
  operator: hex(20),
  transportKey: hex(32),
  share: z.nullable(keySharePublicSchema),
});

/** What anyone may know of a keeper's keys. */
export type KeystorePublic = z.output<typeof keystorePublicSchema>;

/** A keeper's keys in memory. Each secret is 32 bytes. */
export type Keystore = {
  public: KeystorePublic;
  /** secp256k1 private key: signs seals and key generation messages. */
  operatorSecret: Uint8Array;
  /** X25519 private key: opens messages between keepers. */
  transportSecret: Uint8Array;
  /** Scalar of ristretto255, little endian; null before the key generation. */
  shareSecret: Uint8Array | null;
};

const fileSchema = z.strictObject({
  format: z.literal("capsule-keystore"),
  version: z.literal(1),
  public: keystorePublicSchema,
  encrypted: encryptedBoxSchema,
});

export type KeystoreOptions = {
  passphrase: string;
  /** log2 of scrypt's N; for tests only. */
  kdfCost?: number;
};

/**
 * Writes a keystore: mode 0600, atomically, secrets encrypted under the passphrase. The public part stands beside them
 * in clear, and is authenticated with them.
 */
export async function writeKeystore(path: string, keystore: Keystore, options: KeystoreOptions): Promise<void> {
  const secrets = concatBytes([
    keystore.operatorSecret,
    keystore.transportSecret,
    ...(keystore.shareSecret ? [keystore.shareSecret] : []),
  ]);
  const encrypted = await sealBox({
    plaintext: secrets,
    associated: associatedData(keystore.public),
    passphrase: options.passphrase,
    cost: options.kdfCost ?? DEFAULT_KDF_COST,
  });
  secrets.fill(0);
  const file = { format: "capsule-keystore", version: 1, public: keystore.public, encrypted };
  await writeFileAtomic(path, `${JSON.stringify(file, null, 2)}\n`);
}

export function keystoreExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Writes a keystore where there is none. @throws KeystoreExistsError */
export async function createKeystore(path: string, keystore: Keystore, options: KeystoreOptions): Promise<void> {
  if (await keystoreExists(path)) throw new KeystoreExistsError(path);
  await writeKeystore(path, keystore, options);
}

/**
 * Opens a keystore.
 *
 * @throws KeystoreMalformedError, KeystoreLockedError, FileNotPrivateError
 */
export async function readKeystore(path: string, options: KeystoreOptions): Promise<Keystore> {
  const file = await parseFile(path);
  const secrets = await openBox({
    box: file.encrypted,
    associated: associatedData(file.public),
    passphrase: options.passphrase,
  });
  if (!secrets) throw new KeystoreLockedError(path);
  if (secrets.length !== (file.public.share ? 96 : 64)) throw new KeystoreMalformedError(path, "wrong length");
  const keystore = {
    public: file.public,
    operatorSecret: secrets.slice(0, 32),
    transportSecret: secrets.slice(32, 64),
    shareSecret: file.public.share ? secrets.slice(64, 96) : null,
  };
  secrets.fill(0);
  return keystore;
}

/** The public part of a keystore, without its passphrase and therefore not authenticated. */
export async function readKeystorePublic(path: string): Promise<KeystorePublic> {
  return (await parseFile(path)).public;
}

/** Overwrites the secrets of a keystore that is no longer used. */
export function wipeKeystore(keystore: Keystore): void {
  keystore.operatorSecret.fill(0);
  keystore.transportSecret.fill(0);
  keystore.shareSecret?.fill(0);
}

/** 32 bytes from the system's generator. */
export function randomSecret(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

async function parseFile(path: string): Promise<{ public: KeystorePublic; encrypted: EncryptedBox }> {
  let content: string;
  try {
    await requirePrivateFile(path);
    content = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new KeystoreMalformedError(path, "does not exist", error);
  }
  try {
    return fileSchema.parse(JSON.parse(content));
  } catch (cause) {
    throw new KeystoreMalformedError(path, "is not a keystore of version 1", cause);
  }
}

function associatedData(publicPart: KeystorePublic): Uint8Array {
  // The schema fixes the order of the fields, so the same content always gives the same bytes.
  return new TextEncoder().encode(`capsule-keystore/1:${JSON.stringify(keystorePublicSchema.parse(publicPart))}`);
}
