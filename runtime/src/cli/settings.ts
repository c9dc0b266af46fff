import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { deploymentOf, recordSchema } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Address, getAddress } from "viem";
import { z } from "zod";
import { SettingError } from "./errors.ts";

/** Environment variables that a command may read. */
export type Environment = Readonly<Record<string, string | undefined>>;

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "must be an address")
  .transform((text): Address => getAddress(text.toLowerCase()));

const startBlock = z.union([z.int().min(0), z.string().regex(/^\d+$/)]).transform((block) => BigInt(block));

const deploymentSchema = z.object({
  chainId: z.int().positive(),
  registry: address,
  accessToken: address,
  royaltySplitter: address,
  keeperRegistry: address,
  priceOracle: address,
  market: address,
  trainingPool: address,
  usageMeter: address,
  disputeCourt: address,
  councilArbiter: address,
  capsuleToken: address,
  governor: address,
  timelock: address,
  accessManager: address,
  startBlock,
});

/** What `capsule.json` may contain; paths in it are relative to it. */
const fileSchema = z.strictObject({
  rpcUrl: z.url().optional(),
  /** Addresses of the protocol, or the path of a deployment record. */
  deployment: z.union([z.string(), deploymentSchema]).optional(),
  gateways: z.array(z.url()).min(1).optional(),
  ipfsApi: z.url().optional(),
  cacheDirectory: z.string().optional(),
  /** File with the private key, never the key itself. */
  keyFile: z.string().optional(),
  account: address.optional(),
});

/** Flags that every command takes. */
export type GlobalFlags = {
  config?: string;
  rpc?: string;
  deployment?: string;
  gateway?: string[];
  ipfsApi?: string;
  cache?: string;
  keyFile?: string;
  account?: string;
};

/** Where things are and who acts, from flags, `capsule.json` and the environment, in this order. */
export type Settings = {
  rpcUrl?: string;
  deployment?: Deployment;
  gateways: string[];
  ipfsApi?: string;
  cacheDirectory?: string;
  keyFile?: string;
  account?: Address;
};

/**
 * Reads the settings. `capsule.json` is looked for in the working directory, then in the user's configuration directory.
 *
 * @throws SettingError naming the file and the field.
 */
export async function readSettings(flags: GlobalFlags, environment: Environment, directory: string): Promise<Settings> {
  const file = await readConfigFile(flags.config, environment, directory);
  const record = flags.deployment ? resolve(directory, flags.deployment) : file.deployment;
  return {
    rpcUrl: flags.rpc ?? environment.CAPSULE_RPC_URL ?? file.rpcUrl,
    deployment: typeof record === "string" ? await readDeployment(record) : record,
    gateways: flags.gateway ?? file.gateways ?? [],
    ipfsApi: flags.ipfsApi ?? file.ipfsApi,
    cacheDirectory: flags.cache ? resolve(directory, flags.cache) : file.cacheDirectory,
    keyFile: flags.keyFile ? resolve(directory, flags.keyFile) : file.keyFile,
    account: flags.account ? parse(address, flags.account, "--account") : file.account,
  };
}

type ConfigFile = z.output<typeof fileSchema>;

async function readConfigFile(named: string | undefined, environment: Environment, directory: string) {
  const candidates = named
    ? [resolve(directory, named)]
    : [join(directory, "capsule.json"), join(configDirectory(environment), "capsule.json")];
  for (const path of candidates) {
    const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT" && !named) return undefined;
      throw new SettingError(path, `can't be read (${cause.message})`, "Name a readable file with --config.", cause);
    });
    if (text === undefined) continue;
    const config = parse(fileSchema, parseJson(text, path), path);
    return withAbsolutePaths(config, dirname(path));
  }
  return {} satisfies ConfigFile as ConfigFile;
}

function withAbsolutePaths(config: ConfigFile, base: string): ConfigFile {
  const absolute = (path: string | undefined) => (path === undefined ? undefined : resolve(base, path));
  return {
    ...config,
    deployment: typeof config.deployment === "string" ? absolute(config.deployment) : config.deployment,
    cacheDirectory: absolute(config.cacheDirectory),
    keyFile: absolute(config.keyFile),
  };
}

/** The record of a deployment, or the addresses alone. */
async function readDeployment(path: string): Promise<Deployment> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new SettingError(path, "can't be read", "Name a deployment record with --deployment.", cause);
  });
  const json = parseJson(text, path);
  const isRecord = typeof json === "object" && json !== null && "contracts" in json;
  return isRecord ? deploymentOf(parse(recordSchema, json, path)) : parse(deploymentSchema, json, path);
}

function configDirectory({ XDG_CONFIG_HOME: base }: Environment): string {
  return join(base?.startsWith("/") ? base : join(homedir(), ".config"), "capsule-protocol");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SettingError(path, "is not JSON", "Correct the file.", cause);
  }
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown, where: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${path.join(".") || "value"}: ${message}`);
  throw new SettingError(where, `is wrong: ${issues.join("; ")}`, "Correct the named fields.", result.error);
}
