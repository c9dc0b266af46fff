// A chain on which any contract of the protocol tells of any event, for tests of the mappings alone.
import { localAccounts } from "@capsule-protocol/deploy/devnet/accounts.ts";
import { startAnvil } from "@capsule-protocol/deploy/devnet/anvil.ts";
import type { Guard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { deployTestContract, localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import { buildContracts } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { LOCAL_CHAIN_ID } from "@capsule-protocol/deploy/src/config.ts";
import { type Address, createTestClient, encodeFunctionData, type Hex, http, numberToHex } from "viem";
import {
  getBlock,
  getCode,
  mine,
  setAutomine,
  setCode,
  setNextBlockTimestamp,
  waitForTransactionReceipt,
  writeContract,
} from "viem/actions";
import { anvil } from "viem/chains";
import { addresses, addressOf, type TestLog } from "./events.ts";

/** The events that one transaction tells. */
export type Transaction = readonly TestLog[];

/** Where logs went. */
export type Emitted = { blockNumber: bigint; transactionHash: Hex; timestamp: number };

export type EmitterChain = {
  chainId: number;
  url: string;
  /** Has all the events told in one transaction, the only one of its block. */
  emit: (logs: Transaction, timestamp?: number) => Promise<Emitted>;
  /** Has the events of each transaction told in it, all in one block. */
  emitBlock: (transactions: readonly Transaction[], timestamp: number) => Promise<void>;
  /** Empty blocks. */
  mine: (blocks: number) => Promise<void>;
  /** The newest block. */
  head: () => Promise<{ number: bigint; hash: Hex }>;
  /** Takes the newest blocks away, and mines others in their place, with these events in the first of them. */
  replace: (blocks: number, logs: readonly TestLog[]) => Promise<void>;
};

/** Midnight: the first second of an hour and of a day, so that tests of both know where they stand. */
export const BEGINNING = 1_700_006_400;
const EMITTER = "contracts/test/mocks/LogEmitter.sol";
const CONDUCTOR = addressOf(0xffff);
const SECONDS_PER_BLOCK = 12;
/** Enough for a transaction's events. */
const GAS = numberToHex(1_000_000);

export async function startEmitterChain(guard: Guard): Promise<EmitterChain> {
  await buildContracts("default", { also: [EMITTER] });
  const { url } = await startAnvil(guard, { args: ["--timestamp", String(BEGINNING - SECONDS_PER_BLOCK)] });
  const account = localAccounts(1)[0]?.account;
  if (account === undefined) throw new Error("There is no account.");
  const client = localClient(url, account);
  const control = createTestClient({ mode: "anvil", chain: anvil, transport: http(url) });
  const { address, abi } = await deployTestContract(client, "default", "LogEmitter", []);
  const bytecode = await getCode(client, { address });
  for (const place of [CONDUCTOR, ...Object.values(addresses)]) {
    await setCode(control, { address: place as Address, bytecode: bytecode as Hex });
  }
  let now = BEGINNING;
  const head = () => getBlock(client);
  const emit = async (logs: readonly TestLog[], timestamp = now + SECONDS_PER_BLOCK): Promise<Emitted> => {
    now = timestamp;
    await setNextBlockTimestamp(control, { timestamp: BigInt(timestamp) });
    const call = { address: CONDUCTOR, abi, functionName: "conduct", args: [logs], account, chain: anvil };
    const hash = await writeContract(client, call);
    const { blockNumber, transactionHash } = await waitForTransactionReceipt(client, { hash });
    return { blockNumber, transactionHash, timestamp };
  };
  const emitBlock = async (transactions: readonly Transaction[], timestamp: number) => {
    now = timestamp;
    await setAutomine(control, false);
    // The chain signs, and counts: in the order in which they come.
    for (const logs of transactions) {
      const data = encodeFunctionData({ abi, functionName: "conduct", args: [logs] });
      const transaction = { from: account.address, to: CONDUCTOR, data, gas: GAS };
      await client.request({ method: "eth_sendTransaction", params: [transaction] });
    }
    await setNextBlockTimestamp(control, { timestamp: BigInt(timestamp) });
    await mine(control, { blocks: 1 });
    await setAutomine(control, true);
  };
  return {
    ...{ chainId: LOCAL_CHAIN_ID, url, head, emit, emitBlock },
    mine: async (blocks) => {
      await mine(control, { blocks });
      now += blocks;
    },
    replace: async (blocks, logs) => {
      await control.request({ method: "anvil_rollback" as never, params: [blocks] as never });
      await emit(logs, now + 1);
      await mine(control, { blocks });
    },
  };
}
