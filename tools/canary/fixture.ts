// A copy of the project with everything that checks and tests it, around a handful of tiny sources instead of ours.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = [
  ".ci",
  ".gitignore",
  ".solhint.json",
  "biome.json",
  "foundry.toml",
  "hardhat.config.ts",
  "package-lock.json",
  "remappings.txt",
  "sdk/src/indexer/query.ts",
  "tools",
  "tsconfig.base.json",
  "tsconfig.json",
  ...["contracts", "deploy", "runtime", "sdk", "subgraph"].flatMap((name) => [
    `${name}/package.json`,
    `${name}/tsconfig.json`,
  ]),
];
const sources = fileURLToPath(new URL("fixture", import.meta.url));

/** Lays the copy out in `folder`, which exists and is empty. Dependencies are shared, by a link. */
export function layOutFixture(root: string, folder: string): void {
  for (const path of SHARED) {
    if (existsSync(join(root, path)))
      cpSync(join(root, path), join(folder, path), { recursive: true, filter: isShared });
  }
  cpSync(sources, folder, { recursive: true });
  mkdirSync(join(folder, "tools/test"), { recursive: true });
  cpSync(join(sources, "sdk/test/sum.test.ts"), join(folder, "tools/test/sum.test.ts"));
  cpSync(join(sources, "sdk/src/sum.ts"), join(folder, "tools/src/sum.ts"));
  writeFileSync(join(folder, "package.json"), packageFile(root));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  chmodSync(join(folder, ".ci/run"), 0o755);
  const git = spawnSync("sh", ["-c", "git init --quiet && git add ."], { cwd: folder, encoding: "utf8" });
  if (git.status !== 0) throw new Error(`git can't track the copy: ${git.stderr}`);
}

/** Our own tests of the tools are about our own sources; the canary must not start itself. */
const isShared = (path: string): boolean => !/\/tools\/(test|canary)(\/|$)/.test(path.replaceAll("\\", "/"));

function packageFile(root: string): string {
  const file = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  file.scripts.canary = "echo 1 passed, 0 failed";
  return `${JSON.stringify(file, null, 2)}\n`;
}
