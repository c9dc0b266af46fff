import type { Address, Client } from "viem";
import { previewLinkFunction } from "../../generated/capsuleRegistry.ts";
import { type ReadAction, type ReadParameters, readAction } from "../readAction.ts";
import type { Lineage } from "../royalty/getLineage.ts";
import { contractParents, type ParentParameters, withAncestors } from "./parents.ts";

export type PreviewLinkParameters = {
  /** Who would register the derivative. */
  registrant: Address;
  /** 1 to 8, in any order. `previewLink.call` needs their `ancestors`, since it asks nobody. */
  parents: readonly ParentParameters[];
};

const preview = /*#__PURE__*/ readAction({
  contract: "registry",
  function: previewLinkFunction,
  args: ({ registrant, parents }: PreviewLinkParameters) => [registrant, contractParents(parents)],
  result: ([absolute, relative]): Lineage => ({ absolute, relative }),
});

async function previewing(client: Client, parameters: ReadParameters<PreviewLinkParameters>): Promise<Lineage> {
  const { deployment, parents } = parameters;
  return preview(client, { ...parameters, parents: await withAncestors(client, deployment, parents) });
}

/**
 * What a derivative would owe of its income, before any license is bought; whether the registrant holds the licenses by
 * now is not asked.
 *
 * @throws the reason why they can't be linked: see `registerDerivative`.
 */
export const previewLink: ReadAction<PreviewLinkParameters, typeof previewLinkFunction, Lineage> =
  /*#__PURE__*/ Object.assign(previewing, { call: preview.call });
