export { marketplaceAttributes } from "./attributes.ts";
export { checkManifestBinding, manifestBinding } from "./binding.ts";
export { encodeManifest, MANIFEST_MAX_BYTES, parseManifest, verifyManifest } from "./encoding.ts";
export { manifestJsonSchema } from "./jsonSchema.ts";
export {
  type CapsuleKind,
  type CapsuleManifest,
  DAG_PROFILE,
  MANIFEST_FORMAT,
  type Manifest,
  type ManifestEncryption,
  type ManifestFile,
  type ManifestModel,
  type ManifestTensor,
  manifestSchema,
} from "./schema.ts";
