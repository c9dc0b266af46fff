/** A batch of square-kernel patches over NHWC images: stride 1, zero padding that keeps the size. */
export type PatchShape = { batch: number; height: number; width: number; channels: number; kernel: number };

/** Lays each pixel's neighbourhood out as one row ("im2col"): [batch · height · width, kernel · kernel · channels]. */
export function toPatches(image: Float32Array, shape: PatchShape): Float32Array {
  const patches = new Float32Array(image.length * shape.kernel ** 2);
  eachTap(shape, (pixel, patch, channels) => {
    for (let c = 0; c < channels; c++) patches[patch + c] = image[pixel + c] as number;
  });
  return patches;
}

/** The adjoint of {@link toPatches}: adds every patch back onto the pixels it was taken from. */
export function fromPatches(patches: Float32Array, shape: PatchShape): Float32Array {
  const image = new Float32Array(shape.batch * shape.height * shape.width * shape.channels);
  eachTap(shape, (pixel, patch, channels) => {
    for (let c = 0; c < channels; c++) image[pixel + c] = (image[pixel + c] as number) + (patches[patch + c] as number);
  });
  return image;
}

type Tap = (pixel: number, patch: number, channels: number) => void;

/** Calls `tap` with the offsets of every pair of a pixel and a patch entry that lies inside the image. */
function eachTap({ batch, height, width, channels, kernel }: PatchShape, tap: Tap): void {
  const pad = (kernel - 1) >> 1;
  const patchSize = kernel * kernel * channels;
  for (let row = 0; row < batch * height; row++) {
    const [y, first] = [row % height, row - (row % height)];
    for (let ky = 0; ky < kernel; ky++) {
      const sourceY = y + ky - pad;
      if (sourceY < 0 || sourceY >= height) continue;
      for (let kx = 0; kx < kernel; kx++) {
        const from = Math.max(0, pad - kx);
        const to = Math.min(width, width + pad - kx);
        let pixel = ((first + sourceY) * width + from + kx - pad) * channels;
        let patch = (row * width + from) * patchSize + (ky * kernel + kx) * channels;
        for (let x = from; x < to; x++, pixel += channels, patch += patchSize) tap(pixel, patch, channels);
      }
    }
  }
}
