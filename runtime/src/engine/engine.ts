/** Element types that a session takes and gives, with the array each is held in. float16 is raw IEEE 754 half bits. */
export type TensorData = {
  float32: Float32Array;
  float64: Float64Array;
  float16: Uint16Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
  bool: Uint8Array;
};

export type TensorType = keyof TensorData;

/** A dense tensor, row-major; `data` holds exactly the product of `dims` elements. A scalar has no dims. */
export type Tensor = { [T in TensorType]: { type: T; dims: number[]; data: TensorData[T] } }[TensorType];

/** What a model's input or output looks like; a string names a dimension that may vary. */
export type TensorInfo = { name: string; type: TensorType; shape: (number | string)[] };

/** Runs models. Every method rejects with the signal's reason once it aborts. */
export interface Engine {
  /**
   * Loads an ONNX model.
   *
   * @throws ModelRejectedError when our own reading of the file refuses it; the runtime below has then seen no byte.
   * @throws EngineModelError when the runtime below can't load it.
   * @throws EngineTimeoutError, EngineCrashedError
   */
  open(model: Uint8Array, options?: { signal?: AbortSignal }): Promise<EngineSession>;
}

/** One loaded model. Runs are answered one after another, in order. */
export interface EngineSession {
  readonly inputs: TensorInfo[];
  readonly outputs: TensorInfo[];
  /**
   * Computes every output from a tensor for every input, by name.
   *
   * @throws EngineInputError when a tensor is missing, unknown, or of the wrong type or shape; the session stays usable.
   * @throws EngineRunError when the model fails on these inputs; the session stays usable.
   * @throws EngineTimeoutError, EngineCrashedError, EngineClosedError; the session is then closed.
   */
  run(feeds: Record<string, Tensor>, options?: { signal?: AbortSignal }): Promise<Record<string, Tensor>>;
  /** Frees the model; runs that are still waiting reject with EngineClosedError. May be called again. */
  close(): Promise<void>;
}
