import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Files of a keeper's data directory. */
export type DataFiles = { keystore: string; nonces: string; releases: string };

export function dataFiles(directory: string): DataFiles {
  return {
    keystore: join(directory, "keystore.json"),
    nonces: join(directory, "nonces.jsonl"),
    releases: join(directory, "releases.jsonl"),
  };
}

/** Creates the data directory where it is missing, for its owner alone. */
export async function createDataDirectory(directory: string): Promise<DataFiles> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return dataFiles(directory);
}
