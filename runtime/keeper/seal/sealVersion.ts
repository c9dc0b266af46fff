import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import {
  ManifestBindingMismatchError,
  ManifestMalformedError,
  ManifestTooLargeError,
} from "@capsule-protocol/sdk/errors/manifest.ts";
import {
  checkManifestBinding,
  MANIFEST_MAX_BYTES,
  type Manifest,
  type ManifestEncryption,
  parseManifest,
} from "@capsule-protocol/sdk/manifest/index.ts";
import { type Address, type Hex, hashTypedData, hexToBytes } from "viem";
import { z } from "zod";
import { sealTypedData } from "../../src/keys/sealTypedData.ts";
import { verifyHeader } from "../../src/keys/tdh2.ts";
import type { RateLimits } from "../limits/rateLimits.ts";
import type { OperatorKey } from "../operatorKey.ts";
import { RefusedError } from "../refusedError.ts";
import { parseBody } from "../release/requestBody.ts";

/** Everything that a seal depends on. */
export type SealContext = {
  chainId: number;
  registry: Address;
  epoch: number;
  groupKey: Hex;
  operator: OperatorKey;
  limits: RateLimits;
};

/** The answer: an EIP-712 signature of `Seal` for CapsuleRegistry. */
export type SealAnswer = { operator: Address; epoch: number; signature: Hex };

const MAX_BASE64 = Math.ceil(MANIFEST_MAX_BYTES / 3) * 4;

const sealBodySchema = z.strictObject({
  manifest: z.base64().max(MAX_BASE64, `must be at most ${MAX_BASE64} characters of base64`),
  capsuleId: z
    .string()
    .regex(/^(0|[1-9]\d{0,77})$/, "must be a decimal integer in a string")
    .transform((text) => BigInt(text))
    .refine((value) => value < 1n << 256n, "must fit in uint256"),
  version: z.int().min(1),
});

/**
 * Checks that a manifest's content key can be opened by this keeper's group, for exactly this capsule and version, and
 * signs that. The chain is not asked: a version is sealed before it is registered, or after.
 *
 * @throws RefusedError
 */
export function sealVersion(context: SealContext, json: unknown): SealAnswer {
  const body = parseBody(sealBodySchema, json);
  context.limits.global();
  const bytes = new Uint8Array(Buffer.from(body.manifest, "base64"));
  const { chainId, registry, epoch, operator } = context;
  const { capsuleId, version } = body;
  const binding = { chainId, registry, capsuleId };
  const manifest = readManifest(bytes, { ...binding, version });
  requireOpenable(context, encryptionOf(manifest), capsuleLabel(binding));
  const message = {
    capsuleId,
    version: BigInt(version),
    manifestDigest: manifestDigest(bytes),
    epoch: BigInt(epoch),
  };
  return {
    operator: operator.address,
    epoch,
    signature: operator.sign(hashTypedData(sealTypedData(binding, message))),
  };
}

function readManifest(
  bytes: Uint8Array,
  expected: { chainId: number; registry: Address; capsuleId: bigint; version: number },
): Manifest {
  try {
    const manifest = parseManifest(bytes);
    checkManifestBinding(manifest, expected);
    return manifest;
  } catch (cause) {
    if (cause instanceof ManifestTooLargeError) throw new RefusedError("MANIFEST_TOO_LARGE", cause.message, { cause });
    if (cause instanceof ManifestMalformedError) throw new RefusedError("MANIFEST_MALFORMED", cause.message, { cause });
    if (!(cause instanceof ManifestBindingMismatchError)) throw cause;
    throw new RefusedError("MANIFEST_BINDING_MISMATCH", cause.message, { cause });
  }
}

function encryptionOf(manifest: Manifest): ManifestEncryption {
  const { encryption } = manifest.properties.capsule;
  if (encryption) return encryption;
  throw new RefusedError("MANIFEST_NOT_ENCRYPTED", "The manifest describes a payload in clear.");
}

function requireOpenable(context: SealContext, encryption: ManifestEncryption, label: Uint8Array): void {
  // Rotations leave the group key as it is: what was encrypted in an earlier epoch is opened in this one.
  if (encryption.epoch > context.epoch || encryption.groupKey.toLowerCase() !== context.groupKey) {
    const message = `The content key is encrypted to epoch ${encryption.epoch}; this keeper serves ${context.epoch}.`;
    throw new RefusedError("GROUP_KEY_MISMATCH", message);
  }
  try {
    verifyHeader({ header: hexToBytes(encryption.header as Hex), label });
  } catch (cause) {
    throw new RefusedError("HEADER_INVALID", "The header was not made for this capsule.", { cause });
  }
}
