// What is due now, from the figures that the subgraph keeps: the formulas of RoyaltyLedger and Lineage.
const UNITS = 1_000_000n;
const BPS = 10_000n;

/**
 * What units have earned and can be paid now, in the currency's smallest unit: `RoyaltySplitter.claimable`.
 *
 * @param ledger of the holding in the currency; zeros when the subgraph has none.
 * @param net income of the capsule in that currency.
 * @param units that the account holds.
 */
export function claimableNow(
  ledger: { checkpoint: bigint; accrued: bigint },
  { net, units }: { net: bigint; units: number },
): bigint {
  return (ledger.accrued + (net - ledger.checkpoint) * BigInt(units)) / UNITS;
}

/** What a capsule owes an ancestor, in bps, and what of it was collected in a currency. */
export type DebtFigures = {
  absoluteBps: number;
  relativeBps: number;
  /** Zeros when nothing was collected in that currency. */
  collected: { absolute: bigint; relative: bigint };
};

/**
 * What an ancestor can collect now, in the currency's smallest unit: `RoyaltySplitter.collectable`.
 *
 * @param income of the child in that currency.
 */
export function collectableNow(
  { absoluteBps, relativeBps, collected }: DebtFigures,
  income: { direct: bigint; fee: bigint; pulledRelative: bigint },
): bigint {
  const rest = income.direct - income.fee;
  const absolute = (rest * BigInt(absoluteBps)) / BPS - collected.absolute;
  const relative = ((rest + income.pulledRelative) * BigInt(relativeBps)) / BPS - collected.relative;
  return absolute + relative;
}
