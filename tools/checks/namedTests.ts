// Tests and paths that documents name as proof: each must be there. A test that was renamed proves nothing any more.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { trackedFiles } from "./trackedFiles.ts";

type Contract = { parents: string[]; functions: Set<string> };
/** Contracts of Solidity tests by name, which may be used more than once. */
export type TestContracts = Map<string, Contract[]>;

const CONTRACT = /^(?:abstract )?contract (\w+)(?: is ([^{]+))?\s*\{([\s\S]*?)(?:^\}|(?<=\{ )\})/gm;
const TEST = /^(?:(\w+)\.)?((?:test(?:Fuzz)?_|invariant_|afterInvariant)\w*)$/;
const PATH = /^(?:audits|contracts|deploy|runtime|sdk|tools)\/[\w./-]+$/;

/** The contracts of Solidity sources, with their functions and the contracts that they inherit. */
export function testContracts(sources: readonly string[]): TestContracts {
  const contracts: TestContracts = new Map();
  for (const source of sources) {
    for (const [, name = "", parents = "", body = ""] of source.matchAll(CONTRACT)) {
      const functions = new Set([...body.matchAll(/\bfunction (\w+)/g)].map(([, one = ""]) => one));
      const contract = { parents: parents.match(/\w+(?=\(|,|\s|$)/g) ?? [], functions };
      contracts.set(name, [...(contracts.get(name) ?? []), contract]);
    }
  }
  return contracts;
}

function has(contracts: TestContracts, name: string, test: string): boolean {
  const candidates = contracts.get(name) ?? [];
  return candidates.some(
    ({ parents, functions }) => functions.has(test) || parents.some((parent) => has(contracts, parent, test)),
  );
}

/** What a document names between backticks, as test or path, and that `exists` and `contracts` don't know. */
export function missingProofs(markdown: string, contracts: TestContracts, exists: (path: string) => boolean): string[] {
  const prose = markdown.replaceAll(/```[\s\S]*?```/g, "");
  const named = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name);
  return named.filter((name) => {
    const [matched, contract, test = ""] = TEST.exec(name) ?? [];
    if (matched === undefined) return PATH.test(name) && !exists(name);
    const holders = contract === undefined ? [...contracts.keys()] : [contract];
    return !holders.some((holder) => has(contracts, holder, test));
  });
}

/** Reads the documents of contracts and audits. */
export async function findMissingProofs(root: string): Promise<string | undefined> {
  const paths = await trackedFiles(root, "*.md", "contracts/test/*.sol");
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const contracts = testContracts(paths.filter((path) => path.endsWith(".sol")).map(read));
  const missing = paths
    .filter((path) => path.startsWith("contracts/") || path.startsWith("audits/") || path === "SECURITY.md")
    .filter((path) => path.endsWith(".md"))
    .flatMap((path) =>
      missingProofs(read(path), contracts, (target) => existsSync(join(root, target))).map(
        (name) => `${path}: ${name} does not exist`,
      ),
    );
  return missing.length === 0 ? undefined : missing.join("\n");
}
