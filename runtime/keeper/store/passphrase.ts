import { readFile, stat } from "node:fs/promises";
import { FileNotPrivateError, PassphraseInvalidError } from "./errors.ts";

const MIN_LENGTH = 12;

/** Refuses a file that anyone but its owner has access to. Windows has other means and reports no such modes. */
export async function requirePrivateFile(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const mode = (await stat(path)).mode & 0o7777;
  if ((mode & 0o077) !== 0) throw new FileNotPrivateError(path, mode);
}

/**
 * Reads a passphrase from a file of mode 0600; one line feed at its end does not count.
 *
 * @throws PassphraseInvalidError, FileNotPrivateError
 */
export async function readPassphraseFile(path: string): Promise<string> {
  try {
    await requirePrivateFile(path);
    return checkPassphrase((await readFile(path, "utf8")).replace(/\r?\n$/, ""));
  } catch (error) {
    if (error instanceof FileNotPrivateError || error instanceof PassphraseInvalidError) throw error;
    throw new PassphraseInvalidError(`can't be read from ${path}`, error);
  }
}

/** @throws PassphraseInvalidError when there is none, or one too short to resist guessing. */
export function checkPassphrase(passphrase: string | undefined): string {
  if (!passphrase) throw new PassphraseInvalidError("is missing");
  if (passphrase.length < MIN_LENGTH) throw new PassphraseInvalidError(`is shorter than ${MIN_LENGTH} characters`);
  return passphrase;
}
