import type { ModelMetadata } from "../sample.ts";
import { table } from "../training/markdown.ts";

/** The model card, written from the measured values. */
export function card(metadata: ModelMetadata): string {
  return `# tales

A small character-level language model that tells small tales. It is trained from scratch by
\`node runtime/models/train.ts tales\` and stands here so that a capsule can be shown at work with a real model.

${description(metadata)}

## Data

**All text is synthetic.** It is told by a small grammar (\`tales/grammar.ts\`, \`tales/words.ts\`) written by the authors, whose
names and things come back later in each tale. No public text was used. The model knows these tales and nothing else: it
is no source of facts and no general language model. It spells and builds its sentences, and remembers the thing that was
found; whom the tale is about it often forgets.

## Result

${result(metadata)}

Measured on the committed file with ONNX Runtime, through the runtime of this repository.

## Expected answers

The likeliest next character each time, up to 120 of them; what the model adds is in bold:

${metadata.samples.map(({ name, answer }) => `- ${name.trimEnd()} **${answer.trim()}**`).join("\n")}

Their tokens and logits are in \`tales.json\`.
`;
}

function description({ parameters, size, sha256, license, training, outputs }: ModelMetadata): string {
  const vocabulary = outputs[0]?.shape.at(-1);
  return table([
    [
      "input",
      `\`tokens\`, int64 [batch, time], time ≤ ${training.context}: indices into the vocabulary (\`metadata_props\` of the file); a tale begins after a line feed`,
    ],
    ["output", `\`logits\`, float32 [batch, time, ${vocabulary}]: row i predicts the token after i`],
    ["network", "decoder-only transformer: 2 layers, 4 heads, width 64, ReLU, rotary positions"],
    ["parameters", `${parameters.toLocaleString("en")} (${size.toLocaleString("en")} bytes)`],
    ["license", license],
    ["SHA-256", `\`${sha256}\``],
  ]);
}

function result({ metrics, training }: ModelMetadata): string {
  const [perplexity, bits, floor] = metrics;
  const { steps = 0, batch = 0, context = 0 } = training;
  return table([
    [
      "perplexity",
      `**${perplexity?.value.toFixed(3)}** per character (${bits?.value.toFixed(3)} bits) on ${perplexity?.dataset}, seed ${training.heldOutSeed}, in windows of ${context}`,
    ],
    [
      "the least possible",
      `${floor?.value.toFixed(3)} bits per character: the chance that the grammar itself puts into a tale, seen whole`,
    ],
    [
      "training",
      `${(steps * batch * context).toLocaleString("en")} characters of fresh tales, seed ${training.trainingSeed}; ${steps} steps of ${batch} × ${context}; Adam, cosine decay`,
    ],
  ]);
}
