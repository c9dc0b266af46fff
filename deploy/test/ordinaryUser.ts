import type { SpawnOptions } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compileSubgraph } from "@capsule-protocol/subgraph/manifest/compile.ts";
import { startGuard } from "../devnet/guard.ts";
import { reachable, startPostgres, UNPRIVILEGED } from "../devnet/postgres.ts";
import { buildContracts } from "../src/buildContracts.ts";

export type OrdinaryUser = {
  uid: number;
  /** Whatever a program of that user writes, it writes here. */
  home: string;
  /** For a child that is to run as that user. */
  options: SpawnOptions;
  /** Removes the home, which is empty. */
  leave: () => void;
};

/**
 * Who isn't root: who runs these tests, or `nobody` when root does.
 *
 * @returns undefined when `nobody` can't get into the project's folder, or to that of temporary files.
 */
export async function ordinaryUser(): Promise<OrdinaryUser | undefined> {
  const own = process.getuid?.() ?? 0;
  // Where tests have a folder of their own for temporary files, it is they who let others in.
  const places = [import.meta.dirname, dirname(tmpdir())];
  if (own === 0 && !places.every(reachable)) return undefined;
  const home = mkdtempSync(join(tmpdir(), "capsule-ordinary-user-"));
  const env = { ...process.env, HOME: home, TMPDIR: home };
  const leave = () => rmdirSync(home);
  if (own !== 0) return { uid: own, home, options: { env }, leave };
  await prepareProject();
  chmodSync(tmpdir(), 0o711);
  chownSync(home, UNPRIVILEGED, UNPRIVILEGED);
  return { uid: UNPRIVILEGED, home, options: { env, uid: UNPRIVILEGED, gid: UNPRIVILEGED }, leave };
}

/** Has the owner of the project make in its folder what others may only read. */
async function prepareProject(): Promise<void> {
  const guard = startGuard();
  await Promise.all([buildContracts("default"), compileSubgraph(), startPostgres(guard)]);
  await guard.close();
}
