export {
  CeremonyAbortedError,
  CeremonyNotParticipantError,
  CeremonyTimeoutError,
  KeyShareExistsError,
  PendingShareExistsError,
  ReshareMismatchError,
} from "./ceremony/errors.ts";
export {
  type KeeperConfig,
  type KeeperConfigInput,
  keeperConfigSchema,
  loadKeeperConfig,
  loadNodeConfig,
  type NodeConfig,
  parseKeeperConfig,
} from "./config.ts";
export { type ConfigIssue, KeeperConfigError } from "./configError.ts";
export { dataFiles } from "./dataDirectory.ts";
export { type Ceremony, ceremonyHash, ceremonySchema, parseCeremony } from "./dkg/ceremony.ts";
export { type DkgCeremonyOptions, runDkgCeremony } from "./dkg/runDkgCeremony.ts";
export { type RunningDkg, type StartDkgOptions, startDkg } from "./dkg/startDkg.ts";
export type { KeeperIdentity } from "./http/app.ts";
export { initKeeper } from "./initKeeper.ts";
export { jsonLog, type Log, type LogFields, type LogLevel, silentLog } from "./log.ts";
export { parseReshareCeremony, type ReshareCeremony, reshareCeremonySchema, reshareHash } from "./reshare/ceremony.ts";
export { preparePending } from "./reshare/pendingKeystore.ts";
export type { Rotation } from "./reshare/runReshare.ts";
export { type RunningReshare, type StartReshareOptions, startReshare } from "./reshare/startReshare.ts";
export { type RunningKeeper, type StartKeeperOptions, startKeeper } from "./startKeeper.ts";
export {
  DataDirectoryLockedError,
  FileNotPrivateError,
  KeyShareMissingError,
  KeystoreExistsError,
  KeystoreLockedError,
  KeystoreMalformedError,
  NonceJournalCorruptError,
  PassphraseInvalidError,
  ReleaseLogCorruptError,
} from "./store/errors.ts";
export { type KeySharePublic, type KeystorePublic, readKeystorePublic } from "./store/keystore.ts";
export { checkPassphrase, readPassphraseFile } from "./store/passphrase.ts";
export { type DailyCount, type LogHead, type VerifiedLog, verifyReleaseLog } from "./store/releaseLog.ts";
