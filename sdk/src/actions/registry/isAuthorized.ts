import type { Address } from "viem";
import { isAuthorizedFunction } from "../../generated/capsuleRegistry.ts";
import { readAction } from "../readAction.ts";

export type IsAuthorizedParameters = { capsuleId: bigint; account: Address };

/**
 * Whether an account owns the capsule or may act for its owner (ERC-721 approval or operator).
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule` for an unknown capsule.
 */
export const isAuthorized = /*#__PURE__*/ readAction({
  contract: "registry",
  function: isAuthorizedFunction,
  args: ({ capsuleId, account }: IsAuthorizedParameters) => [capsuleId, account],
});
