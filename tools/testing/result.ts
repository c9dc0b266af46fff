// What a suite of tests came to, whatever ran it.

export type TestStatus = "passed" | "failed" | "skipped";

export type TestResult = {
  /** Path of the test file, relative to the project. */
  file: string;
  name: string;
  status: TestStatus;
  /** Duration in milliseconds. */
  ms: number;
  /** Why it failed, or why it was skipped. */
  detail?: string;
  /** What kind of test it was and how much it ran, such as `fuzz, 256 runs`. */
  kind?: string;
};

export type SuiteResult = {
  suite: string;
  tests: TestResult[];
  ms: number;
  /** Set when the suite itself went wrong: it crashed, hung, did not compile, or had no tests. Counts as a failure. */
  problem?: string;
};

export type Totals = { passed: number; failed: number; skipped: number };

/** Adds suites up; a suite's own problem counts as one failure. */
export function totalsOf(results: readonly SuiteResult[]): Totals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { tests, problem } of results) {
    for (const { status } of tests) totals[status] += 1;
    if (problem !== undefined) totals.failed += 1;
  }
  return totals;
}

/** The last line of every run, read by machines too. */
export function totalsLine({ passed, failed }: Pick<Totals, "passed" | "failed">): string {
  return `${passed} passed, ${failed} failed`;
}
