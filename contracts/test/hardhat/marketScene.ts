import { type Address, type Hex, zeroAddress } from "viem";
import type { EconomyScene } from "./economyScene.ts";
import { ORDER } from "./orderTypes.ts";
import { PRICE, type Protocol } from "./protocol.ts";

export type Order = {
  seller: Address;
  kind: number;
  id: bigint;
  quantity: bigint;
  currency: Address;
  unitPrice: bigint;
  startsAt: bigint;
  expiresAt: bigint;
  salt: bigint;
  counter: bigint;
  departures: bigint;
  taker: Address;
};

/** An order that `creator` signed for its license, and a bid of `stranger` for the same, which the licensee could sell too. */
export type MarketScene = {
  order: Order;
  /** Of the order, for `stranger`, at its price. */
  fill: { order: Order; signature: Hex; quantity: bigint; recipient: Address; maxTotal: bigint };
  bid: readonly [kind: number, id: bigint, quantity: bigint, currency: Address, unitPrice: bigint, expiresAt: bigint];
  bidId: bigint;
};

export async function setMarketScene(
  { accessToken, market, parties, publicClient }: Protocol,
  { plain }: EconomyScene,
): Promise<MarketScene> {
  const [{ account }, stranger] = [parties.creator, parties.stranger.account];
  for (const seller of [account, parties.licensee.account])
    await accessToken.write.setApprovalForAll([market.address, true], { account: seller });
  const { timestamp } = await publicClient.getBlock();
  const order = orderOf(account.address, plain.licenseId, timestamp);
  const signature = await parties.creator.signTypedData({
    domain: {
      name: "Capsule Market",
      version: "1",
      chainId: await publicClient.getChainId(),
      verifyingContract: market.address,
    },
    types: ORDER,
    primaryType: "Order",
    message: order,
  });
  const bid = [0, plain.licenseId, 1n, zeroAddress, PRICE, timestamp + 86_400n] as const;
  await market.write.placeBid(bid, { account: stranger, value: PRICE });
  const fill = { order, signature, quantity: 1n, recipient: stranger.address, maxTotal: PRICE };
  return { order, fill, bid, bidId: 1n };
}

function orderOf(seller: Address, id: bigint, startsAt: bigint): Order {
  return {
    seller,
    kind: 0,
    id,
    quantity: 1n,
    currency: zeroAddress,
    unitPrice: PRICE,
    startsAt,
    expiresAt: startsAt + 86_400n,
    salt: 1n,
    counter: 0n,
    departures: 0n,
    taker: zeroAddress,
  };
}
