import type { Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import { DAG_PROFILE, MANIFEST_FORMAT } from "@capsule-protocol/sdk/manifest/index.ts";
import type { Hex } from "viem";

const bytes = (value: string, length: number): Hex => `0x${value.repeat(length)}`;

/** A manifest with every field present; a fresh object at each call. */
export function exampleManifest(): Manifest {
  return {
    name: "Digits",
    description: "A classifier of handwritten digits.\nTrained on 1,797 scans.",
    image: "ipfs://bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq",
    external_url: "https://example.org/digits",
    attributes: [
      { trait_type: "Kind", value: "model" },
      { trait_type: "Version", value: 1, display_type: "number" },
    ],
    properties: {
      capsule: {
        format: MANIFEST_FORMAT,
        chainId: 31337,
        registry: bytes("aa", 20),
        capsuleId: bytes("01", 32),
        version: 1,
        kind: "model",
        tags: ["digits", "vision"],
        files: [
          {
            path: "model.onnx",
            mediaType: "application/onnx",
            size: 410_000,
            sha256: bytes("02", 32),
            cid: "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq",
            storedSize: 410_056,
          },
          {
            path: "samples/größe.bin",
            mediaType: "application/octet-stream",
            size: 3_000_000,
            sha256: bytes("03", 32),
            cid: "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354",
            storedSize: 3_000_088,
          },
        ],
        dag: { ...DAG_PROFILE },
        encryption: {
          payload: "aes256-gcm-hkdf-1mb",
          key: "tdh2-ristretto255",
          epoch: 1,
          groupKey: bytes("04", 32),
          header: bytes("05", 160),
          keyCommitment: bytes("06", 32),
        },
        model: {
          card: "# Digits\n\nAccuracy 0.97 on held-out scans.",
          task: "image-classification",
          inputs: [{ name: "image", type: "float32", shape: ["batch", 1, 8, 8] }],
          outputs: [{ name: "logits", type: "float32", shape: ["batch", 10] }],
          metrics: [{ name: "accuracy", value: 0.97, dataset: "digits, held out" }],
        },
        license: {
          name: "MIT",
          sha256: bytes("07", 32),
          cid: "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq",
        },
      },
    },
  };
}

/** The same without encryption. */
export function cleartextManifest(): Manifest {
  const manifest = exampleManifest();
  const { capsule } = manifest.properties;
  capsule.encryption = null;
  for (const file of capsule.files) file.storedSize = file.size;
  return manifest;
}
