// JSON Schemas of manifests and signed orders, for tools in other languages.
import type { Generated } from "./files.ts";

const FOLDER = "sdk/src/generated";

type Rules = () => Record<string, unknown>;

/** The schemas as the SDK derives them from its own rules. */
export async function jsonSchemas(root: string): Promise<Generated> {
  const { manifestJsonSchema } = (await import(`${root}/sdk/src/manifest/jsonSchema.ts`)) as {
    manifestJsonSchema: Rules;
  };
  const { orderJsonSchema } = (await import(`${root}/sdk/src/orders/schema.ts`)) as { orderJsonSchema: Rules };
  const files = new Map([
    [`${FOLDER}/manifest.schema.json`, written(manifestJsonSchema)],
    [`${FOLDER}/order.schema.json`, written(orderJsonSchema)],
  ]);
  return { name: "json-schemas", command: "npm run generate", pattern: `${FOLDER}/*.schema.json`, files };
}

const written = (rules: Rules): string => `${JSON.stringify(rules(), null, 2)}\n`;
