import { getCapsule } from "@capsule-protocol/sdk/actions/registry/getCapsule.ts";
import { getClaimable } from "@capsule-protocol/sdk/actions/royalty/getClaimable.ts";
import { getClaimableOwner } from "@capsule-protocol/sdk/actions/royalty/getClaimableOwner.ts";
import { getCollectable } from "@capsule-protocol/sdk/actions/royalty/getCollectable.ts";
import { type CollectableHop, getCollectableHops } from "@capsule-protocol/sdk/actions/royalty/getCollectableHops.ts";
import { getCurrencies } from "@capsule-protocol/sdk/actions/royalty/getCurrencies.ts";
import { getLineage, type Lineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import { getNetIncome } from "@capsule-protocol/sdk/actions/royalty/getNetIncome.ts";
import { getShares } from "@capsule-protocol/sdk/actions/royalty/getShares.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type Address, type Client, isAddressEqual, zeroAddress } from "viem";

/** What a capsule earns, owes and is owed in one currency, in the currency's smallest unit. */
export type CurrencyRoyalties = {
  currency: Address;
  /** All that it ever earned after the fee and what it owes: what its holders share. */
  netIncome: bigint;
  /** What can be paid to the account now: for its shares, and the owner's part if it is the owner. */
  claimable: { shares: bigint; owner: bigint };
  /** What descendants owe it, hop by hop, in the order in which to collect. */
  collectable: readonly CollectableHop[];
  /** What it owes its ancestors and they have not collected. */
  owed: readonly { ancestorId: bigint; amount: bigint }[];
};

/** A capsule's royalties as one account sees them. */
export type Royalties = {
  capsuleId: bigint;
  account: Address;
  isOwner: boolean;
  /** Contribution shares of the account, of 1,000,000. */
  units: bigint;
  lineage: Lineage;
  currencies: CurrencyRoyalties[];
};

type Subject = { deployment: Deployment; capsuleId: bigint; account: Address };

/**
 * What is owed, collectable and claimable of a capsule, in every currency that it earns in.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`; what reading the chain throws.
 */
export async function readRoyalties(client: Client, subject: Subject): Promise<Royalties> {
  const { capsuleId, account } = subject;
  const { owner } = await getCapsule(client, subject);
  const isOwner = isAddressEqual(owner, account);
  const [units, lineage, tokens] = await Promise.all([
    getShares(client, subject),
    getLineage(client, subject),
    getCurrencies(client, subject),
  ]);
  const currencies: CurrencyRoyalties[] = [];
  for (const currency of [zeroAddress, ...tokens]) {
    currencies.push(await readCurrency(client, { ...subject, currency }, { isOwner, lineage }));
  }
  return { capsuleId, account, isOwner, units, lineage, currencies };
}

async function readCurrency(
  client: Client,
  subject: Subject & { currency: Address },
  { isOwner, lineage }: Pick<Royalties, "isOwner" | "lineage">,
): Promise<CurrencyRoyalties> {
  const { deployment, capsuleId, currency } = subject;
  const creditors = new Set([...lineage.absolute, ...lineage.relative].map((debt) => debt.capsuleId));
  const owing = async (ancestorId: bigint) => {
    const amount = await getCollectable(client, { deployment, childId: capsuleId, ancestorId, currency });
    return { ancestorId, amount };
  };
  const [netIncome, shares, owner, collectable, owed] = await Promise.all([
    getNetIncome(client, subject),
    getClaimable(client, subject),
    isOwner ? getClaimableOwner(client, subject) : 0n,
    getCollectableHops(client, subject),
    Promise.all([...creditors].map(owing)),
  ]);
  return { currency, netIncome, claimable: { shares, owner }, collectable, owed };
}
