import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The environment doesn't say where the user's files are. */
export class CacheDirectoryUnknownError extends BaseError {
  constructor() {
    super("There is no cache directory: XDG_CACHE_HOME, HOME and LOCALAPPDATA are unset.", {
      code: "CACHE_DIRECTORY_UNKNOWN",
      hint: "Set XDG_CACHE_HOME to an absolute path, or name a cache directory.",
    });
  }
}

/** The cache directory can't be used. Reading goes on without it; listing and removing can't. */
export class CacheUnavailableError extends BaseError {
  readonly directory: string;

  constructor(directory: string, cause: unknown) {
    super(`The cache at ${directory} can't be used: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      code: "CACHE_UNAVAILABLE",
      hint: "Check that the directory belongs to you and that its disk has room, or name another one.",
      cause,
    });
    this.directory = directory;
  }
}
