import type { Tensor, TensorInfo, TensorType } from "../src/engine/engine.ts";
import { arrayOf } from "../src/engine/tensorArrays.ts";

/** A figure measured on data that the model was not trained on. */
export type Metric = { name: string; value: number; dataset: string };

/** A tensor as it stands in a model's JSON file: elements as little-endian bytes in base64. */
export type StoredTensor = { type: TensorType; dims: number[]; data: string };

/** What the model must answer to fixed inputs. */
export type Sample<T = Tensor> = {
  name: string;
  inputs: Record<string, T>;
  outputs: Record<string, T>;
  /** The outputs in words: the class, or the text that follows. */
  answer: string;
};

/** The machine-readable side of a model card. */
export type ModelMetadata = {
  name: string;
  task: string;
  license: string;
  /** SHA-256 of the model file. */
  sha256: `0x${string}`;
  /** Bytes of the model file. */
  size: number;
  /** Trained numbers in it. */
  parameters: number;
  inputs: TensorInfo[];
  outputs: TensorInfo[];
  metrics: Metric[];
  /** What the training script was given: the same values give the same file. */
  training: Record<string, number>;
  samples: Sample<StoredTensor>[];
};

/** Relative to the largest expected value: ONNX Runtime's sums differ in the last bits between builds and machines. */
export const sampleTolerance = 1e-4;

export function storeTensor({ type, dims, data }: Tensor): StoredTensor {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { type, dims, data: bytes.toString("base64") };
}

export function readTensor({ type, dims, data }: StoredTensor): Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, "base64"));
  const { buffer } = bytes;
  const array = arrayOf[type];
  return { type, dims, data: new array(buffer, 0, buffer.byteLength / array.BYTES_PER_ELEMENT) } as Tensor;
}
