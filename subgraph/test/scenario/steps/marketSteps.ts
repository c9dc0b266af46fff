// Steps of the scenario by which licenses, capsules and units change hands for money, by order and by bid.
import {
  acceptBid,
  approveCapsules,
  approveLicenses,
  approveShares,
  cancelAllOrders,
  cancelBid,
  cancelBidTo,
  cancelOrder,
  fillOrder,
  fillOrders,
  getBid,
  getOrderStatus,
  getResale,
  type ItemKind,
  placeBid,
  type SignedOrder,
  signOrder,
} from "@capsule-protocol/sdk";
import type { Address } from "viem";
import {
  addressOf,
  capsuleOf,
  changeOwner,
  clientOf,
  currencies,
  now,
  otherThan,
  type PlayCapsule,
  passUntil,
  turn,
  type World,
} from "../world.ts";

const KINDS: readonly ItemKind[] = ["license", "capsule", "shares"];
const DAY = 86_400;

type Item = { kind: ItemKind; id: bigint; holder: number; units: bigint };

/** All actors let the market move what they sell. */
export async function openMarket(world: World): Promise<void> {
  const { deployment } = world.stack;
  const approval = { deployment, operator: deployment.market, approved: true };
  await Promise.all(
    world.clients.map(async (client) => {
      await approveLicenses.sync(client, approval);
      await approveCapsules.sync(client, approval);
      await approveShares.sync(client, approval);
    }),
  );
}

/** A holder signs that it sells, which the chain doesn't see. */
export async function sell(world: World): Promise<boolean> {
  const item = await sellable(world, KINDS[turn(world, "sell", KINDS.length)] as ItemKind);
  if (item === undefined) return false;
  const { kind, id, holder, units } = item;
  const [currency, unitPrice] = priceIn(world, kind);
  const { deployment } = world.stack;
  const quantity = units > 1n ? units / 2n : units;
  world.orders.push(
    await signOrder(clientOf(world, holder), {
      deployment,
      kind,
      id,
      quantity,
      currency,
      unitPrice,
      salt: saltOf(world),
    }),
  );
  return true;
}

const saltOf = ({ orders }: World): bigint => BigInt(orders.length + 1);

/** Units are sold by the thousand, each for little. */
function priceIn(world: World, kind: ItemKind): [currency: Address, unitPrice: bigint] {
  const currency = currencies(world)[world.random.below(2)] as Address;
  return [currency, BigInt(1 + world.random.below(kind === "shares" ? 100 : 1_000_003))];
}

/** In part when there is more than one, and later whole. */
export async function fill(world: World): Promise<boolean> {
  const [open] = await openOrders(world);
  if (open === undefined) return false;
  const { order, left } = open;
  const quantity = left > 1n && turn(world, "fill", 2) === 0 ? left / 2n : left;
  const buyer = buyerOf(world, order.order);
  const { deployment } = world.stack;
  await fillOrder.sync(clientOf(world, buyer), { deployment, ...order, quantity });
  move(world, order, buyer);
  return true;
}

/** Several at once, of which one may be gone by then. */
export async function fillMany(world: World): Promise<boolean> {
  const [first, ...others] = await openOrders(world);
  if (first === undefined) return false;
  const buyer = otherThan(world, sellerOf(world, first.order.order));
  const wanted = [first, ...others.filter(({ order }) => sellerOf(world, order.order) !== buyer).slice(0, 1)];
  const orders = wanted.map(({ order }) => ({ ...order, quantity: 1n }));
  const { deployment } = world.stack;
  await fillOrders.sync(clientOf(world, buyer), { deployment, orders, skipUnavailable: true });
  for (const { order } of wanted) move(world, order, buyer);
  return true;
}

export async function withdrawOrder(world: World): Promise<boolean> {
  const [open] = await openOrders(world);
  if (open === undefined) return false;
  const { order } = open.order;
  const { deployment } = world.stack;
  await cancelOrder.sync(clientOf(world, sellerOf(world, order)), { deployment, order });
  return true;
}

export async function withdrawAllOrders(world: World): Promise<boolean> {
  const [open] = await openOrders(world);
  if (open === undefined) return false;
  const { deployment } = world.stack;
  await cancelAllOrders.sync(clientOf(world, sellerOf(world, open.order.order)), { deployment });
  return true;
}

/** For something that somebody has. */
export async function bid(world: World): Promise<boolean> {
  const item = await sellable(world, KINDS[turn(world, "bid", KINDS.length)] as ItemKind);
  if (item === undefined) return false;
  const [currency, unitPrice] = priceIn(world, item.kind);
  const quantity = item.kind === "capsule" ? 1n : 1n + BigInt(world.random.below(3));
  const { deployment } = world.stack;
  const { bidId } = await placeBid.sync(clientOf(world, otherThan(world, item.holder)), {
    ...{ deployment, kind: item.kind, id: item.id, quantity, currency, unitPrice },
    expiresAt: BigInt((await now(world)) + 20 * DAY),
  });
  world.bids.push(bidId);
  return true;
}

export async function accept(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const { bidId, found } of await openBids(world)) {
    if (found.expiresAt <= BigInt(await now(world))) continue;
    for (const holder of world.random.shuffled([...world.actors.keys()])) {
      if (addressOf(world, holder) === found.bidder) continue;
      const { units, suspended } = await resaleOf(world, found.kind, found.id, holder);
      if (units === 0n || suspended) continue;
      await acceptBid.sync(clientOf(world, holder), { deployment, bidId, minProceeds: 0n });
      const buyer = world.actors.findIndex(({ address }) => address === found.bidder);
      moveItem(world, found, holder, buyer);
      return true;
    }
  }
  return false;
}

/** By its bidder, to another account, or by anyone once it is over. */
export async function withdrawBid(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const [open] = await openBids(world);
  if (open === undefined) return false;
  const { bidId, found } = open;
  const bidder = world.actors.findIndex(({ address }) => address === found.bidder);
  const way = turn(world, "withdrawBid", 3);
  if (way === 0) await cancelBid.sync(clientOf(world, bidder), { deployment, bidId });
  if (way === 1) {
    const recipient = addressOf(world, otherThan(world, bidder));
    await cancelBidTo.sync(clientOf(world, bidder), { deployment, bidId, recipient });
  }
  if (way === 2) {
    await passUntil(world, found.expiresAt);
    await cancelBid.sync(clientOf(world, otherThan(world, bidder)), { deployment, bidId });
  }
  return true;
}

/** Time passes quickly here: when no order can be filled any more there is a new one. */
async function openOrders(world: World) {
  const open = await findOpenOrders(world);
  if (open.length > 0 || !(await sell(world))) return open;
  return findOpenOrders(world);
}

async function findOpenOrders(world: World) {
  const { deployment } = world.stack;
  const client = clientOf(world, 0);
  const found = await Promise.all(
    world.orders.map(async (order) => ({
      order,
      ...(await getOrderStatus(client, { deployment, order: order.order })),
    })),
  );
  const open = [];
  for (const one of found) {
    const { kind, id, seller } = one.order.order;
    if (one.status !== "open" || one.left === 0n) continue;
    const { units, suspended } = await getResale(client, { deployment, kind, id, holder: seller });
    if (units >= one.left && !suspended) open.push(one);
  }
  return world.random.shuffled(open);
}

async function openBids(world: World) {
  const { deployment } = world.stack;
  const found = await Promise.all(
    world.bids.map(async (bidId) => ({ bidId, found: await getBid(clientOf(world, 0), { deployment, bidId }) })),
  );
  return world.random.shuffled(found).flatMap(({ bidId, found: one }) => (one ? [{ bidId, found: one }] : []));
}

/** Something of a kind that somebody can sell now. */
async function sellable(world: World, kind: ItemKind): Promise<Item | undefined> {
  for (const { id, holder } of world.random.shuffled(candidates(world, kind))) {
    const { units, suspended } = await resaleOf(world, kind, id, holder);
    if (units > 0n && !suspended) return { kind, id, holder, units };
  }
  return undefined;
}

function candidates(world: World, kind: ItemKind): { id: bigint; holder: number }[] {
  if (kind === "license") return world.licenses;
  if (kind === "capsule") return world.capsules.map(({ id, owner }) => ({ id, holder: owner }));
  return world.capsules.flatMap(({ id }) => [...world.actors.keys()].map((holder) => ({ id, holder })));
}

function resaleOf(world: World, kind: ItemKind, id: bigint, holder: number) {
  const { deployment } = world.stack;
  return getResale(clientOf(world, holder), { deployment, kind, id, holder: addressOf(world, holder) });
}

const sellerOf = ({ actors }: World, { seller }: { seller: Address }): number =>
  actors.findIndex(({ address }) => address === seller);

const buyerOf = (world: World, order: { seller: Address }): number => otherThan(world, sellerOf(world, order));

function move(world: World, { order }: SignedOrder, buyer: number): void {
  moveItem(world, order, sellerOf(world, order), buyer);
}

function moveItem(world: World, { kind, id }: { kind: ItemKind; id: bigint }, from: number, to: number): void {
  if (kind === "capsule") changeOwner(world, capsuleOf(world, id) as PlayCapsule, to);
  if (kind !== "license") return;
  const license = world.licenses.find((one) => one.id === id && one.holder === from);
  if (license !== undefined) license.holder = to;
}
