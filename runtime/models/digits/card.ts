import type { ModelMetadata } from "../sample.ts";

/** The model card, written from the measured values. */
export function card({ metrics, parameters, size, sha256, training, samples }: ModelMetadata): string {
  const accuracy = metrics.find(({ name }) => name === "accuracy");
  const images = ((training.steps ?? 0) * (training.batch ?? 0)).toLocaleString("en");
  return `# digits

A small convolutional network that tells which digit a 28 × 28 grey image shows. It is trained from scratch by
\`node runtime/models/train.ts digits\` and stands here so that a capsule can be shown at work with a real model.

| | |
|---|---|
| input | \`images\`, float32 [batch, 1, 28, 28]: 0 is paper, 1 is ink |
| output | \`logits\`, float32 [batch, 10]: the largest is the digit |
| network | two 3 × 3 convolutions (16, 32 channels), each with ReLU and 2 × 2 pooling; dense layers of 48 and 10 |
| parameters | ${parameters.toLocaleString("en")} (${size.toLocaleString("en")} bytes) |
| license | MIT |
| SHA-256 | \`${sha256}\` |

## Data

**All images are synthetic.** They are drawn by \`digits/render.ts\` from three ways to write each digit, laid down as pen
strokes by the authors, with random slant, size, place, wobble, pen, ink, scratches and noise. No person's handwriting and
no public data set was used, so the figures say how well the model reads these drawings, not how well it reads scanned
handwriting: on that it will do worse.

## Result

| | |
|---|---|
| accuracy | **${((accuracy?.value ?? 0) * 100).toFixed(2)} %** on ${accuracy?.dataset}, seed ${training.heldOutSeed} |
| training | ${images} images, each seen once, seed ${training.trainingSeed}; ${training.steps} steps of ${training.batch}; Adam, cosine decay |

Measured on the committed file with ONNX Runtime, through the runtime of this repository.

## Expected answers

${samples.map(({ name, answer }) => `- ${name} → **${answer}**`).join("\n")}

Their images and logits are in \`digits.json\`.
`;
}
