/** Every typed error that loading and publishing can end in, beside the SDK's own. */
export * from "./access/errors.ts";
export { ModelRejectedError } from "./artifact/errors.ts";
export * from "./engine/errors.ts";
export {
  KeeperQuorumLostError,
  KeeperSetInvalidError,
  KeyReleaseRefusedError,
  SealQuorumError,
  UsageQuorumError,
} from "./keys/keyServiceErrors.ts";
export * from "./load/errors.ts";
export * from "./payload/errors.ts";
export * from "./publish/errors.ts";
export * from "./storage/errors.ts";
export * from "./tensors/errors.ts";
