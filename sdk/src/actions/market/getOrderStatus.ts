import { orderStatusFunction } from "../../generated/market.ts";
import { readAction } from "../readAction.ts";
import { contractOrder, type Order } from "./order.ts";

/** In the order of the contract's numbers. */
const STATUSES = ["open", "early", "expired", "cancelled", "filled", "gone"] as const;

/**
 * "open": can be filled. "early": not yet. "expired": no more. "cancelled": by its seller, alone or with all others.
 * "filled": all of it. "gone": what it sells left the seller, with this order or otherwise, for good.
 */
export type OrderStatus = (typeof STATUSES)[number];
export type GetOrderStatusParameters = { order: Order };

/**
 * Whether an order can be filled now, and what is left of it. Its signature isn't looked at.
 *
 * @throws ContractRevertError `Market_InvalidOrder`.
 */
export const getOrderStatus = /*#__PURE__*/ readAction({
  contract: "market",
  function: orderStatusFunction,
  args: ({ order }: GetOrderStatusParameters) => [contractOrder(order)],
  result: ([status, left]) => ({ status: STATUSES[status] as OrderStatus, left }),
});
