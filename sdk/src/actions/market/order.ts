import { type Address, type Hex, hashTypedData } from "viem";
import type { Deployment } from "../../deployment.ts";

/** What is sold, in the order of the contract's numbers. */
export const ITEM_KINDS = ["license", "capsule", "shares"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What a seller signs; see IMarket.Order. */
export type Order = {
  /** Account that holds what is sold, and signs. */
  seller: Address;
  kind: ItemKind;
  /** Of the license, the capsule, or the capsule whose shares are sold. */
  id: bigint;
  /** Sold at most, at once or in parts. */
  quantity: bigint;
  /** ERC-20 to be paid in; the zero address for the native currency. */
  currency: Address;
  /** For one, in the currency's smallest unit; the royalty is a part of it. */
  unitPrice: bigint;
  /** First second at which it can be filled, Unix time. */
  startsAt: bigint;
  /** Second from which it can't, at most 30 days later. */
  expiresAt: bigint;
  /** Tells apart orders that are equal otherwise. */
  salt: bigint;
  /** The seller's counter when it signed (`getOrderCounter`). */
  counter: bigint;
  /** How often such tokens had left the seller when it signed (`getResale`). */
  departures: bigint;
  /** The one account that may fill it; the zero address for anyone. */
  taker: Address;
};

export type SignedOrder = { order: Order; signature: Hex };

const ORDER_TYPES = {
  Order: [
    { name: "seller", type: "address" },
    { name: "kind", type: "uint8" },
    { name: "id", type: "uint256" },
    { name: "quantity", type: "uint256" },
    { name: "currency", type: "address" },
    { name: "unitPrice", type: "uint256" },
    { name: "startsAt", type: "uint64" },
    { name: "expiresAt", type: "uint64" },
    { name: "salt", type: "uint256" },
    { name: "counter", type: "uint256" },
    { name: "departures", type: "uint256" },
    { name: "taker", type: "address" },
  ],
} as const;

/** The number of a kind in the contract. */
export const kindNumber = (kind: ItemKind): number => ITEM_KINDS.indexOf(kind);

/** An order in the contract's own shape. */
export const contractOrder = (order: Order) => ({ ...order, kind: kindNumber(order.kind) });

/** An order as typed data (EIP-712), for `signTypedData` and `hashTypedData`. */
export function orderTypedData(order: Order, { chainId, market }: Pick<Deployment, "chainId" | "market">) {
  return {
    domain: { name: "Capsule Market", version: "1", chainId, verifyingContract: market },
    types: ORDER_TYPES,
    primaryType: "Order",
    message: contractOrder(order),
  } as const;
}

/** Name of an order in events: what its seller signs. */
export function hashOrder(order: Order, deployment: Pick<Deployment, "chainId" | "market">): Hex {
  return hashTypedData(orderTypedData(order, deployment));
}
