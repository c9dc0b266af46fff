import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { Command } from "commander";
import { type Address, createClient, http, type PublicClient, publicActions } from "viem";
import { viemAccessChain } from "../access/viemAccessChain.ts";
import { type CiphertextCache, ciphertextCache } from "../cache/ciphertextCache.ts";
import { defaultCacheDirectory } from "../cache/defaultCacheDirectory.ts";
import { readKeeperSet } from "../keys/keeperSet.ts";
import type { AccessChain, BlockReader, BlockWriter } from "../ports.ts";
import type { SigningClient } from "../publish/viemPublishChain.ts";
import { gatewayReader } from "../storage/gatewayReader.ts";
import { kuboWriter } from "../storage/kuboWriter.ts";
import { signingAccount } from "./account.ts";
import { SettingError } from "./errors.ts";
import { type Environment, type GlobalFlags, readSettings, type Settings } from "./settings.ts";
import { type Terminal, toJson } from "./terminal.ts";

/** What the process gives a command. */
export type Process = { terminal: Terminal; environment: Environment; directory: string; signal: AbortSignal };

/** What a command works with; each part is made when it is first asked for. */
export type Context = Process & {
  settings: Settings;
  deployment(): Deployment;
  /** Reads only. */
  client(): PublicClient;
  signingClient(): Promise<SigningClient>;
  chain(): AccessChain;
  /** Who asks: the signing account, or the one named by --account where nothing needs to be signed. */
  account(): Promise<Address>;
  cache(): CiphertextCache;
  /** Cached and verified. */
  blocks(): BlockReader;
  writer(): BlockWriter;
  keepers(): ReturnType<typeof readKeeperSet>;
  /** Writes the result: JSON with --json, else the text for people. */
  result(value: unknown, text: () => string): void;
};

/** Flags of the program, which commander keeps on the outermost command. */
export async function contextOf(command: Command, process: Process): Promise<Context> {
  const flags = command.optsWithGlobals<GlobalFlags & { json?: boolean }>();
  const settings = await readSettings(flags, process.environment, process.directory);
  return { ...process, settings, ...partsOf(settings, process), ...outputOf(process, flags.json === true) };
}

function partsOf(settings: Settings, { environment, terminal }: Process) {
  const deployment = () => required(settings.deployment, "The deployment", "--deployment <file>", "deployment");
  const transport = () => http(required(settings.rpcUrl, "The RPC address", "--rpc <url>", "rpcUrl"));
  const client = () => createClient({ transport: transport() }).extend(publicActions) as PublicClient;
  const cache = () =>
    ciphertextCache({
      directory: settings.cacheDirectory ?? defaultCacheDirectory(environment),
      onError: ({ message, hint }) => terminal.err.write(`${message} ${hint}\n`),
    });
  return {
    deployment,
    client,
    signingClient: async () =>
      createClient({ transport: transport(), account: await signingAccount(settings, environment) }),
    chain: () => viemAccessChain(client(), deployment()),
    account: async () => settings.account ?? (await signingAccount(settings, environment)).address,
    cache,
    blocks: () => cache().reader(gatewayReader({ url: gatewaysOf(settings) })),
    writer: () => kuboWriter({ url: required(settings.ipfsApi, "The IPFS API", "--ipfs-api <url>", "ipfsApi") }),
    keepers: () => readKeeperSet(client(), { keeperRegistry: deployment().keeperRegistry }),
  };
}

/** Gateways to read from; whoever publishes through a node of their own can read from it too. */
function gatewaysOf({ gateways, ipfsApi }: Settings): string[] {
  if (gateways.length > 0) return gateways;
  return [required(ipfsApi, "An IPFS gateway", "--gateway <url>", "gateways")];
}

function outputOf({ terminal }: Process, json: boolean): Pick<Context, "result"> {
  return { result: (value, text) => void terminal.out.write(json ? `${toJson(value)}\n` : text()) };
}

function required<Value>(value: Value | undefined, name: string, flag: string, field: string): Value {
  if (value !== undefined) return value;
  throw new SettingError(name, "is not given", `Pass ${flag}, or set "${field}" in capsule.json.`);
}
