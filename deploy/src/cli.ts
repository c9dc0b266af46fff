#!/usr/bin/env node
// Deploys the protocol to a chain and writes its record, or compares the two.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type Address, createClient, http, isAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getChainId } from "viem/actions";
import { loadArtifacts } from "./artifacts.ts";
import { buildContracts } from "./buildContracts.ts";
import { checkDeployment } from "./checkDeployment.ts";
import { type DeploymentConfig, LOCAL_CHAIN_ID, readConfig, readKeeperSet } from "./config.ts";
import { type DeploymentStep, deployProtocol } from "./deployProtocol.ts";
import { DeployerKeyError, InvalidArgumentError } from "./errors.ts";
import { decimal } from "./jsonFile.ts";
import { readKey } from "./key.ts";
import { readOrigin, recordLive } from "./origins.ts";
import { describePending } from "./pending.ts";
import { readRecord, writeRecord } from "./record.ts";
import { reported } from "./reported.ts";
import { safeBatches } from "./safeBatches.ts";
import { unsignedDeployment } from "./unsignedDeployment.ts";
import { updateRecord } from "./updateRecord.ts";
import { requireCommitted, sourcesCommit } from "./workingTree.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const KEY_VARIABLE = "CAPSULE_DEPLOYER_KEY";

type DeployFlags = {
  rpc: string;
  config: string;
  keepers: string;
  record?: string;
  artifacts?: string;
  allowDirty?: boolean;
  keyFile?: string;
  unsigned?: Address;
  safe?: boolean;
  json?: boolean;
};

type CheckFlags = { rpc: string; record?: string; config?: string; update?: boolean; json?: boolean };

const program = new Command("deploy").description("Deploys Capsule Protocol, and checks what is deployed.");

program
  .command("deploy")
  .description("deploy what is missing on a chain, and write the record; safe to run again")
  .requiredOption("--rpc <url>", "JSON-RPC endpoint of the chain")
  .requiredOption("--config <file>", "what is chosen for the chain: deploy/config/<chainId>.json")
  .requiredOption("--keepers <file>", "the first keeper set, as the key generation left it")
  .option("--key-file <file>", `file with the private key to deploy with; else the variable ${KEY_VARIABLE}`)
  .option("--unsigned <deployer>", "send nothing: print what is missing as JSON, for this account's wallet to sign")
  .option("--safe", "with --unsigned: print batches for Safe's Transaction Builder instead; the deployer is the Safe")
  .option("--record <file>", "where the record is written; deploy/records/<chainId>.json when left out")
  .option("--artifacts <folder>", "forge's output; the release build, made when needed, when left out")
  .option("--allow-dirty", "put sources on a public chain that are not a commit's; the record says so")
  .option("--json", "print one JSON object on standard output; the words for people go to standard error")
  .action((flags: DeployFlags) => reported(flags.json, () => deploy(flags)));

program
  .command("check")
  .description("compare chain, record and config, and say each difference; exit code 1 when there is one")
  .requiredOption("--rpc <url>", "JSON-RPC endpoint of the chain")
  .option("--record <file>", "the record; deploy/records/<chainId>.json of the chain when left out")
  .option("--config <file>", "what was chosen for the chain; only the record is compared when left out")
  .option("--update", "first write into the record what was voted on since, and what is put to the vote")
  .option("--json", "print one JSON object on standard output; the words for people go to standard error")
  .action((flags: CheckFlags) => reported(flags.json, () => check(flags)));

async function check({ rpc, record: named, config, update, json }: CheckFlags): Promise<void> {
  const say = (text: string) => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const client = createClient({ transport: http(rpc) });
  const path = named ?? join(root, `deploy/records/${await getChainId(client)}.json`);
  if (update) writeRecord(path, await updateRecord(client, readRecord(path), path));
  const record = readRecord(path);
  const differences = await checkDeployment(client, record, config === undefined ? undefined : readConfig(config));
  for (const { source, what, expected, found } of differences) {
    say(`✗ ${what}: the ${source} says ${expected}, the chain ${found}`);
  }
  const pending = await describePending(client, record);
  for (const { contract, implementation, proposalId, state } of pending) {
    say(`→ ${contract}: ${implementation} is put to the vote by proposal ${proposalId}, which is ${state}`);
  }
  if (differences.length === 0) say(`✓ The chain is as ${config === undefined ? path : `${path} and ${config}`} say.`);
  if (json)
    process.stdout.write(`${JSON.stringify({ ok: differences.length === 0, differences, pending }, decimal)}\n`);
  if (differences.length > 0) process.exitCode = 1;
}

async function deploy(flags: DeployFlags): Promise<void> {
  const say = (text: string) => void (flags.json ? process.stderr : process.stdout).write(`${text}\n`);
  const config = readConfig(flags.config);
  const path = flags.record ?? join(root, `deploy/records/${config.chainId}.json`);
  const parameters = await parametersOf(flags, { config, path, say });
  if (flags.unsigned !== undefined && (await printMissing(flags, parameters))) return;
  const account = flags.unsigned ?? privateKeyToAccount(readKey(flags.keyFile, KEY_VARIABLE, DeployerKeyError));
  const client = createClient({ account, transport: http(flags.rpc) });
  const steps: DeploymentStep[] = [];
  const onStep = (step: DeploymentStep) => {
    steps.push(step);
    say(stepLine(step));
  };
  const record = await deployProtocol({ ...parameters, client, onStep });
  writeRecord(path, record);
  // Of contracts that come from elsewhere the sources here say nothing.
  if (flags.artifacts === undefined) await recordLive(path, record, parameters.artifacts);
  say(`Record: ${path}`);
  if (flags.json) process.stdout.write(`${JSON.stringify({ record, steps, path }, decimal)}\n`);
}

/** What is deployed; a public chain gets what a commit gives, so that anybody can build it again. */
async function parametersOf(
  flags: DeployFlags,
  { config, path, say }: { config: DeploymentConfig; path: string; say: (text: string) => void },
) {
  const keeperSet = readKeeperSet(flags.keepers);
  const earlier = existsSync(path) ? readRecord(path) : undefined;
  const commit = flags.artifacts === undefined ? await sourcesCommit(root) : "unknown";
  requireCommitted(commit, flags.allowDirty || config.chainId === LOCAL_CHAIN_ID);
  const onBuild = () => say("Compiling the contracts for release; this takes a minute.");
  const artifacts = loadArtifacts(flags.artifacts ?? (await buildContracts("release", { onBuild })));
  const originOf = (implementation: Address) => readOrigin(path, implementation);
  return { artifacts, config, keeperSet, earlier, commit, originOf };
}

/** Prints what is missing, for another wallet; resolves with whether anything is. */
async function printMissing(
  { rpc, unsigned = "0x", safe = false }: DeployFlags,
  parameters: Parameters<typeof unsignedDeployment>[2],
): Promise<boolean> {
  if (!isAddress(unsigned)) throw new InvalidArgumentError("--unsigned", unsigned, "an address");
  const { chainId } = parameters.config;
  const transactions = await unsignedDeployment(rpc, unsigned, parameters);
  if (transactions.length === 0) return false;
  const batches = () => safeBatches(transactions, { chainId, name: "Deploy Capsule Protocol", createdAt: Date.now() });
  const printed = safe ? batches() : { chainId, from: unsigned, transactions };
  process.stdout.write(`${JSON.stringify(printed, decimal, 2)}\n`);
  process.stderr.write("Run the same command again when all of them are mined: it writes the record.\n");
  return true;
}

function stepLine({ name, address, hash, gasUsed, governance }: DeploymentStep): string {
  if (governance) return `→ ${name}: governance has to call ${governance.to} with ${governance.data}`;
  const done = hash === undefined ? "there already" : `${hash}${gasUsed === undefined ? "" : `, ${gasUsed} gas`}`;
  return `✓ ${name}${address === undefined ? "" : ` at ${address}`}: ${done}`;
}

await program.parseAsync();
