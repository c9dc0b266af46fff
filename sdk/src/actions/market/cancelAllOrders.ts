import { allOrdersCancelledEvent, cancelAllFunction } from "../../generated/market.ts";
import { writeAction } from "../writeAction.ts";

/** Keeps all orders that the sender signed so far from being filled. `cancelAllOrders.sync` returns the new `counter`. */
export const cancelAllOrders = /*#__PURE__*/ writeAction({
  contract: "market",
  function: cancelAllFunction,
  event: allOrdersCancelledEvent,
  args: (_: object) => [],
});
