import { type InspectModelOptions, inspectModel, type ModelInspection } from "../artifact/inspectModel.ts";
import type { Engine, EngineSession } from "./engine.ts";
import { EngineClosedError, EngineModelError, EngineRunError } from "./errors.ts";
import { checkFeeds } from "./feeds.ts";
import { type OrtModel, type OrtOptions, openOrtModel } from "./ort.ts";
import { oneAfterAnother } from "./queue.ts";

/**
 * Runs models inside the calling process: for browsers, where the page is the sandbox, and for measuring. A run that has
 * begun can't be interrupted; an endless one takes the process with it.
 */
export function ortInProcess(options: OrtOptions & InspectModelOptions = {}): Engine {
  return {
    async open(model, { signal } = {}) {
      signal?.throwIfAborted();
      const inspection = inspectModel(model, options);
      const loaded = await openOrtModel(model, options).catch((error: Error) => {
        throw new EngineModelError(error.message, error);
      });
      if (signal?.aborted) await loaded.release();
      signal?.throwIfAborted();
      return session(loaded, inspection);
    },
  };
}

function session(model: OrtModel, { inputs, outputs }: ModelInspection): EngineSession {
  let closed: Promise<void> | undefined;
  const inTurn = oneAfterAnother();
  return {
    inputs,
    outputs,
    run(feeds, { signal } = {}) {
      return inTurn(async () => {
        if (closed !== undefined) throw new EngineClosedError();
        checkFeeds(inputs, feeds);
        const results = await model.run(feeds).catch((error: Error) => {
          throw new EngineRunError(error.message, error);
        });
        return results;
      }, signal);
    },
    close() {
      closed ??= inTurn(() => model.release());
      return closed;
    },
  };
}
