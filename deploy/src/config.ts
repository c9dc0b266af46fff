import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addressField, bigintField, wordField } from "@capsule-protocol/sdk/jsonFields.ts";
import { type Address, type Hex, maxUint128, zeroAddress } from "viem";
import { z } from "zod";
import { InvalidFileError } from "./errors.ts";
import { readJsonFile } from "./jsonFile.ts";

/** Id of chains that live for minutes, on one's own machine. */
export const LOCAL_CHAIN_ID = 31337;

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

const priceField = bigintField.refine((value) => value > 0n && value <= maxUint128, "must be from 1 to 2^128 - 1");

const feedSchema = z
  .strictObject({
    currency: addressField,
    aggregator: addressField,
    maxAge: z
      .int()
      .min(1)
      .max(2 ** 32 - 1),
    minimum: priceField,
    maximum: priceField,
  })
  .refine(({ minimum, maximum }) => minimum < maximum, { path: ["minimum"], message: "must be below the maximum" });

const seconds = z
  .int()
  .min(1)
  .max(2 ** 32 - 1);

/** Numbers of whole tokens, in units of 10^-18. */
const tokensField = bigintField.transform((value) => value * 10n ** 18n);

const governanceSchema = z
  .strictObject({
    holder: addressField.refine((value) => value !== zeroAddress, "must not be the zero address"),
    supply: tokensField.refine((value) => value > 0n && value < 2n ** 208n, "must be from 1 to 2^208 / 10^18 tokens"),
    proposalGuardian: addressField,
    votingDelay: seconds,
    votingPeriod: seconds,
    lateQuorumExtension: seconds,
    timelockDelay: seconds,
    proposalThreshold: tokensField,
    quorumPercent: z
      .int()
      .min(1)
      .max(100)
      .transform((value) => BigInt(value)),
  })
  .refine(({ supply, proposalThreshold }) => proposalThreshold <= supply, {
    path: ["proposalThreshold"],
    message: "must not be above the supply",
  })
  .refine(({ votingPeriod, lateQuorumExtension }) => lateQuorumExtension <= votingPeriod, {
    path: ["lateQuorumExtension"],
    message: "must not be above the voting period",
  });

/** What voters need to learn of a proposal, to vote, and to leave before it is done; a local chain needs none. */
const SHORTEST = { votingDelay: 86_400, votingPeriod: 3 * 86_400, lateQuorumExtension: 86_400, timelockDelay: 172_800 };

const fields = z.strictObject({
  chainId: z.int().min(1),
  guardian: addressField,
  council: addressField,
  treasury: addressField.refine((value) => value !== zeroAddress, "must not be the zero address"),
  feeBps: z.int().min(0).max(500),
  sequencerFeed: addressField,
  priceFeeds: z
    .array(feedSchema)
    .refine((feeds) => new Set(feeds.map(({ currency }) => currency)).size === feeds.length, "name a currency twice"),
  governance: governanceSchema,
  collection: z.string().min(1),
});

const configSchema = fields.superRefine(({ chainId, governance }, context) => {
  if (chainId === LOCAL_CHAIN_ID) return;
  for (const [name, least] of Object.entries(SHORTEST) as [keyof typeof SHORTEST, number][]) {
    if (governance[name] >= least) continue;
    const message = `must be at least ${least} seconds on a public chain`;
    context.addIssue({ code: "custom", path: ["governance", name], message });
  }
});

export type KeeperSet = z.infer<typeof keeperSetSchema>;

/** A Chainlink feed of a currency's price in USD, and when it is believed. */
export type PriceFeed = {
  /** Zero for the native currency. */
  currency: Address;
  aggregator: Address;
  /** Seconds after which an answer is stale: the feed's heartbeat and a margin. */
  maxAge: number;
  /** An answer counts between these two only; in the feed's decimals. */
  minimum: bigint;
  maximum: bigint;
};

/** How the protocol is governed from its first block on; later it is voted on. Times are in seconds. */
export type Governance = {
  /** Gets all votes. */
  holder: Address;
  /** In units of 10^-18 tokens. */
  supply: bigint;
  /** May cancel proposals, and nothing else; zero for nobody. */
  proposalGuardian: Address;
  /** From a proposal to the moment at which voting power counts. */
  votingDelay: number;
  votingPeriod: number;
  /** Left to vote, at least, once the quorum is reached. */
  lateQuorumExtension: number;
  /** Passes in public before what was voted for is done. */
  timelockDelay: number;
  /** Votes that a proposer needs, in units of 10^-18 tokens. */
  proposalThreshold: bigint;
  /** Of the supply, for or abstaining. */
  quorumPercent: bigint;
};

/** What is chosen for one chain. */
export type DeploymentConfig = {
  chainId: number;
  /** May pause sales and registrations for a while, beside governance; zero for nobody. */
  guardian: Address;
  /** Rules on disputes in the first instance; zero for governance. */
  council: Address;
  /** Receives the protocol fee. */
  treasury: Address;
  /** Protocol fee of new capsules in bps of direct income, at most 500. */
  feeBps: number;
  /** Chainlink's feed of a rollup's sequencer; zero where there is none. */
  sequencerFeed: Address;
  /** One per currency that offers may be priced in USD for. */
  priceFeeds: readonly PriceFeed[];
  governance: Governance;
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
