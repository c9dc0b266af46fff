/**
 * Writes payload.json, tdh2.json and dkg.json beside this file: `node runtime/test/vectors/generate.ts`.
 * Everything is derived from fixed seeds, so running it again changes nothing; the tests compare both ways.
 */
import { writeFileSync } from "node:fs";
import { dkgVectors } from "./dkgVectors.ts";
import { payloadVectors } from "./payloadVectors.ts";
import { tdh2Vectors } from "./tdh2Vectors.ts";

const vectors = {
  "payload.json": await payloadVectors(),
  "dkg.json": dkgVectors(),
  "tdh2.json": tdh2Vectors(),
};
for (const [file, content] of Object.entries(vectors)) {
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(content, null, 2)}\n`);
}
