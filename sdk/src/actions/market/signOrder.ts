import { type Account, type Address, bytesToBigInt, type Client, zeroAddress } from "viem";
import { getBlock, signTypedData } from "viem/actions";
import type { Deployment } from "../../deployment.ts";
import { accountOf, assertChain } from "../chain.ts";
import { getOrderCounter } from "./getOrderCounter.ts";
import { getResale } from "./getResale.ts";
import { type ItemKind, type Order, orderTypedData, type SignedOrder } from "./order.ts";

export type SignOrderParameters = {
  deployment: Deployment;
  kind: ItemKind;
  /** Of the license, the capsule, or the capsule whose shares are sold. */
  id: bigint;
  /** For one, in the currency's smallest unit; the royalty is a part of it. */
  unitPrice: bigint;
  /** Sold at most, at once or in parts; 1 when left out. */
  quantity?: bigint;
  /** ERC-20 to be paid in, which the capsule must accept if a royalty is due; the native currency when left out. */
  currency?: Address;
  /** First second at which it can be filled, Unix time; now when left out. */
  startsAt?: bigint;
  /** Second from which it can't, at most 30 days after `startsAt`; 7 days after it when left out. */
  expiresAt?: bigint;
  /** The one account that may fill it; anyone when left out. */
  taker?: Address;
  /** Random when left out. */
  salt?: bigint;
  /** Wallet contract that holds what is sold and accepts the signer's signature (ERC-1271); the signer when left out. */
  seller?: Address;
  /** Account to sign with; the client's own when left out. */
  account?: Account | Address;
};

const WEEK = 7n * 86_400n;

/**
 * Signs an order (EIP-712), which costs nothing: hand it to buyers as it is, or with `encodeOrder` as JSON. The seller
 * lets the market move such tokens (`approveLicenses`, `approveCapsules`, `approveShares`) before it can be filled.
 */
export async function signOrder(client: Client, parameters: SignOrderParameters): Promise<SignedOrder> {
  const account = accountOf(client, parameters.account, "signOrder");
  await assertChain(client, parameters.deployment);
  const order = await orderOf(client, { ...parameters, seller: parameters.seller ?? account.address });
  const typedData = orderTypedData(order, parameters.deployment);
  return { order, signature: await signTypedData(client, { account, ...typedData }) };
}

async function orderOf(client: Client, parameters: SignOrderParameters & { seller: Address }): Promise<Order> {
  const { deployment, kind, id, unitPrice, seller } = parameters;
  const [counter, { departures }, startsAt] = await Promise.all([
    getOrderCounter(client, { deployment, seller }),
    getResale(client, { deployment, kind, id, holder: seller }),
    parameters.startsAt ?? getBlock(client).then(({ timestamp }) => timestamp),
  ]);
  return {
    seller,
    kind,
    id,
    quantity: parameters.quantity ?? 1n,
    currency: parameters.currency ?? zeroAddress,
    unitPrice,
    startsAt,
    expiresAt: parameters.expiresAt ?? startsAt + WEEK,
    salt: parameters.salt ?? bytesToBigInt(crypto.getRandomValues(new Uint8Array(16))),
    counter,
    departures,
    taker: parameters.taker ?? zeroAddress,
  };
}
