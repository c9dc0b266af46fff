import * as tf from "@tensorflow/tfjs";
import type { Random } from "./random.ts";

/** Trainable values by name; the names become the initializers' names in the model file. */
export type Weights = Record<string, tf.Variable>;

/** A weight drawn from N(0, deviation²). */
export function normalWeight(random: Random, shape: number[], deviation: number): tf.Variable {
  const count = shape.reduce((product, dim) => product * dim, 1);
  const values = Float32Array.from({ length: count }, () => random.normal() * deviation);
  return weightFrom(tf.tensor(values, shape));
}

/** A weight whose values are all the same. */
export function constantWeight(shape: number[], value: number): tf.Variable {
  return weightFrom(tf.fill(shape, value));
}

function weightFrom(values: tf.Tensor): tf.Variable {
  const weight = tf.variable(values);
  values.dispose();
  return weight;
}

/** How long and how fast to train. */
export type Schedule = { steps: number; warmUp: number; peak: number; report: (step: number, loss: number) => void };

/** Adam with linear warm-up and cosine decay of the rate to a hundredth of its peak; `loss` makes a fresh batch each step. */
export function fit(weights: Weights, schedule: Schedule, loss: () => tf.Scalar): void {
  const optimizer = tf.train.adam(schedule.peak, 0.9, 0.99, 1e-8);
  const variables = Object.values(weights);
  for (let step = 0; step < schedule.steps; step++) {
    // tfjs has no schedules; the rate is a plain field read at every step.
    (optimizer as unknown as { learningRate: number }).learningRate = rateAt(step, schedule);
    const value = optimizer.minimize(loss, true, variables) as tf.Scalar;
    schedule.report(step, value.dataSync()[0] as number);
    value.dispose();
  }
  optimizer.dispose();
}

function rateAt(step: number, { steps, warmUp, peak }: Schedule): number {
  if (step < warmUp) return (peak * (step + 1)) / warmUp;
  const done = (step - warmUp) / (steps - warmUp);
  return peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * done)));
}
