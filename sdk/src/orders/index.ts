export { encodeOrder, parseOrder } from "./encoding.ts";
export { ORDER_FORMAT, orderJsonSchema, orderSchema } from "./schema.ts";
