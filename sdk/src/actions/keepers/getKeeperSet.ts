import { keeperSetFunction } from "../../generated/keeperRegistry.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

export type GetKeeperSetParameters = {
  /** Number of the set (`getCurrentEpoch`). */
  epoch: bigint;
};

/** Epoch, threshold, group key and keepers; a keeper's share index is its position plus 1. */
export type KeeperSet = ResultOf<typeof keeperSetFunction>;

/**
 * A keeper set, present or past.
 *
 * @throws ContractRevertError `KeeperRegistry_UnknownEpoch`.
 */
export const getKeeperSet = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: keeperSetFunction,
  args: ({ epoch }: GetKeeperSetParameters) => [epoch],
});
