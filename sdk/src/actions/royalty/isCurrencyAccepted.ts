import type { Address } from "viem";
import { acceptsCurrencyFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type IsCurrencyAcceptedParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/** Whether a capsule earns in a currency; always in the native one. */
export const isCurrencyAccepted = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: acceptsCurrencyFunction,
  args: ({ capsuleId, currency }: IsCurrencyAcceptedParameters) => [capsuleId, currency],
});
