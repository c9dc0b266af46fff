import { readFile } from "node:fs/promises";
import type { Hex, PrivateKeyAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { SettingError } from "./errors.ts";
import type { Environment, Settings } from "./settings.ts";

const HINT =
  "Put the private key (0x and 64 hexadecimal digits) into a file and name it with --key-file or in capsule.json.";

/**
 * The account to sign with: from the key file, else from the variable CAPSULE_PRIVATE_KEY. Never from an argument, which
 * every user of the machine can read.
 *
 * @throws SettingError
 */
export async function signingAccount(settings: Settings, environment: Environment): Promise<PrivateKeyAccount> {
  const { keyFile } = settings;
  const key = keyFile ? await readKeyFile(keyFile) : environment.CAPSULE_PRIVATE_KEY;
  if (key === undefined) throw new SettingError("The private key", "is not given", HINT);
  // The value is not repeated in the message: it may be a key with one character too many.
  const where = keyFile ?? "CAPSULE_PRIVATE_KEY";
  if (!/^0x[0-9a-fA-F]{64}$/.test(key.trim())) throw new SettingError(where, "holds no private key", HINT);
  try {
    return privateKeyToAccount(key.trim() as Hex);
  } catch {
    throw new SettingError(where, "holds a number that is no private key", HINT);
  }
}

async function readKeyFile(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new SettingError(path, `can't be read (${cause.code})`, HINT);
  });
}
