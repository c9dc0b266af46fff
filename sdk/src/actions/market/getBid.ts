import { zeroAddress } from "viem";
import { bidOfFunction } from "../../generated/market.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";
import { ITEM_KINDS, type ItemKind } from "./order.ts";

export type GetBidParameters = { bidId: bigint };

/** A bid: who wants how many of what, the price of one, and what is left in escrow. */
export type Bid = Omit<ResultOf<typeof bidOfFunction>, "kind"> & { kind: ItemKind };

/** A bid; undefined when there is none, or none any more. */
export const getBid = /*#__PURE__*/ readAction({
  contract: "market",
  function: bidOfFunction,
  args: ({ bidId }: GetBidParameters) => [bidId],
  result: (bid): Bid | undefined =>
    bid.bidder === zeroAddress ? undefined : { ...bid, kind: ITEM_KINDS[bid.kind] as ItemKind },
});
