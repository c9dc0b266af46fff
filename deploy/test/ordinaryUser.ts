import { execFileSync, type SpawnOptions } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
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
  /** Where that user finds a file of the project. */
  find: (path: string) => string;
  /** Removes the home, which is empty. */
  leave: () => void;
};

const PROJECT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/**
 * Who isn't root: who runs these tests, or `nobody` when root does.
 *
 * @returns undefined when `nobody` can't be let into the project's folder, or to that of temporary files.
 */
export async function ordinaryUser(): Promise<OrdinaryUser | undefined> {
  const own = process.getuid?.() ?? 0;
  // Where tests have a folder of their own for temporary files, it is they who let others in.
  if (own === 0 && !reachable(dirname(tmpdir()))) return undefined;
  const home = mkdtempSync(join(tmpdir(), "capsule-ordinary-user-"));
  const env = { ...process.env, HOME: home, TMPDIR: home };
  const leave = () => rmdirSync(home);
  if (own !== 0) return { uid: own, home, options: { env }, find: (path) => path, leave };
  await prepareProject();
  chmodSync(tmpdir(), 0o711);
  chownSync(home, UNPRIVILEGED, UNPRIVILEGED);
  const nobody = { uid: UNPRIVILEGED, home, options: { env, uid: UNPRIVILEGED, gid: UNPRIVILEGED } };
  if (reachable(import.meta.dirname)) return { ...nobody, find: (path) => path, leave };
  const copy = linkedProject();
  if (copy === undefined) {
    leave();
    return undefined;
  }
  const find = (path: string) =>
    relative(PROJECT, path).startsWith("..") ? path : join(copy, relative(PROJECT, path));
  const leaveCopy = () => {
    leave();
    rmSync(dirname(copy), { recursive: true });
  };
  return { ...nobody, find, leave: leaveCopy };
}

/** Folders of `nobody`, with the project's own files in them; undefined where files can't be in two places. */
function linkedProject(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "capsule-ordinary-project-"));
  const copy = join(folder, "project");
  try {
    execFileSync("cp", ["-al", PROJECT, copy], { stdio: "pipe" });
    execFileSync("find", [folder, "-type", "d", "-exec", "chown", `${UNPRIVILEGED}:${UNPRIVILEGED}`, "{}", "+"]);
    return copy;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

/** Has the owner of the project make in its folder what others may only read. */
async function prepareProject(): Promise<void> {
  const guard = startGuard();
  await Promise.all([buildContracts("default"), compileSubgraph(), startPostgres(guard)]);
  await guard.close();
}
