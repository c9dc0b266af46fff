import type { Address } from "viem";
import { contributionOfFunction } from "../../generated/trainingPool.ts";
import { readAction } from "../readAction.ts";

export type GetContributionParameters = { roundId: bigint; contributor: Address };

/**
 * The commitment of an account in a round (zero for none), whether it revealed, and whether its bond was paid out.
 */
export const getContribution = /*#__PURE__*/ readAction({
  contract: "trainingPool",
  function: contributionOfFunction,
  args: ({ roundId, contributor }: GetContributionParameters) => [roundId, contributor],
});
