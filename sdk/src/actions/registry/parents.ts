import type { Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import { ancestorsOf, findLineages } from "../royalty/findLineages.ts";

/** How a derivative was made from its parent, in Hugging Face's words. Source: Relation of ICapsuleRegistry.sol. */
export const Relation = { FINETUNE: 0, ADAPTER: 1, QUANTIZED: 2, MERGE: 3 } as const;

/** A capsule that another one is made from. */
export type ParentParameters = {
  capsuleId: bigint;
  /**
   * License of the parent that the registrant holds, whose offer fixes what is owed. Left out, or 0, by the parent's owner,
   * who then owes nothing.
   */
  licenseId?: bigint;
  /** One of `Relation`. */
  relation: number;
  /** All capsules that the parent owes by ABSOLUTE policy (`getAncestors`); found when left out. */
  ancestors?: readonly bigint[];
};

/** The parents with their ancestors, those left out found in one reading of the chain's events. */
export async function withAncestors(
  client: Client,
  deployment: Deployment,
  parents: readonly ParentParameters[],
): Promise<ParentParameters[]> {
  const unknown = parents.filter(({ ancestors }) => ancestors === undefined).map(({ capsuleId }) => capsuleId);
  if (unknown.length === 0) return [...parents];
  const lineages = await findLineages(client, deployment, unknown);
  const found = (capsuleId: bigint) => ancestorsOf(lineages.find(({ childId }) => childId === capsuleId));
  return parents.map((parent) => ({ ...parent, ancestors: parent.ancestors ?? found(parent.capsuleId) }));
}

/** Parents in the contract's own shape and order: ascending by id. */
export function contractParents(parents: readonly ParentParameters[]) {
  return parents
    .map(({ capsuleId, licenseId = 0n, relation, ancestors = [] }) => ({ capsuleId, licenseId, relation, ancestors }))
    .sort((a, b) => (a.capsuleId < b.capsuleId ? -1 : 1));
}
