import { z } from "zod";
import { address, fileCid, hexOf, integer, line, mediaType, relativePath, text, uri } from "./fields.ts";

/** What every manifest of this revision says in `properties.capsule.format`. */
export const MANIFEST_FORMAT = "capsule/1";

/**
 * How stored files are cut into blocks: the profile `unixfs-v1-2025` of IPIP-499
 * (https://github.com/ipfs/specs/pull/499). Recorded because the same bytes get another CID under another profile.
 */
export const DAG_PROFILE = { layout: "balanced", chunkSize: 1048576, rawLeaves: true, maxChildren: 1024 } as const;

const file = z.strictObject({
  path: relativePath.describe("Path inside the capsule; relative, unique"),
  mediaType,
  size: integer(0).describe("Bytes of the plaintext"),
  sha256: hexOf(32).describe("SHA-256 of the plaintext"),
  cid: fileCid.describe("UnixFS CID of the stored bytes (ciphertext when encrypted), under the profile `dag`"),
  storedSize: integer(0).describe("Bytes stored: ciphertext when encrypted"),
});

const dag = z.strictObject({
  layout: z.literal(DAG_PROFILE.layout),
  chunkSize: z.literal(DAG_PROFILE.chunkSize),
  rawLeaves: z.literal(DAG_PROFILE.rawLeaves),
  maxChildren: z.literal(DAG_PROFILE.maxChildren),
});

const encryption = z.strictObject({
  payload: z.literal("aes256-gcm-hkdf-1mb").describe("Tink streaming AEAD of each file, ciphertext segments of 1 MiB"),
  key: z.literal("tdh2-ristretto255").describe("Threshold encryption of the content key to the keepers' group key"),
  epoch: integer(1).describe("Keeper set the header was made for"),
  groupKey: hexOf(32).describe("Group public key the content key is encrypted to"),
  header: hexOf(160).describe("TDH2 ciphertext of the content key"),
  keyCommitment: hexOf(32).describe("Commitment to the content key"),
});

const tensor = z.strictObject({
  name: line(256),
  type: line(32).describe("Element type, e.g. float32"),
  shape: z
    .array(
      z.union([integer(0), line(64)], { error: "must be a length (integer from 0) or the name of a free dimension" }),
      { error: "must be a list" },
    )
    .max(32, "must have at most 32 entries")
    .describe("Length of each dimension; a name where it is free"),
});

const tensors = z.array(tensor, { error: "must be a list" }).max(256, "must have at most 256 entries");

const metric = z.strictObject({
  name: line(128),
  value: z.number({ error: "must be a finite number" }),
  dataset: line(256).describe("What it was measured on"),
});

const model = z.strictObject({
  card: text(200_000).describe("Model card, Markdown"),
  task: line(128),
  inputs: tensors,
  outputs: tensors,
  metrics: z.array(metric, { error: "must be a list" }).max(256, "must have at most 256 entries"),
});

const license = z.strictObject({
  name: line(128).describe("SPDX identifier or title of the license text"),
  sha256: hexOf(32).describe("SHA-256 of the license text"),
  cid: fileCid.describe("Where the license text is stored"),
});

const capsule = z
  .strictObject({
    format: z.literal(MANIFEST_FORMAT),
    chainId: integer(1),
    registry: address.describe("CapsuleRegistry"),
    capsuleId: hexOf(32).describe("Token id, as 32 bytes"),
    version: integer(1).describe("Position in the capsule's list of versions, from 1"),
    kind: z.enum(["model", "adapter", "dataset", "voice", "agent"]),
    tags: z.array(line(64), { error: "must be a list" }).max(32, "must have at most 32 entries"),
    files: z
      .array(file, { error: "must be a list" })
      .min(1, "must have at least one file")
      .max(1024, "must have at most 1024 files"),
    dag: dag.describe("UnixFS import profile of every stored file"),
    encryption: encryption.nullable().describe("null: the files are cleartext"),
    model: model.optional(),
    license,
  })
  .superRefine((value, context) => {
    for (const [path, message] of [...clashingPaths(value.files), ...wrongStoredSizes(value)]) {
      context.addIssue({ code: "custom", path, message });
    }
  });

const attribute = z.strictObject({
  trait_type: line(128),
  value: z.union([line(1024), z.number()], { error: "must be a line of text or a number" }),
  display_type: line(32).optional(),
});

/** ERC-721 metadata (https://eips.ethereum.org/EIPS/eip-721) with the capsule's own part in `properties.capsule`. */
export const manifestSchema = z.strictObject({
  name: line(256),
  description: text(16_384),
  image: uri(["ipfs://", "https://", "data:image/"]).optional(),
  external_url: uri(["ipfs://", "https://"]).optional(),
  attributes: z.array(attribute, { error: "must be a list" }).max(64, "must have at most 64 entries").optional(),
  properties: z.strictObject({ capsule }),
});

/** Public description of one version of a capsule. */
export type Manifest = z.infer<typeof manifestSchema>;
/** The capsule's own part of a manifest. */
export type CapsuleManifest = Manifest["properties"]["capsule"];
export type ManifestFile = CapsuleManifest["files"][number];
export type ManifestEncryption = NonNullable<CapsuleManifest["encryption"]>;
export type ManifestModel = NonNullable<CapsuleManifest["model"]>;
export type ManifestTensor = ManifestModel["inputs"][number];
export type CapsuleKind = CapsuleManifest["kind"];

type Issue = [path: (string | number)[], message: string];

/** File systems that ignore case would let one file overwrite another, or a file stand where a folder must be. */
function clashingPaths(files: readonly { path: string }[]): Issue[] {
  const issues: Issue[] = [];
  const paths = files.map((entry) => entry.path.toLowerCase());
  const seen = new Set<string>();
  const folders = new Set(paths.flatMap(foldersOf));
  paths.forEach((path, index) => {
    if (seen.has(path)) issues.push([["files", index, "path"], "must be unique, also when case is ignored"]);
    if (folders.has(path)) issues.push([["files", index, "path"], "must not be a folder of another file"]);
    seen.add(path);
  });
  return issues;
}

function foldersOf(path: string): string[] {
  const segments = path.split("/").slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}

function wrongStoredSizes(value: {
  files: readonly { size: number; storedSize: number }[];
  encryption: unknown;
}): Issue[] {
  return value.files.flatMap(({ size, storedSize }, index): Issue[] => {
    const path = ["files", index, "storedSize"];
    if (value.encryption === null) return storedSize === size ? [] : [[path, "must equal size: the file is cleartext"]];
    return storedSize > size ? [] : [[path, "must be greater than size: the file is encrypted"]];
  });
}
