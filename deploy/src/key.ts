import { readFileSync } from "node:fs";
import { type Hex, isHex, size } from "viem";

/**
 * Reads a private key from a file, or else from an environment variable. A key is never taken from an argument: every
 * process of the machine can read those.
 *
 * @param Missing error to throw with the reason when there is none.
 */
export function readKey(keyFile: string | undefined, variable: string, Missing: new (reason: string) => Error): Hex {
  const source = keyFile ?? `the variable ${variable}`;
  const text = keyFile === undefined ? process.env[variable] : readText(keyFile, Missing);
  const key = text?.trim();
  if (!key) throw new Missing(`${source} is empty`);
  if (!isHex(key) || size(key) !== 32) throw new Missing(`${source} holds no private key`);
  return key;
}

function readText(path: string, Missing: new (reason: string) => Error): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Missing(`${path} can't be read`);
  }
}
