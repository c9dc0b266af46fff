import { Command, CommanderError } from "commander";
import { addBuy } from "./commands/buy.ts";
import { addLs } from "./commands/ls.ts";
import { addOffer } from "./commands/offer.ts";
import { addPublish } from "./commands/publish.ts";
import { addPull } from "./commands/pull.ts";
import { addRm } from "./commands/rm.ts";
import { addRoyalties } from "./commands/royalties.ts";
import { addRun } from "./commands/run.ts";
import { addSettle } from "./commands/settle.ts";
import { addShow } from "./commands/show.ts";
import { addVerify } from "./commands/verify.ts";
import type { Process } from "./context.ts";
import { exitCodeOf, failureOf } from "./failure.ts";
import { keeperCommand } from "./keeper.ts";
import { toJson } from "./terminal.ts";

/** Exit code for a command line that can't be understood. */
const USAGE_ERROR = 2;

/**
 * Runs the command line `capsule`.
 *
 * @param args what follows the program's name.
 * @returns the exit code: 0, 1 after a failure, 2 for a wrong command line, 130 when interrupted. A failure's sentence and
 *   hint are on `err`; with --json also `{"error": {code, message, hint}}` on `out`.
 */
export async function runProgram(args: readonly string[], host: Process): Promise<number> {
  if (args[0] === "keeper") return runKeeper(args.slice(1));
  try {
    await createProgram(host).parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_ERROR;
    const failure = failureOf(error);
    const { out, err } = host.terminal;
    err.write(`${failure.message}\n${failure.hint}\n`);
    if (args.includes("--json")) out.write(`${toJson({ error: failure })}\n`);
    return exitCodeOf(error);
  }
}

/** The keeper's command has flags and settings of its own, and says itself what went wrong. */
async function runKeeper(args: readonly string[]): Promise<number> {
  await keeperCommand("capsule keeper").parseAsync([...args], { from: "user" });
  return Number(process.exitCode ?? 0);
}

function createProgram(host: Process): Command {
  const program = new Command("capsule")
    .description("Publish, license and run AI works on Capsule Protocol.")
    .option("--config <file>", "settings; by default capsule.json here or in the user's configuration directory")
    .option("--rpc <url>", "RPC address of the chain")
    .option("--deployment <file>", "deployment record of the protocol")
    .option("--gateway <url>", "IPFS gateway to read from; may be repeated", repeated)
    .option("--ipfs-api <url>", "kubo-compatible API to store at")
    .option("--cache <directory>", "where fetched ciphertext is kept")
    .option("--key-file <file>", "file with the private key; else the variable CAPSULE_PRIVATE_KEY")
    .option("--account <address>", "account to ask about, where nothing is signed")
    .option("--json", "print one JSON value on standard output")
    .addHelpText("after", "\n`capsule keeper --help` is about running a keeper.")
    .configureOutput({
      writeOut: (text) => void host.terminal.out.write(text),
      writeErr: (text) => void host.terminal.err.write(text),
    })
    .exitOverride();
  const commands = [
    addPublish,
    addOffer,
    addBuy,
    addPull,
    addRun,
    addShow,
    addRoyalties,
    addSettle,
    addLs,
    addRm,
    addVerify,
  ];
  for (const add of commands) add(program, host);
  return program;
}

function repeated(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
