import { claimableNow, collectableNow } from "@capsule-protocol/sdk/indexer/figures.ts";
import type { Address } from "viem";
import type { Answer } from "../../support/indexedChain.ts";
import { currencies } from "../world.ts";
import { type Chain, compareEach, same } from "./chain.ts";

export const QUERY = `query ($block: Int!) {
  capsules(first: 1000, block: { number: $block }) { tokenId suspended
    incomes { currency direct fee feeCollectable pulledRelative net ownerClaimable contested
      ledgers(first: 1000) { account { id } checkpoint accrued } }
    holdings(first: 1000) { account { id } units }
    escrows { round { number } units starts { currency net } }
    debts(first: 1000) { ancestor { tokenId } absoluteBps relativeBps payments { currency absolute relative } } }
  credits(first: 1000, block: { number: $block }) { account { id } currency amount }
  protocolIncomes(block: { number: $block }) { id direct claimed feeCollected collected } }`;

const NOTHING = {
  ...{ direct: "0", fee: "0", feeCollectable: "0", pulledRelative: "0", net: "0", ownerClaimable: "0", contested: "0" },
  ledgers: [],
};

export async function compare({ capsules, credits, protocolIncomes }: Answer, chain: Chain): Promise<void> {
  await compareEach(capsules, async (capsule: Answer) => {
    await compareEach(currencies(chain.world), async (currency) => {
      await Promise.all([
        compareTotals(chain, capsule, currency),
        compareClaims(chain, capsule, currency),
        compareEscrows(chain, capsule, currency),
        compareEach(capsule.debts, (debt) => compareDebt(chain, capsule, debt, currency)),
      ]);
    });
    await compareHoldings(chain, capsule);
  });
  await compareCredits(chain, credits);
  await comparePaid(chain, protocolIncomes);
}

function incomeOf(capsule: Answer, currency: Address): Answer {
  return capsule.incomes.find((income: Answer) => income.currency === currency.toLowerCase()) ?? NOTHING;
}

async function compareTotals({ read }: Chain, capsule: Answer, currency: Address): Promise<void> {
  const { tokenId } = capsule;
  const { direct, net, ownerClaimable, feeCollectable, contested } = incomeOf(capsule, currency);
  const views = ["netIncome", "claimableOwner", "collectableFee", "contestedIncome"];
  const [incomeOfTill, ...is] = await Promise.all([
    read("accessToken", "incomeOf", [tokenId, currency]),
    ...views.map((view) => read("royaltySplitter", view, [tokenId, currency])),
  ]);
  same([direct, net, ownerClaimable, feeCollectable, contested], [incomeOfTill, ...is], `${tokenId} in ${currency}`);
}

/** What everybody can claim: those who act, and those who only receive, or never anything. */
async function compareClaims({ read, accounts }: Chain, capsule: Answer, currency: Address): Promise<void> {
  const { tokenId, holdings } = capsule;
  const income = incomeOf(capsule, currency);
  await compareEach(accounts, async (account) => {
    const ofAccount = ({ account: { id } }: Answer) => id === account;
    const ledger = income.ledgers.find(ofAccount) ?? { checkpoint: 0, accrued: 0 };
    const { units } = holdings.find(ofAccount) ?? { units: 0 };
    const figures = { checkpoint: BigInt(ledger.checkpoint), accrued: BigInt(ledger.accrued) };
    const claimable = claimableNow(figures, { net: BigInt(income.net), units });
    const view = await read("royaltySplitter", "claimable", [tokenId, currency, account]);
    same(claimable, view, `claimable by ${account} of ${tokenId} in ${currency}`);
  });
}

async function compareHoldings({ read, accounts }: Chain, { tokenId, holdings }: Answer): Promise<void> {
  await compareEach(accounts, async (account) => {
    const { units } = holdings.find((holding: Answer) => holding.account.id === account) ?? { units: 0 };
    same(units, await read("royaltySplitter", "balanceOf", [account, tokenId]), `units of ${account} in ${tokenId}`);
  });
}

async function compareEscrows({ read }: Chain, { tokenId, escrows }: Answer, currency: Address): Promise<void> {
  await compareEach(escrows, async ({ round, units, starts }: Answer) => {
    const start = starts.find((one: Answer) => one.currency === currency.toLowerCase())?.net ?? 0;
    const view = await read("royaltySplitter", "escrowOf", [tokenId, round.number, currency]);
    same([units, start], view, `escrow of round ${round.number} in ${currency}`);
  });
}

async function compareDebt({ read }: Chain, capsule: Answer, debt: Answer, currency: Address): Promise<void> {
  const ids = [capsule.tokenId, debt.ancestor.tokenId];
  const [rates, collectable] = await Promise.all([
    read("royaltySplitter", "debtOf", ids),
    read("royaltySplitter", "collectable", [...ids, currency]),
  ]);
  const { absoluteBps, relativeBps } = debt;
  same([absoluteBps, relativeBps], rates, `rates that ${ids} owe`);
  const paid = debt.payments.find((payment: Answer) => payment.currency === currency.toLowerCase());
  const collected = { absolute: BigInt(paid?.absolute ?? 0), relative: BigInt(paid?.relative ?? 0) };
  const { direct, fee, pulledRelative } = incomeOf(capsule, currency);
  const income = { direct: BigInt(direct), fee: BigInt(fee), pulledRelative: BigInt(pulledRelative) };
  same(collectableNow({ absoluteBps, relativeBps, collected }, income), collectable, `due between ${ids}`);
}

async function compareCredits({ read, accounts, world }: Chain, credits: readonly Answer[]): Promise<void> {
  await compareEach(accounts, (account) =>
    compareEach(currencies(world), async (currency) => {
      const ofAccount = (one: Answer) => one.account.id === account && one.currency === currency.toLowerCase();
      const view = await read("accessToken", "creditOf", [account, currency]);
      same(credits.find(ofAccount)?.amount ?? 0, view, `credit of ${account} in ${currency}`);
    }),
  );
}

/** Sums of what the contracts told of. */
async function comparePaid({ events, world }: Chain, protocolIncomes: readonly Answer[]): Promise<void> {
  const [claims, fees, collections] = await Promise.all([
    events("royaltySplitter", "IncomeClaimed"),
    events("royaltySplitter", "FeeCollected"),
    events("royaltySplitter", "IncomeCollected"),
  ]);
  for (const currency of currencies(world)) {
    const sum = (list: Answer[], amountOf: (one: Answer) => bigint) =>
      list.filter((one) => one.currency === currency).reduce((total, one) => total + amountOf(one), 0n);
    const said = protocolIncomes.find(({ id }) => id === currency.toLowerCase());
    if (said === undefined) continue;
    const collected = sum(collections, ({ absoluteAmount, relativeAmount }) => absoluteAmount + relativeAmount);
    const paid = [sum(claims, ({ amount }) => amount), sum(fees, ({ amount }) => amount)];
    same([said.claimed, said.feeCollected, said.collected], [...paid, collected], `paid in ${currency}`);
  }
}
