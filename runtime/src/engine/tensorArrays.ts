import type { Tensor, TensorData, TensorType } from "./engine.ts";

type Constructor = {
  new (buffer: ArrayBuffer, offset: number, length: number): Tensor["data"];
  BYTES_PER_ELEMENT: number;
};

/** The array that holds each element type. */
export const arrayOf = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} satisfies { [T in TensorType]: Constructor & { prototype: TensorData[T] } };
