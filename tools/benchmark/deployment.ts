// What a deployment takes; the benchmark is the deployment's own, found in deploy/bench.
import { join } from "node:path";
import { alignColumns } from "./gas.ts";

type Figures = Record<string, number>;

export async function measureDeployment(root: string): Promise<Figures> {
  const module = (await import(join(root, "deploy/bench/deployment.ts"))) as {
    benchDeployment: () => Promise<Figures>;
  };
  return module.benchDeployment();
}

/** The figures as a table for people. */
export function deploymentTable(figures: Figures): string[] {
  const rows = Object.entries(figures).map(([name, value]) => [name, value.toLocaleString("en-US")]);
  return alignColumns([["figure", "value"], ...rows]);
}
