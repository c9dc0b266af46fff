/**
 * Runs beside the model in its process. A model that never ends would outlive a parent that was killed: nobody would be
 * left to stop it, and it can't look up by itself while it computes.
 */
import { workerData } from "node:worker_threads";

const parent: number = workerData;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, 500);
