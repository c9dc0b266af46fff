import type { Hex } from "viem";
import { BaseError } from "./base.ts";

/** One thing wrong with a manifest: where, as `properties.capsule.files[0].path` ("" is the whole), and what. */
export type ManifestIssue = { path: string; message: string };

/** How many issues the message spells out; `issues` has them all. */
const ISSUES_IN_MESSAGE = 5;

/** The manifest has more bytes than one IPFS block may have here. Thrown before anything is parsed. */
export class ManifestTooLargeError extends BaseError {
  readonly size: number;
  readonly limit: number;

  constructor(size: number, limit: number) {
    super(`The manifest has ${size} bytes; the limit is ${limit}.`, {
      code: "MANIFEST_TOO_LARGE",
      hint: "Shorten the model card or the description, or move long texts into files of the capsule.",
    });
    this.size = size;
    this.limit = limit;
  }
}

/** The manifest isn't UTF-8 JSON, breaks the schema, or isn't in canonical form. `issues` names each wrong field. */
export class ManifestMalformedError extends BaseError {
  readonly issues: readonly ManifestIssue[];

  constructor(issues: readonly ManifestIssue[], cause?: unknown) {
    const lines = issues.slice(0, ISSUES_IN_MESSAGE).map(({ path, message }) => `${path || "(manifest)"}: ${message}`);
    if (issues.length > lines.length) lines.push(`and ${issues.length - lines.length} more`);
    super(`The manifest is malformed: ${lines.join("; ")}.`, {
      code: "MANIFEST_MALFORMED",
      hint: "The publisher must correct the named fields and publish a new version; the rules are in sdk/src/generated/manifest.schema.json.",
      cause,
    });
    this.issues = issues;
  }
}

/** The bytes aren't those whose digest the registry holds. */
export class ManifestDigestMismatchError extends BaseError {
  readonly expected: Hex;
  readonly actual: Hex;

  constructor(expected: Hex, actual: Hex) {
    super(`The manifest's digest is ${actual}; the registry says ${expected}.`, {
      code: "MANIFEST_DIGEST_MISMATCH",
      hint: "Fetch the manifest again from another gateway: these bytes are not what was registered.",
    });
    this.expected = expected;
    this.actual = actual;
  }
}

/** The manifest was made for another chain, registry, capsule or version. */
export class ManifestBindingMismatchError extends BaseError {
  readonly field: string;

  constructor(field: string, expected: unknown, actual: unknown) {
    super(`The manifest's ${field} is ${String(actual)}; expected ${String(expected)}.`, {
      code: "MANIFEST_BINDING_MISMATCH",
      hint: "Check the chain and the capsule id. If they are right, the publisher registered a manifest made for another capsule.",
    });
    this.field = field;
  }
}
