import type { Address } from "viem";
import { distributeFunction, incomeClaimedEvent } from "../../generated/royaltySplitter.ts";
import { writeManyAction } from "../writeAction.ts";
import { requireDue } from "./due.ts";

export type DistributeParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
  /** Holders of contribution shares to pay, beside the owner. */
  accounts: readonly Address[];
};

/**
 * Pays the owner and each of the accounts what they have earned. One that can't be paid keeps its claim and stops nobody.
 * Anyone may call. `distribute.sync` returns the payments as `events`.
 *
 * @throws NothingDueError; ContractRevertError `CapsuleRegistry_UnknownCapsule`.
 */
export const distribute = /*#__PURE__*/ writeManyAction({
  contract: "royaltySplitter",
  function: distributeFunction,
  event: incomeClaimedEvent,
  args: ({ capsuleId, currency, accounts }: DistributeParameters) => [capsuleId, currency, accounts],
  provide: (_, { currency }, attempt) => requireDue("distribute", currency, attempt),
});
