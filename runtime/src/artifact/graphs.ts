import { inspectAttribute } from "./attributes.ts";
import { Message, type Value } from "./fields.ts";
import { type Body, type Inspection, operatorKey } from "./inspection.ts";
import { annotationLayout, entryLayout, graphLayout, nodeLayout } from "./layouts.ts";
import { canonicalDomain, type OperatorList } from "./operators.ts";
import { inspectTensor, refuseSparseTensor } from "./tensors.ts";
import { inspectMetadata, inspectValue } from "./values.ts";
import { type Budget, refuse } from "./wire.ts";

/** Checks a graph and all that is inside it, and adds its nodes to the body. Returns the names of its initializers. */
export function inspectGraph(value: Value, inspection: Inspection, body: Body): Set<string> {
  const { budget } = inspection;
  const graph = new Message(value.slice, value.at, graphLayout, budget);
  for (const sparse of graph.all("sparse_initializer")) refuseSparseTensor(sparse, budget);
  const initializers = new Set<string>();
  for (const initializer of graph.all("initializer")) {
    const { name, elements } = inspectTensor(initializer, budget);
    if (initializers.has(name)) refuse("DUPLICATE_FIELD", initializer.at, `a second initializer "${name}"`);
    initializers.add(name);
    inspection.parameters += elements;
  }
  for (const field of ["input", "output", "value_info"]) {
    for (const declared of graph.all(field)) inspectValue(declared, budget);
  }
  for (const annotation of graph.all("quantization_annotation")) inspectAnnotation(annotation, budget);
  inspectMetadata(graph);
  for (const node of graph.all("node")) inspectNode(node, inspection, body);
  return initializers;
}

function inspectAnnotation(value: Value, budget: Budget): void {
  const annotation = new Message(value.slice, value.at, annotationLayout, budget);
  for (const { slice, at } of annotation.all("quant_parameter_tensor_names"))
    new Message(slice, at, entryLayout, budget);
}

/** Checks a node: an operator that is allowed, or a call of a function of the file. */
export function inspectNode(value: Value, inspection: Inspection, body: Body): void {
  const { budget } = inspection;
  body.nodes += 1;
  if (body.nodes > budget.limits.nodes) refuse("LIMIT_EXCEEDED", value.at, `more than ${budget.limits.nodes} nodes`);
  const node = new Message(value.slice, value.at, nodeLayout, budget);
  const [domain, name] = [canonicalDomain(node.text("domain")), node.text("op_type")];
  const key = operatorKey(domain, name, node.text("overload"));
  if (inspection.functions.has(key)) body.calls.set(key, (body.calls.get(key) ?? 0) + 1);
  else if (!isAllowed(inspection.operators, domain, name)) {
    refuse("UNKNOWN_OPERATOR", node.at, `operator ${JSON.stringify(name)} of domain ${JSON.stringify(domain)}`);
  }
  inspection.met.add(domain === "" ? name : `${domain}.${name}`);
  inspectMetadata(node);
  inspectAttributes(node.all("attribute"), inspection, body);
}

/** Checks attributes and the graphs inside them, whose nodes count for the body. */
export function inspectAttributes(values: readonly Value[], inspection: Inspection, body: Body): void {
  for (const value of values) {
    for (const graph of inspectAttribute(value, inspection)) inspectGraph(graph, inspection, body);
  }
}

function isAllowed(operators: OperatorList, domain: string, name: string): boolean {
  return Object.hasOwn(operators, domain) && (operators[domain] as readonly string[]).includes(name);
}
