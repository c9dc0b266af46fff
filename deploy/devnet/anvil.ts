import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { foundryBinary } from "../../tools/foundry.mjs";
import { LOCAL_CHAIN_ID } from "../src/config.ts";
import { StackStartError } from "./errors.ts";
import type { Guard } from "./guard.ts";

const START_LIMIT_MS = 20_000;
/**
 * Bytes of code that a contract may have here. What public chains get is compiled with the profile `release` and has to
 * keep to their 24,576; the profile `default` makes larger code of the same contracts.
 */
const CODE_SIZE_LIMIT = 32_768;
const ADDRESS = /Listening on (\S+)/;

/** A local chain in a process of its own. */
export type Anvil = { url: string; stop: () => Promise<void> };

/**
 * Starts anvil on a free port of the loopback interface. Every block is final two blocks later.
 *
 * @param blockTime seconds between blocks that are mined though nothing happens, so that the chain's clock moves on; a
 *   transaction is mined at once all the same. Left out: blocks come with transactions only.
 * @param chainId of the chain that it is a copy of, whose rules it keeps then.
 * @throws StackStartError
 */
export async function startAnvil(
  guard: Guard,
  options: { blockTime?: number; chainId?: number; args?: readonly string[]; signal?: AbortSignal } = {},
): Promise<Anvil> {
  const { blockTime, chainId = LOCAL_CHAIN_ID, args = [], signal } = options;
  signal?.throwIfAborted();
  const mining = blockTime === undefined ? [] : ["--mixed-mining", "--block-time", String(blockTime)];
  const listen = ["--host", "127.0.0.1", "--port", "0"];
  const limit = chainId === LOCAL_CHAIN_ID ? ["--code-size-limit", String(CODE_SIZE_LIMIT)] : [];
  const base = [...listen, "--chain-id", String(chainId), "--slots-in-an-epoch", "1", ...limit];
  const child = guard.spawn(foundryBinary("anvil"), [...base, ...mining, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    return { url: `http://${await listeningAddress(child, signal)}`, stop: () => guard.stop(child) };
  } catch (error) {
    await guard.stop(child);
    throw error;
  }
}

/** Waits for the line that tells the port, then lets the output run dry. */
function listeningAddress(child: ChildProcess, signal: AbortSignal | undefined): Promise<string> {
  const said: string[] = [];
  return new Promise<string>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      reject(new StackStartError("chain", `${reason}\n${said.join("\n")}`, cause));
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    limit.addEventListener("abort", () => fail("anvil said no address in time."));
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    child.once("error", (error) => fail("anvil can't be run.", error));
    child.once("exit", (code, killed) => fail(`anvil ended (${code ?? killed}).`));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text.trim()));
    if (child.stdout === null) return fail("anvil has no output.");
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const address = ADDRESS.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
