import type { TransactionRecord } from "@capsule-protocol/runtime/ports.ts";
import {
  type Account,
  type Address,
  type Chain,
  type Client,
  createClient,
  createPublicClient,
  http,
  type PublicClient,
  type Transport,
} from "viem";
import { anvil } from "viem/chains";
import { type LocalAccount, localAccounts } from "../accounts.ts";
import type { Stack } from "../stack.ts";
import type { Claims } from "./claims.ts";
import type { Display, SentTransaction } from "./display.ts";
import type { DemoModel } from "./model.ts";

/** Someone who takes part, and a client that sends from their account. */
export type Actor = {
  name: string;
  address: Address;
  account: SigningAccount;
  client: Client<Transport, Chain, Account>;
};
type SigningAccount = Stack["accounts"][number]["account"];

/** What every step of the demo works with. */
export type Scene = {
  stack: Stack;
  model: DemoModel;
  creator: Actor;
  buyer: Actor;
  stranger: Actor;
  display: Display;
  claims: Claims;
  transactions: SentTransaction[];
  signal: AbortSignal;
};

/** Receipts are looked for this often, in milliseconds: the local chain mines at once. */
const POLLING_INTERVAL_MS = 25;

export function setScene(parts: Omit<Scene, "creator" | "buyer" | "stranger" | "transactions">): Scene {
  const { stack } = parts;
  return {
    ...parts,
    creator: actorAt(stack, 1, "creator"),
    buyer: actorAt(stack, 2, "buyer"),
    stranger: actorAt(stack, 3, "stranger"),
    transactions: [],
  };
}

/** The owner of one of the stack's accounts. */
export function actorAt({ accounts, rpcUrl }: Stack, index: number, name: string): Actor {
  const local = accounts[index];
  if (!local) throw new Error(`The stack has no account ${index}.`);
  return actorOf(local, rpcUrl, name);
}

/** The owner of a new account, without a wei. */
export function newcomerAt({ rpcUrl }: Stack, index: number, name: string): Actor {
  const local = localAccounts(index + 1).at(-1);
  if (!local) throw new Error(`There is no account ${index}.`);
  return actorOf(local, rpcUrl, name);
}

function actorOf({ address, account }: LocalAccount, rpcUrl: string, name: string): Actor {
  const transport = http(rpcUrl);
  const client = createClient({ account, chain: anvil, transport, pollingInterval: POLLING_INTERVAL_MS });
  return { name, address, account, client };
}

/** A client that only reads. */
export function reader({ stack }: Pick<Scene, "stack">): PublicClient {
  return createPublicClient({ transport: http(stack.rpcUrl) });
}

/** Notes a transaction and shows it. */
export function noteTransaction({ transactions, display }: Scene, title: string, record: TransactionRecord): void {
  const sent = { title, hash: record.hash, gasUsed: record.gasUsed };
  transactions.push(sent);
  display.transaction(sent);
}
