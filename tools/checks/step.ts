// One named rule of `npm run check`: a command or a function that finds nothing to complain about, or says what it found.
import { type ChildOptions, runChild } from "../testing/child.ts";

export type Step = {
  name: string;
  title: string;
  /** Resolves with what is wrong, as text to read; with undefined when nothing is. */
  run: (root: string) => Promise<string | undefined>;
};

export type StepResult = { name: string; title: string; ok: boolean; ms: number; output?: string };

/** A step that is one command; its exit code decides. */
export function commandStep(
  name: string,
  title: string,
  command: (root: string) => Pick<ChildOptions, "command" | "args" | "env">,
): Step {
  const run = async (root: string) => {
    const child = await runChild({ cwd: root, ...command(root) });
    if (child.code === 0) return undefined;
    return child.output.trim() || `it ended with ${child.code ?? child.signal} and said nothing`;
  };
  return { name, title, run };
}

/** Runs steps, `width` at a time, in their order; tells of each as it ends. */
export async function runSteps(
  steps: readonly Step[],
  { root, width, onEnd }: { root: string; width: number; onEnd: (result: StepResult) => void },
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step, root);
      results.push(result);
      onEnd(result);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

async function runStep({ name, title, run }: Step, root: string): Promise<StepResult> {
  const started = performance.now();
  const output = await run(root).catch((error: Error) => error.stack ?? error.message);
  const ms = performance.now() - started;
  return { name, title, ok: output === undefined, ms, ...(output !== undefined && { output }) };
}
