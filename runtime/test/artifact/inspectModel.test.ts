import assert from "node:assert/strict";
import { inspectModel } from "../../src/artifact/inspectModel.ts";
import {
  attribute,
  encodeModel,
  graph,
  model,
  modelFunction,
  modelWithFunctions,
  nodeWith,
  port,
  reluNode,
  tensor,
} from "./models.ts";
import { assertRefused } from "./refusals.ts";

describe("inspectModel", () => {
  it("tells what a model takes, gives and is made of", () => {
    const add = { op_type: "Add", input: ["x", "w"], output: ["s"] };
    const fused = { op_type: "FusedMatMul", domain: "com.microsoft", input: ["s", "s"], output: ["y"] };
    const bytes = encodeModel(
      model(
        {
          node: [add, fused],
          initializer: [tensor],
          input: [port("x", ["batch", 2])],
          output: [port("y", [2, 2], 11)],
        },
        {
          opset_import: [
            { domain: "ai.onnx", version: 17 },
            { domain: "com.microsoft", version: 1 },
          ],
        },
      ),
    );
    assert.deepEqual(inspectModel(bytes), {
      irVersion: 8,
      opsets: [
        { domain: "", version: 17 },
        { domain: "com.microsoft", version: 1 },
      ],
      inputs: [{ name: "x", type: "float32", shape: ["batch", 2] }],
      outputs: [{ name: "y", type: "float64", shape: [2, 2] }],
      nodes: 2,
      parameters: 2,
      operators: ["Add", "com.microsoft.FusedMatMul"],
    });
  });

  it("leaves out inputs that have a value in the file, as old files list them", () => {
    const bytes = encodeModel(model({ initializer: [tensor], input: [port("x"), port("w", [2])] }));
    assert.deepEqual(
      inspectModel(bytes).inputs.map(({ name }) => name),
      ["x"],
    );
  });

  it("calls a dimension without size or name ?, and takes a missing shape as empty", () => {
    const unnamed = { name: "x", type: { tensor_type: { elem_type: 7, shape: { dim: [{}, { dim_value: 3 }] } } } };
    const open = { name: "y", type: { tensor_type: { elem_type: 9 } } };
    const { inputs, outputs } = inspectModel(encodeModel(model({ input: [unnamed], output: [open] })));
    assert.deepEqual(inputs, [{ name: "x", type: "int64", shape: ["?", 3] }]);
    assert.deepEqual(outputs, [{ name: "y", type: "bool", shape: [] }]);
  });

  it("counts nodes and constants of subgraphs", () => {
    const inner = graph({ node: [reluNode, nodeWith(attribute("t", tensor))] });
    const bytes = encodeModel(
      model({ node: [nodeWith(attribute("g", inner)), nodeWith(attribute("graphs", [inner]))] }),
    );
    const { nodes, parameters } = inspectModel(bytes);
    assert.deepEqual({ nodes, parameters }, { nodes: 6, parameters: 4 });
  });

  it("counts a function's nodes once for every call, inside other functions too", () => {
    const call = (name: string) => ({ op_type: name, domain: "local", input: ["x"], output: ["y"] });
    const inner = modelFunction({ name: "Inner", node: [reluNode, reluNode, reluNode] });
    const outer = modelFunction({ name: "Outer", node: [call("Inner"), call("Inner")] });
    const bytes = encodeModel(modelWithFunctions([outer, inner], { node: [call("Outer"), reluNode] }));
    // Outer is two calls and what they expand to, and the call of Outer counts itself.
    assert.equal(inspectModel(bytes).nodes, 2 + 2 + 6);
  });

  it("reads a model from the middle of a larger buffer", () => {
    const bytes = encodeModel(model());
    const buffer = new Uint8Array(bytes.length + 20).fill(0xff);
    buffer.set(bytes, 7);
    assert.equal(inspectModel(buffer.subarray(7, 7 + bytes.length)).nodes, 1);
  });

  describe("refuses", () => {
    it("files of other kinds", () => {
      assertRefused(new Uint8Array(0), "NOT_ONNX", "");
      assertRefused(new TextEncoder().encode("<!doctype html><title>Not found</title>"), "NOT_ONNX", "");
      assertRefused(new TextEncoder().encode('{"model": "digits"}'), "NOT_ONNX", "");
      assertRefused(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0), "NOT_ONNX", "");
      assertRefused(new Uint8Array(4096), "NOT_ONNX", "");
    });

    it("a message without version or graph, or with a version that is not known", () => {
      assertRefused(encodeModel({ opset_import: [], graph: graph() }), "NOT_ONNX", "");
      assertRefused(encodeModel({ ir_version: 8, opset_import: [{ domain: "", version: 17 }] }), "NOT_ONNX", "");
      assertRefused(encodeModel(model({}, { ir_version: 2 })), "NOT_ONNX", "");
      assertRefused(encodeModel(model({}, { ir_version: 14 })), "NOT_ONNX", "");
    });

    it("training graphs", () => {
      assertRefused(
        encodeModel(model({}, { training_info: [{ algorithm: graph() }] })),
        "TRAINING_INFO",
        "training_info[0]",
      );
    });

    it("inputs and outputs that are no tensors a caller could hold", () => {
      const sequence = { name: "x", type: { sequence_type: { elem_type: { tensor_type: { elem_type: 1 } } } } };
      assertRefused(encodeModel(model({ input: [sequence] })), "UNSUPPORTED_TYPE", "graph.input[0].type");
      assertRefused(encodeModel(model({ output: [{ name: "y" }] })), "UNSUPPORTED_TYPE", "graph.output[0]");
      const strings = encodeModel(model({ input: [port("x", ["n"], 8)] }));
      assertRefused(strings, "UNSUPPORTED_TYPE", "graph.input[0].type.tensor_type");
      const sparse = { name: "x", type: { sparse_tensor_type: { elem_type: 1 } } };
      assertRefused(encodeModel(model({ value_info: [sparse] })), "SPARSE_TENSOR", "graph.value_info[0].type");
    });

    it("names that stand for two things", () => {
      assertRefused(encodeModel(model({ initializer: [tensor, tensor] })), "DUPLICATE_FIELD", "graph.initializer[1]");
      assertRefused(encodeModel(model({ input: [port("x"), port("x")] })), "DUPLICATE_FIELD", "graph");
    });

    it("attributes whose value is not where their type says", () => {
      const path = "graph.node[0].attribute[0]";
      const attributes = [
        { name: "a", type: 2, f: 1 },
        { name: "a", type: 2, i: 1, ints: [1] },
        { name: "a", i: 1 },
        { name: "a", type: 99 },
        { name: "a", type: 2, i: 1, ref_attr_name: "b" },
      ];
      for (const wrong of attributes) {
        assertRefused(encodeModel(model({ node: [nodeWith(wrong)] })), "BAD_ATTRIBUTE", path);
      }
    });
  });
});
