import { readdir, readFile } from "node:fs/promises";

/** Engine processes of this test run that are alive, by id. Linux only: elsewhere there are none to be seen. */
export async function engineProcesses(): Promise<number[]> {
  if (process.platform !== "linux") return [];
  const ids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  const engines: number[] = [];
  for (const id of ids) {
    const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    const status = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    const [state, parent] = status.slice(status.lastIndexOf(")") + 2).split(" ");
    const ours = command.includes("/engine/isolated/child.ts") && Number(parent) === process.pid;
    if (ours && state !== "Z") engines.push(id);
  }
  return engines;
}
