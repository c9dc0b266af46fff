// Things that must not stand in committed files, whatever a linter thinks of them.
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { trackedFiles } from "./trackedFiles.ts";

type Rule = { what: string; pattern: RegExp; files: RegExp; except?: RegExp };

const CODE = /\.(ts|mts|mjs|js|sol)$/;
const TEXT = /\.(ts|mts|mjs|js|sol|md|json|toml|yaml|yml|graphql|txt)$/;

const RULES: readonly Rule[] = [
  { what: "unfinished work", pattern: /\b(TODO|FIXME|XXX|HACK)\b/, files: CODE },
  {
    what: "a test that is switched off or runs alone",
    pattern: /\b(it|describe|test)\.(only|skip)\(|vm\.skip\(/,
    files: CODE,
  },
  {
    what: "console output in a contract",
    pattern: /console2?\.(sol|log)/,
    files: /\.sol$/,
    // It prints how often each function was called: what its test is for.
    except: /^contracts\/test\/invariant\/Effectiveness\.t\.sol$/,
  },
  {
    what: "a type check that is switched off",
    // Prose goes on with a word ("as any market"), a cast doesn't, but for another cast.
    pattern: /@ts-(ignore|nocheck|expect-error)|\bas any\b(?!\s+(?!as\b|satisfies\b)[a-z])/,
    files: CODE,
  },
  { what: 'the other spelling of "license"', pattern: /licen[c]e/i, files: TEXT, except: /\.test\.ts$/ },
  {
    what: "a path of one machine",
    pattern: /(?<![\w.])\/(work|home|Users|root)\/\w/,
    files: TEXT,
    except: /\.test\.ts$/,
  },
  { what: "a registry host in the lock", pattern: /"resolved": "https?:/, files: /package-lock\.json$/ },
];

const EXEMPT = /^(tools\/checks\/leftovers\.ts|tools\/test\/leftovers\.test\.ts)$/;
const NAMELESS = /^(helpers?|utils?|common|misc|manager)$/i;

/** Complaints about one file, each with its line. */
export function complaintsAbout(path: string, content: string): string[] {
  if (EXEMPT.test(path)) return [];
  const rules = RULES.filter(({ files, except }) => files.test(path) && !except?.test(path));
  const found = content
    .split("\n")
    .flatMap((line, index) =>
      rules
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${path}:${index + 1}: ${what}: ${line.trim()}`),
    );
  return [...nameComplaints(path), ...found];
}

/** A file or folder whose name says nothing about what is in it collects everything. */
function nameComplaints(path: string): string[] {
  const names = [basename(path).replace(/\..*$/, ""), ...dirname(path).split("/")];
  return names.filter((name) => NAMELESS.test(name)).map((name) => `${path}: "${name}" does not say what is in it`);
}

/** Reads every file that git tracks. */
export async function findLeftovers(root: string): Promise<string | undefined> {
  const paths = (await trackedFiles(root)).filter((path) => TEXT.test(path));
  const found = paths.flatMap((path) => complaintsAbout(path, readFileSync(join(root, path), "utf8")));
  return found.length === 0 ? undefined : found.join("\n");
}
