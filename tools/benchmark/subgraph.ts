// Speed of the subgraph; the benchmark is its own, found in subgraph/bench.
import { join } from "node:path";
import { alignColumns } from "./gas.ts";

type Figures = Record<string, number>;

/** Goals by figure: at least, or at most, this much. */
const LEAST: Figures = { eventsPerSecond: 150 };
const MOST: Figures = { visibleP95Ms: 1500 };
/** Of every documented query. */
const QUERY_P95_MS = 150;

export async function measureSubgraph(root: string): Promise<Figures> {
  const module = (await import(join(root, "subgraph/bench/indexing.ts"))) as { benchIndexing: () => Promise<Figures> };
  return module.benchIndexing();
}

/** The figures as a table for people. */
export function subgraphTable(figures: Figures): string[] {
  const rows = Object.entries(figures).map(([name, value]) => [name, String(value), ...goalOf(name, value)]);
  return alignColumns([["figure", "value", "goal", "met"], ...rows]);
}

function goalOf(name: string, value: number): [goal: string, met: string] {
  const least = LEAST[name];
  if (least !== undefined) return [`≥ ${least}`, value >= least ? "yes" : "NO"];
  const most = MOST[name] ?? (name.endsWith("P95Ms") ? QUERY_P95_MS : undefined);
  return most === undefined ? ["", ""] : [`≤ ${most}`, value <= most ? "yes" : "NO"];
}
