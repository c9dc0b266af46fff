import type { Address, Client } from "viem";
import { resaleOfFunction } from "../../generated/accessToken.ts";
import type { ResultOf } from "../call.ts";
import { type ReadParameters, readAction } from "../readAction.ts";
import type { ItemKind } from "./order.ts";

export type GetResaleParameters = {
  kind: ItemKind;
  /** Of the license, the capsule, or the capsule whose shares are meant. */
  id: bigint;
  holder: Address;
};

/** What somebody could sell of a thing. */
export type Resale = {
  /** Whose income the royalty is; 0 for an unknown license. */
  capsuleId: bigint;
  /** Resale royalty, in 1/10,000 of the price. */
  royaltyBps: bigint;
  /** How many the holder can sell now; none of a license that has ended. */
  units: bigint;
  /** How often such tokens have left the holder; an order signed at another number is dead. */
  departures: bigint;
  /** Whether a dispute keeps the capsule from being sold. */
  suspended: boolean;
};

const definition = {
  function: resaleOfFunction,
  args: ({ id, holder }: Pick<GetResaleParameters, "id" | "holder">) => [id, holder] as const,
  result: ([capsuleId, royaltyBps, units, departures, suspended]: ResultOf<typeof resaleOfFunction>): Resale => ({
    capsuleId,
    royaltyBps,
    units,
    departures,
    suspended,
  }),
};

const byKind = {
  license: /*#__PURE__*/ readAction({ contract: "accessToken", ...definition }),
  capsule: /*#__PURE__*/ readAction({ contract: "registry", ...definition }),
  shares: /*#__PURE__*/ readAction({ contract: "royaltySplitter", ...definition }),
};

/**
 * How many licenses, capsules or shares somebody can sell now, at what royalty.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule` for a capsule or its shares.
 */
export function getResale(client: Client, parameters: ReadParameters<GetResaleParameters>): Promise<Resale> {
  return byKind[parameters.kind](client, parameters);
}
