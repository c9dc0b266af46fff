import type { Random } from "../training/random.ts";
import { type Glyph, glyphs, type Point, type Stroke } from "./glyphs.ts";

/** Width and height of an image, in pixels. */
export const imageSize = 28;

/** One example: pixels row by row in [0, 1] (0 = paper, 1 = ink), and the digit that was written. */
export type Example = { image: Float32Array; label: number };

/** Writes one random digit: a random way to write it, hand, slant, pen, and a noisy scan. */
export function renderDigit(random: Random): Example {
  const label = random.integer(10);
  const strokes = place(random, random.pick(glyphs[label] as readonly Glyph[]));
  return { image: scan(random, strokes), label };
}

/** Pixels of many examples one after another, and their labels. */
export function renderDigits(random: Random, count: number): { images: Float32Array; labels: Int32Array } {
  const images = new Float32Array(count * imageSize ** 2);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const { image, label } = renderDigit(random);
    images.set(image, i * imageSize ** 2);
    labels[i] = label;
  }
  return { images, labels };
}

/** Pixel positions of every pen line: each point shaken, then one random affine map and one slow wave over all. */
function place(random: Random, glyph: Glyph): Point[][] {
  const angle = random.normal() * 0.14;
  const shear = random.normal() * 0.18;
  const [width, height] = [random.between(11, 19), random.between(17, 23)];
  const [shiftX, shiftY] = [random.normal() * 1.4, random.normal() * 1.2];
  const [wave, phase, frequency] = [random.normal() * 0.7, random.between(0, 6.3), random.between(0.15, 0.35)];
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const map = ([x, y]: Point): Point => {
    const v = (y - 0.5) * height;
    const u = (x - 0.5) * width - v * shear;
    const [turnedX, turnedY] = [u * cosine - v * sine, u * sine + v * cosine];
    const center = (imageSize - 1) / 2;
    return [
      center + shiftX + turnedX + wave * Math.sin(turnedY * frequency + phase),
      center + shiftY + turnedY + wave * Math.sin(turnedX * frequency + phase),
    ];
  };
  const shake = ([x, y]: Point): Point => [x + random.normal() * 0.035, y + random.normal() * 0.03];
  return glyph.map((stroke) => flatten({ ...stroke, points: stroke.points.map(shake) }).map(map));
}

/** A smooth stroke as short straight pieces (Catmull–Rom spline through its points). */
function flatten({ round, points }: Stroke): Point[] {
  if (!round) return [...points];
  const at = (i: number) => points[Math.min(Math.max(i, 0), points.length - 1)] as Point;
  const flat: Point[] = [];
  const pieces = 6;
  for (let i = 0; i + 1 < points.length; i++) {
    for (let step = 0; step < pieces; step++) flat.push(spline(at(i - 1), at(i), at(i + 1), at(i + 2), step / pieces));
  }
  return [...flat, at(points.length - 1)];
}

function spline(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const along = (i: 0 | 1) =>
    0.5 *
    (2 * b[i] +
      (c[i] - a[i]) * t +
      (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t ** 2 +
      (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t ** 3);
  return [along(0), along(1)];
}

/** Draws the lines with a soft round pen, then adds uneven paper, a stray line now and then, and sensor noise. */
function scan(random: Random, lines: Point[][]): Float32Array {
  const [radius, softness] = [random.between(0.6, 1.7), random.between(0.5, 1.2)];
  const ink = random.between(0.55, 1);
  const [paper, slopeX, slopeY] = [random.between(0, 0.12), random.normal() * 0.004, random.normal() * 0.004];
  const noise = random.between(0.01, 0.14);
  const image = new Float32Array(imageSize ** 2);
  for (const drawn of lines) draw(image, drawn, radius, softness, ink);
  if (random.uniform() < 0.25) draw(image, strayLine(random), 0.5, 0.6, random.between(0.3, 0.7));
  for (let i = 0; i < image.length; i++) {
    const base = paper + slopeX * (i % imageSize) + slopeY * Math.floor(i / imageSize);
    const value = Math.max(image[i] as number, base) + random.normal() * noise;
    image[i] = Math.min(Math.max(value, 0), 1);
  }
  return image;
}

/** A short scratch anywhere on the image. */
function strayLine(random: Random): Point[] {
  const [x, y] = [random.between(0, imageSize), random.between(0, imageSize)];
  return [
    [x, y],
    [x + random.normal() * 5, y + random.normal() * 5],
  ];
}

/** Darkens pixels by their distance from the line: full ink within the radius, fading over the softness. */
function draw(image: Float32Array, points: Point[], radius: number, softness: number, ink: number): void {
  const reach = radius + softness;
  const clamp = (value: number) => Math.min(Math.max(value, 0), imageSize - 1);
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b] = [points[i] as Point, points[i + 1] as Point];
    const [left, right] = [Math.min(a[0], b[0]) - reach, Math.max(a[0], b[0]) + reach].map(Math.round).map(clamp);
    const [top, bottom] = [Math.min(a[1], b[1]) - reach, Math.max(a[1], b[1]) + reach].map(Math.round).map(clamp);
    for (let y = top as number; y <= (bottom as number); y++) {
      for (let x = left as number; x <= (right as number); x++) {
        const shade = (reach - distance([x, y], a, b)) / softness;
        const pixel = y * imageSize + x;
        image[pixel] = Math.max(image[pixel] as number, ink * Math.min(Math.max(shade, 0), 1));
      }
    }
  }
}

/** From a point to the nearest point of the piece a–b. */
function distance(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(Math.max(((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2, 0), 1);
  const [offX, offY] = [p[0] - a[0] - t * dx, p[1] - a[1] - t * dy];
  return Math.sqrt(offX * offX + offY * offY);
}
