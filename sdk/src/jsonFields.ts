import { type Address, getAddress, type Hex, isAddress, isHex, size } from "viem";
import { z } from "zod";

/** A checksummed address. */
export const addressField = z
  .string()
  .refine((value) => isAddress(value), "must be an address")
  .transform((value): Address => getAddress(value));

/** 32 bytes in hex. */
export const wordField = z
  .string()
  .refine((value): value is Hex => isHex(value) && size(value) === 32, "must be 0x and 64 hex digits")
  .transform((value) => value.toLowerCase() as Hex);

/** A block number or amount, which JSON keeps as a decimal string. */
export const bigintField = z
  .string()
  .regex(/^\d+$/, "must be a decimal number in quotes")
  .transform((value) => BigInt(value));
