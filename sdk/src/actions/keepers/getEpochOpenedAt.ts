import { epochOpenedAtFunction } from "../../generated/keeperRegistry.ts";
import { readAction } from "../readAction.ts";

export type GetEpochOpenedAtParameters = {
  /** Number of the keeper set (`getCurrentEpoch`). */
  epoch: bigint;
};

/**
 * When a keeper set became the current one: Unix time in seconds.
 *
 * @throws ContractRevertError `KeeperRegistry_UnknownEpoch`.
 */
export const getEpochOpenedAt = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: epochOpenedAtFunction,
  args: ({ epoch }: GetEpochOpenedAtParameters) => [epoch],
});
