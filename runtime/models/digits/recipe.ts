import * as tf from "@tensorflow/tfjs";
import type { EngineSession, Tensor } from "../../src/engine/engine.ts";
import type { Metric, Sample } from "../sample.ts";
import { crossEntropy } from "../training/crossEntropy.ts";
import { fit } from "../training/fit.ts";
import { seededRandom } from "../training/random.ts";
import type { Recipe } from "../training/recipe.ts";
import { type Trained, trainedValues } from "../training/trained.ts";
import { card } from "./card.ts";
import { digitsModel } from "./export.ts";
import { digitsLogits, digitsWeights } from "./network.ts";
import { imageSize, renderDigits } from "./render.ts";

/** All that the result depends on, besides the code. */
export const training = {
  weightsSeed: 1,
  trainingSeed: 2,
  heldOutSeed: 7_000_001,
  samplesSeed: 8_000_001,
  steps: 1000,
  batch: 64,
  heldOutImages: 5000,
  samples: 5,
} as const;

export const digitsRecipe: Recipe = {
  name: "digits",
  task: "image-classification",
  training,
  train,
  model: digitsModel,
  evaluate: (session) => evaluate(session, training.heldOutImages),
  samples,
  card,
};

function train(report: (step: number, loss: number) => void): Trained {
  const weights = digitsWeights(seededRandom(training.weightsSeed));
  const random = seededRandom(training.trainingSeed);
  fit(weights, { steps: training.steps, warmUp: 30, peak: 3e-3, report }, () => {
    const { images, labels } = renderDigits(random, training.batch);
    const batch = tf.tensor4d(images, [training.batch, imageSize, imageSize, 1]);
    return crossEntropy(digitsLogits(weights, batch), labels);
  });
  return trainedValues(weights);
}

/** Share of held-out images, the first `count` of them, whose digit is told right. */
export async function evaluate(session: EngineSession, count: number): Promise<Metric[]> {
  const random = seededRandom(training.heldOutSeed);
  const batch = 100;
  let right = 0;
  for (let done = 0; done < count; done += batch) {
    const { images, labels } = renderDigits(random, Math.min(batch, count - done));
    const answers = await classify(session, images);
    right += answers.filter((answer, i) => answer === labels[i]).length;
  }
  return [{ name: "accuracy", value: right / count, dataset: `${count} held-out synthetic digits` }];
}

function imagesTensor(images: Float32Array): Tensor {
  return { type: "float32", dims: [images.length / imageSize ** 2, 1, imageSize, imageSize], data: images };
}

async function classify(session: EngineSession, images: Float32Array): Promise<number[]> {
  const { logits } = await session.run({ images: imagesTensor(images) });
  return likeliest(logits as Tensor);
}

/** Index of the largest of each row's ten logits. */
export function likeliest({ data, dims }: Tensor): number[] {
  const values = data as Float32Array;
  return Array.from({ length: dims[0] as number }, (_, row) => {
    const logits = values.subarray(row * 10, row * 10 + 10);
    return logits.indexOf(Math.max(...logits));
  });
}

/** One image a sample; their answers are the model's, which the card compares with what was drawn. */
async function samples(session: EngineSession): Promise<Sample[]> {
  const random = seededRandom(training.samplesSeed);
  const results: Sample[] = [];
  for (let i = 0; i < training.samples; i++) {
    const { images, labels } = renderDigits(random, 1);
    const inputs = { images: imagesTensor(images) };
    const outputs = await session.run(inputs);
    const answer = String(likeliest(outputs.logits as Tensor)[0]);
    results.push({ name: `a drawn ${labels[0]}`, inputs, outputs, answer });
  }
  return results;
}
