import { type Command, InvalidArgumentError } from "commander";
import { readJsonFile } from "../../keeper/config.ts";
import {
  loadKeeperConfig,
  loadNodeConfig,
  parseReshareCeremony,
  preparePending,
  type Rotation,
  startReshare,
} from "../../keeper/index.ts";
import { writeFileAtomic } from "../../keeper/store/atomicFile.ts";
import {
  type CeremonyFlags,
  ceremonyCommand,
  ceremonyTimes,
  type KeeperOptions,
  keeperLog,
  readPassphrase,
  subcommand,
} from "./keeperOptions.ts";
import { closeOnSignal, print, reportErrors } from "./keeperOutput.ts";

const REPLACE = ["--replace", "give up a share that waits for an epoch of another ceremony"] as const;

/** Before a rotation: the new transport key that the ceremony file names. */
export function addPrepare(command: Command): void {
  subcommand(command, "prepare", "create the transport key for the next epoch, before a rotation")
    .option(...REPLACE)
    .action(
      reportErrors(async (options: KeeperOptions & { replace?: boolean }) => {
        const config = await loadNodeConfig(options.config);
        const { replace = false } = options;
        const prepared = await preparePending({ ...config, replace, passphrase: await readPassphrase(config) });
        const { operator, transportKey } = prepared;
        print(options, { operator, transportKey }, [`operator      ${operator}`, `transportKey  ${transportKey}`]);
      }),
    );
}

type Flags = CeremonyFlags & { port: number; output?: string };

/** The rotation itself, beside a keeper that goes on serving. */
export function addReshare(command: Command): void {
  ceremonyCommand(
    command,
    "reshare",
    "hand the network's key over to the next set of keepers, together with all others",
  )
    .option("--port <port>", "where to serve messages, beside the running keeper", port, 8788)
    .option("--output <file>", "write what KeeperRegistry's rotate takes, as JSON")
    .option(...REPLACE)
    .action(
      reportErrors(async (options: KeeperOptions & Flags) => {
        const config = await loadKeeperConfig(options.config);
        const ceremony = parseReshareCeremony(await readJsonFile(options.ceremony), options.ceremony);
        const listen = { host: config.listen.host, port: options.port };
        const passphrase = await readPassphrase(config);
        const reshare = await startReshare(config, { ...ceremonyTimes(options), listen, passphrase, log: keeperLog });
        const release = closeOnSignal(() => reshare.close());
        try {
          await report(options, await reshare.run(ceremony));
        } finally {
          release();
          await reshare.close();
        }
      }),
    );
}

async function report(options: KeeperOptions & Flags, rotation: Rotation): Promise<void> {
  const result = { ...rotation, epoch: Number(rotation.epoch) };
  if (options.output) await writeFileAtomic(options.output, `${JSON.stringify(result, null, 2)}\n`);
  print(options, result, [
    `Epoch ${result.epoch}: ${rotation.threshold} of ${rotation.keepers.length} open a capsule; all of them accepted.`,
    `groupKey  ${rotation.groupKey}`,
    ...rotation.keepers.map(
      ({ operator, verificationShare }, i) => `share ${i + 1}   ${verificationShare}  ${operator}`,
    ),
    ...rotation.acceptances.map((signature) => `acceptance  ${signature}`),
  ]);
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("must be a port");
  return Number(text);
}
