// What people read about a run of the tests.
import { type SuiteResult, type TestResult, type Totals, totalsOf } from "./result.ts";

const mark = { passed: "✓", failed: "✗", skipped: "○" } as const;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const indent = (text: string, by = "      "): string => text.replaceAll(/^(?=.)/gm, by);

/** One line for the tests of one file: how many of them passed. */
function fileLine(file: string, tests: readonly TestResult[]): string {
  const { passed, failed, skipped } = totalsOf([{ suite: "", tests: [...tests], ms: 0 }]);
  const sign = failed > 0 ? mark.failed : passed > 0 ? mark.passed : mark.skipped;
  const rest = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  return `  ${sign} ${file}  ${[`${passed} passed`, ...rest].join(", ")}`;
}

/** Prints tests as they end: one line per file, when its last test is over, or with `verbose` one per test. */
export function progressPrinter(print: (line: string) => void, verbose: boolean) {
  let current: TestResult[] = [];
  const end = () => {
    const [first] = current;
    if (first !== undefined && !verbose) print(fileLine(first.file, current));
    current = [];
  };
  const onTest = (test: TestResult) => {
    if (current[0]?.file !== test.file) end();
    current.push(test);
    if (verbose) print(testLine(test));
  };
  return { onTest, end };
}

/** One line per test. */
function testLine({ status, name, kind, ms }: TestResult): string {
  return `    ${mark[status]} ${name}${kind === undefined ? "" : `  [${kind}]`}  ${Math.round(ms)} ms`;
}

/** A suite's failures with all that is known about them. */
export function failureLines({ suite, tests, problem }: SuiteResult): string[] {
  const failed = tests.filter(({ status }) => status === "failed");
  const lines = failed.flatMap(({ file, name, detail = "", kind }) => [
    `  ${mark.failed} ${suite} › ${file} › ${name}${kind === undefined ? "" : `  [${kind}]`}`,
    indent(detail),
  ]);
  return problem === undefined ? lines : [...lines, `  ${mark.failed} ${suite} (the suite itself)`, indent(problem)];
}

/** The table at the end, the failures once more, and everything that was skipped. */
export function summaryLines(results: readonly SuiteResult[], ms: number): string[] {
  const width = Math.max(...results.map(({ suite }) => suite.length));
  const rows = results.map((result) => {
    const { passed, failed, skipped } = totalsOf([result]);
    const counts = `${`${passed}`.padStart(5)} passed ${`${failed}`.padStart(4)} failed ${`${skipped}`.padStart(3)} skipped`;
    return `  ${failed > 0 ? mark.failed : mark.passed} ${result.suite.padEnd(width)} ${counts} ${seconds(result.ms).padStart(9)}`;
  });
  const skipped = results.flatMap(({ suite, tests }) =>
    tests
      .filter(({ status }) => status === "skipped")
      .map(({ file, name }) => `  ${mark.skipped} ${suite} › ${file} › ${name}`),
  );
  const failures = results.flatMap(failureLines);
  return [
    ...section("Skipped tests, which prove nothing:", skipped),
    ...section("Failures:", failures),
    ...section("Suites:", rows),
    `Total time ${seconds(ms)}`,
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", title, ...lines];

/** The same for machines. */
export function jsonReport(results: readonly SuiteResult[], ms: number): Totals & { ms: number; suites: unknown[] } {
  return {
    ...totalsOf(results),
    ms: Math.round(ms),
    suites: results.map((result) => ({ ...totalsOf([result]), ...result })),
  };
}
