import type { CapsuleManifest, Manifest } from "./schema.ts";

/** The traits that marketplaces show and filter by, drawn from the capsule itself so that they can't drift from it. */
export function marketplaceAttributes(capsule: CapsuleManifest): NonNullable<Manifest["attributes"]> {
  return [
    { trait_type: "Kind", value: capsule.kind },
    ...(capsule.model ? [{ trait_type: "Task", value: capsule.model.task }] : []),
    { trait_type: "License", value: capsule.license.name },
    { trait_type: "Encrypted", value: capsule.encryption === null ? "No" : "Yes" },
    { trait_type: "Version", value: capsule.version, display_type: "number" },
    ...capsule.tags.map((tag) => ({ trait_type: "Tag", value: tag })),
  ];
}
