import type { Address } from "viem";
import { isUsageAuthorizedFunction } from "../../generated/capsuleRegistry.ts";
import { readAction } from "../readAction.ts";

export type IsUsageAuthorizedParameters = { capsuleId: bigint; account: Address };

/**
 * Whether an account may run a capsule without a license: its owner, or who the owner authorized. Nobody may while it is
 * suspended.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`.
 */
export const isUsageAuthorized = /*#__PURE__*/ readAction({
  contract: "registry",
  function: isUsageAuthorizedFunction,
  args: ({ capsuleId, account }: IsUsageAuthorizedParameters) => [capsuleId, account],
});
