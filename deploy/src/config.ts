import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Hex } from "viem";
import { z } from "zod";
import { InvalidFileError } from "./errors.ts";
import { addressField, readJsonFile, wordField } from "./jsonFile.ts";

/** The keepers that a finished key generation names, in the order of their share indexes. */
export const keeperSetSchema = z
  .strictObject({
    threshold: z.int().min(1),
    groupKey: wordField,
    keepers: z
      .array(
        z.strictObject({
          operator: addressField,
          transportKey: wordField,
          verificationShare: wordField,
          url: z.url({ protocol: /^https?$/ }),
        }),
      )
      .min(1)
      .max(64),
  })
  .refine(({ threshold, keepers }) => threshold <= keepers.length && threshold * 2 > keepers.length, {
    path: ["threshold"],
    message: "must be more than half of the keepers, and at most all of them",
  });

const configSchema = z.strictObject({
  chainId: z.int().min(1),
  admin: addressField,
  treasury: addressField,
  feeBps: z.int().min(0).max(500),
  collection: z.string().min(1),
});

export type KeeperSet = z.infer<typeof keeperSetSchema>;

/** What is chosen for one chain. */
export type DeploymentConfig = {
  chainId: number;
  /** Ends up with every role; a timelock on a public chain. */
  admin: z.infer<typeof addressField>;
  /** Receives the protocol fee. */
  treasury: z.infer<typeof addressField>;
  /** Protocol fee of new capsules in bps of direct income, at most 500. */
  feeBps: number;
  /** SHA-256 of the collection's ERC-7572 metadata, which is one raw IPFS block. */
  contractDigest: Hex;
};

/**
 * Reads `deploy/config/<chainId>.json`. Its field `collection` names the file, beside it, with the ERC-7572 metadata of
 * the collection, whose digest goes on chain.
 *
 * @throws InvalidFileError
 */
export function readConfig(path: string): DeploymentConfig {
  const { collection, ...config } = readJsonFile(path, configSchema);
  const bytes = readCollection(join(dirname(path), collection), path);
  return { ...config, contractDigest: `0x${createHash("sha256").update(bytes).digest("hex")}` };
}

/** Reads the keeper set that a key generation left in a file. */
export function readKeeperSet(path: string): KeeperSet {
  return readJsonFile(path, keeperSetSchema);
}

function readCollection(path: string, config: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new InvalidFileError(config, [`collection: ${path} can't be read`], cause);
  }
}
