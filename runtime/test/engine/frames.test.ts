import assert from "node:assert/strict";
import fc from "fast-check";
import type { Tensor } from "../../src/engine/engine.ts";
import { FrameReader, type ResponseFrame } from "../../src/engine/isolated/frameReader.ts";
import {
  describeTensors,
  frame,
  headerLimit,
  type TensorHeader,
  viewTensors,
} from "../../src/engine/isolated/frames.ts";
import { oneAfterAnother } from "../../src/engine/queue.ts";

const tensor: fc.Arbitrary<Tensor> = fc.oneof(
  fc.float32Array({ maxLength: 20 }).map((data): Tensor => ({ type: "float32", dims: [data.length], data })),
  fc.uint8Array({ maxLength: 20 }).map((data): Tensor => ({ type: "bool", dims: [data.length, 1], data })),
  fc.bigInt64Array({ maxLength: 9 }).map((data): Tensor => ({ type: "int64", dims: [data.length], data })),
  fc.float64Array({ maxLength: 9 }).map((data): Tensor => ({ type: "float64", dims: [1, data.length], data })),
  fc.uint16Array({ minLength: 1, maxLength: 1 }).map((data): Tensor => ({ type: "float16", dims: [], data })),
);
const tensors = fc.dictionary(fc.string(), tensor, { maxKeys: 6, noNullPrototype: true });

function outputsFrame(values: Record<string, Tensor>): Buffer {
  const { headers, body } = describeTensors(values);
  return Buffer.concat(frame({ type: "outputs", tensors: headers }, body));
}

/** Gives the bytes to a reader in pieces of the given sizes, over and over. */
function readInPieces(reader: FrameReader, bytes: Uint8Array, sizes: number[]): ResponseFrame | undefined {
  let offset = 0;
  for (let i = 0; offset < bytes.length; i++) {
    const size = sizes[i % sizes.length] as number;
    const complete = reader.push(bytes.subarray(offset, offset + size));
    offset += size;
    if (complete !== undefined) {
      assert.ok(offset >= bytes.length);
      return complete;
    }
  }
  return undefined;
}

describe("frames between a session and its process", function () {
  this.timeout(60_000);
  it("carry tensors of every type unchanged, however they are cut", () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    const property = fc.property(fc.array(tensors, { minLength: 1, maxLength: 3 }), pieces, (frames, sizes) => {
      const reader = new FrameReader(2 ** 20);
      for (const sent of frames) {
        const received = readInPieces(reader, outputsFrame(sent), sizes) as ResponseFrame;
        assert.ok(received.header.type === "outputs");
        assert.deepEqual(viewTensors(received.header.tensors, received.body), sent);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it("are refused when they announce more than is allowed, before room is made for it", () => {
    const announcing = (header: number, body: number) => {
      const prefix = Buffer.alloc(8);
      prefix.writeUInt32LE(header, 0);
      prefix.writeUInt32LE(body, 4);
      return prefix;
    };
    assert.throws(() => new FrameReader(1000).push(announcing(2, 1001)), /too long/);
    assert.throws(() => new FrameReader(1000).push(announcing(headerLimit + 1, 0)), /too long/);
    assert.equal(new FrameReader(1000).push(announcing(headerLimit, 1000)), undefined);
  });

  it("are refused when another follows unasked, or the header is not JSON", () => {
    const bytes = outputsFrame({});
    assert.throws(() => new FrameReader(1000).push(Buffer.concat([bytes, Buffer.of(0)])), /more than one answer/);
    const broken = Buffer.from(bytes);
    broken[8] = 0xff;
    assert.throws(() => new FrameReader(1000).push(broken), SyntaxError);
    const empty = Buffer.concat([Buffer.of(4, 0, 0, 0, 0, 0, 0, 0), Buffer.from("null")]);
    assert.throws(() => new FrameReader(1000).push(empty), /no object/);
  });

  it("are refused when their tensors are described wrongly or don't fill them", () => {
    const body = new Uint8Array(16);
    const wrong: [TensorHeader[], RegExp][] = [
      [[{ name: "y", type: "float32", dims: [5] }], /longer than its frame/],
      [[{ name: "y", type: "float32", dims: [2 ** 40, 2 ** 40] }], /longer than its frame/],
      [[{ name: "y", type: "float32", dims: [2] }], /longer than its tensors/],
      [[{ name: "y", type: "float32", dims: [-1] }], /described wrongly/],
      [[{ name: "y", type: "float32", dims: [1.5] }], /described wrongly/],
      [[{ name: "y", type: "toString" as "float32", dims: [1] }], /described wrongly/],
      [[{ name: 1 as unknown as string, type: "float32", dims: [4] }], /described wrongly/],
    ];
    for (const [headers, message] of wrong) assert.throws(() => viewTensors(headers, body), message);
    assert.deepEqual(Object.keys(viewTensors([{ name: "y", type: "float32", dims: [4] }], body)), ["y"]);
  });
});

describe("turns", () => {
  it("are taken one after another, also after a failure", async () => {
    const inTurn = oneAfterAnother();
    const log: string[] = [];
    const task = (name: string, fails = false) =>
      inTurn(async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    const results = await Promise.allSettled([task("a"), task("b", true), task("c")]);
    assert.deepEqual(log, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
  });

  it("never come for a task whose signal aborted, which is told at once", async () => {
    const inTurn = oneAfterAnother();
    const controller = new AbortController();
    const reason = new Error("stop");
    let finish = () => undefined as undefined;
    const first = inTurn(() => new Promise<void>((resolve) => (finish = () => void resolve())));
    let begun = false;
    const second = inTurn(async () => {
      begun = true;
    }, controller.signal);
    controller.abort(reason);
    await assert.rejects(second, reason);
    finish();
    await first;
    await inTurn(async () => undefined);
    assert.equal(begun, false);
  });
});
