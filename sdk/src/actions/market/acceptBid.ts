import { acceptBidFunction, bidAcceptedEvent } from "../../generated/market.ts";
import { writeAction } from "../writeAction.ts";

export type AcceptBidParameters = {
  bidId: bigint;
  /** Least that the sender is willing to take, after the royalty, in the currency's smallest unit. */
  minProceeds: bigint;
  /** 1 when left out. */
  quantity?: bigint;
};

/**
 * Sells the sender's tokens to a bidder. The market must be let move them (`approveLicenses`, `approveCapsules`,
 * `approveShares`). `acceptBid.sync` returns what was `paid` and the `royalty` in it.
 *
 * @throws ContractRevertError `Market_UnknownBid`, `Market_BidExpired`, `Market_InvalidQuantity`,
 *   `Market_NotEnoughUnits`, `Market_InvalidRecipient`, `Market_Suspended`, `Market_ProceedsBelowMinimum`,
 *   `AccessToken_CurrencyNotAccepted`, `AccessToken_TransferForbidden`, `Protocol_Paused`.
 */
export const acceptBid = /*#__PURE__*/ writeAction({
  contract: "market",
  function: acceptBidFunction,
  event: bidAcceptedEvent,
  args: ({ bidId, quantity = 1n, minProceeds }: AcceptBidParameters) => [bidId, quantity, minProceeds],
});
