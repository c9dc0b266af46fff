import type { ModelMetadata } from "../sample.ts";
import { table } from "../training/markdown.ts";

/** The model card, written from the measured values. */
export function card(metadata: ModelMetadata): string {
  return `# digits

A small convolutional network that tells which digit a 28 × 28 grey image shows. It is trained from scratch by
\`node runtime/models/train.ts digits\` and stands here so that a capsule can be shown at work with a real model.

${description(metadata)}

## Data

**All images are synthetic.** They are drawn by \`digits/render.ts\` from three ways to write each digit, laid down as pen
strokes by the authors, with random slant, size, place, wobble, pen, ink, scratches and noise. No person's handwriting and
no public data set was used, so the figures say how well the model reads these drawings, not how well it reads scanned
handwriting: on that it will do worse.

## Result

${result(metadata)}

Measured on the committed file with ONNX Runtime, through the runtime of this repository.

## Expected answers

${metadata.samples.map(({ name, answer }) => `- ${name} → **${answer}**`).join("\n")}

Their images and logits are in \`digits.json\`.
`;
}

function description({ parameters, size, sha256, license }: ModelMetadata): string {
  return table([
    ["input", "`images`, float32 [batch, 1, 28, 28]: 0 is paper, 1 is ink"],
    ["output", "`logits`, float32 [batch, 10]: the largest is the digit"],
    [
      "network",
      "two 3 × 3 convolutions (16, 32 channels), each with ReLU and 2 × 2 pooling; dense layers of 48 and 10",
    ],
    ["parameters", `${parameters.toLocaleString("en")} (${size.toLocaleString("en")} bytes)`],
    ["license", license],
    ["SHA-256", `\`${sha256}\``],
  ]);
}

function result({ metrics, training }: ModelMetadata): string {
  const accuracy = metrics.find(({ name }) => name === "accuracy");
  const { steps = 0, batch = 0 } = training;
  return table([
    [
      "accuracy",
      `**${((accuracy?.value ?? 0) * 100).toFixed(2)} %** on ${accuracy?.dataset}, seed ${training.heldOutSeed}`,
    ],
    [
      "training",
      `${(steps * batch).toLocaleString("en")} images, each seen once, seed ${training.trainingSeed}; ${steps} steps of ${batch}; Adam, cosine decay`,
    ],
  ]);
}
