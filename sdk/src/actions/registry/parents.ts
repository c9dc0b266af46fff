import type { Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import { getAncestors } from "../royalty/getAncestors.ts";

/** How a derivative was made from its parent, in Hugging Face's words. Source: ICapsuleRegistry.Relation. */
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

/** The parents with their ancestors, found where they are left out. */
export function withAncestors(
  client: Client,
  deployment: Deployment,
  parents: readonly ParentParameters[],
): Promise<ParentParameters[]> {
  const complete = async (parent: ParentParameters): Promise<ParentParameters> => ({
    ...parent,
    ancestors: parent.ancestors ?? (await getAncestors(client, { deployment, capsuleId: parent.capsuleId })),
  });
  return Promise.all(parents.map(complete));
}

/** Parents in the contract's own shape and order: ascending by id. */
export function contractParents(parents: readonly ParentParameters[]) {
  return parents
    .map(({ capsuleId, licenseId = 0n, relation, ancestors = [] }) => ({ capsuleId, licenseId, relation, ancestors }))
    .sort((a, b) => (a.capsuleId < b.capsuleId ? -1 : 1));
}
