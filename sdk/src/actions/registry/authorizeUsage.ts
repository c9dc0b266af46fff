import type { Address } from "viem";
import { authorizationEvent, authorizeUsageFunction } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type AuthorizeUsageParameters = {
  capsuleId: bigint;
  /** Who may run it without a license. */
  user: Address;
};

/**
 * Lets an account run a capsule without a license (ERC-7857), until that is revoked or the capsule is transferred. Only
 * the owner; at most 100 accounts.
 *
 * @throws ContractRevertError `UsageAuthorization_NotOwner`, `UsageAuthorization_AlreadyAuthorized`,
 *   `UsageAuthorization_InvalidUser`, `UsageAuthorization_TooManyUsers`, `CapsuleRegistry_UnknownCapsule`.
 */
export const authorizeUsage = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: authorizeUsageFunction,
  event: authorizationEvent,
  args: ({ capsuleId, user }: AuthorizeUsageParameters) => [capsuleId, user],
});
