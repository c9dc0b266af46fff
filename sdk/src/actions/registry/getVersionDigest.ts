import { versionDigestFunction } from "../../generated/capsuleRegistry.ts";
import { readAction } from "../readAction.ts";

export type GetVersionDigestParameters = {
  capsuleId: bigint;
  /** Number of the version, from 1. */
  version: bigint;
};

/**
 * SHA-256 of a version's manifest; with `digestToCid` its address in IPFS.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownVersion`.
 */
export const getVersionDigest = /*#__PURE__*/ readAction({
  contract: "registry",
  function: versionDigestFunction,
  args: ({ capsuleId, version }: GetVersionDigestParameters) => [capsuleId, version],
});
