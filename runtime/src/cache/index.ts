export type { CachedBlock } from "./blockFiles.ts";
export { type CiphertextCache, type CiphertextCacheOptions, ciphertextCache } from "./ciphertextCache.ts";
export { defaultCacheDirectory } from "./defaultCacheDirectory.ts";
export { CacheDirectoryUnknownError, CacheUnavailableError } from "./errors.ts";
