// `npm run bench`: the figures that the project reports, next to its goals. Reports; judging is left to the reader.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { deploymentTable, measureDeployment } from "./benchmark/deployment.ts";
import { gasTable, measureGas } from "./benchmark/gas.ts";
import { measureRuntime, runtimeTable } from "./benchmark/runtime.ts";
import { measureSubgraph, subgraphTable } from "./benchmark/subgraph.ts";
import { stopChildrenOnSignals } from "./testing/child.ts";

const USAGE = `npm run bench -- [gas] [deployment] [runtime] [subgraph] [--json]
  gas      gas of the contracts' operations, release build, whole transactions through the proxies
  deployment gas, transactions and seconds of putting the whole protocol on a local chain
  runtime  encryption throughput and memory, key release, inference
  subgraph indexing speed on graph-node over 20,000 events, queries, how soon a transaction is visible, memory
  --json   one JSON object as the last line: of gas alone the gas by operation, of runtime alone the figures by benchmark, of
           deployment or subgraph alone its figures`;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
});
const print = (text: string): void => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);

const BENCHMARKS: Record<string, () => Promise<unknown>> = {
  gas: async () => {
    print("Gas: compiling the release build (about a minute when it changed) and measuring");
    const figures = await measureGas(root);
    for (const line of gasTable(figures)) print(line);
    return figures;
  },
  deployment: async () => {
    print("Deployment: compiling the release build (when it changed), and deploying it");
    const figures = await measureDeployment(root);
    for (const line of deploymentTable(figures)) print(line);
    return figures;
  },
  runtime: async () => {
    const results = await measureRuntime(root, (name) => print(`Runtime: measuring ${name}`));
    for (const line of runtimeTable(results)) print(line);
    return results;
  },
  subgraph: async () => {
    print("Subgraph: compiling, and indexing a chain of 20,000 events (some minutes)");
    const figures = await measureSubgraph(root);
    for (const line of subgraphTable(figures)) print(line);
    return figures;
  },
};

async function main(): Promise<void> {
  if (options.help) return print(USAGE);
  stopChildrenOnSignals();
  const chosen = positionals.length === 0 ? Object.keys(BENCHMARKS) : positionals;
  const results: Record<string, unknown> = {};
  for (const name of chosen) {
    const benchmark = BENCHMARKS[name];
    if (benchmark === undefined) throw new Error(`There is no benchmark "${name}".\n${USAGE}`);
    results[name] = await benchmark();
  }
  const only = chosen.length === 1 ? results[chosen[0] ?? ""] : results;
  if (options.json) process.stdout.write(`${JSON.stringify(only)}\n`);
}

await main().catch((error: Error) => {
  print(error.message);
  process.exitCode = 1;
});
