import { z } from "zod";
import { ITEM_KINDS } from "../actions/market/order.ts";
import { address } from "../manifest/fields.ts";

/** What every order file of this revision says in `format`. */
export const ORDER_FORMAT = "capsule-order/1";

const MOST_BYTES = 4096;

/** A number of up to `bits` bits, as decimal digits: JSON's own numbers lose some. */
function decimal(bits: number) {
  const error = `must be a whole number below 2^${bits}, as a string of decimal digits without leading zeros`;
  return z
    .string({ error })
    .regex(/^(0|[1-9][0-9]{0,77})$/, error)
    .refine((digits) => BigInt(digits) < 2n ** BigInt(bits), error);
}

const signature = z
  .string({ error: "must be a string" })
  .regex(/^0x([0-9a-f]{2})+$/, "must be 0x and lower-case hexadecimal digits, two for each byte")
  .max(2 + 2 * MOST_BYTES, `must have at most ${MOST_BYTES} bytes`);

/** A signed order as JSON, with the chain and contract that it is for. */
export const orderSchema = z.strictObject({
  format: z.literal(ORDER_FORMAT),
  chainId: z.int().min(1).describe("Chain that the order is for"),
  market: address.describe("Contract that the order is for"),
  order: z.strictObject({
    seller: address,
    kind: z.enum(ITEM_KINDS),
    id: decimal(256).describe("Of the license, the capsule, or the capsule whose shares are sold"),
    quantity: decimal(256),
    currency: address.describe("ERC-20 to be paid in; the zero address for the native currency"),
    unitPrice: decimal(256).describe("For one, in the currency's smallest unit"),
    startsAt: decimal(64).describe("First second at which it can be filled, Unix time"),
    expiresAt: decimal(64).describe("Second from which it can't, at most 30 days later"),
    salt: decimal(256),
    counter: decimal(256),
    departures: decimal(256),
    taker: address.describe("The one account that may fill it; the zero address for anyone"),
  }),
  signature: signature.describe("Of the seller: EIP-712, or what its contract accepts (ERC-1271)"),
});

/**
 * The rules as JSON Schema (draft 2020-12), for tools outside TypeScript: `npm run generate` writes them to
 * `sdk/src/generated/order.schema.json`. The bounds of numbers `parseOrder` checks.
 */
export function orderJsonSchema(): Record<string, unknown> {
  const { $schema, ...rules } = z.toJSONSchema(orderSchema, { target: "draft-2020-12" });
  return { $schema, title: `Capsule Protocol signed order, ${ORDER_FORMAT}`, ...rules };
}
