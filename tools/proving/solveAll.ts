// Solves proofs in several threads.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Proof } from "./find.ts";
import type { Solved } from "./solve.ts";

export type ProofResult = Omit<Proof, "source" | "opposite"> & Solved & { ok: boolean };

type Options = {
  root: string;
  /** How many threads solve at a time. */
  width: number;
  onEnd: (result: ProofResult) => void;
};

/** Solves each proof; resolves with the results in the order of the proofs. */
export async function solveAll(proofs: readonly Proof[], { root, width, onEnd }: Options): Promise<ProofResult[]> {
  const results: ProofResult[] = [];
  const waiting = [...proofs.entries()];
  const thread = async () => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: { root } });
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, proof] = next;
        worker.postMessage(proof);
        const [solved] = (await once(worker, "message")) as [Solved];
        const result = judge(proof, solved);
        results[index] = result;
        onEnd(result);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, proofs.length) }, thread));
  return results;
}

/** What the solver can't decide is well if somebody said why; what is false never is. */
export function judge({ source: _, opposite: __, ...proof }: Proof, solved: Solved): ProofResult {
  const explained = solved.verdict === "unproved" && proof.explanation !== undefined;
  return { ...proof, ...solved, ok: solved.verdict === "proved" || explained };
}
