import { maxUint256 } from "viem";
import { fillBatchFunction, orderFilledEvent } from "../../generated/market.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuotes, totals } from "../payment.ts";
import { writeManyAction } from "../writeAction.ts";
import { contractFill, priceOf, type WantedOrder } from "./wanted.ts";

export type FillOrdersParameters = PaymentOptions & {
  orders: readonly WantedOrder[];
  /** Leaves out orders that aren't open or of which less is left than wanted; they fail all of it when false. */
  skipUnavailable?: boolean;
  /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
};

/**
 * Fills several orders in one transaction. Each currency is approved once, for what all its orders cost; native currency
 * for orders that were left out comes back. `fillOrders.sync` returns the sales as `events`.
 *
 * @throws what `fillOrder` throws, and ContractRevertError `Market_NothingAvailable`.
 */
export const fillOrders = /*#__PURE__*/ writeManyAction({
  contract: "market",
  function: fillBatchFunction,
  event: orderFilledEvent,
  args: ({ orders, skipUnavailable = false, deadline = maxUint256 }: FillOrdersParameters) => [
    orders.map((order) => contractFill(order, "fillOrders")),
    deadline,
    skipUnavailable,
  ],
  value: ({ orders }) => orders.reduce((sum, order) => sum + nativeValue(priceOf(order)), 0n),
  complete: async (client, parameters) => {
    const { orders, account, deadline } = parameters;
    const completed = orders.map((order) => ({ ...order, recipient: order.recipient ?? account.address }));
    return { ...parameters, orders: completed, deadline: deadline ?? (await deadlineFromNow(client)) };
  },
  provide: (client, parameters, attempt) => {
    const { orders, deployment } = parameters;
    return payQuotes(
      client,
      { ...parameters, quotes: totals(orders.map(priceOf)), spender: deployment.market },
      attempt,
    );
  },
});
