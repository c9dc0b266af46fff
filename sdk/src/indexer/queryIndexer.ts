import { IndexerQueryError, IndexerUnreachableError } from "../errors/indexer.ts";
import type { AnswerShape, IndexerQuery } from "./query.ts";

/** A subgraph that answers queries. */
export type Indexer = {
  /** Of the queries of this one subgraph. There is no default: hosted ones come and go. */
  url: string;
  /** An API key, for example. */
  headers?: Readonly<Record<string, string>>;
  /** The global `fetch` when left out. */
  fetch?: typeof fetch;
};

/**
 * Asks the subgraph one of its documented queries (`subgraph/queries`). Numbers of the chain come as `bigint`.
 *
 * @throws IndexerUnreachableError, IndexerQueryError, or the signal's reason.
 */
export async function queryIndexer<answer, variables>(
  indexer: Indexer,
  query: IndexerQuery<answer, variables>,
  variables: variables,
  { signal }: { signal?: AbortSignal } = {},
): Promise<answer> {
  const body = JSON.stringify({ query: query.text, variables }, (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  const { data, errors } = await post(indexer, body, signal);
  if (errors !== undefined) {
    throw new IndexerQueryError(
      query.name,
      errors.map(({ message }) => message),
    );
  }
  return withBigints(data, query.shape) as answer;
}

type Response = { data?: unknown; errors?: { message: string }[] };

async function post(indexer: Indexer, body: string, signal: AbortSignal | undefined): Promise<Response> {
  const { url, headers, fetch: send = fetch } = indexer;
  const request = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
  try {
    const response = await send(url, { ...request, signal: signal ?? null });
    if (!response.ok) throw new IndexerUnreachableError(url, `HTTP status ${response.status}`);
    const answer = (await response.json()) as Response | null;
    if (answer?.data !== undefined || Array.isArray(answer?.errors)) return answer as Response;
    throw new IndexerUnreachableError(url, "it answered no GraphQL");
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof IndexerUnreachableError) throw error;
    throw new IndexerUnreachableError(url, (error as Error).message, error);
  }
}

function withBigints(value: unknown, shape: AnswerShape): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((entry) => withBigints(entry, shape));
  if (shape === true) return BigInt(value as string);
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([key, entry]) => {
      const inner = shape[key];
      return [key, inner === undefined ? entry : withBigints(entry, inner)];
    }),
  );
}
