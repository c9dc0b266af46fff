import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Address, getAddress, type Hex, isAddress, isHex, size } from "viem";
import { z } from "zod";
import { InvalidFileError } from "./errors.ts";

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

/** For JSON, which has no numbers of this size. */
export const decimal = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/**
 * Reads a JSON file and checks it.
 *
 * @throws InvalidFileError naming each wrong field.
 */
export function readJsonFile<schema extends z.ZodType>(path: string, schema: schema): z.output<schema> {
  const parsed = schema.safeParse(parse(path));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: field, message }) => `${field.join(".") || "(file)"}: ${message}`);
  throw new InvalidFileError(path, issues, parsed.error);
}

/** Writes a JSON file, whole or not at all; whole numbers of any size become decimal strings. */
export function writeJsonFile(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, `${JSON.stringify(value, decimal, 2)}\n`);
  renameSync(`${path}.part`, path);
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new InvalidFileError(path, [cause instanceof Error ? cause.message : String(cause)], cause);
  }
}
