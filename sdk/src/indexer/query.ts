/** Where in an answer numbers stand as text, which become `bigint`: `true` at such a place. */
export type AnswerShape = true | { readonly [field: string]: AnswerShape };

/** A documented query of the subgraph, with the types of its variables and its answer. */
export type IndexerQuery<answer, variables> = {
  name: string;
  text: string;
  shape: AnswerShape;
  /** Never there: it carries the types. */
  types?: { answer: answer; variables: variables };
};
