import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { getAddress } from "viem";
import { z } from "zod";
import { type ConfigIssue, KeeperConfigError } from "./configError.ts";

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "must be an address")
  .transform((text) => getAddress(text.toLowerCase()));

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });
const age = z.nullable(z.int().min(1));

const chainSchema = z
  .strictObject({
    id: z.int().min(1),
    registry: address,
    accessToken: address,
    keeperRegistry: address,
    usageMeter: address,
    /** JSON-RPC endpoints, of independent operators. */
    endpoints: z.array(httpUrl).min(1),
    /** Endpoints that must agree: more than half of them. */
    quorum: z.int().min(1),
    finality: z
      .union([z.enum(["finalized", "safe"]), z.strictObject({ confirmations: z.int().min(0) })])
      .default("finalized"),
    timeoutMilliseconds: z.int().min(10).max(60_000).default(3000),
    /** How long an agreement is used, at most about one block's time. */
    cacheMilliseconds: z.int().min(0).max(12_000).default(1000),
    /** How often the keeper looks whether another epoch has begun. */
    epochMilliseconds: z.int().min(100).max(600_000).default(5000),
    /** Seconds; null switches the check off, for local chains that mine on demand. */
    maxHeadAge: age.default(120),
    maxHeadAhead: age.default(60),
    maxFinalAge: age.default(3600),
    maxFinalSpread: age.default(600),
  })
  .superRefine(({ endpoints, quorum }, context) => {
    if (quorum > endpoints.length) {
      context.addIssue({ code: "custom", path: ["quorum"], message: `must be at most ${endpoints.length}` });
    }
    if (2 * quorum <= endpoints.length) {
      context.addIssue({ code: "custom", path: ["quorum"], message: "must be more than half of the endpoints" });
    }
    if (new Set(endpoints).size !== endpoints.length) {
      context.addIssue({ code: "custom", path: ["endpoints"], message: "must not name an endpoint twice" });
    }
  });

const limitsSchema = z.strictObject({
  /** Requests per minute from one network address. */
  perAddressPerMinute: z.int().min(1).default(120),
  /** Releases per minute to one account. */
  perAccountPerMinute: z.int().min(1).default(30),
  /** Requests per second in all that reach the expensive checks. */
  globalPerSecond: z.int().min(1).default(50),
  concurrency: z.int().min(1).default(8),
  queue: z.int().min(0).default(64),
  queueMilliseconds: z.int().min(1).default(5000),
  connections: z.int().min(1).default(512),
  requestMilliseconds: z.int().min(100).default(10_000),
  /** Nonces remembered; a keeper that served more in two minutes refuses. */
  nonces: z.int().min(1).default(100_000),
});

export const keeperConfigSchema = z.strictObject({
  /** Keystore, nonces, release log; created with mode 0700. */
  dataDirectory: z.string().min(1),
  passphrase: z
    .union([
      z.strictObject({ file: z.string().min(1) }),
      z.strictObject({ environment: z.string().regex(/^[A-Z_][A-Z0-9_]*$/, "must be a variable's name") }),
    ])
    .default({ environment: "CAPSULE_KEEPER_PASSPHRASE" }),
  listen: z
    .strictObject({ host: z.string().min(1).default("127.0.0.1"), port: z.int().min(0).max(65_535).default(8787) })
    .prefault({}),
  chain: chainSchema,
  limits: limitsSchema.prefault({}),
  /** Web origins whose pages may ask this keeper. */
  origins: z.array(z.string().min(1)).default(["*"]),
  /** Reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: z.array(z.union([z.ipv4(), z.ipv6()])).default([]),
  /** log2 of scrypt's N for the keystore. */
  kdfCost: z.int().min(10).max(20).default(17),
});

/** A complete configuration. */
export type KeeperConfig = z.output<typeof keeperConfigSchema>;

/** A configuration as it is written, where what has a default may be left out. */
export type KeeperConfigInput = z.input<typeof keeperConfigSchema>;

/**
 * Completes a configuration.
 *
 * @param source what errors call it.
 * @throws KeeperConfigError naming each wrong field.
 */
export function parseKeeperConfig(value: unknown, source = "configuration"): KeeperConfig {
  const parsed = keeperConfigSchema.safeParse(value, { reportInput: false });
  if (parsed.success) return parsed.data;
  throw new KeeperConfigError(source, parseIssues(parsed.error));
}

/** Zod's issues with their paths as `a.b.0`. A field that does not exist is named itself, not its parent. */
export function parseIssues(error: z.ZodError): ConfigIssue[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [{ path: issue.path.join("."), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "is not a known field" }));
  });
}

/**
 * Reads a configuration file. Paths in it are relative to the file.
 *
 * @throws KeeperConfigError
 */
export async function loadKeeperConfig(path: string): Promise<KeeperConfig> {
  return withAbsolutePaths(parseKeeperConfig(await readJsonFile(path), path), path);
}

const nodeConfigSchema = keeperConfigSchema.extend({ chain: z.unknown().optional() });

/** The part of a configuration that does not concern the chain: keys are made before the contracts are deployed. */
export type NodeConfig = z.output<typeof nodeConfigSchema>;

/** Like {@link loadKeeperConfig}, but looks at nothing below `chain`, which may be missing. */
export async function loadNodeConfig(path: string): Promise<NodeConfig> {
  const parsed = nodeConfigSchema.safeParse(await readJsonFile(path), { reportInput: false });
  if (!parsed.success) throw new KeeperConfigError(path, parseIssues(parsed.error));
  return withAbsolutePaths(parsed.data, path);
}

function withAbsolutePaths<Config extends NodeConfig>(config: Config, path: string): Config {
  const base = dirname(resolve(path));
  const passphrase = "file" in config.passphrase ? { file: resolve(base, config.passphrase.file) } : config.passphrase;
  return { ...config, passphrase, dataDirectory: resolve(base, config.dataDirectory) };
}

/** @throws KeeperConfigError when the file can't be read or is no JSON. */
export async function readJsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const message = cause instanceof SyntaxError ? "is not JSON" : "can't be read";
    throw new KeeperConfigError(path, [{ path: "", message }], cause);
  }
}
