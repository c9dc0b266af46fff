import { type Address, type Hex, isAddressEqual } from "viem";
import type { z } from "zod";
import type { Order, SignedOrder } from "../actions/market/order.ts";
import type { Deployment } from "../deployment.ts";
import { OrderElsewhereError, OrderMalformedError } from "../errors/order.ts";
import { ORDER_FORMAT, orderSchema } from "./schema.ts";

type Encoded = z.infer<typeof orderSchema>;
type Place = Pick<Deployment, "chainId" | "market">;

const lower = (value: Address) => value.toLowerCase() as Address;

/** A signed order as JSON, to hand it to buyers by whatever way. */
export function encodeOrder({ order, signature }: SignedOrder, { chainId, market }: Place): string {
  const { seller, kind, currency, taker, ...numbers } = order;
  const digits = Object.entries(numbers).map(([name, value]) => [name, value.toString()]);
  const encoded = {
    format: ORDER_FORMAT,
    chainId,
    market: lower(market),
    order: {
      seller: lower(seller),
      kind,
      currency: lower(currency),
      taker: lower(taker),
      ...Object.fromEntries(digits),
    },
    signature: signature.toLowerCase(),
  };
  return JSON.stringify(validate(encoded), undefined, 2);
}

/**
 * Reads what `encodeOrder` wrote. Whether it can be filled, `getOrderStatus` tells.
 *
 * @throws OrderMalformedError naming each wrong field; OrderElsewhereError when it is for another chain or contract.
 */
export function parseOrder(json: string, deployment: Place): SignedOrder {
  const { chainId, market, order, signature } = validate(parseJson(json));
  if (chainId !== deployment.chainId || !isAddressEqual(market, deployment.market)) {
    throw new OrderElsewhereError({ chainId, market }, deployment);
  }
  return { order: numbered(order), signature: signature as Hex };
}

function numbered(encoded: Encoded["order"]): Order {
  const { seller, kind, currency, taker, ...digits } = encoded;
  return {
    seller,
    kind,
    currency,
    taker,
    id: BigInt(digits.id),
    quantity: BigInt(digits.quantity),
    unitPrice: BigInt(digits.unitPrice),
    startsAt: BigInt(digits.startsAt),
    expiresAt: BigInt(digits.expiresAt),
    salt: BigInt(digits.salt),
    counter: BigInt(digits.counter),
    departures: BigInt(digits.departures),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new OrderMalformedError([{ path: "", message: "is no JSON" }], cause);
  }
}

function validate(value: unknown): Encoded {
  const result = orderSchema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new OrderMalformedError(issues, result.error);
}
