import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const steps: (() => unknown)[] = [];

/** Undone by {@link cleanUp}, last first. */
export function later(step: () => unknown): void {
  steps.push(step);
}

/** For `afterEach` or `after`. */
export async function cleanUp(): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) await step();
}

/** A directory that {@link cleanUp} removes. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "capsule-keeper-test-"));
  later(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
