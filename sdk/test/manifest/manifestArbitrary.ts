import { digestToCid } from "@capsule-protocol/sdk/digest.ts";
import { DAG_PROFILE, MANIFEST_FORMAT, type Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import fc from "fast-check";
import { bytesToHex, type Hex } from "viem";

const hexOf = (length: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => bytesToHex(bytes));

const plain = (value: string) =>
  value.isWellFormed() && !/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value);
const line = fc
  .string({ unit: "binary", minLength: 1, maxLength: 24 })
  .filter((value) => plain(value) && value.trim() === value);
const paragraphs = fc.array(line, { maxLength: 3 }).map((lines) => lines.join("\n"));
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
/** Without -0, which JSON can't tell from 0. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const cid = hexOf(32).map((digest) => digestToCid(digest).toString());

const dimension = fc.oneof(fc.nat(), line);
const tensor = fc.record({ name: line, type: fc.constant("float32"), shape: fc.array(dimension, { maxLength: 4 }) });

const model = fc.record({
  card: paragraphs,
  task: line,
  inputs: fc.array(tensor, { maxLength: 2 }),
  outputs: fc.array(tensor, { maxLength: 2 }),
  metrics: fc.array(fc.record({ name: line, value: number, dataset: line }), { maxLength: 2 }),
});

const encryption = fc.record({
  payload: fc.constant("aes256-gcm-hkdf-1mb" as const),
  key: fc.constant("tdh2-ristretto255" as const),
  epoch: positive,
  groupKey: hexOf(32),
  header: hexOf(160),
  keyCommitment: hexOf(32),
});

const files = fc.array(
  fc.record({
    mediaType: fc.constantFrom("application/onnx", "text/plain", "application/vnd.example+json"),
    size: fc.integer({ min: 0, max: 2 ** 40 }),
    sha256: hexOf(32),
    cid,
  }),
  { minLength: 1, maxLength: 3 },
);

const capsule = fc
  .record(
    {
      format: fc.constant(MANIFEST_FORMAT),
      chainId: positive,
      registry: hexOf(20),
      capsuleId: hexOf(32),
      version: positive,
      kind: fc.constantFrom(
        "model" as const,
        "adapter" as const,
        "dataset" as const,
        "voice" as const,
        "agent" as const,
      ),
      tags: fc.array(line, { maxLength: 3 }),
      files,
      dag: fc.constant({ ...DAG_PROFILE }),
      encryption: fc.option(encryption),
      model,
      license: fc.record({ name: line, sha256: hexOf(32), cid }),
    },
    {
      requiredKeys: [
        "format",
        "chainId",
        "registry",
        "capsuleId",
        "version",
        "kind",
        "tags",
        "files",
        "dag",
        "encryption",
        "license",
      ],
    },
  )
  .map((value) => ({
    ...value,
    files: value.files.map((file, index) => ({
      ...file,
      path: `part/${index}.bin`,
      storedSize: value.encryption === null ? file.size : file.size + 56,
    })),
  }));

const records: fc.Arbitrary<Manifest> = fc.record(
  {
    name: line,
    description: paragraphs,
    image: fc.constant("https://example.org/image.png"),
    external_url: fc.constant("https://example.org/"),
    attributes: fc.array(
      fc.record(
        { trait_type: line, value: fc.oneof(line, number), display_type: fc.constant("number") },
        { requiredKeys: ["trait_type", "value"] },
      ),
      { maxLength: 3 },
    ),
    properties: fc.record({ capsule }),
  },
  { requiredKeys: ["name", "description", "properties"] },
);

/** Valid manifests, as objects of the ordinary prototype. */
export const manifests = records.map((manifest) => structuredClone(manifest));
