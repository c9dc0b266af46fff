import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The keystore file is missing, malformed or of a version that this keeper does not know. */
export class KeystoreMalformedError extends BaseError {
  constructor(path: string, reason: string, cause?: unknown) {
    super(`Keystore ${path}: ${reason}.`, {
      code: "KEYSTORE_MALFORMED",
      hint: "Restore the keystore from its backup, or create a new one with `capsule-keeper init`.",
      cause,
    });
  }
}

/** The passphrase does not open the keystore, or the file was altered; the two can't be told apart. */
export class KeystoreLockedError extends BaseError {
  constructor(path: string) {
    super(`Keystore ${path} does not open with this passphrase.`, {
      code: "KEYSTORE_LOCKED",
      hint: "Check the passphrase file or variable; if it is right, the file was altered: restore its backup.",
    });
  }
}

/** There is a keystore already, and creating one would destroy its keys. */
export class KeystoreExistsError extends BaseError {
  constructor(path: string) {
    super(`There already is a keystore at ${path}.`, {
      code: "KEYSTORE_EXISTS",
      hint: "Move it away first, or configure another data directory.",
    });
  }
}

/** The keystore holds no share of a network key yet. */
export class KeyShareMissingError extends BaseError {
  constructor(path: string) {
    super(`Keystore ${path} holds no share of a network key.`, {
      code: "KEY_SHARE_MISSING",
      hint: "Take part in a key generation first (`capsule-keeper dkg`), or in a rotation (`capsule-keeper reshare`).",
    });
  }
}

/** Someone other than the owner may read a file that must be private. */
export class FileNotPrivateError extends BaseError {
  constructor(path: string, mode: number) {
    super(`${path} has mode ${mode.toString(8).padStart(4, "0")}: others than its owner have access to it.`, {
      code: "FILE_NOT_PRIVATE",
      hint: `Run: chmod 600 ${path}`,
    });
  }
}

/** No passphrase, or one that is too short. */
export class PassphraseInvalidError extends BaseError {
  constructor(reason: string, cause?: unknown) {
    super(`The keystore's passphrase ${reason}.`, {
      code: "PASSPHRASE_INVALID",
      hint: "Put at least 12 characters in the configured file (mode 600) or environment variable.",
      cause,
    });
  }
}

/** A line of the record of used nonces can't be read, so a replay could not be told. */
export class NonceJournalCorruptError extends BaseError {
  constructor(path: string, line: number) {
    super(`Nonce journal ${path}: line ${line} is not what this keeper wrote.`, {
      code: "NONCE_JOURNAL_CORRUPT",
      hint: "Move the file away and start two minutes later: no request of before then is valid any more.",
    });
  }
}

/** The release log's chain of hashes is broken: a line was changed, removed, added or reordered. */
export class ReleaseLogCorruptError extends BaseError {
  /** First line that does not fit, from 1. */
  readonly line: number;

  constructor(path: string, line: number, reason: string) {
    super(`Release log ${path}: line ${line} ${reason}.`, {
      code: "RELEASE_LOG_CORRUPT",
      hint: "The log was tampered with or damaged: keep it as evidence, and find out who had access to it.",
    });
    this.line = line;
  }
}

/** Another keeper process uses the data directory. */
export class DataDirectoryLockedError extends BaseError {
  readonly processId: number;

  constructor(path: string, processId: number) {
    super(`The data directory is in use by process ${processId} (${path}).`, {
      code: "DATA_DIRECTORY_LOCKED",
      hint: "Stop the other keeper first. If no keeper runs with that process id, delete the lock file.",
    });
    this.processId = processId;
  }
}
