import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type AbiFunction, type Address, type Client, formatEther } from "viem";
import { getBalance, readContract } from "viem/actions";
import { CONTRACTS, written } from "../../voting/decode.ts";
import type { Difference } from "../facts.ts";

/** Something that can be read, in words, by its name. */
export type Observation = ReadonlyMap<string, string>;

/** Views that change with every block. */
const MOVING = new Set(["clock"]);

/** What every view without arguments answers. Those that a contract doesn't have yet are left out. */
export async function observeAnswers(client: Client, deployment: Deployment): Promise<Observation> {
  const views = Object.entries(CONTRACTS).flatMap(([key, [contract, abi]]) =>
    abi
      .filter((item): item is AbiFunction => item.type === "function" && isPlainView(item))
      .map((view) => ({ name: `${contract}.${view.name}()`, address: deployment[key as "registry"], view })),
  );
  const answers = await Promise.all(
    views.map(async ({ name, address, view }) => {
      const answer = readContract(client, { address, abi: [view], functionName: view.name });
      return [name, await answer.then(written, () => undefined)] as const;
    }),
  );
  return new Map(answers.flatMap(([name, answer]) => (answer === undefined ? [] : [[name, answer] as const])));
}

/** What contracts of the protocol, and accounts, have of the native currency. */
export async function observeBalances(
  client: Client,
  deployment: Deployment,
  accounts: Readonly<Record<string, Address>> = {},
): Promise<Observation> {
  const contracts = Object.entries(CONTRACTS).map(([key, [name]]) => [name, deployment[key as "registry"]] as const);
  const balances = [...contracts, ...Object.entries(accounts)].map(
    async ([name, address]) => [name, `${formatEther(await getBalance(client, { address }))} ether`] as const,
  );
  return new Map(await Promise.all(balances));
}

/** What two observations say differently. */
export function changesBetween(before: Observation, after: Observation): Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const all = names.map((name) => ({
    name,
    before: before.get(name) ?? "no answer",
    after: after.get(name) ?? "no answer",
  }));
  return all.filter((one) => one.before !== one.after);
}

function isPlainView({ inputs, stateMutability, name }: AbiFunction): boolean {
  return inputs.length === 0 && ["view", "pure"].includes(stateMutability) && !MOVING.has(name);
}
