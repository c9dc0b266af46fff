import type {
  AbiEvent,
  AbiFunction,
  Account,
  Address,
  Client,
  GetEventArgs,
  Hash,
  Log,
  TransactionReceipt,
} from "viem";
import type { Deployment } from "../deployment.ts";
import type { ArgumentsOf, CallTarget, ContractCall, ContractKey, ResultOf } from "./call.ts";
import {
  completed,
  estimate,
  eventAmong,
  eventsAmong,
  payableCall,
  receiptOf,
  send,
  simulated,
} from "./transaction.ts";

/** How a transaction is sent; what is left out is chosen by viem and the wallet. */
export type TransactionOptions = {
  /** Account to send from; the client's own when left out. */
  account?: Account | Address;
  gas?: bigint;
  maxFeePerGas?: bigint;
  maxPriorityFeePerGas?: bigint;
  nonce?: number;
};

/** How long to wait for a transaction. */
export type WaitOptions = {
  /** Blocks to wait for, the transaction's own included; 1 when left out. */
  confirmations?: number;
  /** Milliseconds; viem's own limit when left out. */
  timeout?: number;
  signal?: AbortSignal;
};

export type WriteParameters<parameters> = parameters & { deployment: Deployment } & TransactionOptions;

/** Arguments of an event by name. */
export type EventOf<event extends AbiEvent> = GetEventArgs<
  [event],
  event["name"],
  { EnableUnion: false; IndexedOnly: false; Required: true }
>;

/** A transaction of a contract as an action. */
export type WriteAction<parameters, fn extends AbiFunction, event extends AbiEvent> = {
  /** Simulates the call, so that a refusal is a typed error and costs nothing, then sends it. */
  (client: Client, parameters: WriteParameters<parameters>): Promise<Hash>;
  /** The same; waits until it is mined and returns the receipt and the event it emitted. */
  sync: (
    client: Client,
    parameters: WriteParameters<parameters> & WaitOptions,
  ) => Promise<EventOf<event> & { receipt: TransactionReceipt }>;
  /** What the call would return now. Sends nothing. */
  simulate: (client: Client, parameters: WriteParameters<parameters>) => Promise<ResultOf<fn>>;
  estimateGas: (client: Client, parameters: WriteParameters<parameters>) => Promise<bigint>;
  /** The call as it stands, for `sendCalls`, `multicall` and the like. */
  call: (parameters: WriteParameters<parameters>) => ContractCall<fn> & { value?: bigint };
  /** The first event of this action among the logs of a receipt. */
  extractEvent: (logs: readonly Log[], options: { deployment: Deployment }) => EventOf<event>;
};

/** An action whose transaction tells what it did in any number of events of one kind. */
export type WriteManyAction<parameters, fn extends AbiFunction, event extends AbiEvent> = Omit<
  WriteAction<parameters, fn, event>,
  "sync" | "extractEvent"
> & {
  (client: Client, parameters: WriteParameters<parameters>): Promise<Hash>;
  /** The same; waits until it is mined and returns the receipt and all its events. */
  sync: (
    client: Client,
    parameters: WriteParameters<parameters> & WaitOptions,
  ) => Promise<{ events: EventOf<event>[]; receipt: TransactionReceipt }>;
  /** All events of this action among the logs of a receipt, in their order. */
  extractEvents: (logs: readonly Log[], options: { deployment: Deployment }) => EventOf<event>[];
};

/** What is particular to one action. */
export type WriteDefinition<parameters, fn extends AbiFunction, event extends AbiEvent> = CallTarget<fn> & {
  /** The event that tells what the transaction did. */
  event: event;
  /** Contract that emits it, where that is another one than is called. */
  emitter?: ContractKey;
  args: (parameters: WriteParameters<parameters>) => ArgumentsOf<fn>;
  /** Native currency to send, in wei. */
  value?: (parameters: WriteParameters<parameters>) => bigint;
  /** Fills in what the caller left out and the chain knows. */
  complete?: (
    client: Client,
    parameters: WriteParameters<parameters> & { account: Account },
  ) => Promise<WriteParameters<parameters>>;
  /** Sees to what must be in place before the call can succeed; `attempt` simulates it as things are. */
  provide?: (
    client: Client,
    parameters: WriteParameters<parameters> & { account: Account },
    attempt: () => Promise<{ result: unknown }>,
  ) => Promise<void>;
};

/** Makes an action of a contract's function: checks the chain, simulates, sends, decodes errors and the event. */
export function writeAction<parameters, const fn extends AbiFunction, const event extends AbiEvent>(
  definition: WriteDefinition<parameters, fn, event>,
): WriteAction<parameters, fn, event> {
  return Object.assign(base(definition), {
    extractEvent: (logs: readonly Log[], { deployment }: { deployment: Deployment }) =>
      eventAmong(logs, definition, deployment),
    sync: async (client: Client, parameters: WriteParameters<parameters> & WaitOptions) => {
      const receipt = await receiptOf(client, definition, await completed(client, definition, parameters), parameters);
      return { ...eventAmong(receipt.logs, definition, parameters.deployment), receipt };
    },
  });
}

/** The same for a function that emits its event any number of times. */
export function writeManyAction<parameters, const fn extends AbiFunction, const event extends AbiEvent>(
  definition: WriteDefinition<parameters, fn, event>,
): WriteManyAction<parameters, fn, event> {
  return Object.assign(base(definition), {
    extractEvents: (logs: readonly Log[], { deployment }: { deployment: Deployment }) =>
      eventsAmong(logs, definition, deployment),
    sync: async (client: Client, parameters: WriteParameters<parameters> & WaitOptions) => {
      const receipt = await receiptOf(client, definition, await completed(client, definition, parameters), parameters);
      return { events: eventsAmong(receipt.logs, definition, parameters.deployment), receipt };
    },
  });
}

/** What both kinds have in common. */
function base<parameters, fn extends AbiFunction, event extends AbiEvent>(
  definition: WriteDefinition<parameters, fn, event>,
) {
  type Parameters = WriteParameters<parameters>;
  const action = async (client: Client, parameters: Parameters) =>
    send(client, definition, await completed(client, definition, parameters));
  return Object.assign(action, {
    call: (parameters: Parameters) => payableCall(definition, parameters),
    simulate: async (client: Client, parameters: Parameters) => {
      const { result } = await simulated(client, definition, await completed(client, definition, parameters));
      return result as ResultOf<fn>;
    },
    estimateGas: async (client: Client, parameters: Parameters) =>
      estimate(client, definition, await completed(client, definition, parameters)),
  });
}
