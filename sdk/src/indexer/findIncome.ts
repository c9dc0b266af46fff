import type { Address } from "viem";
import { incomeQuery } from "../generated/queries.ts";
import { accountKey } from "./accountKey.ts";
import { findAction } from "./findAction.ts";

const MICROSECONDS = 1_000_000n;

/**
 * What a creator earns by day and currency, directly and before fee and debts, with the capsules that it owned then; and what
 * it was paid. The day that isn't over yet is among them. Times are in seconds, as the chain has them.
 */
export const findIncome = /*#__PURE__*/ findAction({
  query: incomeQuery,
  variables: ({ account, from, to }: { account: Address; from: bigint; to: bigint }) => ({
    account: accountKey(account),
    from: from * MICROSECONDS,
    to: to * MICROSECONDS,
  }),
  result: ({ ownerIncomeStats_collection, accountPayoutStats_collection }) => ({
    income: ownerIncomeStats_collection.map(inSeconds),
    payouts: accountPayoutStats_collection.map(inSeconds),
  }),
});

function inSeconds<bucket extends { timestamp: bigint }>(bucket: bucket): bucket {
  return { ...bucket, timestamp: bucket.timestamp / MICROSECONDS };
}
