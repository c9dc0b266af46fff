import { Message, type Value } from "./fields.ts";
import { inspectAttributes, inspectNode } from "./graphs.ts";
import { type Body, emptyBody, type Inspection, operatorKey } from "./inspection.ts";
import { functionLayout } from "./layouts.ts";
import type { OperatorList } from "./operators.ts";
import { inspectMetadata, inspectValue } from "./values.ts";
import { type Budget, type Place, refuse } from "./wire.ts";

/** A function that the file defines. */
export type ModelFunction = { key: string; domain: string; message: Message };

/** Names of the file's functions; one in a domain of standard operators could take an operator's place and is refused. */
export function readFunctions(values: readonly Value[], operators: OperatorList, budget: Budget): ModelFunction[] {
  const seen = new Set<string>();
  return values.map(({ slice, at }) => {
    const message = new Message(slice, at, functionLayout, budget);
    const [domain, name] = [message.text("domain"), message.text("name")];
    const key = operatorKey(domain, name, message.text("overload"));
    if (domain === "" || domain === "ai.onnx" || Object.hasOwn(operators, domain)) {
      refuse("BAD_FUNCTION", at, `function "${name}" stands in the domain "${domain}" of standard operators`);
    }
    if (seen.has(key)) refuse("BAD_FUNCTION", at, `a second function "${name}" of domain "${domain}"`);
    seen.add(key);
    return { key, domain, message };
  });
}

/** Checks a function's nodes, default attributes and declarations. */
export function inspectFunction({ message }: ModelFunction, inspection: Inspection): Body {
  const body = emptyBody();
  inspectMetadata(message);
  for (const declared of message.all("value_info")) inspectValue(declared, inspection.budget);
  inspectAttributes(message.all("attribute_proto"), inspection, body);
  for (const node of message.all("node")) inspectNode(node, inspection, body);
  return body;
}

/**
 * Number of nodes once every call is replaced by the function's body, as the runtime below does it. A chain of functions
 * that each call the next one twice doubles at every step, hence the count; one that calls itself never ends.
 */
export function expandedNodes(main: Body, functions: ReadonlyMap<string, Body>, budget: Budget, at: Place): number {
  const { nodes: limit, depth } = budget.limits;
  const known = new Map<string, number>();
  const open = new Set<string>();
  const expand = ({ nodes, calls }: Body): number => {
    let total = nodes;
    for (const [key, times] of calls) total += times * size(key);
    if (total > limit) refuse("LIMIT_EXCEEDED", at, `more than ${limit} nodes once its functions are expanded`);
    return total;
  };
  const size = (key: string): number => {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const name = key.split("\0")[1];
    if (open.has(key)) refuse("BAD_FUNCTION", at, `function "${name}" calls itself`);
    if (open.size >= depth) refuse("LIMIT_EXCEEDED", at, `functions call one another deeper than ${depth}`);
    open.add(key);
    const total = expand(functions.get(key) as Body);
    open.delete(key);
    known.set(key, total);
    return total;
  };
  // Functions that nothing calls are held to the same rules.
  for (const key of functions.keys()) size(key);
  return expand(main);
}
