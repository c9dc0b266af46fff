import { encodeManifest, type Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import { bytesToHex, type Hex, numberToHex } from "viem";
import { exampleManifest } from "../../../../sdk/test/manifest/exampleManifest.ts";
import { CHAIN_ID, REGISTRY } from "./fakeRpc.ts";
import { CAPSULE_ID } from "./licensee.ts";

export type ManifestChange = (capsule: Manifest["properties"]["capsule"]) => void;

/** A manifest of the test capsule whose content key is encrypted to a group. */
export function manifestFor(groupKey: Hex, header: Uint8Array, change: ManifestChange = () => {}): Manifest {
  const manifest = exampleManifest();
  const { capsule } = manifest.properties;
  capsule.chainId = CHAIN_ID;
  capsule.registry = REGISTRY;
  capsule.capsuleId = numberToHex(CAPSULE_ID, { size: 32 });
  if (capsule.encryption) Object.assign(capsule.encryption, { groupKey, header: bytesToHex(header) });
  change(capsule);
  return manifest;
}

/** Body of a seal request for a manifest, or for any bytes. */
export function sealBody(manifest: Manifest | Uint8Array, overrides: Record<string, unknown> = {}) {
  const bytes = manifest instanceof Uint8Array ? manifest : encodeManifest(manifest);
  return {
    manifest: Buffer.from(bytes).toString("base64"),
    capsuleId: CAPSULE_ID.toString(),
    version: 1,
    ...overrides,
  };
}
