// What an audit is about, file by file, with lines of code: audits/scope.md.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Generated } from "./files.ts";

const FILE = "audits/scope.md";

/** What is in scope. */
const SCOPE: readonly { title: string; pattern: string }[] = [
  { title: "Contracts", pattern: "contracts/src/**/*.sol" },
  { title: "Keeper", pattern: "runtime/keeper/**/*.ts" },
  { title: "Keys and threshold decryption", pattern: "runtime/src/keys/**/*.ts" },
  { title: "Encryption of payloads", pattern: "runtime/src/payload/**/*.ts" },
  { title: "Checks of models", pattern: "runtime/src/artifact/**/*.ts" },
  { title: "The engine's sandbox", pattern: "runtime/src/engine/**/*.ts" },
  { title: "Deployment", pattern: "deploy/src/**/*.ts" },
];

/** Lines that hold code: neither empty nor comment. */
export function codeLines(source: string): number {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
  return code.split("\n").filter((line) => line.trim() !== "").length;
}

/** The table, for the project at `root`. */
export function auditScope(root: string): Generated {
  const parts = SCOPE.map(({ title, pattern }) => {
    const paths = globSync(pattern, { cwd: root }).sort();
    const rows = paths.map((path) => ({ path, lines: codeLines(readFileSync(join(root, path), "utf8")) }));
    return { title, rows, total: rows.reduce((sum, { lines }) => sum + lines, 0) };
  });
  const summary = parts.map(({ title, rows, total }) => `| ${title} | ${rows.length} | ${total} |`);
  const tables = parts.map(({ title, rows }) => {
    const lines = rows.map(({ path, lines }) => `| [\`${path}\`](../${path}) | ${lines} |`);
    return `## ${title}\n\n| file | lines of code |\n|---|---:|\n${lines.join("\n")}\n`;
  });
  const content = `# Scope

Lines of code, without comments and empty lines. Written by \`npm run snapshots\`, checked by \`npm run check -- --only scope\`.

| part | files | lines of code |
|---|---:|---:|
${summary.join("\n")}

${tables.join("\n")}`;
  return { name: "the audit's scope", command: "npm run snapshots", pattern: FILE, files: new Map([[FILE, content]]) };
}
