import { getClaimableOwner } from "@capsule-protocol/sdk/actions/royalty/getClaimableOwner.ts";
import { getCollectableFee } from "@capsule-protocol/sdk/actions/royalty/getCollectableFee.ts";
import { getContestedIncome } from "@capsule-protocol/sdk/actions/royalty/getContestedIncome.ts";
import { getCurrencies } from "@capsule-protocol/sdk/actions/royalty/getCurrencies.ts";
import { getNetIncome } from "@capsule-protocol/sdk/actions/royalty/getNetIncome.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { capsuleRegisteredEvent } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { type Address, type Client, erc20Abi, zeroAddress } from "viem";
import { getBalance, getBlockNumber, getLogs, readContract } from "viem/actions";
import type { Check } from "../facts.ts";

/** Capsules that are looked at: the latest. More would make a proposal a matter of hours on a large chain. */
const LOOKED_AT = 50;
/** Blocks whose events are asked for at once, which public nodes limit, and how often. */
const WINDOW = 10_000n;
const WINDOWS = 20;

/** What a capsule has of one currency. */
type Account = { capsuleId: bigint; currency: Address; owed: bigint; netIncome: bigint };

/** Money of the latest capsules, and what the till holds of each currency. */
export type Ledger = { accounts: readonly Account[]; held: ReadonlyMap<Address, bigint> };

/** Capsules that were registered last. */
export async function latestCapsules(client: Client, { registry, startBlock }: Deployment): Promise<bigint[]> {
  const found: bigint[] = [];
  let toBlock = await getBlockNumber(client);
  for (let asked = 0; asked < WINDOWS && toBlock >= startBlock && found.length < LOOKED_AT; asked++) {
    const earliest = toBlock >= WINDOW ? toBlock - WINDOW + 1n : 0n;
    const fromBlock = earliest > startBlock ? earliest : startBlock;
    const range = { fromBlock, toBlock, strict: true } as const;
    const logs = await getLogs(client, { address: registry, event: capsuleRegisteredEvent, ...range });
    found.unshift(...logs.map(({ args }) => args.capsuleId));
    toBlock = fromBlock - 1n;
  }
  return found.slice(-LOOKED_AT);
}

/** Reads what the splitter owes at once, and what is held for it. */
export async function readLedger(
  client: Client,
  deployment: Deployment,
  capsuleIds: readonly bigint[],
): Promise<Ledger> {
  const accounts = (await Promise.all(capsuleIds.map((capsuleId) => accountsOf(client, deployment, capsuleId)))).flat();
  const currencies = [...new Set(accounts.map(({ currency }) => currency))];
  const held = currencies.map(
    async (currency) => [currency, await balanceOf(client, currency, deployment.accessToken)] as const,
  );
  return { accounts, held: new Map(await Promise.all(held)) };
}

/** That of each currency the till holds at least what owners, disputes and the protocol could take out at once. */
export function checkSolvency({ accounts, held }: Ledger): Check {
  const owed = [...held].map(([currency, amount]) => {
    const sum = accounts.reduce((total, one) => (one.currency === currency ? total + one.owed : total), 0n);
    return { words: `${currency}: holds ${amount}, owes ${sum}`, holds: amount >= sum };
  });
  const words = owed.length === 0 ? "no capsule has income" : owed.map(({ words: text }) => text).join("; ");
  return { name: "Till is solvent", holds: owed.every(({ holds }) => holds), words };
}

/** That nobody's money is another than before. */
export function checkSameMoney(before: Ledger, after: Ledger): Check {
  const keyOf = ({ capsuleId, currency }: Account) => `capsule ${capsuleId}, ${currency}`;
  const amountsOf = ({ owed, netIncome }: Account) => `owed ${owed}, net income ${netIncome}`;
  const next = new Map(after.accounts.map((one) => [keyOf(one), amountsOf(one)]));
  const changed = before.accounts.filter((one) => next.get(keyOf(one)) !== amountsOf(one));
  const words = changed.map((one) => `${keyOf(one)}: ${amountsOf(one)} became ${next.get(keyOf(one)) ?? "nothing"}`);
  const same = `${before.accounts.length} accounts of the latest capsules`;
  return { name: "Money of capsules is as before", holds: changed.length === 0, words: words.join("; ") || same };
}

async function accountsOf(client: Client, deployment: Deployment, capsuleId: bigint): Promise<Account[]> {
  const listed = await getCurrencies(client, { deployment, capsuleId });
  const currencies = [...new Set([zeroAddress, ...listed])];
  return Promise.all(
    currencies.map(async (currency) => {
      const asked = { deployment, capsuleId, currency };
      const [owner, contested, fee, netIncome] = await Promise.all([
        getClaimableOwner(client, asked),
        getContestedIncome(client, asked),
        getCollectableFee(client, asked),
        getNetIncome(client, asked),
      ]);
      return { capsuleId, currency, owed: owner + contested + fee, netIncome };
    }),
  );
}

function balanceOf(client: Client, currency: Address, account: Address): Promise<bigint> {
  if (currency === zeroAddress) return getBalance(client, { address: account });
  return readContract(client, { address: currency, abi: erc20Abi, functionName: "balanceOf", args: [account] });
}
