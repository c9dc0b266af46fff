import type { Address } from "viem";
import { creditOfFunction } from "../../generated/trainingPool.ts";
import { readAction } from "../readAction.ts";

export type GetChallengeCreditParameters = { creditor: Address };

/**
 * What `withdrawChallengeBond` would pay an account, in wei.
 */
export const getChallengeCredit = /*#__PURE__*/ readAction({
  contract: "trainingPool",
  function: creditOfFunction,
  args: ({ creditor }: GetChallengeCreditParameters) => [creditor],
});
