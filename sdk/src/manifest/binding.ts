import type { CapsuleBinding } from "../capsuleBinding.ts";
import { ManifestBindingMismatchError } from "../errors/manifest.ts";
import type { Manifest } from "./schema.ts";

/** The chain, registry and capsule a manifest was made for. */
export function manifestBinding(manifest: Manifest): CapsuleBinding {
  const { chainId, registry, capsuleId } = manifest.properties.capsule;
  return { chainId, registry, capsuleId: BigInt(capsuleId) };
}

/**
 * Refuses a manifest that was made for another capsule: its digest may be registered under an id it wasn't made for.
 *
 * @param expected `version` counts from 1.
 * @throws ManifestBindingMismatchError naming the first field that differs.
 */
export function checkManifestBinding(manifest: Manifest, expected: CapsuleBinding & { version: number }): void {
  const actual = { ...manifestBinding(manifest), version: manifest.properties.capsule.version };
  const fields = ["chainId", "registry", "capsuleId", "version"] as const;
  for (const field of fields) {
    if (String(actual[field]).toLowerCase() !== String(expected[field]).toLowerCase()) {
      throw new ManifestBindingMismatchError(field, expected[field], actual[field]);
    }
  }
}
