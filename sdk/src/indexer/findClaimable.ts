import type { Address } from "viem";
import { type ClaimableAnswer, claimableQuery } from "../generated/queries.ts";
import { accountKey } from "./accountKey.ts";
import { claimableNow, collectableNow } from "./figures.ts";
import { findAction } from "./findAction.ts";

/** Money that waits for an account in the ledger of one capsule. */
export type Claim = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
  /** In the currency's smallest unit. */
  amount: bigint;
  /** Action that pays it: `claimOwner` for the unallocated units of its owner, `claim` for units. */
  action: "claimOwner" | "claim";
};

/** Income of a direct child that nobody collected yet. It counts for who holds shares when it is collected. */
export type Collectable = { childId: bigint; ancestorId: bigint; currency: Address; amount: bigint };

export type Claimable = {
  claims: Claim[];
  /** For `collectMany`; what waits further down is found by `collectDue`. */
  collectables: Collectable[];
  /** For `withdrawCredit`. */
  credits: { currency: Address; amount: bigint }[];
};

/**
 * What an account can claim now, and by which actions, as the subgraph knows it: equal to the contracts' views at the
 * subgraph's block.
 */
export const findClaimable = /*#__PURE__*/ findAction({
  query: claimableQuery,
  variables: ({ account }: { account: Address }) => ({ account: accountKey(account) }),
  result: (answer): Claimable => {
    const earning = [...answer.capsules, ...answer.shareHoldings.map(({ capsule }) => capsule)];
    const distinct = new Map(earning.map((capsule) => [capsule.id, capsule]));
    return {
      claims: [...answer.capsules.flatMap(claimsOfOwner), ...answer.shareHoldings.flatMap(claimsOfUnits)],
      collectables: [...distinct.values()].flatMap(collectablesOf),
      credits: answer.credits.map(({ currency, amount }) => ({ currency, amount })),
    };
  },
});

type Capsule = ClaimableAnswer["capsules"][number];
type Holding = ClaimableAnswer["shareHoldings"][number];

function claimsOfOwner({ id, incomes }: Capsule): Claim[] {
  const claims = incomes.map(({ currency, ownerClaimable }) => ({
    ...{ capsuleId: BigInt(id), currency, amount: ownerClaimable, action: "claimOwner" as const },
  }));
  return claims.filter(({ amount }) => amount > 0n);
}

function claimsOfUnits({ units, capsule, ledgers }: Holding): Claim[] {
  const claims = capsule.incomes.map(({ currency, net }) => {
    const found = ledgers.find((ledger) => ledger.currency === currency);
    const amount = claimableNow(found ?? { checkpoint: 0n, accrued: 0n }, { net, units });
    return { capsuleId: BigInt(capsule.id), currency, amount, action: "claim" as const };
  });
  return claims.filter(({ amount }) => amount > 0n);
}

function collectablesOf({ id, claims }: Capsule): Collectable[] {
  return claims.flatMap(({ child, payments, absoluteBps, relativeBps }) =>
    child.incomes.flatMap((income) => {
      const found = payments.find(({ currency }) => currency === income.currency);
      const collected = found ?? { absolute: 0n, relative: 0n };
      const amount = collectableNow({ absoluteBps, relativeBps, collected }, income);
      if (amount === 0n) return [];
      return [{ childId: BigInt(child.id), ancestorId: BigInt(id), currency: income.currency, amount }];
    }),
  );
}
