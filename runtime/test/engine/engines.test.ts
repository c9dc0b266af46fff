import assert from "node:assert/strict";
import { ModelRejectedError } from "../../src/artifact/errors.ts";
import type { Engine, EngineSession, Tensor } from "../../src/engine/engine.ts";
import { EngineClosedError, EngineInputError, EngineModelError, EngineRunError } from "../../src/engine/errors.ts";
import { ortInProcess } from "../../src/engine/inProcess.ts";
import { ortEngine } from "../../src/engine/isolated/ortEngine.ts";
import { addOne, floats, identities, outOfRange, unconnected } from "./models.ts";

const engines: Record<string, Engine> = { ortEngine: ortEngine(), ortInProcess: ortInProcess() };

for (const [name, engine] of Object.entries(engines)) {
  describe(`${name}, as every engine`, function () {
    this.timeout(120_000);
    let session: EngineSession;

    before(async () => {
      session = await engine.open(addOne);
    });
    after(() => session.close());

    it("computes the outputs, and says what it takes and gives", async () => {
      assert.deepEqual(session.inputs, [{ name: "x", type: "float32", shape: ["n"] }]);
      assert.deepEqual(session.outputs, [{ name: "y", type: "float32", shape: ["n"] }]);
      assert.deepEqual(await session.run({ x: floats(1, -1, 0.5) }), { y: floats(2, 0, 1.5) });
      assert.deepEqual(await session.run({ x: floats() }), { y: floats() });
    });

    it("answers runs in the order of the calls, each with its own outputs", async () => {
      const order: number[] = [];
      const runs = Array.from({ length: 20 }, async (_, i) => {
        const { y } = await session.run({ x: floats(i) });
        order.push(i);
        return y?.data[0];
      });
      assert.deepEqual(
        await Promise.all(runs),
        runs.map((_, i) => i + 1),
      );
      assert.deepEqual(
        order,
        runs.map((_, i) => i),
      );
    });

    it("gives outputs that later runs leave alone", async () => {
      const first = await session.run({ x: floats(1) });
      await session.run({ x: floats(7) });
      assert.deepEqual(first, { y: floats(2) });
    });

    it("names what is wrong with the inputs and stays usable", async () => {
      const wrong: [Record<string, Tensor>, RegExp][] = [
        [{}, /no tensor for "x"/],
        [{ x: floats(1), z: floats(1) }, /no input "z"/],
        [{ x: { type: "int32", dims: [1], data: Int32Array.of(1) } }, /float32 elements, not int32/],
        [{ x: { ...floats(1), data: Float64Array.of(1) } as unknown as Tensor }, /Float32Array/],
        [{ x: { ...floats(1, 2), dims: [3] } as Tensor }, /3 elements, but has 2/],
        [{ x: { ...floats(1, 2), dims: [2, 1] } as Tensor }, /takes \[n\], not \[2,1\]/],
        [{ x: { ...floats(1, 2), dims: [-2] } as Tensor }, /not whole numbers/],
      ];
      for (const [feeds, message] of wrong) {
        await assert.rejects(
          session.run(feeds),
          (error) => error instanceof EngineInputError && message.test(error.message),
        );
      }
      assert.deepEqual(await session.run({ x: floats(1) }), { y: floats(2) });
    });

    it("rejects a run whose signal aborts while it waits, and goes on with the others", async () => {
      const reason = new Error("no longer wanted");
      const controller = new AbortController();
      const first = session.run({ x: floats(1) });
      const second = session.run({ x: floats(2) }, { signal: controller.signal });
      const third = session.run({ x: floats(3) }, { signal: new AbortController().signal });
      controller.abort(reason);
      await assert.rejects(second, reason);
      assert.deepEqual(await first, { y: floats(2) });
      assert.deepEqual(await third, { y: floats(4) });
      await assert.rejects(session.run({ x: floats(1) }, { signal: AbortSignal.abort(reason) }), reason);
    });

    it("reports a failing run and stays usable", async () => {
      const failing = await engine.open(outOfRange);
      try {
        await assert.rejects(
          failing.run({ x: floats(1, 2) }),
          (error) => error instanceof EngineRunError && /Gather/.test(error.message),
        );
        const { y } = await failing.run({ x: floats(1, 2, 3, 4) });
        assert.deepEqual(y?.data, Float32Array.of(4));
      } finally {
        await failing.close();
      }
    });

    it("takes and gives tensors of every element type", async () => {
      const tensors: Record<number, Tensor> = {
        1: { type: "float32", dims: [2], data: Float32Array.of(1.5, Number.NaN) },
        2: { type: "uint8", dims: [3], data: Uint8Array.of(0, 1, 255) },
        3: { type: "int8", dims: [1], data: Int8Array.of(-128) },
        4: { type: "uint16", dims: [1], data: Uint16Array.of(65535) },
        5: { type: "int16", dims: [1], data: Int16Array.of(-32768) },
        6: { type: "int32", dims: [1], data: Int32Array.of(-(2 ** 31)) },
        7: { type: "int64", dims: [2], data: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n) },
        9: { type: "bool", dims: [3], data: Uint8Array.of(1, 0, 1) },
        10: { type: "float16", dims: [2], data: Uint16Array.of(0x3c00, 0xfbff) },
        11: { type: "float64", dims: [1], data: Float64Array.of(Math.PI) },
        12: { type: "uint32", dims: [1], data: Uint32Array.of(2 ** 32 - 1) },
        13: { type: "uint64", dims: [1], data: BigUint64Array.of(2n ** 64n - 1n) },
      };
      const types = Object.keys(tensors).map(Number);
      const named = (prefix: string) =>
        Object.fromEntries(types.map((type) => [`${prefix}${type}`, tensors[type] as Tensor]));
      const typed = await engine.open(identities(types));
      try {
        assert.deepEqual(await typed.run(named("x")), named("y"));
      } finally {
        await typed.close();
      }
    });

    it("refuses by our own reading what the runtime below must not see", async () => {
      await assert.rejects(engine.open(new TextEncoder().encode("no model")), ModelRejectedError);
    });

    it("says why a model can't be loaded", async () => {
      await assert.rejects(
        engine.open(unconnected),
        (error) => error instanceof EngineModelError && /nowhere/.test(error.message),
      );
    });

    it("opens nothing once its signal has aborted", async () => {
      const reason = new Error("changed my mind");
      await assert.rejects(engine.open(addOne, { signal: AbortSignal.abort(reason) }), reason);
    });

    it("refuses runs after it is closed, which may be said twice", async () => {
      const closing = await engine.open(addOne);
      await closing.close();
      await closing.close();
      await assert.rejects(closing.run({ x: floats(1) }), EngineClosedError);
    });
  });
}
