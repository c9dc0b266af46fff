import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The capsule has no file that an engine could run, or several and none was chosen. */
export class ModelFileError extends BaseError {
  constructor(reason: string, paths: readonly string[]) {
    super(`${reason} Files of the capsule: ${paths.join(", ")}.`, {
      code: "MODEL_FILE_UNCLEAR",
      hint: "Name one .onnx file of the capsule; other files can't be run.",
    });
  }
}

/** A file is larger than what may be decrypted into memory. */
export class FileTooLargeError extends BaseError {
  constructor(path: string, size: number, limit: number) {
    super(`${path} has ${size} bytes; at most ${limit} are decrypted into memory.`, {
      code: "FILE_TOO_LARGE",
      hint: "Raise the limit if the machine has the memory.",
    });
  }
}

/** What was stored or decrypted is not the file that the manifest describes. Nothing of it was used. */
export class FileIntegrityError extends BaseError {
  constructor(path: string, property: "stored size" | "size" | "SHA-256", expected: unknown, actual: unknown) {
    super(`The ${property} of ${path} is ${String(actual)}; the manifest says ${String(expected)}.`, {
      code: "FILE_INTEGRITY",
      hint: "The publisher stored another file than the manifest describes and must publish a corrected version.",
    });
  }
}

/** A session was used after it had been closed. */
export class SessionClosedError extends BaseError {
  constructor() {
    super("The session is closed.", { code: "SESSION_CLOSED", hint: "Load the capsule again." });
  }
}
