import { Command, InvalidArgumentError } from "commander";
import { readJsonFile } from "../../keeper/config.ts";
import {
  checkPassphrase,
  dataFiles,
  initKeeper,
  jsonLog,
  type KeySharePublic,
  loadKeeperConfig,
  loadNodeConfig,
  type NodeConfig,
  parseCeremony,
  readPassphraseFile,
  startDkg,
  startKeeper,
  verifyReleaseLog,
} from "../../keeper/index.ts";
import { closeOnSignal, print, reportErrors } from "./keeperOutput.ts";

type Options = { config: string; json?: boolean };

const log = jsonLog((line) => process.stderr.write(line));

/** The command `capsule-keeper`. It writes its result to stdout and log lines, one JSON object each, to stderr. */
export function keeperCommand(name = "capsule-keeper"): Command {
  const command = new Command(name).description("Holds one share of the network's key and releases it to licensees.");
  addInit(command);
  addDkg(command);
  addStart(command);
  addLog(command);
  return command;
}

function addInit(command: Command): void {
  subcommand(command, "init", "create this keeper's operator and transport keys").action(
    reportErrors(async (options: Options) => {
      const config = await loadNodeConfig(options.config);
      const passphrase = await readPassphrase(config);
      const { operator, transportKey } = await initKeeper({ ...config, passphrase });
      print(options, { operator, transportKey }, [`operator      ${operator}`, `transportKey  ${transportKey}`]);
    }),
  );
}

function addDkg(command: Command): void {
  subcommand(command, "dkg", "generate the network's key together with the other keepers")
    .requiredOption("--ceremony <file>", "what all participants agreed on, the same file for all")
    .option("--timeout <seconds>", "give up after this time", positiveInteger, 600)
    .option("--linger <seconds>", "serve those who are behind for this long", positiveInteger, 30)
    .option("--poll <milliseconds>", "time between two looks at the others", positiveInteger, 200)
    .option("--replace", "give up the share of an earlier ceremony")
    .action(
      reportErrors(async (options: Options & DkgFlags) => {
        const config = await loadNodeConfig(options.config);
        const ceremony = parseCeremony(await readJsonFile(options.ceremony), options.ceremony);
        const dkg = await startDkg({ ...config, ...dkgTimes(options), passphrase: await readPassphrase(config), log });
        const release = closeOnSignal(() => dkg.close());
        try {
          const share = await dkg.run(ceremony);
          print(options, share, shareLines(share));
        } finally {
          release();
          await dkg.close();
        }
      }),
    );
}

function addStart(command: Command): void {
  subcommand(command, "start", "serve key requests until stopped by SIGINT or SIGTERM").action(
    reportErrors(async (options: Options) => {
      const config = await loadKeeperConfig(options.config);
      const keeper = await startKeeper(config, { passphrase: await readPassphrase(config), log });
      closeOnSignal(() => keeper.close());
      const { url, identity } = keeper;
      print(options, { url, ...identity }, [`Keeper ${identity.index} of epoch ${identity.epoch} listens on ${url}`]);
    }),
  );
}

function addLog(command: Command): void {
  const group = command.command("log").description("the log of releases");
  subcommand(group, "verify", "check every line of the log, and that it still contains what was noted earlier")
    .option("--entries <n>", "number of entries noted earlier", positiveInteger)
    .option("--hash <hex>", "hash of that entry")
    .action(
      reportErrors(async (options: Options & { entries?: number; hash?: string }) => {
        const verified = await verifyLog(options);
        const { entries, hash } = verified;
        print(options, { entries, hash }, [`${entries} entries, all whole; head ${hash}`]);
      }),
    );
  subcommand(group, "counts", "releases by capsule and day, without anything about who asked").action(
    reportErrors(async (options: Options) => {
      const counts = (await verifyLog(options)).counts.map((count) => ({
        ...count,
        capsuleId: String(count.capsuleId),
      }));
      const lines = counts.map(
        ({ day, epoch, capsuleId, releases }) => `${day}  epoch ${epoch}  ${capsuleId}  ${releases}`,
      );
      print(options, { counts }, lines);
    }),
  );
}

type DkgFlags = { ceremony: string; timeout: number; linger: number; poll: number; replace?: boolean };

function dkgTimes({ timeout, linger, poll, replace = false }: DkgFlags) {
  const [timeoutMilliseconds, lingerMilliseconds] = [timeout * 1000, linger * 1000];
  return { timeoutMilliseconds, lingerMilliseconds, pollMilliseconds: poll, replace };
}

async function verifyLog(options: Options & { entries?: number; hash?: string }) {
  const { dataDirectory } = await loadNodeConfig(options.config);
  const { entries, hash } = options;
  const expected = entries !== undefined && hash !== undefined ? { entries, hash } : undefined;
  return verifyReleaseLog(dataFiles(dataDirectory).releases, expected);
}

/** The passphrase never comes from an argument: those can be read by every process of the machine. */
async function readPassphrase({ passphrase }: Pick<NodeConfig, "passphrase">): Promise<string> {
  if ("file" in passphrase) return readPassphraseFile(passphrase.file);
  return checkPassphrase(process.env[passphrase.environment]);
}

function subcommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .requiredOption("--config <file>", "the keeper's configuration")
    .option("--json", "print the result as one JSON object");
}

function shareLines({ index, epoch, threshold, groupKey, verificationShares }: KeySharePublic): string[] {
  return [
    `Share ${index} of ${verificationShares.length} in epoch ${epoch}; ${threshold} open a capsule.`,
    `groupKey  ${groupKey}`,
    ...verificationShares.map((share, position) => `share ${position + 1}   ${share}`),
  ];
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("must be a positive integer");
  return Number(text);
}
