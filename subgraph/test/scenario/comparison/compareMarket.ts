import { hashOrder } from "@capsule-protocol/sdk";
import { contractOrder } from "@capsule-protocol/sdk/actions/market/order.ts";
import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

const KINDS = ["LICENSE", "CAPSULE", "SHARES"];
/** By the contract's numbers. */
const STATUSES = ["OPEN", "EARLY", "EXPIRED", "CANCELLED", "FILLED", "GONE"];

export const QUERY = `query ($block: Int!) {
  orders(first: 1000, block: { number: $block }) { id seller { id } filled cancelled trades(first: 1000) { quantity } }
  sellerCounters(first: 1000, block: { number: $block }) { id counter }
  bids(first: 1000, orderBy: number, block: { number: $block }) { number bidder { id } capsule { tokenId } kind itemId
    currency unitPrice quantity expiresAt state refund }
  trades(first: 1000, orderBy: sequence, block: { number: $block }) { order { id } bid { number } capsule { tokenId } kind
    itemId seller { id } buyer { id } recipient { id } quantity currency paid royalty } }`;

export async function compare({ orders, sellerCounters, bids, trades }: Answer, chain: Chain): Promise<void> {
  await compareCounters(chain, sellerCounters);
  // Of what was sold later there may have been nothing then.
  const signed = chain.world.orders.filter(({ order }) => order.startsAt <= chain.timestamp);
  await compareEach(signed, ({ order }) => compareOrder(chain, orders, sellerCounters, order));
  await compareBids(chain, bids);
  await compareTrades(chain, trades, bids);
}

async function compareCounters({ read, accounts }: Chain, sellerCounters: readonly Answer[]): Promise<void> {
  await compareEach(accounts, async (account) => {
    const said = sellerCounters.find(({ id }) => id === account)?.counter ?? 0;
    same(said, await read("market", "counterOf", [account]), `counter of ${account}`);
  });
}

/** The chain knows an order by how much of it is left; that another sale made it void is no event of the market's. */
async function compareOrder(chain: Chain, orders: Answer, counters: Answer, order: Answer): Promise<void> {
  const { deployment } = chain.world.stack;
  const hash = hashOrder(order, deployment);
  const said = orders.find(({ id }: Answer) => id === hash) ?? { filled: 0, cancelled: false, trades: [] };
  const counter = counters.find(({ id }: Answer) => id === order.seller.toLowerCase())?.counter ?? 0;
  const [number, left] = await chain.read("market", "orderStatus", [contractOrder(order)]);
  const cancelled = said.cancelled || BigInt(counter) !== order.counter;
  const status = STATUSES[number];
  if (status === "OPEN" || status === "EARLY") {
    same([cancelled, said.filled], [false, order.quantity - left], `open order ${hash}`);
  }
  if (status === "CANCELLED") same(cancelled, true, `cancelled order ${hash}`);
  if (status === "FILLED") same(said.filled, order.quantity, `filled order ${hash}`);
  const traded = said.trades.reduce((sum: bigint, { quantity }: Answer) => sum + BigInt(quantity), 0n);
  same(said.filled, traded, `trades of order ${hash}`);
}

async function compareBids({ read, events }: Chain, bids: readonly Answer[]): Promise<void> {
  const [placed, cancelled] = await Promise.all([events("market", "BidPlaced"), events("market", "BidCancelled")]);
  same(
    bids.map(({ number }) => number),
    placed.map(({ bidId }) => bidId),
    "bids",
  );
  await compareEach(bids, async (bid) => {
    const { number, state, bidder, kind, itemId, currency, unitPrice, quantity, expiresAt, refund } = bid;
    const is = await read("market", "bidOf", [number]);
    const end = cancelled.find(({ bidId }) => String(bidId) === number);
    same([state === "CANCELLED", refund], [end !== undefined, end?.refund ?? 0], `end of bid ${number}`);
    same(state === "OPEN", BigInt(is.bidder) !== 0n, `whether bid ${number} stands`);
    if (state !== "OPEN") return;
    same(
      [bidder.id, kind, itemId, currency, unitPrice, quantity, expiresAt],
      [is.bidder, KINDS[is.kind], is.id, is.currency, is.unitPrice, is.quantity, is.expiresAt],
      `bid ${number}`,
    );
  });
}

async function compareTrades({ events }: Chain, trades: readonly Answer[], bids: readonly Answer[]): Promise<void> {
  const [filled, accepted] = await Promise.all([events("market", "OrderFilled"), events("market", "BidAccepted")]);
  same(
    trades.filter(({ order }) => order !== null).map(rowOf),
    filled.map((one) => [
      ...[one.orderHash, null, one.capsuleId, KINDS[one.kind], one.id, one.seller, one.buyer, one.recipient],
      ...[one.quantity, one.currency, one.paid, one.royalty],
    ]),
    "orders filled",
  );
  same(
    trades.filter(({ bid }) => bid !== null).map(rowOf),
    accepted.map((one) => {
      const bid = bids.find(({ number }) => number === String(one.bidId));
      return [
        ...[null, one.bidId, one.capsuleId, bid.kind, bid.itemId, one.seller, bid.bidder.id, bid.bidder.id],
        ...[one.quantity, bid.currency, one.paid, one.royalty],
      ];
    }),
    "bids accepted",
  );
}

const rowOf = (trade: Answer): Answer[] => [
  ...[trade.order?.id ?? null, trade.bid?.number ?? null, trade.capsule.tokenId, trade.kind, trade.itemId],
  ...[trade.seller.id, trade.buyer.id, trade.recipient.id, trade.quantity, trade.currency, trade.paid, trade.royalty],
];
