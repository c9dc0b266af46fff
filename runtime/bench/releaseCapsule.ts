import { localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import { seal } from "@capsule-protocol/sdk/actions/registry/seal.ts";
import { type CapsuleBinding, capsuleLabel, computeCapsuleId } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { DAG_PROFILE, encodeManifest, MANIFEST_FORMAT, type Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import { type Account, bytesToHex, type Hex, hexToBytes, numberToHex } from "viem";
import { requestSeals } from "../src/keys/keeperSealService.ts";
import type { KeeperSet } from "../src/keys/keeperSet.ts";
import { encryptKey } from "../src/keys/tdh2.ts";
import { keyCommitment } from "../src/payload/index.ts";

export type LicensedCapsule = {
  binding: CapsuleBinding;
  header: Uint8Array;
  keyCommitment: Uint8Array;
  licenseId: bigint;
};

const PRICE = 1000n;
const NOTHING: Hex = `0x${"11".repeat(32)}`; // a digest of what the benchmark never looks at
const CID = "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq";

/** A sealed capsule of `creator`, and a license of it that `licensee` bought. */
export async function licensedCapsule(p: {
  rpcUrl: string;
  deployment: Deployment;
  keepers: KeeperSet;
  creator: Account;
  licensee: Account;
}): Promise<LicensedCapsule> {
  const { rpcUrl, deployment, keepers, creator, licensee } = p;
  const { chainId, registry } = deployment;
  const salt = randomWord();
  const capsuleId = computeCapsuleId({ chainId, registry, creator: creator.address, salt: bytesToHex(salt) });
  const binding = { chainId, registry, capsuleId };
  const key = randomWord();
  const header = encryptKey({ groupKey: hexToBytes(keepers.groupKey), key, label: capsuleLabel(binding) });
  const commitment = keyCommitment(key);
  const manifest = encodeManifest(manifestOf(binding, keepers, header, commitment));
  const seals = await requestSeals({ keepers, binding, version: 1, manifest });

  const client = localClient(rpcUrl, creator);
  await register.sync(client, { deployment, salt: bytesToHex(salt), manifestDigest: manifestDigest(manifest) });
  await seal.sync(client, { deployment, capsuleId, signatures: seals.map(({ signature }) => signature) });
  const terms = { rights: Rights.RUN, termsDigest: NOTHING };
  const { offerId } = await createOffer.sync(client, { deployment, capsuleId, price: PRICE, terms });
  const { licenseId } = await purchase.sync(localClient(rpcUrl, licensee), { deployment, offerId, maxTotal: PRICE });
  return { binding, header, keyCommitment: commitment, licenseId };
}

function manifestOf(
  { chainId, registry, capsuleId }: CapsuleBinding,
  { epoch, groupKey }: KeeperSet,
  header: Uint8Array,
  commitment: Uint8Array,
): Manifest {
  const capsule: Manifest["properties"]["capsule"] = {
    format: MANIFEST_FORMAT,
    ...{
      chainId,
      registry: registry.toLowerCase() as Hex,
      capsuleId: numberToHex(capsuleId, { size: 32 }),
      version: 1,
      kind: "model",
      tags: [],
    },
    files: [
      { path: "model", mediaType: "application/octet-stream", size: 1, sha256: NOTHING, cid: CID, storedSize: 57 },
    ],
    dag: { ...DAG_PROFILE },
    encryption: {
      ...{ payload: "aes256-gcm-hkdf-1mb", key: "tdh2-ristretto255", epoch: Number(epoch), groupKey },
      ...{ header: bytesToHex(header), keyCommitment: bytesToHex(commitment) },
    },
    license: { name: "none", sha256: NOTHING, cid: CID },
  };
  return { name: "Benchmark", description: "Nothing but a key.", properties: { capsule } };
}

function randomWord(): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(32));
}
