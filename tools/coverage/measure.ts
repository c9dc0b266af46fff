// Runs the Solidity tests under `forge coverage`, with the profile of that name.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foundryBinary } from "../foundry.mjs";
import { foundryProfile } from "../solidity/settings.ts";
import { runChild } from "../testing/child.ts";
import { type FileCoverage, parseLcov } from "./lcov.ts";

/** A test failed, or the contracts do not compile. */
export class CoverageError extends Error {
  override name = "CoverageError";
}

/** Coverage of every file of contracts/src that has code. */
export async function measureCoverage(root: string): Promise<FileCoverage[]> {
  const folder = mkdtempSync(join(tmpdir(), "capsule-coverage-"));
  try {
    const report = join(folder, "lcov.info");
    const args = ["coverage", "--report", "lcov", "--report-file", report];
    const env = { ...process.env, FOUNDRY_PROFILE: "coverage" };
    const child = await runChild({ command: foundryBinary("forge"), args, cwd: root, env });
    if (child.code !== 0) throw new CoverageError(failuresIn(child.output));
    const { src } = foundryProfile("default");
    return parseLcov(readFileSync(report, "utf8")).filter(({ file }) => file.startsWith(`${src}/`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests that failed; the end of the output when there is none, as when it doesn't compile. */
function failuresIn(output: string): string {
  const failures = output.split("\n").filter((line) => line.startsWith("[FAIL"));
  return failures.length === 0 ? output.slice(-8_000).trim() : [...new Set(failures)].join("\n");
}
