import { type Account, type Client, maxUint256 } from "viem";
import { licenseSoldEvent, purchaseBatchFunction } from "../../generated/accessToken.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuotes, type Quote, refuseEarly, totals } from "../payment.ts";
import { type WriteParameters, writeManyAction } from "../writeAction.ts";
import { heldQuote } from "./held.ts";
import { contractOrder, type OrderParameters } from "./order.ts";
import { purchase } from "./purchase.ts";

/** One purchase among several. */
export type BatchOrder = OrderParameters & {
  /** What `quote` said; read when left out. `purchaseBatch.call` needs it, and the recipient, since it asks nobody. */
  quote?: Quote;
};

export type PurchaseBatchParameters = PaymentOptions & {
  orders: readonly BatchOrder[];
  /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
};

/**
 * Several purchases in one transaction: all or none. Each currency is approved once, for what all its orders cost.
 * `purchaseBatch.sync` returns the sales as `events`, in the order of the orders.
 *
 * @throws what `purchase` throws.
 */
export const purchaseBatch = /*#__PURE__*/ writeManyAction({
  contract: "accessToken",
  function: purchaseBatchFunction,
  event: licenseSoldEvent,
  args: ({ orders, deadline }: PurchaseBatchParameters) => [
    orders.map((order) => contractOrder(order, "purchaseBatch")),
    deadline ?? maxUint256,
  ],
  value: ({ orders }) => orders.reduce((sum, order) => sum + nativeValue(order.quote), 0n),
  complete: async (client, parameters) => {
    const { orders, deadline } = parameters;
    const [quoted, until] = await Promise.all([
      Promise.all(orders.map((order) => complete(client, parameters, order))),
      deadline ?? deadlineFromNow(client),
    ]);
    return { ...parameters, orders: quoted, deadline: until };
  },
  provide: (client, parameters, attempt) => {
    const quotes = totals(parameters.orders.flatMap((order) => order.quote ?? []));
    const attemptEach = async () => {
      // Each alone too: that a token can't be taken yet for one of them would hide what is wrong with the next.
      const { orders, ...shared } = parameters;
      await Promise.all(orders.map((order) => refuseEarly(() => purchase.simulate(client, { ...shared, ...order }))));
      await attempt();
    };
    return payQuotes(client, { ...parameters, quotes }, attemptEach);
  },
});

type Buyer = WriteParameters<PurchaseBatchParameters> & { account: Account };

async function complete(client: Client, { deployment, account }: Buyer, order: BatchOrder): Promise<BatchOrder> {
  const quote = order.quote ?? (await heldQuote(client, { deployment, ...order }));
  return { ...order, recipient: order.recipient ?? account.address, quote };
}
