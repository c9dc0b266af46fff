// `npm run demo`: plays the main job of the protocol on this machine, and checks every claim it makes.
import { parseArgs } from "node:util";
import { failureOf } from "@capsule-protocol/runtime/cli/failure.ts";
import { toJson } from "@capsule-protocol/runtime/cli/terminal.ts";
import { type Display, humanDisplay, silentDisplay } from "./demo/display.ts";
import { digitsModel, userModel } from "./demo/model.ts";
import { type DemoResult, runDemo } from "./demo/runDemo.ts";
import { summary } from "./demo/summary.ts";

const USAGE = `npm run demo -- [--model <file.onnx> [--input <file.json>]] [--json]
  --model  publish, sell and run this model instead of the project's own
  --input  inputs for it, as JSON: {"name": [[…]]}; made up from what the model declares when left out
  --json   print one JSON object at the end and nothing else
`;
const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

function readOptions() {
  const { values } = parseArgs({
    options: {
      model: { type: "string" },
      input: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

type Options = ReturnType<typeof readOptions>;

/** Aborted by the first signal; the second one ends the process at once, and what it started ends with it. */
function interruption(): { signal: AbortSignal; code: () => number | undefined } {
  const interrupted = new AbortController();
  let code: number | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => {
      code = EXIT_CODES[name];
      interrupted.abort();
      for (const again of ["SIGINT", "SIGTERM"] as const) process.on(again, () => process.exit(EXIT_CODES[again]));
    });
  }
  return { signal: interrupted.signal, code: () => code };
}

async function main(options: Options): Promise<void> {
  if (options.help) return void process.stdout.write(USAGE);
  const { signal, code } = interruption();
  const display = options.json ? silentDisplay : humanDisplay(process.stdout);
  try {
    const model = options.model ? await userModel(options.model, options.input) : await digitsModel();
    report(options, display, await runDemo({ model, display, signal }));
  } catch (error) {
    fail(options, error);
    process.exitCode = 1;
  }
  // Requests that nobody waits for any more would keep an interrupted process until they time out.
  if (signal.aborted) process.exit(code());
}

function report(options: Options, display: Display, result: DemoResult): void {
  if (options.json) process.stdout.write(`${toJson({ ok: true, ...result })}\n`);
  else summary(display, result);
}

function fail(options: Options, error: unknown): void {
  const failure = failureOf(error);
  if (options.json) process.stdout.write(`${toJson({ ok: false, error: failure })}\n`);
  process.stderr.write(`\n${failure.message}\n${failure.hint}\n`);
}

try {
  await main(readOptions());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}
