import { BaseError } from "./base.ts";

/** The index can't be reached, or answers something else than GraphQL. */
export class IndexerUnreachableError extends BaseError {
  constructor(url: string, reason: string, cause?: unknown) {
    super(`The index at ${url} gave no answer: ${reason}.`, {
      code: "INDEXER_UNREACHABLE",
      hint: "Check the address: that of one subgraph's queries, such as http://127.0.0.1:8000/subgraphs/name/<name>.",
      cause,
    });
  }
}

/** The index refused a query, or failed on it. `reasons` are its own words. */
export class IndexerQueryError extends BaseError {
  readonly reasons: readonly string[];

  constructor(query: string, reasons: readonly string[]) {
    super(`The index refused the query ${query}: ${reasons.join("; ")}`, {
      code: "INDEXER_QUERY_REFUSED",
      hint: "Check the variables; when a field is unknown, the index has another schema than this version of the SDK.",
    });
    this.reasons = reasons;
  }
}

/** The index didn't reach a block in time. */
export class IndexerBehindError extends BaseError {
  readonly block: bigint;

  constructor(expected: bigint, block: bigint) {
    super(`The index is at block ${block}, and did not reach block ${expected} in time.`, {
      code: "INDEXER_BEHIND",
      hint: "Wait longer, or ask the index's operator whether it still follows the chain.",
    });
    this.block = block;
  }
}
