/**
 * Inference through the runtime's sandboxed process against onnxruntime-web called directly in this process: the same
 * model, the same inputs, one call after the other. `node runtime/bench/inference.ts` prints the result as JSON.
 */
import { pathToFileURL } from "node:url";
import { env, InferenceSession, Tensor as OrtTensor } from "onnxruntime-web/wasm";
import { renderDigits } from "../models/digits/render.ts";
import { type SampleModel, sampleModel } from "../models/index.ts";
import { encode, tell } from "../models/tales/grammar.ts";
import { seededRandom } from "../models/training/random.ts";
import type { Tensor } from "../src/engine/engine.ts";
import { ortEngine } from "../src/engine/isolated/ortEngine.ts";

export type InferenceBenchmark = {
  /** Timed pairs of calls for each model. */
  samples: number;
  /** The larger of the two models' ratios; goal ≤ 1.03. */
  ratio: number;
  /** Images at once, and the medians of one call in milliseconds. */
  digitsBatch: number;
  digitsDirectMs: number;
  digitsRuntimeMs: number;
  digitsRatio: number;
  /** Texts at once, each of the full context of 128 tokens. */
  talesBatch: number;
  talesDirectMs: number;
  talesRuntimeMs: number;
  talesRatio: number;
};

type Feeds = Record<string, Tensor>;
type Measured = { direct: number; runtime: number; ratio: number };

const samples = 101;
const warmUp = 20;

/** A batch as an application would send it. */
export function digitsFeeds(batch: number): Feeds {
  const { images } = renderDigits(seededRandom(1), batch);
  return { images: { type: "float32", dims: [batch, 1, 28, 28], data: images } };
}

/** Texts of the model's full context. */
export function talesFeeds(batch: number): Feeds {
  const random = seededRandom(1);
  const texts = Array.from({ length: batch }, () => encode(tell(random).text).slice(0, 128));
  return { tokens: { type: "int64", dims: [batch, 128], data: BigInt64Array.from(texts.flat(), BigInt) } };
}

/** Measures both models; about a quarter of a minute on an idle machine. */
export async function benchInference(): Promise<InferenceBenchmark> {
  const [digitsBatch, talesBatch] = [64, 8];
  const digits = await measure(sampleModel("digits"), digitsFeeds(digitsBatch));
  const tales = await measure(sampleModel("tales"), talesFeeds(talesBatch));
  return {
    samples,
    ratio: Math.max(digits.ratio, tales.ratio),
    digitsBatch,
    digitsDirectMs: digits.direct,
    digitsRuntimeMs: digits.runtime,
    digitsRatio: digits.ratio,
    talesBatch,
    talesDirectMs: tales.direct,
    talesRuntimeMs: tales.runtime,
    talesRatio: tales.ratio,
  };
}

async function measure(model: SampleModel, feeds: Feeds): Promise<Measured> {
  const { bytes } = await model.load();
  env.wasm.numThreads = 1;
  const direct = await InferenceSession.create(bytes);
  const isolated = await ortEngine().open(bytes);
  try {
    const ways = [() => direct.run(ortTensors(feeds)), () => isolated.run(feeds)] as const;
    const [directTimes, runtimeTimes] = await interleaved(ways);
    const [directMs, runtimeMs] = [median(directTimes), median(runtimeTimes)];
    return { direct: rounded(directMs), runtime: rounded(runtimeMs), ratio: rounded(runtimeMs / directMs) };
  } finally {
    await Promise.all([direct.release(), isolated.close()]);
  }
}

function ortTensors(feeds: Feeds): Record<string, OrtTensor> {
  const entries = Object.entries(feeds).map(([name, { type, dims, data }]) => {
    return [name, new OrtTensor(type, data as OrtTensor.DataType, dims)] as const;
  });
  return Object.fromEntries(entries);
}

/** Times of both ways, called in turn, the first one changing, so that both meet the same weather. */
async function interleaved(
  ways: readonly [() => Promise<unknown>, () => Promise<unknown>],
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUp + samples; round++) {
    for (const way of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const began = performance.now();
      await ways[way]();
      if (round >= warmUp) times[way].push(performance.now() - began);
    }
  }
  return times;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(JSON.stringify(await benchInference(), null, 2));
}
