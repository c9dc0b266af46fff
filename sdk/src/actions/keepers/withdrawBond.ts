import type { Address } from "viem";
import { bondWithdrawnEvent, withdrawBondFunction } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawBondParameters = {
  /** Account that is paid. */
  recipient: Address;
};

/**
 * Pays the sender's whole bond, once it is no keeper since 30 days (`getBondReleasableAt`).
 *
 * @throws ContractRevertError `KeeperBonds_NoBond`, `KeeperBonds_StillKeeper`, `KeeperBonds_TooEarly`.
 */
export const withdrawBond = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: withdrawBondFunction,
  event: bondWithdrawnEvent,
  args: ({ recipient }: WithdrawBondParameters) => [recipient],
});
