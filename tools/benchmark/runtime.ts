// Speed and memory of the runtime; each benchmark is the runtime's own, found in runtime/bench.
import { join } from "node:path";
import { alignColumns } from "./gas.ts";

type Figures = Record<string, number>;

const BENCHMARKS = {
  payload: "benchPayload",
  release: "benchRelease",
  inference: "benchInference",
} as const;

/** Goals by benchmark and figure: at most this much. */
const GOALS: Record<string, number> = {
  "payload.encryptRatio": 1.25,
  "payload.decryptRatio": 1.25,
  "release.p95Ms": 300,
  "inference.ratio": 1.03,
};

/** Runs the benchmarks one after the other, so that none disturbs another. */
export async function measureRuntime(root: string, onStart: (name: string) => void): Promise<Record<string, Figures>> {
  const results: Record<string, Figures> = {};
  for (const [name, exported] of Object.entries(BENCHMARKS)) {
    onStart(name);
    const module = (await import(join(root, "runtime/bench", `${name}.ts`))) as Record<string, () => Promise<Figures>>;
    const bench = module[exported];
    if (bench === undefined) throw new Error(`runtime/bench/${name}.ts does not export ${exported}`);
    results[name] = await bench();
  }
  return results;
}

/** The figures as a table for people. */
export function runtimeTable(results: Readonly<Record<string, Figures>>): string[] {
  const rows = Object.entries(results).flatMap(([name, figures]) =>
    Object.entries(figures).map(([figure, value]) => {
      const goal = GOALS[`${name}.${figure}`];
      return [name, figure, String(value), goal === undefined ? "" : `≤ ${goal}`, verdict(value, goal)];
    }),
  );
  return alignColumns([["benchmark", "figure", "value", "goal", "met"], ...rows]);
}

function verdict(value: number, goal: number | undefined): string {
  if (goal === undefined) return "";
  return value <= goal ? "yes" : "NO";
}
