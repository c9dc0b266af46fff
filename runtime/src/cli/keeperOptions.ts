import { type Command, InvalidArgumentError } from "commander";
import { checkPassphrase, jsonLog, type NodeConfig, readPassphraseFile } from "../../keeper/index.ts";

/** Options that every command of a keeper takes. */
export type KeeperOptions = { config: string; json?: boolean };

/** Options of ceremonies. */
export type CeremonyFlags = { ceremony: string; timeout: number; linger: number; poll: number; replace?: boolean };

/** Log lines, one JSON object each, go to stderr. */
export const keeperLog = jsonLog((line) => process.stderr.write(line));

export function subcommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .requiredOption("--config <file>", "the keeper's configuration")
    .option("--json", "print the result as one JSON object");
}

/** A command in which keepers exchange messages. */
export function ceremonyCommand(parent: Command, name: string, description: string): Command {
  return subcommand(parent, name, description)
    .requiredOption("--ceremony <file>", "what all participants agreed on, the same file for all")
    .option("--timeout <seconds>", "give up after this time", positiveInteger, 600)
    .option("--linger <seconds>", "serve those who are behind for this long", positiveInteger, 30)
    .option("--poll <milliseconds>", "time between two looks at the others", positiveInteger, 200);
}

export function ceremonyTimes({ timeout, linger, poll, replace = false }: CeremonyFlags) {
  const [timeoutMilliseconds, lingerMilliseconds] = [timeout * 1000, linger * 1000];
  return { timeoutMilliseconds, lingerMilliseconds, pollMilliseconds: poll, replace };
}

/** The passphrase never comes from an argument: those can be read by every process of the machine. */
export async function readPassphrase({ passphrase }: Pick<NodeConfig, "passphrase">): Promise<string> {
  if ("file" in passphrase) return readPassphraseFile(passphrase.file);
  return checkPassphrase(process.env[passphrase.environment]);
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("must be a positive integer");
  return Number(text);
}
