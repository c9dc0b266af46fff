import type { IndexerQuery } from "./query.ts";
import { type Indexer, queryIndexer } from "./queryIndexer.ts";

/** A documented query of the subgraph as a function. It throws what `queryIndexer` throws. */
export type FindAction<parameters, result> = (
  indexer: Indexer,
  parameters: parameters & { signal?: AbortSignal },
) => Promise<result>;

type Definition<parameters, answer, variables, result> = {
  query: IndexerQuery<answer, variables>;
  /** What the query takes, of what the caller names. */
  variables: (parameters: parameters) => variables;
  /** Gives a shape to what the subgraph answers; left out, it is handed on as it is. */
  result?: (answer: answer) => result;
};

/** Makes a function of a documented query. */
export function findAction<parameters, answer, variables, result = answer>(
  definition: Definition<parameters, answer, variables, result>,
): FindAction<parameters, result> {
  const { query, variables, result } = definition;
  return async (indexer, { signal, ...parameters }) => {
    const asked = variables(parameters as parameters);
    const answer = await queryIndexer(indexer, query, asked, signal ? { signal } : {});
    return result === undefined ? (answer as unknown as result) : result(answer);
  };
}
