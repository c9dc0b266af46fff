import type { Check, UpgradeFacts } from "./facts.ts";

/** What EIP-170 lets a contract have, in bytes. */
const CODE_LIMIT = 24_576;

/** What decides whether an upgrade may be proposed. Each must hold. */
export function verdictsOf(facts: UpgradeFacts): Check[] {
  const { storage, openInitializers, unsafe, before, after, rebuiltCodeHash, simulation } = facts;
  return [
    verdict("Layout compatible", storage.compatible, storage.explanation, "everything that is stored keeps its place"),
    verdict("Safe behind a proxy", unsafe.length === 0, unsafe.join("; "), "upgrades-core finds nothing"),
    verdict(
      "Initializer guarded",
      openInitializers.length === 0,
      openInitializers.join("; "),
      "nobody can initialize the implementation, or the proxy again",
    ),
    selectorsKept(facts),
    verdict(
      "Code hash reproducible",
      after.codeHash === rebuiltCodeHash,
      `the sources give ${rebuiltCodeHash}, the implementation has ${after.codeHash}`,
      `the sources give ${rebuiltCodeHash}`,
    ),
    verdict(
      "Fits a chain",
      after.codeSize <= CODE_LIMIT,
      `${after.codeSize} bytes are more than ${CODE_LIMIT}`,
      `${after.codeSize} of ${CODE_LIMIT} bytes, ${before.codeSize} before`,
    ),
    ...(simulation === undefined ? [] : [simulated(simulation.checks)]),
  ];
}

function verdict(name: string, holds: boolean, otherwise: string, words: string): Check {
  return { name, holds, words: holds ? words : otherwise };
}

function selectorsKept({ interface: changes, allowRemoved }: UpgradeFacts): Check {
  const removed = changes.filter(({ kind, change }) => kind === "function" && change === "removed");
  const names = removed.map(({ before, selector }) => `${before} (${selector})`).join("; ");
  const words = removed.length === 0 ? "every function can be called as before" : `agreed to be removed: ${names}`;
  return verdict("Selectors kept", removed.length === 0 || allowRemoved, `removed: ${names}`, words);
}

function simulated(checks: readonly Check[]): Check {
  const failed = checks.filter(({ holds }) => !holds);
  const words = failed.map(({ name, words: found }) => `${name}: ${found}`).join("; ");
  return verdict(
    "Simulation passed",
    failed.length === 0,
    words,
    `${checks.length} checks hold on a copy of the chain`,
  );
}
