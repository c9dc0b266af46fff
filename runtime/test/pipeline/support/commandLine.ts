// The command line as accounts of the test network run it, in a directory of their own with the settings.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesToHex, type HDAccount } from "viem";
import { sampleModel } from "../../../models/index.ts";
import { runProgram } from "../../../src/cli/program.ts";
import type { Network } from "./network.ts";

export type CommandLine = Awaited<ReturnType<typeof commandLine>>;

/** The directory has the model `digits.onnx` with its card and a license text. */
export async function commandLine(net: Network) {
  const directory = net.directory();
  const { path, cardPath } = sampleModel("digits");
  await writeFile(join(directory, "digits.onnx"), await readFile(path));
  await writeFile(join(directory, "card.md"), await readFile(cardPath));
  await writeFile(join(directory, "LICENSE"), "Use it well.");
  const { startBlock, ...addresses } = net.deployment;
  const deployment = { ...addresses, startBlock: startBlock.toString() };
  const { url } = net.ipfs;
  const settings = { rpcUrl: net.rpcUrl, deployment, gateways: [url], ipfsApi: url, cacheDirectory: "cache" };
  await writeFile(join(directory, "capsule.json"), JSON.stringify(settings));

  /** Runs the command line as `account`; the result of `--json` is parsed. */
  async function capsuleAs(account: HDAccount, ...args: string[]) {
    let [out, err] = ["", ""];
    const terminal = {
      out: { write: (chunk: string) => (out += chunk) },
      err: { write: (chunk: string) => (err += chunk) },
    };
    const { privateKey } = account.getHdKey();
    const environment = { HOME: directory, CAPSULE_PRIVATE_KEY: bytesToHex(privateKey as Uint8Array) };
    const { signal } = new AbortController();
    const code = await runProgram(args, { terminal, environment, directory, signal });
    const json = args.includes("--json") && out ? JSON.parse(out) : undefined;
    return { code, out, err, json };
  }
  return { directory, capsuleAs };
}
