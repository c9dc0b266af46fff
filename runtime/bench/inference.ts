/**
 * Inference through the runtime's sandboxed process against onnxruntime-web called directly in this process: the same
 * model, the same inputs, one call after the other. `node runtime/bench/inference.ts` prints the result as JSON.
 */
import { readFile } from "node:fs/promises";
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
  /** The larger of the two models' ratios: wall-clock time through the runtime over that of the direct call; goal ≤ 1.03. */
  ratio: number;
  /**
   * The same of processor time, of both processes together: tells more on a busy machine, where a process that is woken
   * has to wait for its turn. Linux only, else 0.
   */
  cpuRatio: number;
  /** Images at once, and the medians of one call in milliseconds. */
  digitsBatch: number;
  digitsDirectMs: number;
  digitsRuntimeMs: number;
  digitsRatio: number;
  digitsCpuRatio: number;
  /** Texts at once, each of the full context of 128 tokens. */
  talesBatch: number;
  talesDirectMs: number;
  talesRuntimeMs: number;
  talesRatio: number;
  talesCpuRatio: number;
};

type Feeds = Record<string, Tensor>;
/** Medians of the wall-clock times, and sums of the processor times, in milliseconds. */
type Measured = { directMs: number; runtimeMs: number; ratio: number; cpuRatio: number };
type Way = { run: () => Promise<unknown>; times: number[]; cpuMs: number };

const samples = 101;
const warmUp = 30;

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
    cpuRatio: Math.max(digits.cpuRatio, tales.cpuRatio),
    digitsBatch,
    digitsDirectMs: digits.directMs,
    digitsRuntimeMs: digits.runtimeMs,
    digitsRatio: digits.ratio,
    digitsCpuRatio: digits.cpuRatio,
    talesBatch,
    talesDirectMs: tales.directMs,
    talesRuntimeMs: tales.runtimeMs,
    talesRatio: tales.ratio,
    talesCpuRatio: tales.cpuRatio,
  };
}

async function measure(model: SampleModel, feeds: Feeds): Promise<Measured> {
  const { bytes } = await model.load();
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(bytes);
  const isolated = await ortEngine().open(bytes);
  const direct: Way = { run: () => session.run(ortTensors(feeds)), times: [], cpuMs: 0 };
  const runtime: Way = { run: () => isolated.run(feeds), times: [], cpuMs: 0 };
  try {
    for (let i = 0; i < warmUp; i++) await Promise.all([direct.run(), runtime.run()]);
    const childBefore = await processorMs(isolated.pid);
    await interleave(direct, runtime);
    const childMs = (await processorMs(isolated.pid)) - childBefore;
    const [directMs, runtimeMs] = [median(direct.times), median(runtime.times)];
    return {
      directMs: rounded(directMs),
      runtimeMs: rounded(runtimeMs),
      ratio: rounded(runtimeMs / directMs),
      cpuRatio: childMs > 0 ? rounded((runtime.cpuMs + childMs) / direct.cpuMs) : 0,
    };
  } finally {
    await Promise.all([session.release(), isolated.close()]);
  }
}

function ortTensors(feeds: Feeds): Record<string, OrtTensor> {
  const entries = Object.entries(feeds).map(([name, { type, dims, data }]) => {
    return [name, new OrtTensor(type, data as OrtTensor.DataType, dims)] as const;
  });
  return Object.fromEntries(entries);
}

/** Calls both ways in turn, the first one changing, so that both meet the same weather. */
async function interleave(a: Way, b: Way): Promise<void> {
  for (let round = 0; round < samples; round++) {
    for (const way of round % 2 === 0 ? [a, b] : [b, a]) {
      const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
      await way.run();
      way.times.push(performance.now() - began);
      const { user, system } = process.cpuUsage(cpuBefore);
      way.cpuMs += (user + system) / 1000;
    }
  }
}

/** Time that the process' main thread, which does all the work, has spent on a processor. */
async function processorMs(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, "utf8").catch(() => "0");
  return Number(text.split(" ")[0]) / 1e6;
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
