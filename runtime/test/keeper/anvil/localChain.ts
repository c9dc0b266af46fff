// The protocol on a local chain with keepers that hold real shares: what the tests of contract accounts, sessions,
// finality and reorganisations run against.

import { fileURLToPath } from "node:url";
import { startAnvil } from "@capsule-protocol/deploy/devnet/anvil.ts";
import { startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { loadArtifacts } from "@capsule-protocol/deploy/src/artifacts.ts";
import { buildContracts } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { readConfig } from "@capsule-protocol/deploy/src/config.ts";
import { deployProtocol } from "@capsule-protocol/deploy/src/deployProtocol.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { type OfferTerms, Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { setKeeperUrl } from "@capsule-protocol/sdk/actions/keepers/setKeeperUrl.ts";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import { seal } from "@capsule-protocol/sdk/actions/registry/seal.ts";
import { type CapsuleBinding, capsuleLabel, computeCapsuleId } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { encodeManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import {
  type Account,
  type Address,
  bytesToHex,
  createClient,
  createTestClient,
  hexToBytes,
  http,
  keccak256,
  numberToHex,
  publicActions,
  toHex,
  walletActions,
} from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { exampleManifest } from "../../../../sdk/test/manifest/exampleManifest.ts";
import { randomSecret } from "../../../keeper/store/keystore.ts";
import { requestSeals } from "../../../src/keys/keeperSealService.ts";
import { type KeeperSet, readKeeperSet } from "../../../src/keys/keeperSet.ts";
import { encryptKey } from "../../../src/keys/tdh2.ts";
import { keyCommitment } from "../../../src/payload/index.ts";
import { later } from "../support/cleanup.ts";
import { groupKeyOf, groupOf } from "../support/group.ts";
import { type KeeperOverrides, testKeeper } from "../support/testKeeper.ts";

const CONFIG = fileURLToPath(import.meta.resolve("@capsule-protocol/deploy/config/31337.json"));
const MNEMONIC = "test test test test test test test test test test test junk";
const GROUP = groupOf(2, 3);

const accountAt = (addressIndex: number) => mnemonicToAccount(MNEMONIC, { addressIndex });
export const creator = accountAt(1);
export const buyer = accountAt(2);
export const stranger = accountAt(3);

export function clientOf(url: string, account: Account) {
  const client = createClient({ account, chain: anvil, transport: http(url), pollingInterval: 20 });
  return client.extend(publicActions).extend(walletActions);
}

export type LocalChain = Awaited<ReturnType<typeof localChain>>;

/** Starts anvil, on which a block is final two blocks later, and deploys the protocol. Stopped by the clean-up. */
export async function localChain() {
  const guard = startGuard();
  later(() => guard.close());
  const { url } = await startAnvil(guard);
  const operators = GROUP.map(() => randomSecret());
  const keepers = GROUP.map((member, index) => ({
    operator: privateKeyToAccount(bytesToHex(operators[index] as Uint8Array)).address,
    transportKey: keccak256(toHex(`transport ${index}`)),
    verificationShare: bytesToHex(member.verificationShares[index] as Uint8Array),
    url: "http://127.0.0.1:9",
  }));
  const artifacts = loadArtifacts(await buildContracts("default"));
  const keeperSet = { threshold: 2, groupKey: groupKeyOf(GROUP), keepers };
  const client = clientOf(url, accountAt(0));
  const deployment = deploymentOf(await deployProtocol({ client, artifacts, config: readConfig(CONFIG), keeperSet }));
  const node = createTestClient({ mode: "anvil", chain: anvil, transport: http(url) });
  return { url, client, deployment, node, operators };
}

/** Starts the keepers and tells the registry where they are. */
export async function startKeepers(chain: LocalChain, overrides: KeeperOverrides["chain"] = {}) {
  const { url, deployment, node, operators } = chain;
  const { registry, accessToken, keeperRegistry, usageMeter } = deployment;
  return Promise.all(
    GROUP.map(async (member, index) => {
      const operator = operators[index] as Uint8Array;
      const keeper = await testKeeper(member, [url], {
        chain: { registry, accessToken, keeperRegistry, usageMeter, ...overrides },
        secrets: { operator, transport: randomSecret() },
      });
      const account = privateKeyToAccount(bytesToHex(operator));
      await node.setBalance({ address: account.address, value: 10n ** 18n });
      await setKeeperUrl.sync(clientOf(url, account), { deployment, url: keeper.url });
      return keeper;
    }),
  );
}

/** Makes everything that happened until now final. */
export const finalize = ({ node }: LocalChain) => node.mine({ blocks: 2 });

export const keeperSet = ({ client, deployment }: LocalChain): Promise<KeeperSet> => readKeeperSet(client, deployment);

export type TestCapsule = { binding: CapsuleBinding; key: Uint8Array; header: Uint8Array; keyCommitment: Uint8Array };

/** A capsule of `creator`, sealed by the running keepers, registered and final. */
export async function newCapsule(chain: LocalChain): Promise<TestCapsule> {
  const { url, deployment } = chain;
  const { chainId, registry } = deployment;
  const salt = bytesToHex(randomSecret());
  const binding = {
    chainId,
    registry,
    capsuleId: computeCapsuleId({ chainId, registry, creator: creator.address, salt }),
  };
  const key = randomSecret();
  const set = await keeperSet(chain);
  const header = encryptKey({ groupKey: hexToBytes(set.groupKey), key, label: capsuleLabel(binding) });
  const manifest = manifestOf(binding, set, key, header);
  const seals = await requestSeals({ keepers: set, binding, version: 1, manifest });
  const client = clientOf(url, creator);
  await register.sync(client, { deployment, salt, manifestDigest: manifestDigest(manifest) });
  await seal.sync(client, { deployment, capsuleId: binding.capsuleId, signatures: seals.map((one) => one.signature) });
  await finalize(chain);
  return { binding, key, header, keyCommitment: keyCommitment(key) };
}

function manifestOf(binding: CapsuleBinding, { groupKey }: KeeperSet, key: Uint8Array, header: Uint8Array): Uint8Array {
  const manifest = exampleManifest();
  const { capsule } = manifest.properties;
  Object.assign(capsule, { chainId: binding.chainId, registry: binding.registry.toLowerCase() });
  capsule.capsuleId = numberToHex(binding.capsuleId, { size: 32 });
  const encryption = { groupKey, header: bytesToHex(header), keyCommitment: bytesToHex(keyCommitment(key)) };
  Object.assign(capsule.encryption ?? {}, encryption);
  return encodeManifest(manifest);
}

/** Sells a license of a capsule to `recipient`, which need not exist yet. @returns its id */
export async function newLicense(
  { url, deployment }: LocalChain,
  { binding }: TestCapsule,
  recipient: Address,
  terms: Partial<OfferTerms> = {},
): Promise<bigint> {
  const { offerId } = await createOffer.sync(clientOf(url, creator), {
    ...{ deployment, capsuleId: binding.capsuleId, price: 1000n },
    terms: { rights: Rights.RUN, termsDigest: keccak256(toHex("terms")), ...terms },
  });
  const bought = await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 1000n, recipient });
  return bought.licenseId;
}
