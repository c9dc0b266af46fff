import { claim } from "@capsule-protocol/sdk/actions/royalty/claim.ts";
import { claimOwner } from "@capsule-protocol/sdk/actions/royalty/claimOwner.ts";
import { collectDue } from "@capsule-protocol/sdk/actions/royalty/collectDue.ts";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import type { Command } from "commander";
import type { Address } from "viem";
import type { TransactionRecord } from "../../ports.ts";
import { record } from "../../publish/viemPublishChain.ts";
import { type CurrencyRoyalties, type Royalties, readRoyalties } from "../../royalties/readRoyalties.ts";
import { unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { lineageRows } from "../lineageText.ts";
import { amountText, unitOf } from "../money.ts";
import { table } from "../terminal.ts";

type Flags = { collect?: boolean; claim?: boolean };
/** One transaction of this command. */
type Payment = { step: "collect" | "claim"; currency: Address; amount: bigint; transaction: TransactionRecord };

export function addRoyalties(program: Command, process: Process): void {
  const command = program
    .command("royalties")
    .description("show what a capsule earns, what it is owed and owes, and what of it an account can claim")
    .argument("<capsule>", "capsule id", unsigned)
    .option("--collect", "collect what descendants owe the capsule; everyone with shares in it profits")
    .option("--claim", "have the account paid what it has earned; after --collect, if both are given")
    .action(async (capsuleId: bigint, flags: Flags) => royalties(await contextOf(command, process), capsuleId, flags));
}

async function royalties(context: Context, capsuleId: bigint, flags: Flags): Promise<void> {
  const subject = { deployment: context.deployment(), capsuleId, account: await context.account() };
  const payments: Payment[] = [];
  if (flags.collect) payments.push(...(await collectAll(context, capsuleId)));
  if (flags.claim) payments.push(...(await claimAll(context, await readRoyalties(context.client(), subject))));
  const state = await readRoyalties(context.client(), subject);
  const rows = await rowsOf(context, state);
  for (const { step, currency, amount } of payments) rows.push([step, await text(context, currency, amount)]);
  context.result({ ...state, capsuleId: capsuleIdToHex(capsuleId), payments }, () => table(rows));
}

async function collectAll(context: Context, capsuleId: bigint): Promise<Payment[]> {
  const client = await context.signingClient();
  const { signal } = context;
  const collected = await collectDue(client, { deployment: context.deployment(), capsuleId, signal });
  return collected.map(({ currency, amount, receipt }) => ({
    ...{ step: "collect", currency, amount },
    transaction: record(receipt),
  }));
}

/** Has the account paid for its shares, and as the owner if it is. Anyone may send that. */
async function claimAll(context: Context, { capsuleId, account, currencies }: Royalties): Promise<Payment[]> {
  const client = await context.signingClient();
  const payments: Payment[] = [];
  for (const { currency, claimable } of currencies) {
    const of = { deployment: context.deployment(), capsuleId, currency };
    const paid = [
      claimable.shares > 0n && (await claim.sync(client, { ...of, holder: account })),
      claimable.owner > 0n && (await claimOwner.sync(client, of)),
    ];
    for (const one of paid) {
      if (!one) continue;
      payments.push({ step: "claim", currency, amount: one.amount, transaction: record(one.receipt) });
    }
  }
  return payments;
}

async function rowsOf(context: Context, state: Royalties): Promise<[string, string][]> {
  const { capsuleId, account, isOwner, units, lineage, currencies } = state;
  const role = isOwner ? `${account}, its owner` : account;
  const rows: [string, string][] = [
    ["capsule", capsuleIdToHex(capsuleId)],
    ["account", units > 0n || !isOwner ? `${role}, with ${units} of 1000000 shares` : role],
    ...lineageRows(lineage),
  ];
  for (const royalty of currencies) rows.push(...(await currencyRows(context, royalty)));
  return rows;
}

async function currencyRows(context: Context, royalty: CurrencyRoyalties): Promise<[string, string][]> {
  const { currency, netIncome, claimable, collectable, owed } = royalty;
  const say = (amount: bigint) => text(context, currency, amount);
  const rows: [string, string][] = [
    ["earned", await say(netIncome)],
    ["claimable", await say(claimable.shares + claimable.owner)],
  ];
  for (const { childId, ancestorId, amount } of collectable) {
    rows.push([
      "collectable",
      `${await say(amount)} from ${capsuleIdToHex(childId)} for ${capsuleIdToHex(ancestorId)}`,
    ]);
  }
  for (const { ancestorId, amount } of owed) {
    if (amount > 0n) rows.push(["uncollected", `${await say(amount)} owed to ${capsuleIdToHex(ancestorId)}`]);
  }
  return rows;
}

/** In the currency's unit; a capsule may earn in a token that doesn't tell its own. */
async function text(context: Context, currency: Address, amount: bigint): Promise<string> {
  const unit = await unitOf(context.client(), currency).catch(() => undefined);
  return unit ? amountText(amount, unit) : `${amount} of the token ${currency}`;
}
