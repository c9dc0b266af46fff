import { type AbiEvent, type AbiFunction, type Account, type Client, type Hash, type Log, parseEventLogs } from "viem";
import { estimateContractGas, simulateContract, waitForTransactionReceipt, writeContract } from "viem/actions";
import type { Deployment } from "../deployment.ts";
import { EventMissingError, TransactionRevertedError } from "../errors/contractCall.ts";
import { type ContractCall, type ContractKey, callOf, contractName, guarded } from "./call.ts";
import { accountOf } from "./chain.ts";
import type { EventOf, TransactionOptions, WaitOptions, WriteDefinition, WriteParameters } from "./writeAction.ts";

type Definition<parameters, fn extends AbiFunction, event extends AbiEvent> = WriteDefinition<parameters, fn, event>;
type Completed<parameters> = WriteParameters<parameters> & { account: Account };

/** The parameters with the account to send from and all that the action fills in by itself. */
export async function completed<parameters, fn extends AbiFunction, event extends AbiEvent>(
  client: Client,
  definition: Definition<parameters, fn, event>,
  given: WriteParameters<parameters>,
): Promise<Completed<parameters>> {
  const account = accountOf(client, given.account, definition.function.name);
  const parameters = { ...given, account };
  return { ...((await definition.complete?.(client, parameters)) ?? parameters), account };
}

export function payableCall<parameters, fn extends AbiFunction, event extends AbiEvent>(
  definition: Definition<parameters, fn, event>,
  parameters: WriteParameters<parameters>,
): ContractCall<fn> & { value?: bigint } {
  const call = callOf(definition, parameters.deployment, definition.args(parameters));
  return definition.value === undefined ? call : { ...call, value: definition.value(parameters) };
}

export function simulated<parameters, fn extends AbiFunction, event extends AbiEvent>(
  client: Client,
  definition: Definition<parameters, fn, event>,
  parameters: Completed<parameters>,
): Promise<{ request: object; result: unknown }> {
  // Without fees and nonce: nodes refuse a call that names a part of the fees only.
  const { account, gas } = parameters;
  const request = { ...payableCall(definition, parameters), account, gas };
  return guarded(client, parameters.deployment, definition, () => simulateContract(client, request as never));
}

export function estimate<parameters, fn extends AbiFunction, event extends AbiEvent>(
  client: Client,
  definition: Definition<parameters, fn, event>,
  parameters: Completed<parameters>,
): Promise<bigint> {
  const request = { ...payableCall(definition, parameters), account: parameters.account };
  return guarded(client, parameters.deployment, definition, () => estimateContractGas(client, request as never));
}

/** Sends what its simulation has shown to succeed. */
export async function send<parameters, fn extends AbiFunction, event extends AbiEvent>(
  client: Client,
  definition: Definition<parameters, fn, event>,
  parameters: Completed<parameters>,
): Promise<Hash> {
  await definition.provide?.(client, parameters, () => simulated(client, definition, parameters));
  const { request } = await simulated(client, definition, parameters);
  return guarded(client, parameters.deployment, definition, () =>
    writeContract(client, { ...request, ...transactionOptions(parameters), chain: client.chain ?? null } as never),
  );
}

/** Sends and waits until it is mined. */
export async function receiptOf<parameters, fn extends AbiFunction, event extends AbiEvent>(
  client: Client,
  definition: Definition<parameters, fn, event>,
  parameters: Completed<parameters>,
  { confirmations, timeout, signal }: WaitOptions,
) {
  const hash = await send(client, definition, parameters);
  const receipt = await waitForTransactionReceipt(client, { hash, confirmations, timeout, signal });
  if (receipt.status === "success") return receipt;
  const cause = await simulated(client, definition, parameters).then(
    () => undefined,
    (error: unknown) => error,
  );
  throw new TransactionRevertedError(definition.function.name, hash, cause);
}

/** Logs of other contracts are passed over, since anybody can emit an event that looks the same. */
export function eventAmong<parameters, fn extends AbiFunction, event extends AbiEvent>(
  logs: readonly Log[],
  definition: Definition<parameters, fn, event>,
  deployment: Deployment,
): EventOf<event> {
  const [found] = eventsAmong(logs, definition, deployment);
  const { event, contract, emitter = contract } = definition;
  if (found === undefined) throw new EventMissingError(event.name, contractName(emitter));
  return found;
}

/** All events of one kind that a contract emitted, in their order. */
export function eventsAmong<event extends AbiEvent>(
  logs: readonly Log[],
  { contract, emitter = contract, event }: { contract: ContractKey; emitter?: ContractKey | undefined; event: event },
  deployment: Deployment,
): EventOf<event>[] {
  const address = deployment[emitter].toLowerCase();
  const own = logs.filter((log) => log.address.toLowerCase() === address);
  const found = parseEventLogs({ abi: [event as AbiEvent], logs: own });
  return found.map(({ args }) => args as EventOf<event>);
}

function transactionOptions(parameters: TransactionOptions): TransactionOptions {
  const { account, gas, maxFeePerGas, maxPriorityFeePerGas, nonce } = parameters;
  return { account, gas, maxFeePerGas, maxPriorityFeePerGas, nonce };
}
