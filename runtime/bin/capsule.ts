#!/usr/bin/env node
import { runProgram } from "../src/cli/program.ts";

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: { out: process.stdout, err: process.stderr },
  environment: process.env,
  directory: process.cwd(),
  signal: interruption.signal,
});
// Requests that nobody waits for any more would keep the process until they time out.
if (interruption.signal.aborted) process.exit();
