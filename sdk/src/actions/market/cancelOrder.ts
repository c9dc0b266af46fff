import { cancelFunction, orderCancelledEvent } from "../../generated/market.ts";
import { writeAction } from "../writeAction.ts";
import { contractOrder, type Order } from "./order.ts";

export type CancelOrderParameters = { order: Order };

/**
 * Keeps what is left of the sender's order from being filled. An order ends once: filled or cancelled.
 *
 * @throws ContractRevertError `Market_NotSeller`, `Market_OrderNotOpen`, `Market_InvalidOrder`.
 */
export const cancelOrder = /*#__PURE__*/ writeAction({
  contract: "market",
  function: cancelFunction,
  event: orderCancelledEvent,
  args: ({ order }: CancelOrderParameters) => [contractOrder(order)],
});
