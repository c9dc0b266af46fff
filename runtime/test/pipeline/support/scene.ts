// What the tests of the pipeline do again and again: publish, sell, and load as the buyer.
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { type OfferTerms, Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { bytesToHex, type Hex, keccak256, type LocalAccount, toHex } from "viem";
import { sampleModel } from "../../../models/index.ts";
import { viemAccessChain } from "../../../src/access/viemAccessChain.ts";
import { ciphertextCache } from "../../../src/cache/ciphertextCache.ts";
import { ortEngine } from "../../../src/engine/isolated/ortEngine.ts";
import { keeperSealService } from "../../../src/keys/keeperSealService.ts";
import { readKeeperSet } from "../../../src/keys/keeperSet.ts";
import { thresholdKeyService } from "../../../src/keys/thresholdKeyService.ts";
import { type LoadParameters, type LoadPorts, loadCapsule } from "../../../src/loadCapsule.ts";
import type { BlockReader } from "../../../src/ports.ts";
import { fileFromBytes } from "../../../src/publish/sourceFile.ts";
import { viemPublishChain } from "../../../src/publish/viemPublishChain.ts";
import { type PublishParameters, publishCapsule } from "../../../src/publishCapsule.ts";
import { gatewayReader } from "../../../src/storage/gatewayReader.ts";
import { kuboWriter } from "../../../src/storage/kuboWriter.ts";
import { buyer, clientOf, creator, type Network, network } from "./network.ts";

export const TERMS_DIGEST = keccak256(toHex("the license's text"));
export const PUBLICATION = {
  name: "Digits",
  description: "Tells digits apart.",
  kind: "model",
  license: { name: "Test license", text: "the license's text" },
} as const;

const keepersOf = (network: Network) => () =>
  readKeeperSet(clientOf(network, creator), { keeperRegistry: network.deployment.keeperRegistry });

export const randomWord = (): Hex => bytesToHex(crypto.getRandomValues(new Uint8Array(32)));

/** What the creator publishes with. */
export function publishPorts(network: Network, account: LocalAccount = creator) {
  const { get } = gatewayReader({ url: network.ipfs.url });
  const { put } = kuboWriter({ url: network.ipfs.url });
  return {
    chain: viemPublishChain(clientOf(network, account), network.deployment),
    blocks: { get, put },
    seals: keeperSealService({ keepers: keepersOf(network) }),
  };
}

/** Publishes a model as the creator. */
export function publish(network: Network, model: Uint8Array, overrides: Partial<PublishParameters> = {}) {
  return publishCapsule({
    salt: randomWord(),
    publication: PUBLICATION,
    files: [fileFromBytes("digits.onnx", model)],
    ports: publishPorts(network),
    ...overrides,
  });
}

/** Offers licenses of a capsule and buys one for `account`. */
export async function sell(
  network: Network,
  capsuleId: bigint,
  options: { account?: LocalAccount } & Partial<OfferTerms> = {},
): Promise<{ licenseId: bigint; expiresAt: bigint; offerId: bigint }> {
  const { account = buyer, ...terms } = options;
  const { deployment } = network;
  const { offerId } = await createOffer.sync(clientOf(network, creator), {
    deployment,
    capsuleId,
    price: 1_000n,
    terms: { rights: Rights.RUN, termsDigest: TERMS_DIGEST, ...terms },
  });
  const client = clientOf(network, account);
  const { licenseId, expiresAt } = await purchase.sync(client, { deployment, offerId, maxTotal: 1_000n });
  return { licenseId, expiresAt, offerId };
}

/** What a licensee loads with; the cache is a new one unless `directory` is given. */
export function loadPorts(network: Network, directory = network.directory()): LoadPorts {
  const { chainId, keeperRegistry } = network.deployment;
  const gateway = gatewayReader({ url: network.ipfs.url, retryDelayMs: 10 });
  return {
    chain: viemAccessChain(clientOf(network, buyer), network.deployment),
    blocks: ciphertextCache({ directory }).reader(gateway),
    keys: thresholdKeyService({ chainId, keeperRegistry, keepers: keepersOf(network), timeoutMilliseconds: 3000 }),
    engine: ortEngine(),
  };
}

/** The network's gateway behind another `fetch`, with a new cache. */
export function gatewayWith(network: Network, fetch: typeof globalThis.fetch): BlockReader {
  const gateway = gatewayReader({ url: network.ipfs.url, fetch, retryDelayMs: 10 });
  return ciphertextCache({ directory: network.directory() }).reader(gateway);
}

export type LoadOptions = Partial<Omit<LoadParameters, "ports">> & {
  capsuleId: bigint;
  licenseId?: bigint;
  account?: LocalAccount;
  ports?: Partial<LoadPorts>;
};

/** Loads a capsule as the buyer. */
export function load(network: Network, options: LoadOptions) {
  const { licenseId = 0n, account = buyer, ports = {}, ...rest } = options;
  const sign = (typedData: Parameters<LoadParameters["access"]["sign"]>[0]) => account.signTypedData(typedData);
  return loadCapsule({
    access: { account: account.address, licenseId, sign },
    ...rest,
    ports: { ...loadPorts(network), ...ports },
  });
}

/** The network with a model published and a license of it sold. */
export async function licensedModel() {
  const net = await network();
  const { bytes: model } = await sampleModel("digits").load();
  const { capsuleId } = (await publish(net, model)).binding;
  const { licenseId } = await sell(net, capsuleId);
  return { net, model, capsuleId, licenseId };
}
