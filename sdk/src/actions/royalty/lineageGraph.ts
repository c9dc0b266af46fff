import type { LineageFixed } from "./findLineages.ts";

/** A debt between two capsules. */
export type Edge = {
  childId: bigint;
  ancestorId: bigint;
  /** Whether part of it, or all, is owed by RELATIVE policy, of which further ancestors have a part. */
  relative: boolean;
};

/**
 * The debts through which income reaches a capsule: those owed to it, and, through RELATIVE children, the RELATIVE ones
 * owed to those. ABSOLUTE debts are owed of direct income only, so nothing reaches the capsule through them.
 *
 * @param lineages in the order of registration: a capsule is registered after all that it owes, so the newest come first.
 */
export function edgesToward(capsuleId: bigint, lineages: readonly LineageFixed[]): Edge[] {
  const reached = new Set([capsuleId]);
  const edges: Edge[] = [];
  // From the oldest on: whatever a capsule owes exists before it, so one pass finds all that lead to the capsule.
  for (const lineage of lineages) {
    const own = edgesOf(lineage).filter(({ ancestorId, relative }) =>
      ancestorId === capsuleId ? true : relative && reached.has(ancestorId),
    );
    if (own.some(({ relative }) => relative)) reached.add(lineage.childId);
    edges.unshift(...own);
  }
  return edges;
}

function edgesOf({ childId, absolute, relative }: LineageFixed): Edge[] {
  const owedRelative = new Set(relative.map(({ capsuleId }) => capsuleId));
  const owed = new Set([...absolute.map(({ capsuleId }) => capsuleId), ...owedRelative]);
  return [...owed].map((ancestorId) => ({ childId, ancestorId, relative: owedRelative.has(ancestorId) }));
}
