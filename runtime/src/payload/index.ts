/** Encrypted payloads: AES-256-GCM-HKDF streaming in the published Tink layout. Specification: `runtime/FORMAT.md`. */
export { decryptStream } from "./decryptStream.ts";
export { encryptStream } from "./encryptStream.ts";
export * from "./errors.ts";
export { checkKeyCommitment, committedKey, keyCommitment } from "./keyCommitment.ts";
export { AES256_GCM_HKDF_1MB, encryptedSize, type PayloadParameters, plaintextSize } from "./layout.ts";
export { openRandomAccess, type RandomAccessPayload, type ReadStored } from "./randomAccess.ts";
export type { PayloadKey } from "./segmentCipher.ts";
