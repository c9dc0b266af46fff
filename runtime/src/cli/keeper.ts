import { Command } from "commander";
import { readJsonFile } from "../../keeper/config.ts";
import {
  dataFiles,
  initKeeper,
  type KeySharePublic,
  loadKeeperConfig,
  loadNodeConfig,
  parseCeremony,
  startDkg,
  startKeeper,
  verifyReleaseLog,
} from "../../keeper/index.ts";
import {
  type CeremonyFlags,
  ceremonyCommand,
  ceremonyTimes,
  type KeeperOptions,
  keeperLog,
  positiveInteger,
  readPassphrase,
  subcommand,
} from "./keeperOptions.ts";
import { closeOnSignal, print, reportErrors } from "./keeperOutput.ts";
import { addPrepare, addReshare } from "./keeperRotation.ts";

/** The command `capsule-keeper`. It writes its result to stdout and log lines, one JSON object each, to stderr. */
export function keeperCommand(name = "capsule-keeper"): Command {
  const command = new Command(name).description("Holds one share of the network's key and releases it to licensees.");
  addInit(command);
  addDkg(command);
  addStart(command);
  addPrepare(command);
  addReshare(command);
  addLog(command);
  return command;
}

function addInit(command: Command): void {
  subcommand(command, "init", "create this keeper's operator and transport keys").action(
    reportErrors(async (options: KeeperOptions) => {
      const config = await loadNodeConfig(options.config);
      const passphrase = await readPassphrase(config);
      const { operator, transportKey } = await initKeeper({ ...config, passphrase });
      print(options, { operator, transportKey }, [`operator      ${operator}`, `transportKey  ${transportKey}`]);
    }),
  );
}

function addDkg(command: Command): void {
  ceremonyCommand(command, "dkg", "generate the network's key together with the other keepers")
    .option("--replace", "give up the share of an earlier ceremony")
    .action(
      reportErrors(async (options: KeeperOptions & CeremonyFlags) => {
        const config = await loadNodeConfig(options.config);
        const ceremony = parseCeremony(await readJsonFile(options.ceremony), options.ceremony);
        const passphrase = await readPassphrase(config);
        const dkg = await startDkg({ ...config, ...ceremonyTimes(options), passphrase, log: keeperLog });
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
    reportErrors(async (options: KeeperOptions) => {
      const config = await loadKeeperConfig(options.config);
      const keeper = await startKeeper(config, { passphrase: await readPassphrase(config), log: keeperLog });
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
      reportErrors(async (options: KeeperOptions & { entries?: number; hash?: string }) => {
        const verified = await verifyLog(options);
        const { entries, hash } = verified;
        print(options, { entries, hash }, [`${entries} entries, all whole; head ${hash}`]);
      }),
    );
  subcommand(group, "counts", "releases by capsule and day, without anything about who asked").action(
    reportErrors(async (options: KeeperOptions) => {
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

async function verifyLog(options: KeeperOptions & { entries?: number; hash?: string }) {
  const { dataDirectory } = await loadNodeConfig(options.config);
  const { entries, hash } = options;
  const expected = entries !== undefined && hash !== undefined ? { entries, hash } : undefined;
  return verifyReleaseLog(dataFiles(dataDirectory).releases, expected);
}

function shareLines({ index, epoch, threshold, groupKey, verificationShares }: KeySharePublic): string[] {
  return [
    `Share ${index} of ${verificationShares.length} in epoch ${epoch}; ${threshold} open a capsule.`,
    `groupKey  ${groupKey}`,
    ...verificationShares.map((share, position) => `share ${position + 1}   ${share}`),
  ];
}
