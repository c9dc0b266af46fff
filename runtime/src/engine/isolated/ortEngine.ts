import { inspectModel, type ModelInspection } from "../../artifact/inspectModel.ts";
import type { ModelLimits } from "../../artifact/limits.ts";
import type { OperatorList } from "../../artifact/operators.ts";
import type { Engine, EngineSession, Tensor } from "../engine.ts";
import { EngineClosedError, EngineCrashedError, EngineModelError, EngineRunError } from "../errors.ts";
import { checkFeeds } from "../feeds.ts";
import { oneAfterAnother } from "../queue.ts";
import { EngineProcess } from "./engineProcess.ts";
import type { ResponseFrame } from "./frameReader.ts";
import { describeTensors, viewTensors } from "./frames.ts";

export type OrtEngineOptions = {
  /** Wall-clock time for loading a model, in milliseconds. Default 60,000. */
  timeoutMs?: number;
  /** Wall-clock time for each run. Default `timeoutMs`. */
  runTimeoutMs?: number;
  /** Bytes of memory for the model and its computations. Default 1 GiB; WebAssembly has no more than 4 GiB. */
  maxMemory?: number;
  /** Passed to `inspectModel`. */
  limits?: Partial<ModelLimits>;
  operators?: OperatorList;
};

/** A session whose process can be watched from outside. */
export type IsolatedSession = EngineSession & { readonly pid: number | undefined };

export interface IsolatedEngine extends Engine {
  open(model: Uint8Array, options?: { signal?: AbortSignal }): Promise<IsolatedSession>;
}

/**
 * Runs each model in a process of its own, which holds no key and no license, reads no file but its own code, writes none,
 * starts none, has an empty environment and folder, and is killed when it takes too long or is told to stop.
 * Bytes and tensors pass through memory alone. A run has one thread: onnxruntime-web has no more in Node.
 */
export function ortEngine(options: OrtEngineOptions = {}): IsolatedEngine {
  const { timeoutMs = 60_000, runTimeoutMs = timeoutMs, maxMemory = 2 ** 30 } = options;
  return {
    async open(model, { signal } = {}) {
      signal?.throwIfAborted();
      const inspection = inspectModel(model, options);
      const engine = new EngineProcess(maxMemory);
      try {
        const task = { task: "Loading the model", timeoutMs, signal };
        const request = { type: "open", bytes: model.length } as const;
        const { header } = await engine.request(request, [model], task);
        if (header.type !== "opened") throw new EngineModelError(failure(header));
        return isolatedSession(engine, inspection, { timeoutMs: runTimeoutMs, maxMemory });
      } catch (error) {
        engine.end(error);
        await engine.gone;
        throw error;
      }
    },
  };
}

function isolatedSession(
  engine: EngineProcess,
  { inputs, outputs }: ModelInspection,
  { timeoutMs, maxMemory }: { timeoutMs: number; maxMemory: number },
): IsolatedSession {
  const inTurn = oneAfterAnother();
  const names = new Set(outputs.map(({ name }) => name));
  return {
    pid: engine.pid,
    inputs,
    outputs,
    run(feeds, { signal } = {}) {
      return inTurn(async () => {
        checkFeeds(inputs, feeds, maxMemory);
        const { headers, body } = describeTensors(feeds);
        const task = { task: "The run", timeoutMs, signal };
        const response = await engine.request({ type: "run", tensors: headers }, body, task);
        return results(engine, response, names);
      }, signal);
    },
    async close() {
      engine.end(new EngineClosedError());
      await engine.gone;
    },
  };
}

function results(engine: EngineProcess, { header, body }: ResponseFrame, names: Set<string>): Record<string, Tensor> {
  if (header.type === "failed") throw new EngineRunError(failure(header));
  try {
    if (header.type !== "outputs") throw new RangeError("an answer to another question");
    const tensors = viewTensors(header.tensors, body);
    if (Object.keys(tensors).some((name) => !names.has(name))) throw new RangeError("an output that the model has not");
    return tensors;
  } catch (error) {
    const crashed = new EngineCrashedError("its answer was malformed", "", error);
    engine.end(crashed);
    throw crashed;
  }
}

/** What the child says went wrong, fit for a message: no control characters, not too long. */
function failure(header: ResponseFrame["header"]): string {
  const message = header.type === "failed" ? String(header.message) : "an answer to another question";
  return message.replace(/\p{Cc}+/gu, " ").slice(0, 500);
}
