/** What a model may have at most. The defaults leave room for every model that fits the 2 GiB of a protobuf file. */
export type ModelLimits = {
  /** Bytes of the file. */
  bytes: number;
  /** Fields read in the whole file; bounds the time and memory of the reading itself. */
  fields: number;
  /** Nodes of all graphs, after every function call is expanded; also the values of any one list. */
  nodes: number;
  /** Messages inside messages; each subgraph takes three. */
  depth: number;
  /** Dimensions of one tensor. */
  rank: number;
  /** Elements of one tensor, also of inputs and outputs with a fixed shape. */
  elements: number;
  /** Bytes of one name. */
  nameBytes: number;
  /** Bytes of one documentation or metadata text. */
  textBytes: number;
};

export const defaultLimits: ModelLimits = {
  bytes: 2 ** 31 - 1,
  fields: 2_000_000,
  nodes: 100_000,
  depth: 48,
  rank: 16,
  elements: 2 ** 30,
  nameBytes: 4096,
  textBytes: 1 << 20,
};
