import { type CapsuleBinding, capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { encodeManifest, type ManifestFile, type ManifestModel } from "@capsule-protocol/sdk/manifest/index.ts";
import { bytesToHex, type Hex, hexToBytes, stringToBytes } from "viem";
import { encryptKey } from "../keys/tdh2.ts";
import { keyCommitment } from "../payload/index.ts";
import type { BlockWriter } from "../ports.ts";
import { importBlock } from "../storage/importFile.ts";
import { composeManifest } from "./publication.ts";
import type { Described, Publishing } from "./publishing.ts";
import { storeFile } from "./storeFile.ts";

/** Everything before the chain: encrypts and stores the files, the license text and the manifest. */
export async function storeCapsule(
  { parameters, binding, step }: Publishing,
  model: ManifestModel | undefined,
): Promise<Described> {
  const { publication, files, ports, signal, encrypted = true } = parameters;
  const { blocks, chain } = ports;
  const network = encrypted ? await chain.networkKey({ signal }) : undefined;
  const key = network && crypto.getRandomValues(new Uint8Array(32));
  try {
    const encryption = network && key ? encryptionOf(network, key, binding) : null;
    const stored = await step("store", async (report) => {
      const entries: ManifestFile[] = [];
      for (const [index, source] of files.entries()) {
        entries.push(await storeFile({ blocks, binding, source, index, key, signal, report }));
      }
      return entries;
    });
    return await step("describe", async () => {
      const license = await storeText(blocks, publication.license.text, signal);
      const manifest = composeManifest({ publication, binding, files: stored, encryption, model, license });
      const bytes = encodeManifest(manifest);
      await importBlock(blocks, bytes, { signal });
      return { manifest, bytes, digest: manifestDigest(bytes) };
    });
  } finally {
    key?.fill(0);
  }
}

function encryptionOf(network: { epoch: bigint; groupKey: Hex }, key: Uint8Array, binding: CapsuleBinding) {
  const { epoch, groupKey } = network;
  const header = encryptKey({ groupKey: hexToBytes(groupKey), key, label: capsuleLabel(binding) });
  return {
    payload: "aes256-gcm-hkdf-1mb",
    key: "tdh2-ristretto255",
    epoch: Number(epoch),
    groupKey,
    header: bytesToHex(header),
    keyCommitment: bytesToHex(keyCommitment(key)),
  } as const;
}

async function storeText(blocks: BlockWriter, text: string, signal: AbortSignal | undefined) {
  const bytes = stringToBytes(text);
  const cid = await importBlock(blocks, bytes, { signal });
  return { sha256: manifestDigest(bytes), cid: cid.toString() };
}
