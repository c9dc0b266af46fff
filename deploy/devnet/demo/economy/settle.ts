import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { withdrawCredit } from "@capsule-protocol/sdk/actions/access/withdrawCredit.ts";
import { collectFee } from "@capsule-protocol/sdk/actions/royalty/collectFee.ts";
import { collectMany } from "@capsule-protocol/sdk/actions/royalty/collectMany.ts";
import { distribute } from "@capsule-protocol/sdk/actions/royalty/distribute.ts";
import { type Address, zeroAddress } from "viem";
import { getBalance } from "viem/actions";
import { noteTransaction, reader } from "../scene.ts";
import { type CapsuleName, type Economy, idOf, type Party } from "./economy.ts";

/** What a party was owed by the formulas, and what its account got, in wei. */
export type Payment = { party: string; of: string; owed: bigint; paid: bigint };

const NAMES = ["model", "adapter", "merge", "small merge"] as const;

/** Hops in the order in which income comes in: what a capsule is owed before what it owes. */
const HOPS: readonly (readonly [child: CapsuleName, ancestor: CapsuleName])[] = [
  ["small merge", "merge"],
  ["small merge", "model"],
  ["merge", "adapter"],
  ["merge", "model"],
];
/** Seven who share in a capsule's income keep less than a wei each for next time, four links round down once more. */
const MOST_DUST = 10n;

/** Everything is collected and paid out, by someone who gets nothing, and compared with the account kept apart. */
export async function settle(economy: Economy, referralShare: bigint): Promise<Payment[]> {
  const { scene } = economy;
  scene.display.chapter("Everybody is paid what the formulas say, to the wei");
  await collectAll(economy);
  const due = whatIsDue(economy, referralShare);
  const before = await balancesOf(economy, due);
  const till = { name: "till", address: scene.stack.deployment.accessToken };
  const tillBefore = await getBalance(reader(scene), till);
  await payEveryone(economy);
  const after = await balancesOf(economy, due);
  const payments = due.map(({ party, of, owed }, index) => {
    return { party: party.name, of, owed, paid: (after[index] ?? 0n) - (before[index] ?? 0n) };
  });
  for (const { party, of, owed, paid } of payments) {
    scene.claims.equal(`The ${party} got what was owed, to the wei`, paid, owed, `${owed} wei: ${of}`);
  }
  const left = await getBalance(reader(scene), till);
  const all = payments.reduce((sum, { owed }) => sum + owed, 0n);
  scene.claims.equal("The till paid out this and nothing else", tillBefore - left, all, `${all} wei`);
  scene.claims.that("What is left in the till is dust", left < MOST_DUST, `${left} wei`);
  await refuseSecondPayment(economy);
  return payments;
}

/** Moves what descendants owe; each amount is what the formulas say. */
async function collectAll(economy: Economy): Promise<void> {
  const { scene, accounts, governance } = economy;
  const hops = HOPS.map(([child, ancestor]) => ({
    childId: idOf(economy, child),
    ancestorId: idOf(economy, ancestor),
  }));
  const { deployment } = scene.stack;
  const { events, receipt } = await collectMany.sync(governance.client, { deployment, hops, currency: zeroAddress });
  noteTransaction(scene, `collect ${hops.length} hops`, record(receipt));
  for (const [index, [child, ancestor]] of HOPS.entries()) {
    const moved = events[index];
    const owed = accounts.collect(child, ancestor);
    const amount = (moved?.absoluteAmount ?? 0n) + (moved?.relativeAmount ?? 0n);
    scene.claims.equal(`The ${child} handed over what it owes the ${ancestor}`, amount, owed, `${owed} wei`);
  }
}

/** Takes everything out of the account kept apart. */
function whatIsDue(economy: Economy, referralShare: bigint): { party: Party; of: string; owed: bigint }[] {
  const { scene, accounts, artist, builder, remixer, contributors, referrer } = economy;
  const treasury = { name: "treasury", address: scene.stack.accounts.at(-1)?.address ?? zeroAddress };
  const fees = NAMES.map((name) => accounts.takeFee(name)).reduce((sum, fee) => sum + fee, 0n);
  const ownerOf = (party: Party, name: CapsuleName) => ({
    party,
    of: `owner of the ${name}`,
    owed: accounts.claim(name),
  });
  const holder = (party: Party) => ({ party, of: "units of the merge", owed: accounts.claim("merge", party.name) });
  return [
    ownerOf(scene.creator, "model"),
    ownerOf(artist, "adapter"),
    ownerOf(builder, "merge"),
    ownerOf(remixer, "small merge"),
    ...contributors.map(holder),
    { party: referrer, of: "share of a sale", owed: referralShare },
    { party: treasury, of: "fee of four capsules", owed: fees },
  ];
}

async function payEveryone(economy: Economy): Promise<void> {
  const { scene, governance, contributors, referrer } = economy;
  const { deployment } = scene.stack;
  const holders = contributors.map(({ address }) => address);
  for (const name of NAMES) {
    const capsule = { deployment, capsuleId: idOf(economy, name), currency: zeroAddress };
    const accounts = name === "merge" ? holders : [];
    const distributed = await distribute.sync(governance.client, { ...capsule, accounts });
    noteTransaction(scene, `distribute the ${name}'s income`, record(distributed.receipt));
    const fee = await collectFee.sync(governance.client, capsule);
    noteTransaction(scene, `collect the fee of the ${name}`, record(fee.receipt));
  }
  const credit = { deployment, creditor: referrer.address, currency: zeroAddress };
  const { receipt } = await withdrawCredit.sync(governance.client, credit);
  noteTransaction(scene, "pay the referrer", record(receipt));
}

async function refuseSecondPayment(economy: Economy): Promise<void> {
  const { scene, governance, contributors } = economy;
  const accounts = contributors.map(({ address }) => address);
  const capsule = { deployment: scene.stack.deployment, capsuleId: idOf(economy, "merge"), currency: zeroAddress };
  await scene.claims.refused("A second distribution finds nothing", ["NOTHING_DUE"], () =>
    distribute.sync(governance.client, { ...capsule, accounts }),
  );
}

function balancesOf({ scene }: Economy, due: readonly { party: { address: Address } }[]): Promise<bigint[]> {
  return Promise.all(due.map(({ party }) => getBalance(reader(scene), { address: party.address })));
}
