import { getAddress, type Hex } from "viem";
import { z } from "zod";
import { keyRequestSchema } from "../../src/keys/keyRequest.ts";
import { RefusedError } from "../refusedError.ts";

const hexBytes = z.string().regex(/^0x([0-9a-f]{2})*$/, "must be bytes as 0x and lower-case hex");

/** Body of `POST /v1/release`. */
export const releaseBodySchema = z.strictObject({
  request: keyRequestSchema,
  signature: hexBytes.transform((text) => text as Hex),
  signer: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, "must be an address")
    .transform((text) => getAddress(text.toLowerCase()))
    .optional(),
  header: z.string().regex(/^0x[0-9a-f]{320}$/, "must be 160 bytes as 0x and lower-case hex"),
});

export type ReleaseBody = z.output<typeof releaseBodySchema>;

const ISSUES_SHOWN = 3;

/** @throws RefusedError REQUEST_MALFORMED that names the fields which are wrong. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: false });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, ISSUES_SHOWN)
    .map(({ path, message }) => `${path.length > 0 ? path.join(".") : "body"}: ${message}`);
  throw new RefusedError("REQUEST_MALFORMED", `The request is malformed: ${issues.join("; ")}.`);
}
