/** Rows and columns of the block of results that one call computes. */
export const tileRows = 4;
export const tileColumns = 8;

/**
 * The inner loop of the matrix product, in WebAssembly with SIMD: JavaScript has no vectors, and this loop is most of the
 * training time. Memory is shared with the caller; all arguments but `depth` are byte addresses.
 * `a` holds depth × 4 and `b` depth × 8 floats; `out` receives 4 rows of 8 sums, each summed in order of depth.
 */
export type Tile = (a: number, b: number, depth: number, out: number) => void;

/** The parts of WebAssembly used here; their types otherwise come only with those of a browser. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: { memory: TileMemory; tile: Tile } };
};

export type TileMemory = { readonly buffer: ArrayBuffer; grow(pages: number): number };

/** Compiles the loop; plain (not relaxed) SIMD gives the same bits on every machine. */
export function compileTile(): { memory: TileMemory; tile: Tile } {
  return new WebAssembly.Instance(new WebAssembly.Module(moduleBytes())).exports;
}

// Opcodes of the WebAssembly 2.0 specification, appendix "Index of Instructions".
const i32 = 0x7f;
const v128 = 0x7b;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const constant = (value: number) => [0x41, value];
const load = (offset: number) => [0xfd, 0x00, 4, offset];
const loadSplat = (offset: number) => [0xfd, 0x09, 2, offset];
const store = (offset: number) => [0xfd, 0x0b, 4, ...leb128(offset)];
const addFloats = [0xfd, 0xe4, 0x01];
const multiplyFloats = [0xfd, 0xe6, 0x01];
const add = 0x6a;
const subtract = 0x6b;
const loop = [0x03, 0x40];
const repeatIf = [0x0d, 0];
const end = 0x0b;

// Locals: the four parameters, then two vectors for each row of sums, then the current values of b and of a.
const [a, b, depth, out] = [0, 1, 2, 3];
const sum = (row: number, half: number) => 4 + row * 2 + half;
const [left, right, value] = [12, 13, 14];

function loopBody(): number[] {
  const rows = Array.from({ length: tileRows }, (_, row) => [
    ...[...get(a), ...loadSplat(row * 4), ...tee(value), ...get(left), ...multiplyFloats],
    ...[...get(sum(row, 0)), ...addFloats, ...set(sum(row, 0))],
    ...[...get(value), ...get(right), ...multiplyFloats, ...get(sum(row, 1)), ...addFloats, ...set(sum(row, 1))],
  ]);
  return [
    ...[...get(b), ...load(0), ...set(left), ...get(b), ...load(16), ...set(right), ...rows.flat()],
    ...[...get(a), ...constant(tileRows * 4), add, ...set(a), ...get(b), ...constant(tileColumns * 4), add, ...set(b)],
    ...[...get(depth), ...constant(1), subtract, ...tee(depth), ...repeatIf],
  ];
}

function moduleBytes(): Uint8Array {
  const stores = Array.from({ length: tileRows * 2 }, (_, half) => [
    ...[...get(out), ...get(sum(half >> 1, half & 1)), ...store(half * 16)],
  ]);
  const locals = [1, tileRows * 2 + 3, v128];
  const code = [...locals, ...loop, ...loopBody(), end, ...stores.flat(), end];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 4, i32, i32, i32, i32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...text("memory"), 2, 0, ...text("tile"), 0, 0]),
    ...section(10, [1, ...leb128(code.length), ...code]),
  ]);
}

function section(id: number, content: number[]): number[] {
  return [id, ...leb128(content.length), ...content];
}

function text(name: string): number[] {
  return [name.length, ...new TextEncoder().encode(name)];
}

function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}
