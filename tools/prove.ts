// `npm run prove`: proves the assertions of contracts/test/proofs with the SMTChecker of the pinned compiler, for all inputs.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { alignColumns } from "./benchmark/gas.ts";
import { findProofs } from "./proving/find.ts";
import { type ProofResult, solveAll } from "./proving/solveAll.ts";
import { seconds } from "./testing/report.ts";
import { totalsLine } from "./testing/result.ts";

const USAGE = `npm run prove -- [--only <text>] [--json]
  --only  prove only assertions whose contract.name contains this text
  --json  print one JSON object on standard output; the words for people go to standard error`;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const print = (text: string): void => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);

const nameOf = ({ contract, name }: Pick<ProofResult, "contract" | "name">): string => `${contract}.${name}`;

function table(results: readonly ProofResult[]): string[] {
  const rows = results.map((result) => [
    nameOf(result),
    result.verdict,
    result.engine ?? "",
    seconds(result.ms),
    result.statement,
  ]);
  return alignColumns([["assertion", "verdict", "by", "time", "what it says"], ...rows]);
}

function details({ contract, name, explanation, counterexample }: ProofResult): string[] {
  const words = counterexample ?? explanation;
  return words === undefined ? [] : [`\n${nameOf({ contract, name })}\n${words.replaceAll(/^(?=.)/gm, "    ")}`];
}

async function main(): Promise<void> {
  if (options.help) return print(USAGE);
  const proofs = findProofs(root).filter((proof) => nameOf(proof).includes(options.only));
  if (proofs.length === 0) throw new Error(`No assertion's name contains "${options.only}".\n${USAGE}`);
  print(`Proving ${proofs.length} assertions`);
  const started = performance.now();
  const results = await solveAll(proofs, { root, width: Math.min(2, availableParallelism()), onEnd: () => {} });
  for (const line of [...table(results), ...results.flatMap(details)]) print(line);
  print(`Total time ${seconds(performance.now() - started)}`);
  const failed = results.filter(({ ok }) => !ok).length;
  const totals = { passed: results.length - failed, failed };
  if (options.json) process.stdout.write(`${JSON.stringify({ ...totals, proofs: results })}\n`);
  print(totalsLine(totals));
  process.exitCode = failed > 0 ? 1 : 0;
}

await main().catch((error: Error) => {
  print(error.message);
  print(totalsLine({ passed: 0, failed: 1 }));
  process.exitCode = 1;
});
