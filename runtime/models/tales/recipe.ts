import type { EngineSession, Tensor } from "../../src/engine/engine.ts";
import type { Metric, Sample } from "../sample.ts";
import { crossEntropy, softmaxLoss } from "../training/crossEntropy.ts";
import { fit } from "../training/fit.ts";
import { type Random, seededRandom } from "../training/random.ts";
import type { Recipe } from "../training/recipe.ts";
import { type Trained, trainedValues } from "../training/trained.ts";
import { card } from "./card.ts";
import { talesModel } from "./export.ts";
import { continueText } from "./generate.ts";
import { encode, tell, vocabulary } from "./grammar.ts";
import { shape, talesLogits, talesWeights } from "./network.ts";

/** All that the result depends on, besides the code. */
export const training = {
  weightsSeed: 11,
  trainingSeed: 12,
  heldOutSeed: 7_000_011,
  steps: 1200,
  batch: 8,
  context: shape.context,
  heldOutTales: 200,
} as const;

/** Beginnings that the card shows the model's continuation of. */
export const prompts = [
  "\nOnce there was a ",
  "\nIn a far country lived Nell, a tiny duck. She lived behind the windmill. One summer evening Nell found a silver ",
  "\nOnce there was a merry goat named Bruno. His house stood ",
] as const;

export const talesRecipe: Recipe = {
  name: "tales",
  task: "text-generation",
  training,
  train,
  model: talesModel,
  evaluate: (session) => evaluate(session, training.heldOutTales),
  samples,
  card,
};

function train(report: (step: number, loss: number) => void): Trained {
  const weights = talesWeights(seededRandom(training.weightsSeed));
  const random = seededRandom(training.trainingSeed);
  fit(weights, { steps: training.steps, warmUp: 50, peak: 6e-3, report }, () => {
    const { tokens, next } = windows(random);
    return crossEntropy(talesLogits(weights, tokens, training.batch), next);
  });
  return trainedValues(weights);
}

/** A batch of windows from fresh tales, one in five from a tale's first letter, and each token's successor. */
function windows(random: Random): { tokens: Int32Array; next: Int32Array } {
  const { batch, context } = training;
  const [tokens, next] = [new Int32Array(batch * context), new Int32Array(batch * context)];
  for (let row = 0; row < batch; row++) {
    const first = encode(`\n${tell(random).text}`);
    const text = [...first, ...encode(tell(random).text)];
    const start = random.uniform() < 0.2 ? 0 : random.integer(first.length);
    tokens.set(text.slice(start, start + context), row * context);
    next.set(text.slice(start + 1, start + 1 + context), row * context);
  }
  return { tokens, next };
}

/** Perplexity of each held-out character given those before it in windows of 128, beside what the grammar allows. */
export async function evaluate(session: EngineSession, tales: number): Promise<Metric[]> {
  const random = seededRandom(training.heldOutSeed);
  const told = Array.from({ length: tales }, () => tell(random));
  const text = encode(`\n${told.map((tale) => tale.text).join("")}`);
  const windowCount = Math.floor((text.length - 1) / shape.context);
  let likelihood = 0;
  for (let i = 0; i < windowCount; i++) {
    const from = i * shape.context;
    const { logits } = await session.run({ tokens: tokensTensor(text.slice(from, from + shape.context)) });
    const next = Int32Array.from(text.slice(from + 1, from + 1 + shape.context));
    likelihood += softmaxLoss((logits as Tensor).data as Float32Array, next, vocabulary.length).likelihood;
  }
  const nats = -likelihood / (windowCount * shape.context);
  const floor = told.reduce((sum, tale) => sum + tale.bits, 0) / (text.length - 1);
  const dataset = `${tales} held-out synthetic tales`;
  return [
    { name: "perplexity per character", value: Math.exp(nats), dataset },
    { name: "bits per character", value: nats / Math.LN2, dataset },
    { name: "bits per character of the grammar itself", value: floor, dataset },
  ];
}

/** Tokens of one text as the model's input [1, length]. */
export function tokensTensor(tokens: number[]): Tensor {
  return { type: "int64", dims: [1, tokens.length], data: BigInt64Array.from(tokens, BigInt) };
}

async function samples(session: EngineSession): Promise<Sample[]> {
  const results: Sample[] = [];
  for (const prompt of prompts) {
    const inputs = { tokens: tokensTensor(encode(prompt)) };
    const outputs = await session.run(inputs);
    results.push({ name: prompt.trimStart(), inputs, outputs, answer: await continueText(session, prompt, 120) });
  }
  return results;
}
