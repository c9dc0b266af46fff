import type { Address } from "viem";
import { authorizationRevokedEvent, revokeAuthorizationFunction } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type RevokeUsageParameters = { capsuleId: bigint; user: Address };

/**
 * Takes back what `authorizeUsage` gave, from the next key request on. Only the owner.
 *
 * @throws ContractRevertError `UsageAuthorization_NotOwner`, `UsageAuthorization_NotAuthorized`,
 *   `CapsuleRegistry_UnknownCapsule`.
 */
export const revokeUsage = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: revokeAuthorizationFunction,
  event: authorizationRevokedEvent,
  args: ({ capsuleId, user }: RevokeUsageParameters) => [capsuleId, user],
});
