import type { Address } from "viem";
import { acceptCurrencyFunction, currencyAcceptedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type AcceptCurrencyParameters = {
  capsuleId: bigint;
  /** ERC-20 contract. The native currency is always accepted. */
  currency: Address;
};

/**
 * Lets a capsule earn in an ERC-20, at most 8 for ever; an offer in it does the same. Only the owner, or who may act for
 * the owner. Accepting one again changes nothing; `acceptCurrency.sync` then finds no event and says so.
 *
 * @throws ContractRevertError `RoyaltySplitter_NotAuthorized`, `RoyaltySplitter_InvalidCurrency`,
 *   `RoyaltySplitter_TooManyCurrencies`; EventMissingError.
 */
export const acceptCurrency = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: acceptCurrencyFunction,
  event: currencyAcceptedEvent,
  args: ({ capsuleId, currency }: AcceptCurrencyParameters) => [capsuleId, currency],
});
