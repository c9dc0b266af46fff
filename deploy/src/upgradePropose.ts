#!/usr/bin/env node
// Examines an upgrade, writes its report, and puts it to the vote.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type Address, getAddress, type Hex, isAddress, isHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getBlockNumber } from "viem/actions";
import { create2Address } from "./create2.ts";
import { InvalidArgumentError } from "./errors.ts";
import { decimal } from "./jsonFile.ts";
import { readKey } from "./key.ts";
import { recordOrigins } from "./origins.ts";
import { writeRecord } from "./record.ts";
import { reported } from "./reported.ts";
import { updateRecord } from "./updateRecord.ts";
import { buildRelease, loadBuild } from "./upgrade/build.ts";
import type { UpgradeRequest } from "./upgrade/prepare.ts";
import { writeProposal } from "./upgrade/proposalFiles.ts";
import { examineUpgrade, proposeUpgrade, requireProposable } from "./upgrade/propose.ts";
import { openRecorded, type Recorded } from "./upgrade/recorded.ts";
import { unsignedTransactions } from "./upgrade/unsigned.ts";
import { VoterKeyError } from "./voting/errors.ts";
import { KEY_VARIABLE } from "./voting/session.ts";
import { requireCommitted, sourcesCommit } from "./workingTree.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

type Flags = {
  contract: string;
  with?: string;
  source?: string;
  rpc: string;
  record?: string;
  arguments?: string;
  callData: string;
  artifacts?: string;
  proposals: string;
  keyFile?: string;
  proposer?: string;
  allowRemoved?: boolean;
  allowDirty?: boolean;
  unsigned?: boolean;
  dryRun?: boolean;
  json?: boolean;
};

const program = new Command("upgrade:propose")
  .description("Examines an upgrade and puts it to the vote. One that may not be proposed ends with exit code 1.")
  .requiredOption("--contract <name>", "contract to upgrade: RoyaltySplitter, …")
  .requiredOption("--rpc <url>", "JSON-RPC endpoint of the chain")
  .option("--record <file>", "the deployment's record; deploy/records/<chainId>.json when left out")
  .option("--with <name>", "contract that takes its place, when it has another name")
  .option("--source <file>", "file that declares it, relative to the project, when it isn't in contracts/src")
  .option("--arguments <json>", "list of its constructor's arguments; the recorded ones when left out")
  .option("--call-data <hex>", "call that the proxy makes right after the upgrade", "0x")
  .option("--artifacts <folder>", "forge's output; the release build, made when needed, when left out")
  .option("--proposals <folder>", "where the proposal's files go", join(root, "deploy/proposals"))
  .option("--key-file <file>", `file with the private key to propose with; else the variable ${KEY_VARIABLE}`)
  .option("--proposer <address>", "who is going to propose, with --unsigned or --dry-run")
  .option("--allow-removed", "agree to functions that are gone afterwards")
  .option("--allow-dirty", "propose sources that differ from their commit; the report says so")
  .option("--unsigned", "write the files and print the transactions, for another wallet to sign")
  .option("--dry-run", "print the report; send and write nothing")
  .option("--json", "print one JSON object on standard output; the words for people go to standard error")
  .action((flags: Flags) => reported(flags.json, () => run(flags)));

async function run(flags: Flags): Promise<void> {
  const say = (text: string) => void (flags.json ? process.stderr : process.stdout).write(`${text}\n`);
  const account = signs(flags) ? privateKeyToAccount(readKey(flags.keyFile, KEY_VARIABLE, VoterKeyError)) : undefined;
  const proposer = account?.address ?? addressOf(flags.proposer);
  const recorded = await openRecorded(root, flags, account);
  const request = await requestOf(flags, recorded, proposer, say);
  say("Comparing with what is live, and trying the proposal on a copy of the chain.");
  const proposable = await examineUpgrade(recorded.client, request);
  const { report, facts } = proposable;
  if (flags.dryRun) say(report.markdown);
  requireProposable(proposable);
  const outcome = { report: report.hash, implementation: facts.after.address, calls: facts.calls };
  if (flags.dryRun) return done(flags, { dryRun: true, ...outcome });
  if (flags.unsigned) {
    const transactions = await unsignedTransactions(recorded.client, request.deployment, proposable);
    const path = writeProposal(flags.proposals, proposable);
    recordOrigin(recorded, request, outcome.implementation);
    say(`Report: ${path}\nTo be signed, in this order:\n${JSON.stringify(transactions, decimal, 2)}`);
    return done(flags, { ...outcome, path, transactions });
  }
  // Who reads of the proposal can look it up, even if this ends before it hears that it was mined.
  const onWritten = () => recordOrigin(recorded, request, outcome.implementation);
  const proposed = await proposeUpgrade(recorded.client, request, { proposable, folder: flags.proposals, onWritten });
  const { client, record, recordPath } = recorded;
  writeRecord(recordPath, await updateRecord(client, record, recordPath));
  say(`✓ ${proposed.transaction}\nProposal ${proposed.proposalId}\nReport: ${proposed.path}`);
  done(flags, { ...outcome, ...proposed });
}

/** Where the implementation comes from: the next upgrade is held against it. */
function recordOrigin({ recordPath }: Recorded, { build, terms }: UpgradeRequest, implementation: Address): void {
  const { candidate, commit } = build;
  const places = build.libraries.map(({ name, initCode }): [string, Address] => [name, create2Address(initCode)]);
  const source = { commit, constructorArguments: [...terms.constructorArguments] };
  const libraries = Object.fromEntries(places);
  const { name: contract, layout } = candidate;
  recordOrigins(recordPath, { [implementation]: { contract, ...source, libraries, layout } });
}

function done({ json }: Flags, outcome: object): void {
  if (json) process.stdout.write(`${JSON.stringify(outcome, decimal)}\n`);
}

const signs = ({ unsigned, dryRun, proposer }: Flags): boolean => !(unsigned || dryRun) || proposer === undefined;

async function requestOf(
  flags: Flags,
  { client, deployment, liveOf }: Recorded,
  proposer: Address,
  say: (text: string) => void,
): Promise<UpgradeRequest> {
  const live = liveOf(flags.contract);
  const commit = await sourcesCommit(root);
  requireCommitted(commit, flags.allowDirty);
  const folder = flags.artifacts ?? (await buildRelease(flags.source, say));
  const name = flags.with ?? flags.contract;
  const build = loadBuild(root, { name, folder, commit, ...(flags.source && { source: flags.source }) });
  const block = await getBlockNumber(client, { cacheTime: 0 });
  const constructorArguments = argumentsOf(flags.arguments) ?? live.constructorArguments;
  const { allowRemoved = false } = flags;
  const terms = { constructorArguments, callData: bytesOf(flags.callData), allowRemoved, block, proposer };
  return { root, rpcUrl: flags.rpc, deployment, live, build, terms };
}

function addressOf(text = ""): Address {
  if (!isAddress(text)) throw new InvalidArgumentError("--proposer", text, "an address");
  return getAddress(text);
}

function bytesOf(text: string): Hex {
  if (!isHex(text) || text.length % 2 !== 0) throw new InvalidArgumentError("--call-data", text, "0x and hex digits");
  return text;
}

function argumentsOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(text);
    if (Array.isArray(values) && values.every((value) => typeof value === "string")) return values;
  } catch {
    // Said below, like everything else that is no list.
  }
  throw new InvalidArgumentError("--arguments", text, "a JSON list of strings");
}

await program.parseAsync();
