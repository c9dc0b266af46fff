import assert from "node:assert/strict";
import fc from "fast-check";
import type { Message } from "../../models/onnx/messages.ts";
import type { RejectionReason } from "../../src/artifact/errors.ts";
import { inspectModel } from "../../src/artifact/inspectModel.ts";
import { graphField } from "./bytes.ts";
import {
  attribute,
  encodeModel,
  graph,
  long,
  model,
  modelFunction,
  modelWithFunctions,
  nodeWith,
  port,
  reluNode,
  tensor,
} from "./models.ts";
import { assertRefused, refusalOf as refused } from "./refusals.ts";

const initializer = (changes: Message) => {
  const entries = Object.entries({ ...tensor, ...changes }).filter(([, value]) => value !== undefined);
  return encodeModel(model({ initializer: [Object.fromEntries(entries)] }));
};
const refusedTensor = (changes: Message, reason: RejectionReason, options = {}) => {
  assertRefused(initializer(changes), reason, "graph.initializer[0]", options);
};

describe("a tensor's dimensions", () => {
  it("are not negative", () => {
    refusedTensor({ dims: [-1] }, "BAD_SHAPE");
    refusedTensor({ dims: [2, -2, -1] }, "BAD_SHAPE");
    refusedTensor({ dims: [long(-(2n ** 63n))] }, "BAD_SHAPE");
  });

  it("whose product overflows 32, 53 or 64 bits are refused, also when it wraps to the right size or to zero", () => {
    for (const dims of [
      [2 ** 31 + 1, 2],
      [65536, 65536, 65536, 65536],
      [2 ** 32, 2 ** 32],
      [long(2n ** 62n + 1n), 4],
      [2 ** 53, 2 ** 11, 2],
      [long(2n ** 63n - 1n)],
    ]) {
      refusedTensor({ dims }, "LIMIT_EXCEEDED");
    }
  });

  it("may be none, for a scalar, or zero, for no elements", () => {
    assert.equal(inspectModel(initializer({ dims: [], raw_data: new Uint8Array(4) })).parameters, 1);
    assert.equal(inspectModel(initializer({ dims: [0, 5], raw_data: undefined })).parameters, 0);
  });

  it("are limited in number and size", () => {
    const ones = (count: number) => initializer({ dims: Array(count).fill(1), raw_data: new Uint8Array(4) });
    assert.equal(inspectModel(ones(16)).parameters, 1);
    assertRefused(ones(17), "LIMIT_EXCEEDED", "graph.initializer[0].dims[16]");
    refusedTensor({}, "LIMIT_EXCEEDED", { limits: { elements: 1 } });
  });

  it("of inputs and values are held to the same rules", () => {
    const at = (input: Message[]) => encodeModel(model({ input }));
    assertRefused(at([port("x", [-1])]), "BAD_SHAPE", "graph.input[0].type.tensor_type.shape");
    assertRefused(at([port("x", [65536, 65536, "n"])]), "LIMIT_EXCEEDED", "graph.input[0].type.tensor_type.shape");
    assertRefused(at([port("x", Array(17).fill("n"))]), "LIMIT_EXCEEDED", "graph.input[0].type.tensor_type.shape");
    const value_info = [port("v", [-1])];
    assertRefused(encodeModel(model({ value_info })), "BAD_SHAPE", "graph.value_info[0].type.tensor_type.shape");
    const inFunction = encodeModel(modelWithFunctions([modelFunction({ value_info })]));
    assertRefused(inFunction, "BAD_SHAPE", "functions[0].value_info[0].type.tensor_type.shape");
  });

  it("of types inside types are held to the same rules", () => {
    const wrapped = { name: "s", type: { sequence_type: { elem_type: port("v", [-1]).type } } };
    const path = "graph.value_info[0].type.sequence_type.elem_type.tensor_type.shape";
    assertRefused(encodeModel(model({ value_info: [wrapped] })), "BAD_SHAPE", path);
    const typed = nodeWith({ name: "a", type: 13, tp: port("v", [-1]).type });
    assertRefused(
      encodeModel(model({ node: [typed] })),
      "BAD_SHAPE",
      "graph.node[0].attribute[0].tp.tensor_type.shape",
    );
  });
});

describe("a tensor's data", function () {
  this.timeout(60_000);
  it("are exactly what its type and dimensions call for", () => {
    refusedTensor({ raw_data: new Uint8Array(7) }, "DATA_MISMATCH");
    refusedTensor({ raw_data: new Uint8Array(9) }, "DATA_MISMATCH");
    refusedTensor({ raw_data: undefined }, "DATA_MISMATCH");
    refusedTensor({ dims: [1000000] }, "DATA_MISMATCH");
    refusedTensor({ raw_data: undefined, float_data: [1] }, "DATA_MISMATCH");
    refusedTensor({ raw_data: undefined, int32_data: [1, 2] }, "DATA_MISMATCH");
    refusedTensor({ float_data: [1, 2] }, "DATA_MISMATCH");
  });

  it("are of a type that exists and has operators", () => {
    for (const data_type of [0, 14, 15, 24, -1, 1000]) refusedTensor({ data_type }, "UNSUPPORTED_TYPE");
  });

  it("may stand in the list of their type instead of raw bytes", () => {
    const lists: [number, string, unknown[]][] = [
      [1, "float_data", [1, 2]],
      [6, "int32_data", [-1, 300]],
      [7, "int64_data", [-1, 2 ** 40]],
      [8, "string_data", [Buffer.from("a"), Buffer.alloc(0)]],
      [9, "int32_data", [0, 1]],
      [11, "double_data", [1, 2]],
      [13, "uint64_data", [1, 2]],
    ];
    for (const [data_type, field, values] of lists) {
      assert.equal(inspectModel(initializer({ data_type, raw_data: undefined, [field]: values })).parameters, 2);
      refusedTensor({ data_type, raw_data: undefined, [field]: [...values, values[0]] }, "DATA_MISMATCH");
    }
  });

  it("pack four-bit elements in pairs", () => {
    const nibbles = { data_type: 22, dims: [5] };
    assert.equal(inspectModel(initializer({ ...nibbles, raw_data: new Uint8Array(3) })).parameters, 5);
    refusedTensor({ ...nibbles, raw_data: new Uint8Array(5) }, "DATA_MISMATCH");
  });

  it("of every size pass when right and are refused when one byte is missing", () => {
    const shape = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 });
    const property = fc.property(shape, (dims) => {
      const bytes = dims.reduce((product, dim) => product * dim, 4);
      assert.equal(inspectModel(initializer({ dims, raw_data: new Uint8Array(bytes) })).parameters, bytes / 4);
      refusedTensor({ dims, raw_data: new Uint8Array(bytes - 1) }, "DATA_MISMATCH");
    });
    fc.assert(property, { seed: 77, numRuns: 100 });
  });
});

describe("the size of a model", function () {
  this.timeout(60_000);
  const nested = (levels: number): Message =>
    levels === 0 ? graph() : graph({ node: [nodeWith(attribute("g", nested(levels - 1)))] });

  it("is limited in depth", () => {
    assert.equal(inspectModel(encodeModel(model(nested(14)))).nodes, 15);
    const { reason } = refused(encodeModel(model(nested(20))));
    assert.equal(reason, "LIMIT_EXCEEDED");
  });

  it("is limited in bytes, fields, nodes, names and texts", () => {
    const bytes = encodeModel(model({ node: [reluNode, reluNode, reluNode] }));
    assert.equal(inspectModel(bytes, { limits: { bytes: bytes.length, nodes: 3 } }).nodes, 3);
    assertRefused(bytes, "LIMIT_EXCEEDED", "", { limits: { bytes: bytes.length - 1 } });
    assertRefused(bytes, "LIMIT_EXCEEDED", "graph.node[2]", { limits: { nodes: 2 } });
    assert.equal(refused(bytes, { limits: { fields: 10 } }).reason, "LIMIT_EXCEEDED");
    const long = encodeModel(model({ name: "n".repeat(4097) }));
    assertRefused(long, "LIMIT_EXCEEDED", "graph.name");
    const text = encodeModel(model({}, { doc_string: "d".repeat(2 ** 20 + 1) }));
    assertRefused(text, "LIMIT_EXCEEDED", "doc_string");
  });

  it("counts the nodes of subgraphs together", () => {
    const path = "graph.node[0].attribute[0].g.node[0].attribute[0].g.node[0]";
    assertRefused(encodeModel(model(nested(2))), "LIMIT_EXCEEDED", path, { limits: { nodes: 2 } });
  });

  it("does not let a file of empty nodes hold us up", () => {
    const node = Buffer.from([0x0a, 0]);
    const nodes = Buffer.concat(Array(200_001).fill(node));
    const began = performance.now();
    const { reason, path } = refused(Buffer.concat([encodeModel(model()), graphField(nodes)]));
    assert.deepEqual([reason, path], ["DUPLICATE_FIELD", "graph"]);
    const only = Buffer.concat([encodeModel({ ...model(), graph: undefined }), graphField(nodes)]);
    assert.deepEqual(refused(only).reason, "LIMIT_EXCEEDED");
    assert.ok(performance.now() - began < 5000);
  });
});
