// One keeper of the local stack, in a process of its own: makes its keys, takes part in the key generation, then serves.
// It obeys messages of its parent (see keepers.ts) and ends with it.
import {
  initKeeper,
  jsonLog,
  parseCeremony,
  parseKeeperConfig,
  type RunningDkg,
  type RunningKeeper,
  startDkg,
  startKeeper,
} from "@capsule-protocol/runtime/keeper";
import type { KeeperAnswer, KeeperOrder } from "./keepers.ts";

const POLL_MS = 25;
const LINGER_MS = 5_000;
const HOST = "127.0.0.1";
const log = jsonLog((line) => process.stdout.write(line));

let secrets: { dataDirectory: string; passphrase: string; kdfCost: number } | undefined;
let dkg: RunningDkg | undefined;
let keeper: RunningKeeper | undefined;

async function obey(order: KeeperOrder): Promise<KeeperAnswer> {
  if (order.type === "init") return init(order);
  if (order.type === "open") return open(order);
  if (secrets === undefined) throw new Error("a keeper is told to init first");
  if (order.type === "generate") return generate(order.ceremony);
  keeper = await startKeeper(parseKeeperConfig({ ...order.config, ...secrets, passphrase: undefined }), {
    passphrase: secrets.passphrase,
    log,
  });
  return { type: "serving", url: keeper.url };
}

async function init({ dataDirectory, passphrase, kdfCost }: Extract<KeeperOrder, { type: "init" }>) {
  secrets = { dataDirectory, passphrase, kdfCost };
  const { operator, transportKey } = await initKeeper(secrets);
  const times = { pollMilliseconds: POLL_MS, lingerMilliseconds: LINGER_MS };
  dkg = await startDkg({ ...secrets, ...times, listen: { host: HOST, port: 0 }, log });
  return { type: "ready", url: dkg.url, operator, transportKey } as const;
}

/** The keys are those of an earlier run. */
function open({ dataDirectory, passphrase, kdfCost }: Extract<KeeperOrder, { type: "open" }>): KeeperAnswer {
  secrets = { dataDirectory, passphrase, kdfCost };
  return { type: "opened" };
}

async function generate(ceremony: unknown): Promise<KeeperAnswer> {
  const share = await dkg?.run(parseCeremony(ceremony));
  await dkg?.close();
  dkg = undefined;
  if (share === undefined) throw new Error("a keeper generates its share once");
  return { type: "generated", share };
}

async function end(): Promise<void> {
  await keeper?.close();
  await dkg?.close();
  process.exit(0);
}

process.on("message", (order: KeeperOrder) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (error: Error) => process.send?.({ type: "failed", reason: error.message } satisfies KeeperAnswer),
  );
});
process.once("disconnect", () => void end());
process.once("SIGTERM", () => void end());
// A Ctrl-C is the parent's to handle.
process.on("SIGINT", () => {});
