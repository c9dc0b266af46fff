import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeMessage } from "../../models/onnx/messages.ts";
import { ModelRejectedError, type RejectionReason } from "../../src/artifact/errors.ts";
import { inspectModel } from "../../src/artifact/inspectModel.ts";
import { bytesField, graphField, integerField, tag, varint } from "./bytes.ts";
import {
  attribute,
  encodeModel,
  graph,
  model,
  modelFunction,
  modelWithFunctions,
  nodeWith,
  port,
  tensor,
} from "./models.ts";
import { assertRefused, refusalOf } from "./refusals.ts";

const plain = encodeModel(model());
const graphBytes = encodeMessage("GraphProto", graph());
/** A model without its graph, which the test puts behind it. */
const head = Buffer.from(encodeModel({ ...model(), graph: undefined }));
const withGraph = (...extra: (Uint8Array | number[])[]) => {
  return Buffer.concat([head, graphField(Buffer.concat([graphBytes, ...extra.map((part) => Buffer.from(part))]))]);
};
const refusedIn = (bytes: Uint8Array, reason: RejectionReason, path: string) => assertRefused(bytes, reason, path);

describe("the wire format", () => {
  it("is refused when it is cut off anywhere", () => {
    for (let length = 0; length < plain.length; length++) {
      const { reason } = refusalOf(plain.subarray(0, length));
      assert.ok(["NOT_ONNX", "MALFORMED", "UNKNOWN_DOMAIN"].includes(reason), `${length} bytes: ${reason}`);
    }
  });

  it("is refused with lengths beyond the end, up to the largest", () => {
    for (const length of [1, 1000, 2 ** 31, 2 ** 32 + 1, 2n ** 63n, 2n ** 64n - 1n]) {
      refusedIn(withGraph([...tag(2, 2), ...varint(length)]), "DUPLICATE_FIELD", "graph.name");
      refusedIn(withGraph([...tag(10, 2), ...varint(length)]), "MALFORMED", "graph");
    }
  });

  it("is refused with varints that are longer than they need be, or than 64 bits", () => {
    const version = (bytes: number[]) => Buffer.concat([Buffer.from([...tag(5, 0), ...bytes]), plain]);
    assert.equal(inspectModel(version([...varint(-1)])).nodes, 1);
    for (const overlong of [
      [0x80, 0x00],
      [0xff, 0x80, 0x00],
      [...Array(9).fill(0xff), 2],
      [...Array(10).fill(0xff), 1],
    ]) {
      refusedIn(version(overlong), "NOT_ONNX", "");
      refusedIn(withGraph(bytesField(1, Buffer.from([...tag(5, 2), ...overlong]))), "MALFORMED", "graph.node[1]");
    }
  });

  it("is refused with groups, reserved wire types, field 0 and wrong wire types", () => {
    for (const [field, wireType] of [
      [10, 3],
      [10, 4],
      [10, 6],
      [10, 7],
      [10, 0],
      [10, 1],
      [10, 5],
    ] as const) {
      refusedIn(withGraph([...tag(field, wireType), 0, 0, 0, 0, 0, 0, 0, 0]), "MALFORMED", "graph.doc_string");
    }
    refusedIn(withGraph([0x02, 0]), "MALFORMED", "graph");
    refusedIn(withGraph([0x80, 0x80, 0x80, 0x80, 0x10, 0]), "MALFORMED", "graph");
  });

  it("is refused with fields that the format does not have", () => {
    refusedIn(withGraph(integerField(3, 1)), "UNKNOWN_FIELD", "graph");
    refusedIn(withGraph(bytesField(1, bytesField(99, Buffer.alloc(3)))), "UNKNOWN_FIELD", "graph.node[1]");
    const annotation = (names: Uint8Array) => withGraph(bytesField(14, bytesField(2, names)));
    const path = "graph.quantization_annotation[0].quant_parameter_tensor_names[0]";
    refusedIn(annotation(integerField(9, 1)), "UNKNOWN_FIELD", path);
    assert.equal(inspectModel(annotation(bytesField(1, Buffer.from("SCALE_TENSOR")))).nodes, 1);
  });

  it("is refused with types that nobody defines", () => {
    const opaque = bytesField(2, bytesField(7, Buffer.alloc(0)));
    refusedIn(withGraph(bytesField(13, opaque)), "UNSUPPORTED_TYPE", "graph.value_info[0].type");
  });

  it("is refused with texts that are not UTF-8", () => {
    refusedIn(withGraph(bytesField(10, Buffer.from([0xff]))), "MALFORMED", "graph.doc_string");
    refusedIn(withGraph(bytesField(10, Buffer.from([0xed, 0xa0, 0x80]))), "MALFORMED", "graph.doc_string");
  });

  it("is refused with a list that ends inside a number", () => {
    const node = (content: Uint8Array) =>
      withGraph(bytesField(5, Buffer.concat([encodeMessage("TensorProto", tensor), content])));
    refusedIn(node(bytesField(1, Buffer.from([0x80]))), "MALFORMED", "graph.initializer[0].dims[1]");
    refusedIn(node(bytesField(4, Buffer.alloc(3))), "MALFORMED", "graph.initializer[0].float_data[0]");
    refusedIn(node(bytesField(7, Buffer.from([1, 0x80]))), "MALFORMED", "graph.initializer[0].int64_data[0]");
    const endless = Buffer.from([...Array(10).fill(0xff), 1]);
    refusedIn(node(bytesField(7, endless)), "MALFORMED", "graph.initializer[0].int64_data[0]");
  });
});

describe("fields that stand twice", () => {
  it("are refused, for readers take the last, merge them, or take the first", () => {
    refusedIn(Buffer.concat([plain, graphField(graphBytes)]), "DUPLICATE_FIELD", "graph");
    refusedIn(Buffer.concat([plain, graphField(Buffer.alloc(0))]), "DUPLICATE_FIELD", "graph");
    refusedIn(Buffer.concat([plain, integerField(1, 8)]), "DUPLICATE_FIELD", "ir_version");
    refusedIn(withGraph(bytesField(2, Buffer.from("h"))), "DUPLICATE_FIELD", "graph.name");
  });

  it("cannot hide external data behind an innocent second tensor", () => {
    const hostile = encodeMessage("TensorProto", {
      ...tensor,
      data_location: 1,
      external_data: [{ key: "location", value: "w" }],
    });
    const innocent = encodeMessage("TensorProto", tensor);
    const parts = [bytesField(5, hostile), bytesField(5, innocent)];
    const attributes = bytesField(5, Buffer.concat([...parts, integerField(20, 4)]));
    const twice = bytesField(1, Buffer.concat([bytesField(4, Buffer.from("Relu")), attributes]));
    refusedIn(withGraph(twice), "DUPLICATE_FIELD", "graph.node[1].attribute[0].t");
  });

  it("cannot reset the location of data to inside", () => {
    const outside = encodeMessage("TensorProto", { ...tensor, data_location: 1 });
    const bytes = withGraph(bytesField(5, Buffer.concat([outside, integerField(14, 0)])));
    refusedIn(bytes, "DUPLICATE_FIELD", "graph.initializer[0].data_location");
  });

  it("are refused among fields that exclude one another", () => {
    const dimension = Buffer.concat([integerField(1, 3), bytesField(2, Buffer.from("n"))]);
    const shape = bytesField(1, dimension);
    const type = bytesField(1, Buffer.concat([integerField(1, 1), bytesField(2, shape)]));
    const info = bytesField(13, Buffer.concat([bytesField(1, Buffer.from("v")), bytesField(2, type)]));
    refusedIn(withGraph(info), "DUPLICATE_FIELD", "graph.value_info[0].type.tensor_type.shape.dim[0]");
  });
});

describe("a file that is two things at once", () => {
  it("is refused when ONNX Runtime would take it for its own format", () => {
    // Field 2, producer_name, from byte 0; its text puts the mark at byte 4.
    const bytes = Buffer.concat([bytesField(2, Buffer.from("..ORTM..")), plain]);
    assert.equal(bytes.toString("latin1", 4, 8), "ORTM");
    assertRefused(bytes, "NOT_ONNX", "");
    bytes[4] = "P".charCodeAt(0);
    assert.equal(inspectModel(bytes).nodes, 1);
  });
});

describe("any bytes", function () {
  this.timeout(120_000);
  const rich = encodeModel({
    ...modelWithFunctions([modelFunction({ attribute_proto: [attribute("t", tensor)] })], {
      node: [nodeWith(attribute("g", graph({ initializer: [tensor] })), attribute("ints", [1, 2, 3]))],
      initializer: [tensor],
      input: [port("x", ["n", 3])],
      value_info: [port("v", [4])],
    }),
    metadata_props: [{ key: "k", value: "v" }],
  });

  const endsWell = (bytes: Uint8Array) => {
    const began = performance.now();
    try {
      inspectModel(bytes);
    } catch (error) {
      assert.ok(error instanceof ModelRejectedError, `threw ${error}`);
    }
    assert.ok(performance.now() - began < 2000, "took too long");
  };

  it("end in an answer or a ModelRejectedError, with every single bit flipped", () => {
    for (let bit = 0; bit < rich.length * 8; bit++) {
      const flipped = Uint8Array.from(rich);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      endsWell(flipped);
    }
  });

  it("end so with many bytes replaced, removed or repeated", () => {
    const edit = fc.record({ at: fc.nat(rich.length - 1), byte: fc.integer({ min: 0, max: 255 }), kind: fc.nat(2) });
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const bytes = Array.from(rich);
      for (const { at, byte, kind } of edits)
        bytes.splice(at, kind === 0 ? 1 : kind, byte, ...(kind === 0 ? [] : [byte]));
      endsWell(Uint8Array.from(bytes));
    });
    fc.assert(property, { seed: 78, numRuns: 5000 });
  });

  it("end so when they are random altogether", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), endsWell), { seed: 79, numRuns: 3000 });
  });
});
