import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { digestToCid } from "@capsule-protocol/sdk/digest.ts";
import { checkManifestBinding, type Manifest, verifyManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { AccessChain, BlockReader, CapsuleState } from "../ports.ts";
import { CapsuleNotSealedError, CapsuleSuspendedError, EncryptionMismatchError } from "./errors.ts";

/** A capsule as the chain has it. */
export type RegisteredCapsule = { binding: CapsuleBinding; state: CapsuleState };

/** The same with the manifest that the chain names. */
export type ResolvedCapsule = RegisteredCapsule & { manifest: Manifest };

/**
 * Finds the current version of a capsule. Version and manifest digest come from the chain alone, so neither a gateway
 * nor a manifest can put an older or another work in its place.
 *
 * @throws UnknownCapsuleError, EncryptionMismatchError; the errors of the chain, of the block reader and of the
 *   manifest's checks.
 */
export async function resolveCapsule(parameters: {
  chain: AccessChain;
  blocks: BlockReader;
  capsuleId: bigint;
  signal?: AbortSignal;
}): Promise<ResolvedCapsule> {
  const { chain, blocks, capsuleId, signal } = parameters;
  const registered = await registeredCapsule(chain, capsuleId, signal);
  return { ...registered, manifest: await fetchManifest({ blocks, registered, signal }) };
}

/**
 * Looks a capsule up on the chain; fetches nothing.
 *
 * @throws UnknownCapsuleError; the errors of the chain.
 */
export async function registeredCapsule(
  chain: AccessChain,
  capsuleId: bigint,
  signal?: AbortSignal,
): Promise<RegisteredCapsule> {
  const state = await chain.capsule(capsuleId, { signal });
  return { binding: { chainId: chain.chainId, registry: chain.registry, capsuleId }, state };
}

/**
 * Fetches the manifest that the chain names, and no other.
 *
 * @throws ManifestDigestMismatchError, ManifestTooLargeError, ManifestMalformedError, ManifestBindingMismatchError,
 *   EncryptionMismatchError; the errors of the block reader.
 */
export async function fetchManifest(parameters: {
  blocks: BlockReader;
  registered: RegisteredCapsule;
  signal?: AbortSignal;
}): Promise<Manifest> {
  const { blocks, registered, signal } = parameters;
  const { binding, state } = registered;
  const bytes = await blocks.get(digestToCid(state.manifestDigest), { signal });
  const manifest = verifyManifest(bytes, state.manifestDigest);
  checkManifestBinding(manifest, { ...binding, version: Number(state.version) });
  const encrypted = manifest.properties.capsule.encryption !== null;
  if (encrypted !== state.encrypted) throw new EncryptionMismatchError(binding.capsuleId, state.encrypted);
  return manifest;
}

/**
 * Whether a capsule may be opened at all, by anyone.
 *
 * @throws CapsuleSuspendedError, CapsuleNotSealedError
 */
export function checkReleasable({ binding, state }: RegisteredCapsule): void {
  if (state.suspended) throw new CapsuleSuspendedError(binding.capsuleId);
  if (state.encrypted && !state.isSealed) throw new CapsuleNotSealedError(binding.capsuleId, state.version);
}
