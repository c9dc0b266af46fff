import { type ChildProcess, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { later, temporaryDirectory } from "./cleanup.ts";
import { ACCESS_TOKEN, CHAIN_ID, KEEPER_REGISTRY, REGISTRY, USAGE_METER } from "./fakeRpc.ts";
import { PASSPHRASE } from "./testKeeper.ts";

const COMMAND = fileURLToPath(new URL("../../../bin/capsule-keeper.ts", import.meta.url));

export type Run = { child: ChildProcess; done: Promise<{ code: number | null; stdout: string; stderr: string }> };

/** The command in a process of its own, which the clean-up kills. */
export function run(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { PATH: process.env.PATH ?? "", ...env } });
  later(() => child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const done = new Promise<Awaited<Run["done"]>>((resolve) =>
    child.on("close", (code) => resolve({ code, stdout, stderr })),
  );
  return { child, done };
}

/** A configuration and its directory; the keeper listens on whatever port is free. */
export async function keeperDirectory(
  endpoint = "http://127.0.0.1:9",
  settled: { epochMilliseconds?: number } = {},
): Promise<{ config: string; directory: string }> {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, "passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
  const config = join(directory, "keeper.json");
  const contracts = {
    registry: REGISTRY,
    accessToken: ACCESS_TOKEN,
    keeperRegistry: KEEPER_REGISTRY,
    usageMeter: USAGE_METER,
  };
  const chain = { id: CHAIN_ID, ...contracts, endpoints: [endpoint], quorum: 1, cacheMilliseconds: 0, ...settled };
  const settings = {
    dataDirectory: "data",
    passphrase: { file: "passphrase" },
    listen: { port: 0 },
    chain,
    kdfCost: 10,
  };
  await writeFile(config, JSON.stringify(settings));
  return { config, directory };
}

/** Stands at a known address before the keeper, which listens on whatever port is free. */
export async function doorTo(port: Promise<number>): Promise<string> {
  const server = createServer(async (request, response) => {
    const answer = await fetch(`http://127.0.0.1:${await port}${request.url}`).catch(() => undefined);
    response.writeHead(answer?.status ?? 404).end(answer ? await answer.text() : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  later(() => server.close() && server.closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The first log line of an event. */
export const logged = (stream: NodeJS.ReadableStream, event: string) =>
  new Promise<Record<string, unknown>>((resolve) => {
    createInterface({ input: stream }).on("line", (line) => {
      const entry = JSON.parse(line);
      if (entry.event === event) resolve(entry);
    });
  });
