import { join } from "node:path";
import { viemAccessChain } from "@capsule-protocol/runtime/access/viemAccessChain.ts";
import { ciphertextCache } from "@capsule-protocol/runtime/cache/ciphertextCache.ts";
import { ortEngine } from "@capsule-protocol/runtime/engine/isolated/ortEngine.ts";
import { readKeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import type { ReleaseParameters } from "@capsule-protocol/runtime/keys/keyService.ts";
import { thresholdKeyService } from "@capsule-protocol/runtime/keys/thresholdKeyService.ts";
import type { LoadPorts } from "@capsule-protocol/runtime/loadCapsule.ts";
import type { KeyService } from "@capsule-protocol/runtime/ports.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader } from "@capsule-protocol/runtime/storage/index.ts";
import { hexToBytes } from "viem";
import { type Actor, reader, type Scene } from "./scene.ts";

/** Where an actor's runtime keeps ciphertext. */
export function cacheDirectoryOf({ stack }: Pick<Scene, "stack">, { name }: Actor): string {
  return join(stack.directory, `cache of the ${name}`);
}

export function keyServiceOf(scene: Scene): KeyService {
  const { chainId, keeperRegistry } = scene.stack.deployment;
  const keepers = () => readKeeperSet(reader(scene), { keeperRegistry });
  return thresholdKeyService({ chainId, keeperRegistry, keepers });
}

/** The runtime of one actor, as anyone would put it together. */
export function loadPortsOf(scene: Scene, actor: Actor): LoadPorts {
  const { stack } = scene;
  const cache = ciphertextCache({ directory: cacheDirectoryOf(scene, actor) });
  return {
    chain: viemAccessChain(actor.client, stack.deployment),
    blocks: cache.reader(gatewayReader({ url: stack.ipfsUrl })),
    keys: keyServiceOf(scene),
    engine: ortEngine(),
  };
}

/** What the keepers are asked, without the runtime's own checks before it. */
export function releaseRequest(
  { signal }: Scene,
  { binding, manifest }: PublishedCapsule,
  { address, account }: Actor,
  licenseId: bigint,
): ReleaseParameters {
  const { encryption } = manifest.properties.capsule;
  if (!encryption) throw new Error("The capsule is in clear.");
  return {
    binding,
    header: hexToBytes(encryption.header),
    keyCommitment: hexToBytes(encryption.keyCommitment),
    licenseId,
    account: address,
    sign: (typedData) => account.signTypedData(typedData),
    signal,
  };
}
