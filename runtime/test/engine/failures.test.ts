import assert from "node:assert/strict";
import type { EngineSession } from "../../src/engine/engine.ts";
import {
  EngineClosedError,
  EngineCrashedError,
  EngineModelError,
  EngineRunError,
  EngineTimeoutError,
} from "../../src/engine/errors.ts";
import { type IsolatedSession, ortEngine } from "../../src/engine/isolated/ortEngine.ts";
import { addOne, doubling, endless, filled, filledByItself, floats, shapeOf } from "./models.ts";
import { isRunning } from "./processes.ts";

/** The process is gone, the session refuses, and another one works: nothing of the failure is left. */
async function assertGone(session: IsolatedSession, run: (session: EngineSession) => Promise<unknown>): Promise<void> {
  await assert.rejects(
    run(session),
    (error) => error instanceof EngineClosedError || error instanceof EngineCrashedError,
  );
  await session.close();
  assert.equal(await isRunning(session.pid as number), false);
}

describe("a model that goes wrong", function () {
  this.timeout(120_000);

  it("for ever is killed when its time is up, and another one can be opened", async () => {
    const impatient = await ortEngine({ runTimeoutMs: 1500 }).open(endless);
    const began = performance.now();
    await assert.rejects(impatient.run({ x: floats(1) }), (error) => {
      return error instanceof EngineTimeoutError && /The run took longer than 1500 ms/.test(error.message);
    });
    assert.ok(performance.now() - began < 10_000);
    await assertGone(impatient, (closed) => closed.run({ x: floats(1) }));
    const next = await ortEngine().open(addOne);
    assert.deepEqual(await next.run({ x: floats(1) }), { y: floats(2) });
    await next.close();
  });

  it("takes runs that wait behind it along", async () => {
    const session = await ortEngine({ runTimeoutMs: 1000 }).open(endless);
    const runs = [1, 2, 3].map((x) => session.run({ x: floats(x) }));
    const results = await Promise.allSettled(runs);
    const reasons = results.map((result) => (result.status === "rejected" ? result.reason.name : "fulfilled"));
    assert.deepEqual(reasons, ["EngineTimeoutError", "EngineClosedError", "EngineClosedError"]);
    await session.close();
  });

  it("is killed when the caller's signal aborts in the midst of a run", async () => {
    const session = await ortEngine().open(endless);
    const reason = new Error("enough");
    const controller = new AbortController();
    const running = session.run({ x: floats(1) }, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 200);
    await assert.rejects(running, reason);
    await assertGone(session, (closed) => closed.run({ x: floats(1) }));
  });

  it("is killed when the caller's signal aborts while it loads, or loading takes too long", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const opening = ortEngine().open(addOne, { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(opening, reason);
    await assert.rejects(ortEngine({ timeoutMs: 1 }).open(addOne), EngineTimeoutError);
  });

  it("rejects its run when it is closed in the midst", async () => {
    const session = await ortEngine().open(endless);
    const running = session.run({ x: floats(1) });
    setTimeout(() => session.close(), 200);
    await assert.rejects(running, EngineClosedError);
    await session.close();
  });
});

describe("a model that wants all the memory", function () {
  this.timeout(120_000);
  const small = ortEngine({ maxMemory: 2 ** 28, timeoutMs: 30_000 });
  const isTyped = (error: unknown) => {
    return error instanceof EngineRunError || error instanceof EngineCrashedError || error instanceof EngineModelError;
  };

  it("in one piece gets none, and can go on with less", async () => {
    const session = await small.open(filled);
    await assert.rejects(session.run({ x: shapeOf(100_000n, 100_000n) }), isTyped);
    await assert.rejects(session.run({ x: shapeOf(2n ** 40n, 2n ** 40n) }), isTyped);
    // 300 MB: less than the machine and the whole process have, more than the model may.
    await assert.rejects(session.run({ x: shapeOf(10_000n, 7500n) }), (error) => {
      return error instanceof EngineRunError && error.message.includes("bad_alloc");
    });
    const { y } = await session.run({ x: shapeOf(2n, 3n) });
    assert.deepEqual(y, { type: "float32", dims: [2, 3], data: new Float32Array(6) });
    await session.close();
  });

  it("piece by piece is stopped at the limit", async () => {
    const session = await small.open(doubling);
    await assert.rejects(session.run({ x: floats(1, 2, 3, 4) }), isTyped);
    await session.close();
  });

  it("by a shape of its own is stopped, when it is loaded or run", async () => {
    const fails = async () => {
      const session = await small.open(filledByItself);
      await session.run({ x: floats(1) }).finally(() => session.close());
    };
    await assert.rejects(fails(), isTyped);
  });
});

describe("a model's process that ends by itself", function () {
  this.timeout(120_000);

  for (const signal of ["SIGKILL", "SIGSEGV", "SIGABRT"] as const) {
    it(`by ${signal} in the midst of a run is a typed error, and another one can be opened`, async () => {
      const session = await ortEngine().open(endless);
      const running = session.run({ x: floats(1) });
      setTimeout(() => process.kill(session.pid as number, signal), 200);
      await assert.rejects(running, (error) => error instanceof EngineCrashedError && error.message.includes(signal));
      await assertGone(session, (closed) => closed.run({ x: floats(1) }));
      const next = await ortEngine().open(addOne);
      assert.deepEqual(await next.run({ x: floats(2) }), { y: floats(3) });
      await next.close();
    });
  }

  it("between two runs is told at the next", async () => {
    const session = await ortEngine().open(addOne);
    process.kill(session.pid as number, "SIGKILL");
    await assert.rejects(session.run({ x: floats(1) }), EngineCrashedError);
    await session.close();
  });
});
