import type { Address } from "viem";
import { collectManyFunction, incomeCollectedEvent } from "../../generated/royaltySplitter.ts";
import { writeManyAction } from "../writeAction.ts";
import { requireDue } from "./due.ts";

export type CollectManyParameters = {
  /** In the order in which to collect: what a capsule is owed before what it owes. */
  hops: readonly { childId: bigint; ancestorId: bigint }[];
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * `collect` for several hops (`getCollectableHops`). `collectMany.sync` returns as `events` what was moved by which hop.
 *
 * @throws what `collect` throws.
 */
export const collectMany = /*#__PURE__*/ writeManyAction({
  contract: "royaltySplitter",
  function: collectManyFunction,
  event: incomeCollectedEvent,
  args: ({ hops, currency }: CollectManyParameters) => [
    hops.map(({ childId, ancestorId }) => ({ childId, ancestorId })),
    currency,
  ],
  provide: (_, { currency }, attempt) => requireDue("collectMany", currency, attempt),
});
