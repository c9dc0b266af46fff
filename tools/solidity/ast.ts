// What is read of the compiler's syntax trees. Positions are in bytes, as the compiler counts.
// Node types: https://docs.soliditylang.org/en/v0.8.30/contracts.html, in the compact JSON of `solc --ast-compact-json`.

/** A part of a source file, in bytes. */
export type Range = { start: number; end: number };

export type AstNode = {
  nodeType: string;
  src: string;
  name?: string;
  contractKind?: string;
  kind?: string;
  operator?: string;
  prefix?: boolean;
  value?: string;
  hexValue?: string;
  constant?: boolean;
  stateVariable?: boolean;
  nodes?: AstNode[];
  documentation?: { text: string; src: string } | null;
  expression?: AstNode;
  arguments?: AstNode[];
  condition?: AstNode;
  trueBody?: AstNode;
  falseBody?: AstNode | null;
  trueExpression?: AstNode;
  falseExpression?: AstNode;
  leftExpression?: AstNode;
  rightExpression?: AstNode;
  subExpression?: AstNode;
  leftHandSide?: AstNode;
  rightHandSide?: AstNode;
  statements?: AstNode[];
  typeDescriptions?: { typeString?: string };
};

export function rangeOf({ src }: { src: string }): Range {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}

/** The direct children of a node, in the order of the source. */
export function childrenOf(node: AstNode): AstNode[] {
  const found = Object.values(node).flatMap((child) => (Array.isArray(child) ? child : [child]));
  return found.filter(isNode).sort((a, b) => rangeOf(a).start - rangeOf(b).start);
}

/** A node and all below it. */
export function* nodesWithin(node: AstNode): Generator<AstNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesWithin(child);
}

const isNode = (value: unknown): value is AstNode =>
  typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
