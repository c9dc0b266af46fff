import type { Address } from "viem";
import { counterOfFunction } from "../../generated/market.ts";
import { readAction } from "../readAction.ts";

export type GetOrderCounterParameters = { seller: Address };

/** What the orders of a seller have to name; `cancelAllOrders` raises it. */
export const getOrderCounter = /*#__PURE__*/ readAction({
  contract: "market",
  function: counterOfFunction,
  args: ({ seller }: GetOrderCounterParameters) => [seller],
});
