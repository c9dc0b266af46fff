/** Writes sdk/schema/manifest.schema.json from the zod schema; with --check only compares, and fails on a difference. */
import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { manifestJsonSchema } from "../src/manifest/jsonSchema.ts";

const target = new URL("../schema/manifest.schema.json", import.meta.url);
const wanted = manifestJsonSchema();

if (!process.argv.includes("--check")) {
  await writeFile(target, `${JSON.stringify(wanted, null, 2)}\n`);
} else if (!isDeepStrictEqual(JSON.parse(await readFile(target, "utf8")), wanted)) {
  console.error(
    "sdk/schema/manifest.schema.json is out of date: run `node sdk/scripts/manifest-schema.ts`, then format.",
  );
  process.exitCode = 1;
}
