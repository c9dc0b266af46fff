/** The only door to ONNX Runtime. It imports nothing that the sandboxed child may not read: no error classes, no SDK. */
import * as ort from "onnxruntime-web/wasm";
import type { Tensor, TensorType } from "./engine.ts";

export type OrtOptions = {
  /** Threads of one run, in browsers; the first call decides. Default 1, all that there is in Node. */
  threads?: number;
  /** Where the browser finds the runtime's own files; bundlers need both, with threads a missing one hangs. */
  wasmPaths?: { wasm: string; mjs: string };
};

/** A model inside ONNX Runtime. Failures are plain errors; whoever calls knows which typed one they are. */
export type OrtModel = {
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
};

const tensorTypes: ReadonlySet<string> = new Set<TensorType>([
  ...(["float32", "float64", "float16", "int8", "uint8", "int16", "uint16"] as const),
  ...(["int32", "uint32", "int64", "uint64", "bool"] as const),
]);

/** Loads a model from its bytes. The caller has refused everything that `inspectModel` refuses. */
export async function openOrtModel(model: Uint8Array, options: OrtOptions = {}): Promise<OrtModel> {
  ort.env.logLevel = "fatal";
  ort.env.wasm.numThreads = options.threads ?? 1;
  if (options.wasmPaths !== undefined) ort.env.wasm.wasmPaths = options.wasmPaths;
  // The format is named so that no byte of the file can choose another reader.
  const sessionOptions = { logSeverityLevel: 4, extra: { session: { load_model_format: "ONNX" } } } as const;
  const session = await described(() => ort.InferenceSession.create(model, sessionOptions));
  return {
    run: async (feeds) => fromOrt(await described(() => session.run(toOrt(feeds), { logSeverityLevel: 4 }))),
    release: () => session.release(),
  };
}

function tensorType(name: string, type: string): TensorType {
  if (!tensorTypes.has(type)) throw new TypeError(`"${name}" has elements of type ${type}, which is not supported`);
  return type as TensorType;
}

function toOrt(feeds: Record<string, Tensor>): Record<string, ort.Tensor> {
  const entries = Object.entries(feeds).map(([name, { type, dims, data }]) => {
    return [name, new ort.Tensor(type, data as ort.Tensor.DataType, dims)] as const;
  });
  return Object.fromEntries(entries);
}

function fromOrt(results: ort.InferenceSession.ReturnType): Record<string, Tensor> {
  const entries = Object.entries(results).map(([name, { type, dims, data }]) => {
    const values = type === "float16" ? halfBits(data as ArrayBufferView) : data;
    return [name, { type: tensorType(name, type), dims: [...dims], data: values } as Tensor] as const;
  });
  return Object.fromEntries(entries);
}

/** ONNX Runtime hands out Float16Array where the platform has it; the bits are the same. */
function halfBits(data: ArrayBufferView): Uint16Array {
  return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
}

/** ONNX Runtime's message without its preamble and the paths of its build machine; some failures inside WebAssembly are bare numbers. */
async function described<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const text = error instanceof Error ? error.message : `failure ${String(error)} inside WebAssembly`;
    const message = text.replace(/^.*ERROR_MESSAGE: /s, "").replace(/\/\S+\.(?:cc|h):\d+ /g, "");
    throw new Error(message, { cause: error });
  }
}
