import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The runtime below can't load a model that our own reading let pass. */
export class EngineModelError extends BaseError {
  constructor(detail: string, cause?: unknown) {
    super(`The model can't be loaded: ${detail}`, {
      code: "ENGINE_MODEL",
      hint: "Check the file with onnx.checker and export it for operators and types that onnxruntime-web supports.",
      cause,
    });
  }
}

/** The tensors given to a run are not those that the model takes. */
export class EngineInputError extends BaseError {
  constructor(detail: string) {
    super(`Wrong input: ${detail}`, {
      code: "ENGINE_INPUT",
      hint: "Pass one tensor for each of the session's `inputs`, of its type and shape.",
    });
  }
}

/** The model failed on the given inputs. */
export class EngineRunError extends BaseError {
  constructor(detail: string, cause?: unknown) {
    super(`The model failed: ${detail}`, {
      code: "ENGINE_RUN",
      hint: "Check the inputs' values and sizes against the model card.",
      cause,
    });
  }
}

/** Loading or running took longer than allowed; the process was killed. */
export class EngineTimeoutError extends BaseError {
  constructor(task: string, timeoutMs: number) {
    super(`${task} took longer than ${timeoutMs} ms and was stopped.`, {
      code: "ENGINE_TIMEOUT",
      hint: "Give the engine a larger timeoutMs, or smaller inputs; then open the model again.",
    });
  }
}

/** The process that held the model ended by itself: out of memory, or a fault in the runtime below. */
export class EngineCrashedError extends BaseError {
  /** The last of what the process wrote to its standard error, at most 2,000 characters. */
  readonly output: string;

  constructor(detail: string, output = "", cause?: unknown) {
    super(`The engine's process ended: ${detail}.`, {
      code: "ENGINE_CRASHED",
      hint: "Open the model again; if it was out of memory, give the engine a larger maxMemory or smaller inputs.",
      cause,
    });
    this.output = output;
  }
}

/** The session was closed before or while the run was due. */
export class EngineClosedError extends BaseError {
  constructor() {
    super("The session is closed.", {
      code: "ENGINE_CLOSED",
      hint: "Open the model again.",
    });
  }
}
