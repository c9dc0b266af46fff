import type { Address } from "viem";
import { bondPostedEvent, postBondFunction } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type PostBondParameters = {
  /** Keeper whose bond grows; only it can take the bond back. */
  operator: Address;
  /** In wei. */
  amount: bigint;
};

/**
 * Adds to a keeper's bond. Anyone may pay.
 *
 * @throws ContractRevertError `KeeperBonds_EmptyOperator`, `KeeperBonds_NothingPosted`.
 */
export const postBond = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: postBondFunction,
  event: bondPostedEvent,
  args: ({ operator }: PostBondParameters) => [operator],
  value: ({ amount }) => amount,
});
