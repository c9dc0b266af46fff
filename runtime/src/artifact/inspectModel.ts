import type { TensorInfo } from "../engine/engine.ts";
import { ModelRejectedError } from "./errors.ts";
import { Message, type Value } from "./fields.ts";
import { expandedNodes, inspectFunction, readFunctions } from "./functions.ts";
import { inspectGraph } from "./graphs.ts";
import { emptyBody, type Inspection } from "./inspection.ts";
import { graphLayout, modelLayout, opsetLayout } from "./layouts.ts";
import { defaultLimits, type ModelLimits } from "./limits.ts";
import { canonicalDomain, type OperatorList, standardOperators } from "./operators.ts";
import { inspectMetadata, inspectPort } from "./values.ts";
import { type Budget, refuse, wholeFile } from "./wire.ts";

/** What a model file turned out to be. */
export type ModelInspection = {
  irVersion: number;
  /** Operator sets by domain; the default domain is "". */
  opsets: { domain: string; version: number }[];
  /** Without those that have a value in the file. An empty shape is a scalar or a rank left open. */
  inputs: TensorInfo[];
  outputs: TensorInfo[];
  /** Nodes of all graphs, function calls expanded. */
  nodes: number;
  /** Elements of all initializers and constants. */
  parameters: number;
  /** Names in alphabetical order, those outside the default domain as `domain.Name`. */
  operators: string[];
};

export type InspectModelOptions = {
  limits?: Partial<ModelLimits>;
  /** Operators that are allowed, by domain, instead of {@link standardOperators}. */
  operators?: OperatorList;
};

const irVersions = { from: 3, to: 13 };

/**
 * Reads an ONNX file by itself, before ONNX Runtime sees a byte, and refuses what is not plainly a self-contained model of
 * ordinary size: see {@link RejectionReason} for what that means. Linear in the size of the file; copies no data.
 *
 * @throws ModelRejectedError, and nothing else, whatever the bytes are.
 */
export function inspectModel(bytes: Uint8Array, options: InspectModelOptions = {}): ModelInspection {
  const limits = { ...defaultLimits, ...options.limits };
  const operators = options.operators ?? standardOperators;
  const budget: Budget = { limits, fieldsLeft: limits.fields };
  if (bytes.length > limits.bytes) refuse("LIMIT_EXCEEDED", wholeFile, `${bytes.length} bytes, over ${limits.bytes}`);
  refuseOtherFormats(bytes);
  const model = readModel(bytes, budget);
  const functions = readFunctions(model.all("functions"), operators, budget);
  const domains = new Set([...Object.keys(operators), ...functions.map(({ domain }) => domain)]);
  const opsets = inspectOpsets(model, domains);
  for (const { message } of functions) inspectOpsets(message, domains);
  const keys = new Set(functions.map(({ key }) => key));
  const inspection: Inspection = { budget, operators, functions: keys, met: new Set(), parameters: 0 };
  const [graph] = model.all("graph");
  if (graph === undefined) refuse("NOT_ONNX", wholeFile, "there is no graph");
  const main = emptyBody();
  const initializers = inspectGraph(graph, inspection, main);
  const bodies = new Map(functions.map((defined) => [defined.key, inspectFunction(defined, inspection)]));
  return {
    irVersion: Number(model.integer("ir_version")),
    opsets,
    inputs: ports(graph, "input", budget).filter(({ name }) => !initializers.has(name)),
    outputs: ports(graph, "output", budget),
    nodes: expandedNodes(main, bodies, budget, wholeFile),
    parameters: inspection.parameters,
    operators: [...inspection.met].sort(),
  };
}

/**
 * ONNX Runtime takes a file for its own format, which we don't read, when "ORTM" stands at byte 4, whatever else it is;
 * a file could be both.
 */
function refuseOtherFormats(bytes: Uint8Array): void {
  if (bytes.length === 0) refuse("NOT_ONNX", wholeFile, "the file is empty");
  const mark = String.fromCharCode(...bytes.subarray(4, 8));
  if (mark === "ORTM") refuse("NOT_ONNX", wholeFile, "a file in ONNX Runtime's own format");
}

function readModel(bytes: Uint8Array, budget: Budget): Message {
  const model = readAsModel(bytes, budget);
  const version = model.integer("ir_version");
  if (version === undefined) refuse("NOT_ONNX", wholeFile, "there is no ir_version");
  if (version < irVersions.from || version > irVersions.to) {
    refuse("NOT_ONNX", wholeFile, `IR version ${version}, not ${irVersions.from} to ${irVersions.to}`);
  }
  const [training] = model.all("training_info");
  if (training !== undefined) refuse("TRAINING_INFO", training.at, "a training graph");
  inspectMetadata(model);
  return model;
}

/** A file that fails at its very first level is no ONNX model, rather than a broken one. */
function readAsModel(bytes: Uint8Array, budget: Budget): Message {
  try {
    return new Message({ bytes, start: 0, end: bytes.length }, wholeFile, modelLayout, budget);
  } catch (error) {
    if (!(error instanceof ModelRejectedError)) throw error;
    const foreign = error.reason === "MALFORMED" || error.reason === "UNKNOWN_FIELD";
    if (foreign) refuse("NOT_ONNX", wholeFile, `the bytes are no ONNX model: ${error.message}`);
    throw error;
  }
}

/** Operator sets that a model or function imports, each of a known domain, once, with a version. */
function inspectOpsets(message: Message, domains: ReadonlySet<string>): ModelInspection["opsets"] {
  const seen = new Set<string>();
  const opsets = message.all("opset_import").map(({ slice, at }) => {
    const opset = new Message(slice, at, opsetLayout, message.budget);
    const domain = canonicalDomain(opset.text("domain"));
    const version = opset.integer("version") ?? 0n;
    if (!domains.has(domain)) refuse("UNKNOWN_DOMAIN", at, `operator set "${domain}"`);
    if (seen.has(domain)) refuse("UNKNOWN_DOMAIN", at, `a second version of operator set "${domain}"`);
    if (version < 1n || version > 1000n) refuse("UNKNOWN_DOMAIN", at, `version ${version} of operator set "${domain}"`);
    seen.add(domain);
    return { domain, version: Number(version) };
  });
  if (opsets.length === 0) refuse("UNKNOWN_DOMAIN", message.at, "no operator set is imported");
  return opsets;
}

function ports(graph: Value, field: "input" | "output", budget: Budget): TensorInfo[] {
  const message = new Message(graph.slice, graph.at, graphLayout, budget);
  const infos = message.all(field).map((value) => inspectPort(value, budget));
  const names = new Set(infos.map(({ name }) => name));
  if (names.size < infos.length) refuse("DUPLICATE_FIELD", graph.at, `two ${field}s of the same name`);
  return infos;
}
