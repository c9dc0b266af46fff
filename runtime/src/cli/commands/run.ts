import { constants } from "node:fs";
import { access as probe, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import type { Address } from "viem";
import { writeFileAtomic } from "../../../keeper/store/atomicFile.ts";
import type { CapsuleAccess } from "../../access/authorizeAccess.ts";
import { findLicenses } from "../../access/chainHistory.ts";
import { LicenseMissingError } from "../../access/errors.ts";
import { ortEngine } from "../../engine/isolated/ortEngine.ts";
import { readKeeperSet } from "../../keys/keeperSet.ts";
import { thresholdKeyService } from "../../keys/thresholdKeyService.ts";
import type { CapsuleSession } from "../../load/session.ts";
import { type LoadStep, loadCapsule } from "../../loadCapsule.ts";
import type { Tensor } from "../../ports.ts";
import { sampleFeeds } from "../../tensors/sampleFeeds.ts";
import { feedsFromJson, tensorsToJson } from "../../tensors/tensorJson.ts";
import { address, smallInteger, unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { SettingError } from "../errors.ts";
import { progressDisplay, toJson } from "../terminal.ts";

type Flags = {
  license?: bigint;
  owner?: boolean;
  sessionFor?: Address;
  file?: string;
  input?: string;
  sample?: number | true;
  output?: string;
};

const TITLES: Record<LoadStep, string> = {
  resolve: "Find the capsule",
  authorise: "Check the license",
  fetch: "Fetch the encrypted model",
  release: "Ask the keepers for the key",
  decrypt: "Decrypt into memory",
  open: "Open the model",
};

export function addRun(program: Command, process: Process): void {
  const command = program
    .command("run")
    .description("run a licensed model on this machine")
    .argument("<capsule>", "capsule id", unsigned)
    .option("--license <id>", "license to use; one that the account holds when left out", unsigned)
    .option("--owner", "open it as its owner, without a license")
    .option("--session-for <address>", "act for this account, which authorized the signing key as a device", address)
    .option("--file <path>", "model inside the capsule, when it has several")
    .option("--input <file>", 'inputs as JSON, - for standard input: {"name": [[…]]} or {"name": {"dims", "data"}}')
    .option("--sample [seed]", "run it on made-up inputs instead", smallInteger)
    .option("--output <file>", "where to write the outputs; standard output when left out")
    .action(async (capsuleId: bigint, flags: Flags) => run(await contextOf(command, process), capsuleId, flags));
}

async function run(context: Context, capsuleId: bigint, flags: Flags): Promise<void> {
  if ((flags.input === undefined) === (flags.sample === undefined)) {
    throw new SettingError("The input", "is not clear", "Pass either --input or --sample.");
  }
  const json = flags.input === undefined ? undefined : await readInput(context, flags.input);
  if (flags.output !== undefined) await requirePlace(context, flags.output);
  const access = await accessOf(context, capsuleId, flags);
  const display = progressDisplay(context.terminal, TITLES);
  const { signal } = context;
  const ports = portsOf(context);
  const file = flags.file === undefined ? {} : { file: flags.file };
  const once = { leaseRuns: 1 };
  const loading = loadCapsule({ capsuleId, access, ports, ...file, ...once, signal, onProgress: display.show });
  const session = await loading.finally(display.clear);
  try {
    const outputs = await session.run(feedsOf(session, json, flags), { signal });
    await writeOutputs(context, session, outputs, flags.output);
  } finally {
    await session.close();
  }
}

function portsOf(context: Context) {
  const { chainId, keeperRegistry } = context.deployment();
  const keepers = () => readKeeperSet(context.client(), { keeperRegistry });
  const keys = thresholdKeyService({ chainId, keeperRegistry, keepers });
  return { chain: context.chain(), blocks: context.blocks(), keys, engine: ortEngine() };
}

async function accessOf(context: Context, capsuleId: bigint, flags: Flags): Promise<CapsuleAccess> {
  const client = await context.signingClient();
  const device = flags.sessionFor ? { device: client.account.address } : {};
  const account = flags.sessionFor ?? client.account.address;
  const licenseId = flags.owner ? 0n : (flags.license ?? (await anyLicense(context, capsuleId, account)));
  const { signTypedData } = client.account;
  if (!signTypedData) throw new SettingError("The account", "can't sign typed data", "Use a private key.");
  return { account, licenseId, ...device, sign: (typedData) => signTypedData(typedData) };
}

/** The best license that the account received; one that has ended is refused with the reason, by who checks it. */
async function anyLicense(context: Context, capsuleId: bigint, account: Address): Promise<bigint> {
  const { signal } = context;
  const parameters = { deployment: context.deployment(), capsuleId, account, signal };
  const [license] = await findLicenses(context.client(), parameters);
  if (!license) throw new LicenseMissingError({ capsuleId, account });
  return license.licenseId;
}

function feedsOf({ info }: CapsuleSession, json: unknown, { sample }: Flags): Record<string, Tensor> {
  if (sample === undefined) return feedsFromJson(json, info.inputs);
  return sampleFeeds(info.inputs, sample === true ? {} : { seed: sample });
}

async function readInput({ directory }: Context, path: string): Promise<unknown> {
  try {
    return JSON.parse(path === "-" ? await text(process.stdin) : await readFile(resolve(directory, path), "utf8"));
  } catch (cause) {
    throw new SettingError(`The input ${path}`, "can't be read as JSON", "Name a JSON file with --input.", cause);
  }
}

/** A metered run is spent once it is made: where its outputs can't be written is told before. */
async function requirePlace({ directory }: Context, path: string): Promise<void> {
  const target = resolve(directory, path);
  try {
    await probe(dirname(target), constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new SettingError(
      `The output ${path}`,
      "can't be written",
      "Name a file in a folder that you may write.",
      cause,
    );
  }
  const existing = await stat(target).catch(() => undefined);
  if (existing !== undefined && !existing.isFile()) {
    throw new SettingError(
      `The output ${path}`,
      "is no file",
      "Name a file, or leave --output out for standard output.",
    );
  }
}

async function writeOutputs(
  context: Context,
  { info, runsLeft }: CapsuleSession,
  outputs: Record<string, Tensor>,
  path: string | undefined,
): Promise<void> {
  const tensors = tensorsToJson(outputs);
  if (path !== undefined) await writeFileAtomic(resolve(context.directory, path), `${toJson(tensors)}\n`);
  const metered = runsLeft === undefined ? {} : { runsLeft };
  const result = { capsuleId: info.binding.capsuleId, licenseId: info.licenseId, ...metered, outputs: path ?? tensors };
  const left = runsLeft === undefined ? "" : `Runs left: ${runsLeft}.\n`;
  context.result(result, () => (path === undefined ? `${toJson(tensors)}\n` : `Outputs are in ${path}.\n${left}`));
}
