import type { Address } from "viem";
import { collectPathFunction, incomeCollectedEvent } from "../../generated/royaltySplitter.ts";
import { writeManyAction } from "../writeAction.ts";
import { requireDue } from "./due.ts";

export type CollectPathParameters = {
  /** From a descendant upward, each capsule owing the next. */
  path: readonly bigint[];
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * `collect` from each capsule of a path to the next. `collectPath.sync` returns as `events` what was moved by which hop.
 *
 * @throws what `collect` throws.
 */
export const collectPath = /*#__PURE__*/ writeManyAction({
  contract: "royaltySplitter",
  function: collectPathFunction,
  event: incomeCollectedEvent,
  args: ({ path, currency }: CollectPathParameters) => [path, currency],
  provide: (_, { currency }, attempt) => requireDue("collectPath", currency, attempt),
});
