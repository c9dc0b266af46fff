import assert from "node:assert/strict";
import { inspectModel } from "../../src/artifact/inspectModel.ts";
import { standardOperators } from "../../src/artifact/operators.ts";
import {
  attribute,
  encodeModel,
  graph,
  model,
  modelFunction,
  modelWithFunctions,
  nodeWith,
  reluNode,
} from "./models.ts";
import { assertRefused } from "./refusals.ts";

const node = (op_type: string, domain = "") => ({ op_type, domain, input: ["x"], output: ["y"] });

describe("operators of a model", () => {
  it("are refused when they are not on the list, at any depth", () => {
    assertRefused(encodeModel(model({ node: [reluNode, node("Evil")] })), "UNKNOWN_OPERATOR", "graph.node[1]");
    assertRefused(encodeModel(model({ node: [node("")] })), "UNKNOWN_OPERATOR", "graph.node[0]");
    const inner = nodeWith(attribute("g", graph({ node: [node("Evil")] })));
    assertRefused(encodeModel(model({ node: [inner] })), "UNKNOWN_OPERATOR", "graph.node[0].attribute[0].g.node[0]");
  });

  it("may not come from object prototypes", () => {
    assertRefused(encodeModel(model({ node: [node("Relu", "constructor")] })), "UNKNOWN_OPERATOR", "graph.node[0]");
    assertRefused(encodeModel(model({ node: [node("toString", "__proto__")] })), "UNKNOWN_OPERATOR", "graph.node[0]");
  });

  it("that open files named by the model are not on the list", () => {
    const opset_import = [{ domain: "com.microsoft", version: 1 }];
    const bytes = encodeModel(model({ node: [node("EPContext", "com.microsoft")] }, { opset_import }));
    assertRefused(bytes, "UNKNOWN_OPERATOR", "graph.node[0]");
  });

  it("can be named by the caller instead", () => {
    const custom = model({ node: [node("Blend", "acme")] }, { opset_import: [{ domain: "acme", version: 2 }] });
    assertRefused(encodeModel(custom), "UNKNOWN_DOMAIN", "opset_import[0]");
    const operators = { ...standardOperators, acme: ["Blend"] };
    assert.deepEqual(inspectModel(encodeModel(custom), { operators }).operators, ["acme.Blend"]);
    assertRefused(encodeModel(model()), "UNKNOWN_OPERATOR", "graph.node[0]", { operators: { "": ["Add"] } });
  });

  it("need their operator set: known, once, with a version", () => {
    const importing = (opset_import: unknown[]) => encodeModel(model({}, { opset_import }));
    assertRefused(importing([]), "UNKNOWN_DOMAIN", "");
    assertRefused(importing([{ domain: "ai.onnx.preview.training", version: 1 }]), "UNKNOWN_DOMAIN", "opset_import[0]");
    assertRefused(importing([{ domain: "" }]), "UNKNOWN_DOMAIN", "opset_import[0]");
    assertRefused(importing([{ domain: "", version: -1 }]), "UNKNOWN_DOMAIN", "opset_import[0]");
    const twice = [
      { domain: "", version: 17 },
      { domain: "ai.onnx", version: 13 },
    ];
    assertRefused(importing(twice), "UNKNOWN_DOMAIN", "opset_import[1]");
  });
});

describe("functions of a model", function () {
  this.timeout(60_000);
  const call = (name: string) => node(name, "local");
  const functions = (...defined: object[]) =>
    encodeModel(modelWithFunctions(defined.map((fields) => modelFunction({ ...fields }))));

  it("may not take the place of an operator", () => {
    for (const domain of ["", "ai.onnx", "com.microsoft"]) {
      assertRefused(functions({ name: "Relu", domain }), "BAD_FUNCTION", "functions[0]");
    }
  });

  it("are defined once", () => {
    assertRefused(functions({}, {}), "BAD_FUNCTION", "functions[1]");
    assert.equal(inspectModel(functions({}, { name: "Thrice" })).nodes, 1);
  });

  it("may not call themselves, on whatever way round, called or not", () => {
    assertRefused(functions({ node: [call("Twice")] }), "BAD_FUNCTION", "");
    const ring = [
      { name: "A", node: [call("B")] },
      { name: "B", node: [reluNode, call("C")] },
      { name: "C", node: [nodeWith(attribute("g", graph({ node: [call("A")] })))] },
    ];
    assertRefused(functions(...ring), "BAD_FUNCTION", "");
  });

  it("are held to the same list and operator sets", () => {
    assertRefused(functions({ node: [call("Nowhere")] }), "UNKNOWN_OPERATOR", "functions[0].node[0]");
    const opset_import = [{ domain: "acme", version: 1 }];
    assertRefused(functions({ opset_import }), "UNKNOWN_DOMAIN", "functions[0].opset_import[0]");
  });

  it("that double at every call are refused before they are expanded", () => {
    const doubling = Array.from({ length: 40 }, (_, i) => ({
      name: `F${i}`,
      node: i === 39 ? [reluNode] : [call(`F${i + 1}`), call(`F${i + 1}`)],
    }));
    assertRefused(functions(...doubling), "LIMIT_EXCEEDED", "");
  });

  it("that call one another in a long chain are refused", () => {
    const chain = Array.from({ length: 5000 }, (_, i) => ({
      name: `F${i}`,
      node: [i === 4999 ? reluNode : call(`F${i + 1}`)],
    }));
    assertRefused(functions(...chain), "LIMIT_EXCEEDED", "");
  });
});
