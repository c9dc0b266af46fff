import assert from "node:assert/strict";
import fc from "fast-check";
import type { Message } from "../../models/onnx/messages.ts";
import { inspectModel } from "../../src/artifact/inspectModel.ts";
import { attribute, encodeModel, graph, model, modelFunction, modelWithFunctions, nodeWith, tensor } from "./models.ts";
import { assertRefused, refusalOf } from "./refusals.ts";

/** Ways for a tensor to point outside the file, each as changes to an ordinary tensor. */
const disguises: Record<string, Message> = {
  "location in another file": {
    raw_data: undefined,
    data_location: 1,
    external_data: [{ key: "location", value: "w.bin" }],
  },
  "location up the tree": { data_location: 1, external_data: [{ key: "location", value: "../../etc/passwd" }] },
  "entries without the location flag": { external_data: [{ key: "location", value: "w.bin" }] },
  "an entry of another key": { external_data: [{ key: "checksum", value: "0" }] },
  "an empty entry": { external_data: [{}] },
  "the location flag alone": { data_location: 1 },
  "a location that no version knows": { data_location: 2 },
  "a negative location": { data_location: -1 },
  "an address in memory": {
    raw_data: undefined,
    data_location: 1,
    external_data: [
      { key: "location", value: "*/_ORT_MEM_ADDR_/*" },
      { key: "offset", value: "140737353883648" },
      { key: "length", value: "4096" },
    ],
  },
  "the mark of an address as name": { name: "*/_ORT_MEM_ADDR_/*" },
  "the mark of an address in a string": {
    data_type: 8,
    raw_data: undefined,
    dims: [1],
    string_data: [Buffer.from("*/_ORT_MEM_ADDR_/*")],
  },
  "a segment": { segment: { begin: 0, end: 1 } },
};

const sparse = (part: "values" | "indices", hostile: Message): Message => ({
  values: tensor,
  indices: tensor,
  [part]: hostile,
  dims: [4],
});
const nodes = (...attributes: Message[]) => ({ node: [nodeWith(...attributes)] });
const inAttribute = "graph.node[0].attribute[0]";

/** Every place of a model where a tensor can stand, by its path. */
const places: Record<string, (hostile: Message) => Message> = {
  "graph.initializer[0]": (t) => model({ initializer: [t] }),
  "graph.initializer[1]": (t) => model({ initializer: [{ ...tensor, name: "first" }, t] }),
  "graph.sparse_initializer[0].values": (t) => model({ sparse_initializer: [sparse("values", t)] }),
  "graph.sparse_initializer[0].indices": (t) => model({ sparse_initializer: [sparse("indices", t)] }),
  [`${inAttribute}.t`]: (t) => model(nodes(attribute("t", t))),
  [`${inAttribute}.tensors[0]`]: (t) => model(nodes(attribute("tensors", [t]))),
  [`${inAttribute}.sparse_tensor.values`]: (t) => model(nodes(attribute("sparse_tensor", sparse("values", t)))),
  [`${inAttribute}.sparse_tensor.indices`]: (t) => model(nodes(attribute("sparse_tensor", sparse("indices", t)))),
  [`${inAttribute}.sparse_tensors[0].values`]: (t) => model(nodes(attribute("sparse_tensors", [sparse("values", t)]))),
  [`${inAttribute}.g.initializer[0]`]: (t) => model(nodes(attribute("g", graph({ initializer: [t] })))),
  [`${inAttribute}.graphs[1].initializer[0]`]: (t) =>
    model(nodes(attribute("graphs", [graph(), graph({ initializer: [t] })]))),
  "functions[0].node[0].attribute[0].t": (t) => modelWithFunctions([modelFunction(nodes(attribute("t", t)))]),
  "functions[0].attribute_proto[0].t": (t) =>
    modelWithFunctions([modelFunction({ attribute_proto: [attribute("t", t)] })]),
};

const disguised = (changes: Message): Message => {
  const entries = Object.entries({ ...tensor, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
};

describe("data outside the file", function () {
  this.timeout(60_000);
  for (const [path, place] of Object.entries(places)) {
    for (const [name, changes] of Object.entries(disguises)) {
      it(`are refused at ${path}: ${name}`, () => {
        const refusal = refusalOf(encodeModel(place(disguised(changes))));
        assert.equal(refusal.reason, "EXTERNAL_DATA");
        assert.ok(refusal.path.startsWith(path), `refused at ${refusal.path}`);
      });
    }
  }

  it("are refused in attributes whose type says that they are not used", () => {
    const unused = { name: "a", type: 2, i: 1, t: disguised({ data_location: 1 }) };
    assertRefused(encodeModel(model(nodes(unused))), "EXTERNAL_DATA", `${inAttribute}.t`);
  });

  it("are refused by their mark in any name or text", () => {
    const mark = "*/_ORT_MEM_ADDR_/*";
    assertRefused(encodeModel(model({ name: mark })), "EXTERNAL_DATA", "graph.name");
    assertRefused(
      encodeModel(model({}, { metadata_props: [{ key: "a", value: mark }] })),
      "EXTERNAL_DATA",
      "metadata_props[0].value",
    );
    const text = { name: "a", type: 3, s: Buffer.from(`\u00ff${mark}`, "latin1") };
    assertRefused(encodeModel(model(nodes(text))), "EXTERNAL_DATA", `${inAttribute}.s`);
  });

  it("are refused at any depth, and only because of them", () => {
    fc.assert(
      fc.property(hidden, ({ build, changes }) => {
        assert.equal(refusalOf(encodeModel(build(disguised(changes)))).reason, "EXTERNAL_DATA");
        assert.ok(inspectModel(encodeModel(build(tensor))).parameters >= 2);
      }),
      { seed: 76, numRuns: 300 },
    );
  });
});

/** A tensor wrapped in graphs, in attributes, in nodes, at a random depth and in random company. */
const wrapper = fc.constantFrom<(inner: Message) => Message>(
  (inner) => graph(nodes(attribute("g", inner))),
  (inner) => graph(nodes(attribute("graphs", [graph(), inner]))),
  (inner) => graph({ node: [nodeWith(), nodeWith(attribute("i", 3), attribute("g", inner))] }),
  (inner) =>
    graph({
      initializer: [{ ...tensor, name: "v" }],
      ...nodes(attribute("ints", [1, 2]), attribute("graphs", [inner])),
    }),
);
const holder = fc.constantFrom<(t: Message) => Message>(
  (t) => graph({ initializer: [{ ...tensor, name: "v" }, t] }),
  (t) => graph(nodes(attribute("t", t))),
  (t) => graph(nodes(attribute("tensors", [tensor, t]))),
);
const root = fc.constantFrom<(g: Message) => Message>(
  (g) => model(g),
  (g) =>
    modelWithFunctions([
      modelFunction(),
      modelFunction({ name: "F", node: g.node, attribute_proto: [attribute("g", g)] }),
    ]),
);
const hidden = fc
  .record({
    wrappers: fc.array(wrapper, { maxLength: 12 }),
    holder,
    root,
    changes: fc.constantFrom(...Object.values(disguises)),
  })
  .map(({ wrappers, holder: hold, root: finish, changes }) => ({
    build: (t: Message) => finish(wrappers.reduce((inner, wrap) => wrap(inner), hold(t))),
    changes,
  }));
