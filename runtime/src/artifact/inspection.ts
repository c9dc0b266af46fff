import { canonicalDomain, type OperatorList } from "./operators.ts";
import type { Budget } from "./wire.ts";

/** What the inspection of one model carries along. */
export type Inspection = {
  budget: Budget;
  operators: OperatorList;
  /** Functions that the file itself defines, by {@link operatorKey}. */
  functions: ReadonlySet<string>;
  /** Operators that were met, as `domain.Name`, the default domain without prefix. */
  met: Set<string>;
  /** Elements of all initializers and constants. */
  parameters: number;
};

/** Nodes of a graph or function with all its subgraphs, and how often each function is called. */
export type Body = { nodes: number; calls: Map<string, number> };

export function emptyBody(): Body {
  return { nodes: 0, calls: new Map() };
}

/** What names a function: NUL can't stand in the parts without being refused below. */
export function operatorKey(domain: string, name: string, overload: string): string {
  return `${canonicalDomain(domain)}\0${name}\0${overload}`;
}
