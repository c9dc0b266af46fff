import type { Address, Hex } from "viem";
import { z } from "zod";
import { parseCid } from "../digest.ts";

/** Multicodecs of a file's root block: https://github.com/multiformats/multicodec/blob/master/table.csv */
const RAW = 0x55;
const DAG_PB = 0x70;
const SHA2_256 = 0x12;

/** Characters that make a terminal or a page show something else than what is written. */
const DIRECTION_OVERRIDE = /[\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const CONTROL = /\p{Cc}/u;
const CONTROL_IN_TEXT = /[^\P{Cc}\n\t]/u;

/** `bytes` bytes as 0x and lower-case hex: one spelling per value. */
export function hexOf(bytes: number): z.ZodType<Hex, Hex> {
  const pattern = new RegExp(`^0x[0-9a-f]{${bytes * 2}}$`);
  const error = `must be 0x and ${bytes * 2} lower-case hexadecimal digits (${bytes} bytes)`;
  return z.string({ error }).regex(pattern, error) as unknown as z.ZodType<Hex, Hex>;
}

/** An account or contract, lower case: a checksum would be a second spelling of the same value. */
export const address = hexOf(20) as z.ZodType<Address, Address>;

/** One line of text. */
export function line(maxLength: number) {
  return z
    .string({ error: "must be a string" })
    .min(1, "must not be empty")
    .max(maxLength, `must have at most ${maxLength} characters`)
    .refine((value) => value.trim() === value, "must not start or end with white space")
    .refine((value) => !CONTROL.test(value), "must not contain control characters or line ends")
    .refine(isPlainUnicode, "must be well-formed Unicode without direction overrides");
}

/** Text of several lines. */
export function text(maxLength: number) {
  return z
    .string({ error: "must be a string" })
    .max(maxLength, `must have at most ${maxLength} characters`)
    .refine((value) => !CONTROL_IN_TEXT.test(value), "must not contain control characters; end lines with \\n")
    .refine(isPlainUnicode, "must be well-formed Unicode without direction overrides");
}

/** An integer from `minimum` to 2^53 - 1. */
export function integer(minimum: number) {
  const error = `must be an integer from ${minimum} to ${Number.MAX_SAFE_INTEGER}`;
  return z.int({ error }).min(minimum, error);
}

/** CIDv1 of a UnixFS file or raw block, in base32 (the default spelling), hashed with sha2-256. */
export const fileCid = z
  .string({ error: "must be a string" })
  .regex(/^b[a-z2-7]+$/, "must be a CIDv1 in base32")
  .refine(isFileCid, "must be a CIDv1 (base32, raw or dag-pb, sha2-256)");

/** An address that marketplaces may show: no scheme that runs code or reads local files. */
export function uri(schemes: string[]) {
  const error = `must be a URI starting with ${schemes.join(" or ")}`;
  const pattern = new RegExp(`^(?:${schemes.join("|")})[^\\s<>"{}|\\\\^\`\\p{Cc}]+$`, "u");
  return z.string({ error }).max(65536, "must have at most 65536 characters").regex(pattern, error);
}

/** `type/subtype` in lower case, without parameters (RFC 6838 §4.2). */
export const mediaType = z
  .string({ error: "must be a string" })
  .max(127, "must have at most 127 characters")
  .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, "must be a media type such as application/onnx");

/** Where a file stands inside the capsule: relative, `/` between segments, safe to join to any directory. */
export const relativePath = line(512).superRefine((path, context) => {
  const problem = pathProblem(path);
  if (problem) context.addIssue({ code: "custom", message: problem });
});

function pathProblem(path: string): string | undefined {
  if (path.startsWith("/")) return "must be relative";
  if (path.includes("\\") || path.includes(":")) return 'must not contain "\\" or ":"';
  if (path.normalize("NFC") !== path) return "must be in Unicode normal form C";
  for (const segment of path.split("/")) {
    if (segment === "") return "must not contain empty segments";
    if (segment === "." || segment === "..") return `must not contain "${segment}" as a segment`;
    if (segment.endsWith(".") || segment.endsWith(" ") || segment.startsWith(" ")) {
      return "segments must not start with a space or end with a space or a dot";
    }
  }
  return undefined;
}

function isFileCid(value: string): boolean {
  try {
    const { version, code, multihash } = parseCid(value);
    const isFile = code === RAW || code === DAG_PB;
    return version === 1 && isFile && multihash.code === SHA2_256 && multihash.digest.length === 32;
  } catch {
    return false;
  }
}

function isPlainUnicode(value: string): boolean {
  return value.isWellFormed() && !DIRECTION_OVERRIDE.test(value);
}
