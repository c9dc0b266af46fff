import { inspectModel } from "@capsule-protocol/runtime/artifact/inspectModel.ts";
import { verifyHeader } from "@capsule-protocol/runtime/keys/tdh2.ts";
import { loadCapsule } from "@capsule-protocol/runtime/loadCapsule.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader, readFile } from "@capsule-protocol/runtime/storage/index.ts";
import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import { hexToBytes } from "viem";
import { bitsPerByte, leastBitsOfNoise } from "./entropy.ts";
import { keyServiceOf, loadPortsOf, releaseRequest } from "./runtimePorts.ts";
import type { Scene } from "./scene.ts";

/** Someone without a license tries everything that needs no break-in. */
export async function refuseStranger(scene: Scene, published: PublishedCapsule, licenseId: bigint): Promise<void> {
  const { stranger, display, claims } = scene;
  display.chapter("A stranger without a license tries to run it");
  await claims.refused("The runtime refuses a stranger", ["LICENSE_MISSING"], () =>
    loadCapsule({
      capsuleId: published.binding.capsuleId,
      access: { account: stranger.address, licenseId, sign: (data) => stranger.account.signTypedData(data) },
      ports: loadPortsOf(scene, stranger),
    }),
  );
  const key = keyServiceOf(scene);
  await claims.refused("The keepers refuse a stranger the key", ["LICENSE_INVALID"], () =>
    key.release(releaseRequest(scene, published, stranger, licenseId)),
  );
  await claims.refused("Nor do they believe that the stranger owns it", ["NOT_OWNER"], () =>
    key.release(releaseRequest(scene, published, stranger, 0n)),
  );
  await readCiphertext(scene, published);
}

/** The same stranger, with the number of a license that someone else bought. */
export async function refuseBorrowedLicense(scene: Scene, published: PublishedCapsule, licenseId: bigint) {
  const { stranger, claims } = scene;
  await claims.refused("The keepers refuse a stranger who names the buyer's license", ["LICENSE_INVALID"], () =>
    keyServiceOf(scene).release(releaseRequest(scene, published, stranger, licenseId)),
  );
}

/** What is on IPFS is open to everyone, and tells nothing. */
async function readCiphertext({ stack, model, claims }: Scene, { manifest, binding }: PublishedCapsule): Promise<void> {
  const [file] = manifest.properties.capsule.files;
  if (!file) throw new Error("The capsule has no file.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(gatewayReader({ url: stack.ipfsUrl }), parseCid(file.cid))) chunks.push(chunk);
  const stored = Buffer.concat(chunks);
  const [bits, plainBits] = [bitsPerByte(stored), bitsPerByte(model.bytes)];
  const noise = bits >= leastBitsOfNoise(stored.length);
  const detail = `${bits.toFixed(4)} bits per byte; the model itself has ${plainBits.toFixed(4)}`;
  claims.that("What is stored on IPFS looks like noise", noise, detail);
  await claims.refused("It is no ONNX model", ["MODEL_REJECTED"], async () => inspectModel(stored));
  const piece = Buffer.from(model.bytes.subarray(model.bytes.length >> 1, (model.bytes.length >> 1) + 16));
  claims.that("It contains nothing of the model", !stored.includes(piece), "16 bytes from its middle were looked for");
  const header = hexToBytes(manifest.properties.capsule.encryption?.header ?? "0x");
  await claims.refused("Its key can't be passed off as another capsule's", ["TDH2_HEADER_PROOF_INVALID"], async () =>
    verifyHeader({ header, label: capsuleLabel({ ...binding, capsuleId: binding.capsuleId + 1n }) }),
  );
}
