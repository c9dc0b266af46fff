import type { Address } from "viem";
import { collectFunction, incomeCollectedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";
import { requireDue } from "./due.ts";

export type CollectParameters = {
  /** Capsule that owes. */
  childId: bigint;
  /** Capsule that is owed. */
  ancestorId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * Moves what a capsule owes another one into that one's income, where it counts from then on. Anyone may call, at any time.
 * `collect.sync` returns the amounts due by each policy.
 *
 * @throws NothingDueError; ContractRevertError `RoyaltySplitter_NotLinked`, `RoyaltySplitter_CurrencyNotAccepted`.
 */
export const collect = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: collectFunction,
  event: incomeCollectedEvent,
  args: ({ childId, ancestorId, currency }: CollectParameters) => [childId, ancestorId, currency],
  provide: (_, { currency }, attempt) => requireDue("collect", currency, attempt),
});
