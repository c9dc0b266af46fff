import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { claimOwner } from "@capsule-protocol/sdk/actions/royalty/claimOwner.ts";
import { collectFee } from "@capsule-protocol/sdk/actions/royalty/collectFee.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { type Address, type TransactionReceipt, zeroAddress } from "viem";
import { getBalance, readContract } from "viem/actions";
import { noteTransaction, reader, type Scene } from "./scene.ts";

const BPS = 10_000n;

/** An account's balance before and after, in wei. */
export type BalanceRow = { account: string; before: bigint; after: bigint; gas: bigint };

/** The creator claims, the protocol's fee goes to the treasury; checked to the wei. */
export async function payOut(scene: Scene, capsuleId: bigint, paid: bigint): Promise<BalanceRow[]> {
  const { stack, creator, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("The creator claims, and the protocol's fee goes to the treasury");
  const treasury = await treasuryOf(scene);
  const accounts = { creator: creator.address, treasury, "the till (AccessToken)": deployment.accessToken };
  const before = await balancesOf(scene, accounts);
  const claim = { deployment, capsuleId, currency: zeroAddress };
  const claimed = await claimOwner.sync(creator.client, claim);
  noteTransaction(scene, "claim", record(claimed.receipt));
  const collected = await collectFee.sync(creator.client, claim);
  noteTransaction(scene, "collect the fee", record(collected.receipt));
  const after = await balancesOf(scene, accounts);

  const feeBps = BigInt(await feeBpsOf(scene, capsuleId));
  const fee = (paid * feeBps) / BPS;
  const gas = costOf(claimed.receipt) + costOf(collected.receipt);
  const gained = (name: keyof typeof accounts) => (after[name] ?? 0n) - (before[name] ?? 0n);
  claims.equal("The creator got the price less the fee", gained("creator") + gas, paid - fee, `${paid - fee} wei`);
  claims.equal("The treasury got the fee, rounded down", gained("treasury"), fee, `${fee} wei, ${feeBps} bps`);
  claims.equal("The till paid out what it took in", -gained("the till (AccessToken)"), paid, `${paid} wei`);
  await claims.refused("Nobody is paid twice", ["ROYALTY_SPLITTER_NOTHING_TO_CLAIM"], () =>
    claimOwner.sync(creator.client, claim),
  );
  return Object.keys(accounts).map((account) => ({
    account,
    before: before[account] ?? 0n,
    after: after[account] ?? 0n,
    gas: account === "creator" ? gas : 0n,
  }));
}

/** What a transaction cost its sender, in wei. */
function costOf({ gasUsed, effectiveGasPrice }: TransactionReceipt): bigint {
  return gasUsed * effectiveGasPrice;
}

async function balancesOf(scene: Scene, accounts: Record<string, Address>): Promise<Record<string, bigint>> {
  const balances: Record<string, bigint> = {};
  for (const [name, address] of Object.entries(accounts)) balances[name] = await getBalance(reader(scene), { address });
  return balances;
}

function treasuryOf({ stack, creator }: Scene): Promise<Address> {
  const call = {
    address: stack.deployment.royaltySplitter,
    abi: royaltySplitterAbi,
    functionName: "treasury",
  } as const;
  return readContract(creator.client, call);
}

function feeBpsOf({ stack, creator }: Scene, capsuleId: bigint): Promise<number> {
  const call = { address: stack.deployment.registry, abi: capsuleRegistryAbi, functionName: "feeBpsOf" } as const;
  return readContract(creator.client, { ...call, args: [capsuleId] });
}
