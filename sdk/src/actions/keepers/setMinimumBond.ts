import { minimumBondChangedEvent, setMinimumBondFunction } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type SetMinimumBondParameters = {
  /** What each keeper of the epochs to come needs, in wei. */
  amount: bigint;
};

/**
 * Sets what keepers of the epochs to come must stake. Governance only: `setMinimumBond.call` is what a proposal takes.
 *
 * @throws ContractRevertError `AccessManagedUnauthorized`.
 */
export const setMinimumBond = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: setMinimumBondFunction,
  event: minimumBondChangedEvent,
  args: ({ amount }: SetMinimumBondParameters) => [amount],
});
