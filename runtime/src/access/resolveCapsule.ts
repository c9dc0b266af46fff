import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { digestToCid } from "@capsule-protocol/sdk/digest.ts";
import { checkManifestBinding, type Manifest, verifyManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { AccessChain, BlockReader, CapsuleState } from "../ports.ts";
import { CapsuleNotSealedError, CapsuleSuspendedError, EncryptionMismatchError } from "./errors.ts";

/** A capsule as the chain has it, with the manifest that the chain names. */
export type ResolvedCapsule = {
  binding: CapsuleBinding;
  state: CapsuleState;
  manifest: Manifest;
};

/**
 * Finds the current version of a capsule. Version and manifest digest come from the chain alone, so neither a gateway
 * nor a manifest can put an older or another work in its place.
 *
 * @throws UnknownCapsuleError, CapsuleNotSealedError, CapsuleSuspendedError, EncryptionMismatchError; the errors of the
 *   chain, of the block reader and of the manifest's checks.
 */
export async function resolveCapsule(parameters: {
  chain: AccessChain;
  blocks: BlockReader;
  capsuleId: bigint;
  signal?: AbortSignal;
}): Promise<ResolvedCapsule> {
  const { chain, blocks, capsuleId, signal } = parameters;
  const state = await chain.capsule(capsuleId, { signal });
  const binding = { chainId: chain.chainId, registry: chain.registry, capsuleId };
  const manifest = await fetchManifest({ blocks, binding, state, signal });
  return { binding, state, manifest };
}

async function fetchManifest(parameters: {
  blocks: BlockReader;
  binding: CapsuleBinding;
  state: CapsuleState;
  signal: AbortSignal | undefined;
}): Promise<Manifest> {
  const { blocks, binding, state, signal } = parameters;
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
export function checkReleasable({ binding, state }: Pick<ResolvedCapsule, "binding" | "state">): void {
  if (state.suspended) throw new CapsuleSuspendedError(binding.capsuleId);
  if (state.encrypted && !state.isSealed) throw new CapsuleNotSealedError(binding.capsuleId, state.version);
}
