import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import {
  type CapsuleKind,
  DAG_PROFILE,
  MANIFEST_FORMAT,
  type Manifest,
  type ManifestEncryption,
  type ManifestFile,
  type ManifestModel,
  marketplaceAttributes,
} from "@capsule-protocol/sdk/manifest/index.ts";
import type { Address, Hex } from "viem";

/** What a creator says about a work. */
export type Publication = {
  name: string;
  description: string;
  kind: CapsuleKind;
  /** `ipfs://`, `https://` or `data:image/`. */
  image?: string;
  externalUrl?: string;
  tags?: string[];
  /** For models; inputs and outputs are read from the model itself. */
  model?: Pick<ManifestModel, "card" | "task" | "metrics">;
  license: {
    /** SPDX identifier or title. */
    name: string;
    /** The full text, Markdown or plain. */
    text: string;
  };
};

/** Puts together the manifest of a capsule's first version. */
export function composeManifest(parameters: {
  publication: Publication;
  binding: CapsuleBinding;
  files: ManifestFile[];
  encryption: ManifestEncryption | null;
  model: ManifestModel | undefined;
  license: { sha256: Hex; cid: string };
}): Manifest {
  const { publication, binding, files, encryption, model, license } = parameters;
  const { name, description, image, externalUrl } = publication;
  const capsule = {
    format: MANIFEST_FORMAT,
    chainId: binding.chainId,
    registry: binding.registry.toLowerCase() as Address,
    capsuleId: capsuleIdToHex(binding.capsuleId),
    version: 1,
    kind: publication.kind,
    tags: publication.tags ?? [],
    files,
    dag: DAG_PROFILE,
    encryption,
    ...(model && { model }),
    license: { name: publication.license.name, ...license },
  } satisfies Manifest["properties"]["capsule"];
  return {
    name,
    description,
    ...(image && { image }),
    ...(externalUrl && { external_url: externalUrl }),
    attributes: marketplaceAttributes(capsule),
    properties: { capsule },
  };
}
