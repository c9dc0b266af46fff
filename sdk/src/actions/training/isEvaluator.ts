import type { Address } from "viem";
import { isEvaluatorFunction } from "../../generated/trainingPool.ts";
import { readAction } from "../readAction.ts";

export type IsEvaluatorParameters = { roundId: bigint; account: Address };

/**
 * Whether a round names the account as an evaluator.
 */
export const isEvaluator = /*#__PURE__*/ readAction({
  contract: "trainingPool",
  function: isEvaluatorFunction,
  args: ({ roundId, account }: IsEvaluatorParameters) => [roundId, account],
});
