import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Files of a keeper's data directory. */
export type DataFiles = {
  keystore: string;
  /** A keystore for the epoch to come; takes the other's place when that epoch begins. */
  pending: string;
  nonces: string;
  releases: string;
};

export function dataFiles(directory: string): DataFiles {
  return {
    keystore: join(directory, "keystore.json"),
    pending: join(directory, "pending.json"),
    nonces: join(directory, "nonces.jsonl"),
    releases: join(directory, "releases.jsonl"),
  };
}

/** Creates the data directory where it is missing, for its owner alone. */
export async function createDataDirectory(directory: string): Promise<DataFiles> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return dataFiles(directory);
}
