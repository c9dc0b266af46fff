// One of the threads that solve proofs: the compiler, and the solver in it, block theirs.
import { parentPort, workerData } from "node:worker_threads";
import type { Proof } from "./find.ts";
import { solve } from "./solve.ts";

const { root } = workerData as { root: string };
parentPort?.on("message", (proof: Proof) => parentPort?.postMessage(solve(root, proof)));
