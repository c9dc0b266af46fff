import type { Address } from "viem";
import { BaseError } from "./base.ts";

/** One thing wrong with an order's JSON: where, as `order.unitPrice` ("" is the whole), and what. */
export type OrderIssue = { path: string; message: string };

/** What was read as a signed order is none. `issues` names each wrong field. */
export class OrderMalformedError extends BaseError {
  readonly issues: readonly OrderIssue[];

  constructor(issues: readonly OrderIssue[], cause?: unknown) {
    const lines = issues.map(({ path, message }) => `${path || "(order)"}: ${message}`);
    super(`The order is malformed: ${lines.join("; ")}.`, {
      code: "ORDER_MALFORMED",
      hint: "Have its seller write it again (encodeOrder); the rules are in sdk/src/generated/order.schema.json.",
      cause,
    });
    this.issues = issues;
  }
}

type Place = { chainId: number; market: Address };

/** The order was signed for another chain or market. */
export class OrderElsewhereError extends BaseError {
  readonly expected: Place;
  readonly actual: Place;

  constructor(actual: Place, { chainId, market }: Place) {
    super(`The order is for ${actual.market} on chain ${actual.chainId}, not for ${market} on chain ${chainId}.`, {
      code: "ORDER_ELSEWHERE",
      hint: "Use it with the deployment that it was signed for.",
    });
    this.expected = { chainId, market };
    this.actual = actual;
  }
}
