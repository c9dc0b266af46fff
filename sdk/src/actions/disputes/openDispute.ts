import type { Hex } from "viem";
import { disputeOpenedEvent, openFunction } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";
import { getRules } from "./getRules.ts";

export type OpenDisputeParameters = {
  capsuleId: bigint;
  /** SHA-256 of the evidence, which is one raw IPFS block (`cidToDigest`). */
  evidenceDigest: Hex;
  /** The bond in wei (`getRules`); read when left out. `openDispute.call` needs it, since it asks nobody. */
  bond?: bigint;
};

/**
 * Disputes a capsule, with a bond that is lost if the dispute isn't upheld in time. What the capsule's owner earns from
 * now on is contested. `openDispute.sync` returns the `disputeId` and both deadlines.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`, `DisputeCourt_WrongBond`, `DisputeCourt_EmptyDigest`.
 */
export const openDispute = /*#__PURE__*/ writeAction({
  contract: "disputeCourt",
  function: openFunction,
  event: disputeOpenedEvent,
  args: ({ capsuleId, evidenceDigest }: OpenDisputeParameters) => [capsuleId, evidenceDigest],
  value: ({ bond = 0n }) => bond,
  complete: async (client, parameters) => {
    if (parameters.bond !== undefined) return parameters;
    const { bond } = await getRules(client, { deployment: parameters.deployment });
    return { ...parameters, bond };
  },
});
