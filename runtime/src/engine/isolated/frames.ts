/**
 * What passes between the session and the process that holds the model: frames over one duplex socket.
 *
 *     header length, u32 LE | body length, u32 LE | header, JSON | body: the tensors' bytes, each padded to 8
 *
 * Plain bytes instead of Node's own message channel: a batch of images arrives in a quarter of the time, and the child can
 * wait for them in a blocking read. This file imports nothing that the child may not read.
 */
import type { Tensor, TensorType } from "../engine.ts";
import { arrayOf } from "../tensorArrays.ts";

export type TensorHeader = { name: string; type: TensorType; dims: number[] };

/** To the child: load the model that is the body; run it on the tensors in the body. */
export type Request = { type: "open"; bytes: number } | { type: "run"; tensors: TensorHeader[] };

/** From the child, one for each request. */
export type Response =
  | { type: "opened" }
  | { type: "outputs"; tensors: TensorHeader[] }
  | { type: "failed"; message: string };

export const prefixBytes = 8;
export const headerLimit = 1 << 20;
const alignment = 8;

/** The frame as a list of byte arrays to be written one after another; the body's parts are not copied. */
export function frame(header: Request | Response, body: readonly Uint8Array[]): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(header));
  const padded = body.flatMap((part) => [part, new Uint8Array(padding(part.byteLength))]);
  const bodyLength = padded.reduce((sum, part) => sum + part.byteLength, 0);
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeUInt32LE(json.length, 0);
  prefix.writeUInt32LE(bodyLength, 4);
  return [prefix, json, ...padded].filter((part) => part.byteLength > 0);
}

export function readPrefix(prefix: Uint8Array): { headerLength: number; bodyLength: number } {
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefixBytes);
  return { headerLength: view.getUint32(0, true), bodyLength: view.getUint32(4, true) };
}

/** Descriptions and bytes of tensors, ready for a frame. */
export function describeTensors(tensors: Record<string, Tensor>): { headers: TensorHeader[]; body: Uint8Array[] } {
  const entries = Object.entries(tensors);
  return {
    headers: entries.map(([name, { type, dims }]) => ({ name, type, dims })),
    body: entries.map(([, { data }]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  };
}

/** Tensors as views into a frame's body, which must begin at an 8-byte boundary; throws on anything that does not fit. */
export function viewTensors(headers: readonly TensorHeader[], body: Uint8Array): Record<string, Tensor> {
  const tensors: [string, Tensor][] = [];
  let offset = 0;
  for (const { name, type, dims } of headers) {
    if (typeof name !== "string" || !Object.hasOwn(arrayOf, type) || !dims.every(isSize)) {
      throw new RangeError("a tensor is described wrongly");
    }
    const length = dims.reduce((product, dim) => product * dim, 1);
    const bytes = length * arrayOf[type].BYTES_PER_ELEMENT;
    if (bytes > body.byteLength - offset) throw new RangeError("a tensor is longer than its frame");
    const data = new arrayOf[type](body.buffer as ArrayBuffer, body.byteOffset + offset, length);
    tensors.push([name, { type, dims, data } as Tensor]);
    offset += bytes + padding(bytes);
  }
  if (offset !== body.byteLength) throw new RangeError("a frame is longer than its tensors");
  return Object.fromEntries(tensors);
}

function isSize(dim: unknown): boolean {
  return Number.isSafeInteger(dim) && (dim as number) >= 0;
}

function padding(bytes: number): number {
  return (alignment - (bytes % alignment)) % alignment;
}
