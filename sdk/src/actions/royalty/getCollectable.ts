import type { Address } from "viem";
import { collectableFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetCollectableParameters = {
  /** Capsule that owes. */
  childId: bigint;
  /** Capsule that is owed. */
  ancestorId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/** What `collect` would move now, in the currency's smallest unit. @throws ContractRevertError `RoyaltySplitter_NotLinked`. */
export const getCollectable = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: collectableFunction,
  args: ({ childId, ancestorId, currency }: GetCollectableParameters) => [childId, ancestorId, currency],
});
