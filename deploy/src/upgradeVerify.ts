#!/usr/bin/env node
// Makes a proposed upgrade again from the sources here, and compares it with what is on chain.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { InvalidArgumentError } from "./errors.ts";
import { reported } from "./reported.ts";
import { buildRelease, loadBuild } from "./upgrade/build.ts";
import type { Check } from "./upgrade/facts.ts";
import type { RecordedTerms } from "./upgrade/proposalFiles.ts";
import { openRecorded } from "./upgrade/recorded.ts";
import { verifyUpgrade } from "./upgrade/verify.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

type Flags = {
  proposal: string;
  rpc: string;
  record?: string;
  proposals: string;
  artifacts?: string;
  json?: boolean;
};

const program = new Command("upgrade:verify")
  .description("Says whether a proposed upgrade is what its report says. Exit code 0 for PASS, 1 for anything else.")
  .requiredOption("--proposal <id>", "decimal number")
  .requiredOption("--rpc <url>", "JSON-RPC endpoint of the chain")
  .option("--record <file>", "the deployment's record; deploy/records/<chainId>.json when left out")
  .option("--proposals <folder>", "where the proposal's files are", join(root, "deploy/proposals"))
  .option("--artifacts <folder>", "forge's output; the release build, made when needed, when left out")
  .option("--json", "print one JSON object on standard output; the words for people go to standard error")
  .action((flags: Flags) => reported(flags.json, () => run(flags)));

async function run(flags: Flags): Promise<void> {
  const say = (text: string) => void (flags.json ? process.stderr : process.stdout).write(`${text}\n`);
  if (!/^\d+$/.test(flags.proposal)) throw new InvalidArgumentError("--proposal", flags.proposal, "a decimal number");
  const { client, deployment, liveAt } = await openRecorded(root, flags);
  const liveOf = ({ contract, block }: RecordedTerms) => liveAt(contract, block);
  const buildOf = async ({ candidate: name, source, commit }: RecordedTerms) => {
    const folder = flags.artifacts ?? (await buildRelease(source, say));
    return loadBuild(root, { name, folder, commit, source });
  };
  const proposalId = BigInt(flags.proposal);
  const request = { root, rpcUrl: flags.rpc, deployment, proposalId, folder: flags.proposals, liveOf, buildOf };
  const checks = await verifyUpgrade(client, request);
  const failed = checks.filter(({ holds }) => !holds);
  for (const check of checks) say(line(check));
  say(failed.length === 0 ? "PASS" : `FAIL: ${failed.length} of ${checks.length} checks do not hold.`);
  if (flags.json) process.stdout.write(`${JSON.stringify({ pass: failed.length === 0, checks })}\n`);
  if (failed.length > 0) process.exitCode = 1;
}

const line = ({ name, holds, words }: Check): string =>
  `${holds ? "✓" : "✗"} ${name}: ${words.replaceAll("\n", "\n    ")}`;

await program.parseAsync();
