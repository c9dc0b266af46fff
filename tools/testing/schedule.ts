// Which suites run at the same time, and in which order people read what they say.
import type { SuiteResult } from "./result.ts";
import type { Suite } from "./suites.ts";

export type Print = (line: string) => void;

export type Schedule = {
  /** How many things this machine does at once. */
  cores: number;
  print: Print;
  /** Runs one suite, which says all that it has to say through `print`. */
  run: (suite: Suite, print: Print) => Promise<SuiteResult>;
};

/**
 * Runs suites one after the other, and beside them those that fill idle cores. What one of these says is kept until it has
 * ended and no other is in the middle of its words. With one core, or nothing to run beside, all run in their order.
 *
 * @returns the results in the order of the suites.
 */
export async function runSuites(suites: readonly Suite[], { cores, print, run }: Schedule): Promise<SuiteResult[]> {
  const results = new Map<Suite, SuiteResult>();
  const fillers = cores > 1 ? suites.filter(({ fillsIdleCores }) => fillsIdleCores) : [];
  const others = suites.filter((suite) => !fillers.includes(suite));
  const kept: string[] = [];
  let speaking = others.length > 0;
  const printKept = () => kept.splice(0).forEach((line) => void print(line));

  const runOne = async (suite: Suite, say: Print) => void results.set(suite, await settled(suite, run(suite, say)));
  const runFillers = async () => {
    for (const suite of fillers) {
      const lines: string[] = [];
      await runOne(suite, (line) => void lines.push(line));
      kept.push(...lines);
      if (!speaking) printKept();
    }
  };
  const runOthers = async () => {
    for (const suite of others) {
      await runOne(suite, print);
      printKept();
    }
    speaking = false;
  };
  await Promise.all([runFillers(), runOthers()]);
  return suites.flatMap((suite) => results.get(suite) ?? []);
}

/** A suite that can't be run at all is a failure of its own: the others go on, and nothing is left running unseen. */
async function settled({ name }: Suite, running: Promise<SuiteResult>): Promise<SuiteResult> {
  return running.catch(({ message }: Error) => {
    return { suite: name, tests: [], ms: 0, problem: `it could not be run: ${message}` };
  });
}
