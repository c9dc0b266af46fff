import { capsuleOfFunction } from "../../generated/capsuleRegistry.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

export type GetCapsuleParameters = { capsuleId: bigint };

/** Owner, current version and its digest, whether it is encrypted, sealed or suspended, its fee and royalty in bps. */
export type Capsule = ResultOf<typeof capsuleOfFunction>;

/**
 * Everything that the registry knows of a capsule.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`.
 */
export const getCapsule = /*#__PURE__*/ readAction({
  contract: "registry",
  function: capsuleOfFunction,
  args: ({ capsuleId }: GetCapsuleParameters) => [capsuleId],
});
