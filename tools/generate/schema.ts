// The manifest's JSON Schema, for tools in other languages.
import type { Generated } from "./files.ts";

const FILE = "sdk/src/generated/manifest.schema.json";

/** The schema as the SDK derives it from its own rules. */
export async function manifestSchema(root: string): Promise<Generated> {
  const module = `${root}/sdk/src/manifest/jsonSchema.ts`;
  const { manifestJsonSchema } = (await import(module)) as { manifestJsonSchema: () => Record<string, unknown> };
  const files = new Map([[FILE, `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`]]);
  return { name: "manifest-schema", command: "npm run generate", pattern: FILE, files };
}
