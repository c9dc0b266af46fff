import type { Address } from "viem";
import { inboxSweptEvent, sweepFunction } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type SweepParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * Moves what a capsule's inbox holds into its income. Anyone may call.
 *
 * @throws ContractRevertError `Inbox_Empty`, `AccessToken_CurrencyNotAccepted`.
 */
export const sweep = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: sweepFunction,
  event: inboxSweptEvent,
  args: ({ capsuleId, currency }: SweepParameters) => [capsuleId, currency],
});
