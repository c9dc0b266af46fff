import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Ceremony, KeeperConfigInput, KeySharePublic } from "@capsule-protocol/runtime/keeper";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { Address, Hex } from "viem";
import { getAddress } from "viem";
import type { KeeperSet } from "../src/config.ts";
import { LOCAL_CHAIN_ID } from "../src/config.ts";
import { StackStartError } from "./errors.ts";
import type { Guard } from "./guard.ts";

type Ready = { type: "ready"; url: string; operator: Address; transportKey: Hex };
type Generated = { type: "generated"; share: KeySharePublic };

/** What the stack tells a keeper's process. */
export type KeeperOrder =
  | { type: "init"; dataDirectory: string; passphrase: string; kdfCost: number }
  | { type: "open"; dataDirectory: string; passphrase: string; kdfCost: number }
  | { type: "generate"; ceremony: Ceremony }
  | { type: "serve"; config: Omit<KeeperConfigInput, "dataDirectory"> };

/** What it answers. */
export type KeeperAnswer =
  | Ready
  | Generated
  | { type: "opened" }
  | { type: "serving"; url: string }
  | { type: "failed"; reason: string };

/** Who a keeper is, as the chain names it. */
export type KeeperIdentity = { url: string; operator: Address; transportKey: Hex };

/** A keeper in a process of its own. */
export type KeeperProcess = KeeperIdentity & {
  /** One JSON object a line. */
  logFile: string;
  generate: (ceremony: Ceremony) => Promise<KeySharePublic>;
  /** Serves at `url` from then on. */
  serve: (config: Omit<KeeperConfigInput, "dataDirectory">) => Promise<void>;
  stop: () => Promise<void>;
};

const SCRIPT = fileURLToPath(new URL("keeperProcess.ts", import.meta.url));
/** The cheapest that keystores allow: these keys open nothing but a chain that lives for minutes. */
const KDF_COST = 10;

/**
 * Starts a keeper's process. A new one makes its keys and listens for the others; with the keys of an earlier run it waits
 * to be told to serve.
 */
export async function startKeeperProcess(
  guard: Guard,
  options: { index: number; directory: string; kept?: KeeperIdentity | undefined; signal: AbortSignal },
): Promise<KeeperProcess> {
  const { index, directory, kept, signal } = options;
  const logFile = join(directory, `keeper-${index}.log`);
  const output = openSync(logFile, "a");
  const child = guard.spawn(process.execPath, [SCRIPT], { stdio: ["ignore", output, output, "ipc"] });
  closeSync(output);
  const dataDirectory = join(directory, `keeper-${index}`);
  const secrets = { dataDirectory, passphrase: passphraseAt(`${dataDirectory}.passphrase`), kdfCost: KDF_COST };
  if (kept) await ask(child, { type: "open", ...secrets }, signal);
  const { url, operator, transportKey } = kept ?? (await ask<Ready>(child, { type: "init", ...secrets }, signal));
  return {
    url,
    operator: getAddress(operator),
    transportKey,
    logFile,
    generate: async (ceremony) => (await ask<Generated>(child, { type: "generate", ceremony }, signal)).share,
    serve: async (config) => {
      await ask(child, { type: "serve", config: { ...config, listen: listenAt(url) } }, signal);
    },
    stop: () => guard.stop(child),
  };
}

/** A passphrase in a file that its owner alone can read; made up when there is none. */
function passphraseAt(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(16).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8");
}

/** Has all keepers generate the network's key together. */
export async function generateKey(keepers: readonly KeeperProcess[], threshold: number): Promise<KeeperSet> {
  const ceremony: Ceremony = {
    name: `local ${randomBytes(8).toString("hex")}`,
    chainId: LOCAL_CHAIN_ID,
    epoch: 1,
    threshold,
    participants: keepers.map(({ operator, transportKey, url }) => ({ operator, transportKey, url })),
  };
  const shares = await Promise.all(keepers.map((keeper) => keeper.generate(ceremony)));
  const [first] = shares;
  if (first === undefined) throw new StackStartError("keepers", "there are none.");
  const entries = keepers.map(({ operator, transportKey, url }, position) => ({
    operator,
    transportKey,
    verificationShare: first.verificationShares[position] as Hex,
    url,
  }));
  return { threshold, groupKey: first.groupKey, keepers: entries };
}

/** How a keeper of the local stack reads the chain: one endpoint, and no opinion on clocks that tests may move. */
export function localChain(deployment: Deployment, rpcUrl: string): KeeperConfigInput["chain"] {
  const { chainId: id, registry, accessToken, keeperRegistry, usageMeter } = deployment;
  return {
    ...{ id, registry, accessToken, keeperRegistry, usageMeter },
    ...{ endpoints: [rpcUrl], quorum: 1, finality: "finalized", cacheMilliseconds: 100 },
    ...{ maxHeadAge: null, maxHeadAhead: null, maxFinalAge: null, maxFinalSpread: null },
  };
}

function listenAt(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

/** Sends an order and waits for the answer. One at a time for each child. */
function ask<answer extends KeeperAnswer>(child: ChildProcess, order: KeeperOrder, signal: AbortSignal) {
  signal.throwIfAborted();
  return new Promise<answer>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      settle(() => reject(new StackStartError("keepers", reason, cause)));
    const onMessage = (answer: KeeperAnswer) => {
      if (answer.type === "failed") fail(`a keeper could not ${order.type}: ${answer.reason}`);
      else settle(() => resolve(answer as answer));
    };
    const onExit = (code: number | null, killed: string | null) => fail(`a keeper ended (${code ?? killed}).`);
    const onError = (error: Error) => fail("a keeper can't be run.", error);
    const onAbort = () => settle(() => reject(signal.reason));
    const settle = (finish: () => void) => {
      child.off("message", onMessage).off("exit", onExit).off("error", onError);
      signal.removeEventListener("abort", onAbort);
      finish();
    };
    child.on("message", onMessage).on("exit", onExit).on("error", onError);
    signal.addEventListener("abort", onAbort);
    child.send(order);
  });
}
