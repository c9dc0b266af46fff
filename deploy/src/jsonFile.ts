import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";
import { InvalidFileError } from "./errors.ts";

/** For JSON, which has no numbers of this size. */
export const decimal = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/**
 * Reads a JSON file and checks it.
 *
 * @throws InvalidFileError naming each wrong field.
 */
export function readJsonFile<schema extends z.ZodType>(path: string, schema: schema): z.output<schema> {
  return parsedFile(path, parse(path), schema);
}

/**
 * What a file has, or is going to have, once it was checked.
 *
 * @throws InvalidFileError naming each wrong field.
 */
export function parsedFile<schema extends z.ZodType>(path: string, value: unknown, schema: schema): z.output<schema> {
  const parsed = schema.safeParse(value);
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
