import { addressField, bigintField } from "@capsule-protocol/sdk/jsonFields.ts";
import { z } from "zod";

/** Bytes of any number. */
export const bytesField = z.templateLiteral(["0x", z.string().regex(/^([0-9a-fA-F]{2})*$/)]);

/** Calls of a proposal, as files have them. */
export const callsSchema = z
  .array(z.strictObject({ to: addressField, data: bytesField, value: bigintField.default(0n) }))
  .min(1);
