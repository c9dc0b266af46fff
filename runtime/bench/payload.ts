/**
 * Payload encryption and decryption against plain WebCrypto AES-256-GCM over the same bytes in the same run, and the
 * peak memory of the streams. `node runtime/bench/payload.ts` prints the result as JSON.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { decryptStream, encryptedSize, encryptStream } from "../src/payload/index.ts";
import { byteSource, inChunks, MEBIBYTE, randomBytes, sink } from "./payloadStreams.ts";

/** As many calls at once as the payload streams make. */
const LANES = 4;
/** The streams' sources give this much at once; the baselines take 1 MiB per call, as the streams make them. */
const SOURCE_CHUNK = 4 * MEBIBYTE;

export type PayloadBenchmark = {
  bytes: number;
  rounds: number;
  /** Time of the stream over that of the faster of the two plain baselines, medians of the rounds; goal ≤ 1.25. */
  encryptRatio: number;
  decryptRatio: number;
  /** Processor time of the stream over that of the baseline with four calls at once: tells more on a busy machine. */
  encryptCpuRatio: number;
  decryptCpuRatio: number;
  /** Throughput in 10⁶ bytes per second, medians of the rounds. */
  encryptMBps: number;
  decryptMBps: number;
  /** Baseline: AES-256-GCM in chunks of 1 MiB, four calls at once, as the streams make them. */
  plainEncryptMBps: number;
  plainDecryptMBps: number;
  /** Baseline: the same, each call awaited before the next. */
  plainSequentialEncryptMBps: number;
  plainSequentialDecryptMBps: number;
  /**
   * Largest growth of the resident set, in 10⁶ bytes, while a quarter of `bytes` and all of them pass through both
   * streams, one into the other, with garbage collected every 16 MiB: what the streams hold, whatever the size.
   */
  peakMemoryDeltaQuarterMB: number;
  peakMemoryDeltaMB: number;
  /** The same left to the collector's own pace, for the streams and for plain WebCrypto calls one after the other. */
  peakMemoryDeltaUncollectedMB: number;
  plainPeakMemoryDeltaUncollectedMB: number;
};

/**
 * Runs the benchmark. Rounds are interleaved (stream, baseline, baseline, …) and the median of each counts, so that
 * other load on the machine falls on all alike.
 *
 * @param p.bytes plaintext size, a multiple of 1 MiB
 */
export async function benchPayload(p: { bytes?: number; rounds?: number } = {}): Promise<PayloadBenchmark> {
  const { bytes = 256 * 2 ** 20, rounds = 15 } = p;
  const times = await medianTimes(await preparedRuns(bytes), rounds);
  const throughput = (name: RunName) => round(bytes / 1e3 / times[name].wall, 0);
  const ratio = (own: RunName, ...plain: RunName[]) =>
    round(times[own].wall / Math.min(...plain.map((name) => times[name].wall)), 3);
  const cpuRatio = (own: RunName, plain: RunName) => round(times[own].cpu / times[plain].cpu, 3);
  return {
    bytes,
    rounds,
    encryptRatio: ratio("encrypt", "plainEncrypt", "plainSequentialEncrypt"),
    decryptRatio: ratio("decrypt", "plainDecrypt", "plainSequentialDecrypt"),
    encryptCpuRatio: cpuRatio("encrypt", "plainEncrypt"),
    decryptCpuRatio: cpuRatio("decrypt", "plainDecrypt"),
    encryptMBps: throughput("encrypt"),
    decryptMBps: throughput("decrypt"),
    plainEncryptMBps: throughput("plainEncrypt"),
    plainDecryptMBps: throughput("plainDecrypt"),
    plainSequentialEncryptMBps: throughput("plainSequentialEncrypt"),
    plainSequentialDecryptMBps: throughput("plainSequentialDecrypt"),
    peakMemoryDeltaQuarterMB: await peakMemoryDelta(bytes / 4, "streams", ["--expose-gc"]),
    peakMemoryDeltaMB: await peakMemoryDelta(bytes, "streams", ["--expose-gc"]),
    peakMemoryDeltaUncollectedMB: await peakMemoryDelta(bytes, "streams"),
    plainPeakMemoryDeltaUncollectedMB: await peakMemoryDelta(bytes, "plain"),
  };
}

type RunName =
  | "encrypt"
  | "plainEncrypt"
  | "plainSequentialEncrypt"
  | "decrypt"
  | "plainDecrypt"
  | "plainSequentialDecrypt";
type Runs = Record<RunName, () => Promise<void>>;

/** All six ways over the same random plaintext; it and the ciphertexts are made beforehand and held in memory. */
async function preparedRuns(bytes: number): Promise<Runs> {
  const options = { key: randomBytes(32), info: new Uint8Array(128) };
  const key = await crypto.subtle.importKey("raw", options.key, "AES-GCM", false, ["encrypt", "decrypt"]);
  const plaintext = randomBytes(bytes);
  const source = inChunks(plaintext, SOURCE_CHUNK);
  const plainSource = inChunks(plaintext, MEBIBYTE);

  const stored = new Uint8Array(encryptedSize(bytes));
  let written = 0;
  const keep = sink((part) => {
    stored.set(part, written);
    written += part.length;
  });
  await byteSource(source).pipeThrough(encryptStream(options)).pipeTo(keep);
  const storedSource = inChunks(stored, SOURCE_CHUNK);
  const plainStored: Uint8Array<ArrayBuffer>[] = [];
  await inLanes(LANES, plainSource, async (part, i) => {
    plainStored[i] = new Uint8Array(await crypto.subtle.encrypt(plainGcm(i), key, part));
  });

  const encrypt = async (part: Uint8Array<ArrayBuffer>, i: number) => {
    await crypto.subtle.encrypt(plainGcm(i), key, part);
  };
  const decrypt = async (part: Uint8Array<ArrayBuffer>, i: number) => {
    await crypto.subtle.decrypt(plainGcm(i), key, part);
  };
  return {
    encrypt: () => byteSource(source).pipeThrough(encryptStream(options)).pipeTo(sink()),
    plainEncrypt: () => inLanes(LANES, plainSource, encrypt),
    plainSequentialEncrypt: () => inLanes(1, plainSource, encrypt),
    decrypt: () => byteSource(storedSource).pipeThrough(decryptStream(options)).pipeTo(sink()),
    plainDecrypt: () => inLanes(LANES, plainStored, decrypt),
    plainSequentialDecrypt: () => inLanes(1, plainStored, decrypt),
  };
}

type Times = Record<RunName, { wall: number; cpu: number }>;

/** Milliseconds per run, elapsed and of all processors, each the median of the rounds. */
async function medianTimes(runs: Runs, rounds: number): Promise<Times> {
  const names = Object.keys(runs) as RunName[];
  const samples = names.map((name) => ({ name, wall: [] as number[], cpu: [] as number[] }));
  for (let i = 0; i < rounds; i++) {
    for (const { name, wall, cpu } of samples) {
      const [cpuBefore, start] = [process.cpuUsage(), performance.now()];
      await runs[name]();
      wall.push(performance.now() - start);
      const { user, system } = process.cpuUsage(cpuBefore);
      cpu.push((user + system) / 1e3);
    }
  }
  return Object.fromEntries(
    samples.map(({ name, wall, cpu }) => [name, { wall: median(wall), cpu: median(cpu) }]),
  ) as Times;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function inLanes<T>(lanes: number, items: readonly T[], work: (item: T, i: number) => Promise<void>) {
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < items.length; i = next++) await work(items[i] as T, i);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function plainGcm(i: number) {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, i);
  return { name: "AES-GCM", iv, tagLength: 128 };
}

/** Measured in a process of its own, so that nothing but the work can move it. */
async function peakMemoryDelta(bytes: number, work: "streams" | "plain", flags: string[] = []): Promise<number> {
  const script = fileURLToPath(new URL("payloadMemory.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, String(bytes), work]);
  return round(Number(stdout) / 1e6, 1);
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

if (import.meta.main) console.log(JSON.stringify(await benchPayload(), null, 2));
