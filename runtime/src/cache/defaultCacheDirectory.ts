import { isAbsolute, join } from "node:path";
import { CacheDirectoryUnknownError } from "./errors.ts";

/**
 * Where ciphertext is cached unless the user says otherwise: `$XDG_CACHE_HOME/capsule-protocol`, else
 * `~/.cache/capsule-protocol` (https://specifications.freedesktop.org/basedir-spec/), on Windows
 * `%LOCALAPPDATA%\capsule-protocol`. A relative `$XDG_CACHE_HOME` counts as unset, as the specification says.
 *
 * @param env the environment variables.
 * @throws CacheDirectoryUnknownError when none of the variables is set.
 */
export function defaultCacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = env;
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, "capsule-protocol");
  if (HOME) return join(HOME, ".cache", "capsule-protocol");
  if (LOCALAPPDATA) return join(LOCALAPPDATA, "capsule-protocol");
  throw new CacheDirectoryUnknownError();
}
