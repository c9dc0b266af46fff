import { viemAccessChain } from "@capsule-protocol/runtime/access/viemAccessChain.ts";
import { byteCount } from "@capsule-protocol/runtime/cli/terminal.ts";
import { keeperSealService } from "@capsule-protocol/runtime/keys/keeperSealService.ts";
import { readKeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import { viemPublishChain } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { type PublishedCapsule, type PublishStep, publishCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader, kuboWriter } from "@capsule-protocol/runtime/storage/index.ts";
import { computeCapsuleId } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { digestToCid, tokenUri } from "@capsule-protocol/sdk/digest.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { bytesToHex } from "viem";
import { readContract } from "viem/actions";
import { untilFinal } from "./finality.ts";
import { noteTransaction, reader, type Scene } from "./scene.ts";

const TITLES: Record<PublishStep, string> = {
  prepare: "look at the model",
  store: "encrypt and store",
  describe: "write the manifest",
  endorse: "ask the keepers to sign",
  register: "register",
  seal: "seal",
  offer: "offer",
};

/** The creator encrypts and stores the model, the keepers sign, the capsule is registered and sealed. */
export async function publishModel(scene: Scene): Promise<PublishedCapsule> {
  const { stack, model, creator, display, signal } = scene;
  const { deployment } = stack;
  display.chapter(`The creator publishes ${model.file.path} (${byteCount(model.bytes.length)}), encrypted`);
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const { get } = gatewayReader({ url: stack.ipfsUrl });
  const { put } = kuboWriter({ url: stack.ipfsUrl });
  const keepers = () => readKeeperSet(reader(scene), deployment);
  const published = await publishCapsule({
    salt,
    publication: model.publication,
    files: [model.file],
    ports: {
      chain: viemPublishChain(creator.client, deployment),
      blocks: { get, put },
      seals: keeperSealService({ keepers }),
    },
    signal,
    onProgress: ({ step, ...event }) => display.progress(TITLES[step], event),
  });
  const { capsuleId } = published.binding;
  display.say(`capsule ${capsuleIdToHex(capsuleId)}`);
  display.say(`manifest ${tokenUri(published.manifestDigest)}`);
  for (const { step, ...record } of published.transactions) noteTransaction(scene, step, record);
  const { chainId, registry } = deployment;
  const foretold = computeCapsuleId({ chainId, registry, creator: creator.address, salt });
  scene.claims.that("The capsule's id was known before it was registered", foretold === capsuleId, "from its salt");
  await checkPublished(scene, published);
  await untilFinal(scene, "the capsule", published.transactions.at(-1)?.blockNumber ?? 0n);
  return published;
}

async function checkPublished(scene: Scene, { binding, manifestDigest, seals, manifest }: PublishedCapsule) {
  const { stack, creator, claims } = scene;
  const { threshold, keepers, deployment } = stack;
  const state = await viemAccessChain(creator.client, deployment).capsule(binding.capsuleId);
  const uri = await readContract(creator.client, {
    address: deployment.registry,
    abi: capsuleRegistryAbi,
    functionName: "tokenURI",
    args: [binding.capsuleId],
  });
  const named = state.manifestDigest === manifestDigest && uri === tokenUri(manifestDigest);
  // The reader hands out nothing that does not hash to the digest.
  const stored = await gatewayReader({ url: stack.ipfsUrl }).get(digestToCid(state.manifestDigest));
  claims.that("The chain names the manifest, and IPFS has it", named && stored.length > 0, `${stored.length} bytes`);
  const operators = new Set(seals.map(({ operator }) => operator));
  const known = keepers.filter(({ operator }) => operators.has(operator)).length;
  const sealed = state.isSealed && operators.size >= threshold && known === operators.size;
  claims.that("A quorum of keepers sealed it", sealed, `${known} of ${keepers.length} signed`);
  const key = manifest.properties.capsule.encryption;
  const toAll = key?.groupKey === (await readKeeperSet(reader(scene), deployment)).groupKey;
  claims.that("Its key is encrypted to the key that the keepers generated together", toAll, `${key?.groupKey}`);
}
