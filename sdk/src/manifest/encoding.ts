import canonicalize from "canonicalize";
import type { Hex } from "viem";
import type { z } from "zod";
import { manifestDigest } from "../digest.ts";
import {
  ManifestDigestMismatchError,
  type ManifestIssue,
  ManifestMalformedError,
  ManifestTooLargeError,
} from "../errors/manifest.ts";
import { type Manifest, manifestSchema } from "./schema.ts";

/** A manifest is stored as one IPFS block; 256 KiB stays far below what any IPFS implementation accepts. */
export const MANIFEST_MAX_BYTES = 262_144;

/**
 * The stored bytes of a manifest: UTF-8 JSON in canonical form (RFC 8785), so that equal manifests have equal digests.
 *
 * @throws ManifestMalformedError naming each wrong field; ManifestTooLargeError above 256 KiB.
 */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const bytes = canonicalBytes(validate(manifest));
  if (bytes.length > MANIFEST_MAX_BYTES) throw new ManifestTooLargeError(bytes.length, MANIFEST_MAX_BYTES);
  return bytes;
}

/**
 * Reads the stored bytes of a manifest. They must be exactly what `encodeManifest` writes: two readers can then never
 * see two different manifests in the same bytes (a repeated key, for example, which JSON parsers resolve differently).
 *
 * @throws ManifestTooLargeError above 256 KiB, before parsing; ManifestMalformedError naming each wrong field.
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  if (bytes.length > MANIFEST_MAX_BYTES) throw new ManifestTooLargeError(bytes.length, MANIFEST_MAX_BYTES);
  const manifest = validate(parseJson(bytes));
  if (!equalBytes(canonicalBytes(manifest), bytes)) {
    const message =
      "is not in canonical form (RFC 8785): keys must be sorted and appear once, without spaces, numbers and strings in their shortest form";
    throw new ManifestMalformedError([{ path: "", message }]);
  }
  return manifest;
}

/**
 * `parseManifest` for bytes that came from storage.
 *
 * @param digest what the registry holds for this version.
 * @throws ManifestDigestMismatchError when the bytes have another SHA-256; else as `parseManifest`.
 */
export function verifyManifest(bytes: Uint8Array, digest: Hex): Manifest {
  if (bytes.length > MANIFEST_MAX_BYTES) throw new ManifestTooLargeError(bytes.length, MANIFEST_MAX_BYTES);
  const actual = manifestDigest(bytes);
  if (actual !== digest.toLowerCase()) throw new ManifestDigestMismatchError(digest, actual);
  return parseManifest(bytes);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new ManifestMalformedError([{ path: "", message: "is not UTF-8 encoded JSON" }], cause);
  }
}

function validate(value: unknown): Manifest {
  const result = manifestSchema.safeParse(value, { reportInput: false });
  if (result.success) return result.data;
  throw new ManifestMalformedError(result.error.issues.flatMap(toManifestIssues));
}

function toManifestIssues(issue: z.core.$ZodIssue): ManifestIssue[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: fieldPath([...issue.path, key]),
      message: "is not a field of this format",
    }));
  }
  return [{ path: fieldPath(issue.path), message: issue.message }];
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === "number") return `${written}[${step}]`;
    return written === "" ? String(step) : `${written}.${String(step)}`;
  }, "");
}

function canonicalBytes(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(canonicalize(manifest));
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
