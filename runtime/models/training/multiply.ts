import { compileTile, tileColumns, tileRows } from "./tile.ts";

/** One row-major matrix inside a larger array, read turned round when `transposed`. */
export type Matrix = { values: Float32Array; offset: number; rows: number; columns: number; transposed: boolean };

const pageSize = 65536;
const tileSize = tileRows * tileColumns;
const { memory, tile } = compileTile();

/** out[M, N] = a[M, K] · b[K, N], row-major, in single precision; the same bits on every machine. */
export function multiply(a: Matrix, b: Matrix, out: Float32Array, outOffset = 0): void {
  const [m, k] = a.transposed ? [a.columns, a.rows] : [a.rows, a.columns];
  const [depth, n] = b.transposed ? [b.columns, b.rows] : [b.rows, b.columns];
  if (depth !== k) throw new RangeError(`cannot multiply [${m}, ${k}] by [${depth}, ${n}]`);
  const bands = Math.ceil(m / tileRows);
  const panels = Math.ceil(n / tileColumns);
  const start = { a: tileSize, b: tileSize + bands * tileRows * k };
  const floats = reserve(start.b + panels * tileColumns * k);
  pack(floats, start.a, a, !a.transposed, m, k, tileRows);
  pack(floats, start.b, b, b.transposed, n, k, tileColumns);
  for (let band = 0; band < bands; band++) {
    for (let panel = 0; panel < panels; panel++) {
      tile((start.a + band * tileRows * k) * 4, (start.b + panel * tileColumns * k) * 4, k, 0);
      const [row, column] = [band * tileRows, panel * tileColumns];
      copyTile(
        floats,
        out,
        outOffset + row * n + column,
        n,
        Math.min(tileRows, m - row),
        Math.min(tileColumns, n - column),
      );
    }
  }
}

/** The shared memory as floats, grown to hold `length` of them. */
function reserve(length: number): Float32Array {
  const missing = length * 4 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
  return new Float32Array(memory.buffer);
}

/**
 * Cuts the matrix into bands of `width` rows (or columns) and lays each out depth first, which is the order in which the
 * loop reads. The last band is filled up with zeros.
 */
function pack(
  floats: Float32Array,
  start: number,
  { values, offset }: Matrix,
  alongRows: boolean,
  count: number,
  k: number,
  width: number,
): void {
  const [step, depthStep] = alongRows ? [k, 1] : [1, count];
  for (let first = 0; first < count; first += width) {
    const target = start + first * k;
    for (let lane = 0; lane < width; lane++) {
      const inside = first + lane < count;
      const source = offset + (first + lane) * step;
      for (let d = 0; d < k; d++)
        floats[target + d * width + lane] = inside ? (values[source + d * depthStep] as number) : 0;
    }
  }
}

function copyTile(
  tiles: Float32Array,
  out: Float32Array,
  target: number,
  n: number,
  rows: number,
  columns: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) out[target + r * n + c] = tiles[r * tileColumns + c] as number;
  }
}
