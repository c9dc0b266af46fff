import { z } from "zod";
import { manifestSchema } from "./schema.ts";

/**
 * The manifest's rules as JSON Schema (draft 2020-12), for tools outside TypeScript: `npm run generate` writes them to
 * `sdk/src/generated/manifest.schema.json`. What it can't express (unique
 * paths, sizes that depend on encryption, CIDs, canonical form) `parseManifest` checks.
 */
export function manifestJsonSchema(): Record<string, unknown> {
  const { $schema, ...rules } = z.toJSONSchema(manifestSchema, { target: "draft-2020-12" });
  return { $schema, title: "Capsule Protocol manifest, capsule/1", ...rules };
}
