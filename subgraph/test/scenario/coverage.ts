// What of the contracts the scenario left out: functions that nothing called, and events that nobody told of.
import { loadArtifact } from "@capsule-protocol/deploy/src/artifacts.ts";
import { artifactFolder } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { getInbox } from "@capsule-protocol/sdk/actions/royalty/getInbox.ts";
import {
  type AbiEvent,
  type AbiFunction,
  type Address,
  type Client,
  createClient,
  type Hex,
  http,
  numberToHex,
  toEventSelector,
  toFunctionSelector,
  toFunctionSignature,
} from "viem";
import { getBlockNumber, getLogs } from "viem/actions";
import unplayed from "./unplayed.json" with { type: "json" };
import { clientOf, parametersOf, type World } from "./world.ts";

/** Reasons by contract, and by name of an event or signature of a function; "*" is every contract. */
export type Excuses = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Member = { contract: string; name: string; done: boolean };
type Trace = {
  action: { from: Address; to?: Address; input?: Hex; callType?: string };
  error?: string;
  traceAddress: number[];
  transactionHash: Hex;
};

/** Requests that are made together; a trace of a block is long. */
const BATCH = 20;

/** What was neither done nor excused, and what is excused though it was done or isn't there. */
export function complaintsAbout(members: readonly Member[], excuses: Excuses): string[] {
  const excused = ({ contract, name }: Member) => excuses[contract]?.[name] ?? excuses["*"]?.[name];
  const missing = members
    .filter((member) => !member.done && !excused(member)?.trim())
    .map(({ contract, name }) => `${contract}.${name} was left out`);
  const idle = Object.entries(excuses).flatMap(([contract, reasons]) =>
    Object.keys(reasons)
      .filter((name) => {
        const there = members.filter((one) => one.name === name && (contract === "*" || one.contract === contract));
        return there.every(({ done }) => done);
      })
      .map((name) => `${contract}.${name} is excused, but was done or doesn't exist`),
  );
  return [...missing, ...idle];
}

/** Looks at everything that happened on the chain since the deployment. */
export async function findLeftOut(world: World): Promise<string[]> {
  const places = await placesOf(world);
  const client = createClient({ transport: http(world.stack.rpcUrl, { batch: { batchSize: BATCH } }) });
  const [called, told] = await Promise.all([callsSince(client, world), eventsSince(client, world)]);
  const members = [...new Set(places.values())].flatMap((contract) => {
    const { abi } = loadArtifact(artifactFolder("default"), contract);
    const at = [...places].flatMap(([address, name]) => (name === contract ? [address] : []));
    const was = (seen: ReadonlySet<string>, selector: Hex) => at.some((address) => seen.has(address + selector));
    const functions = abi.filter((item): item is AbiFunction => item.type === "function" && !isView(item));
    const events = abi.filter((item): item is AbiEvent => item.type === "event");
    return [
      ...functions.map((one) => ({ name: toFunctionSignature(one), done: was(called, toFunctionSelector(one)) })),
      ...events.map((one) => ({ name: one.name, done: was(told, toEventSelector(one)) })),
    ].map((member) => ({ contract, ...member }));
  });
  return complaintsAbout(members, unplayed);
}

const isView = ({ stateMutability }: AbiFunction): boolean => stateMutability === "view" || stateMutability === "pure";

/** Contracts by address, in lower case: those of the record, and the inboxes. */
async function placesOf(world: World): Promise<Map<string, string>> {
  const { contracts, accessManager, timelock, genesis } = world.stack.record;
  const inboxes = await Promise.all(
    world.capsules.map(({ id }) => getInbox(clientOf(world, 0), parametersOf(world, id))),
  );
  const named: [address: Address, name: string][] = [
    ...Object.entries(contracts).map(([name, { address }]): [Address, string] => [address, name]),
    ...inboxes.map((address): [Address, string] => [address, "Inbox"]),
    [accessManager, "AccessManager"],
    [timelock, "TimelockController"],
    [genesis.address, "Genesis"],
  ];
  return new Map(named.map(([address, name]) => [address.toLowerCase(), name]));
}

/** Address and selector of all calls that were not undone, by accounts and among contracts. */
async function callsSince(client: Client, { stack }: World): Promise<Set<string>> {
  const last = await getBlockNumber(client, { cacheTime: 0 });
  const { startBlock } = stack.record;
  const numbers = Array.from({ length: Number(last - startBlock) + 1 }, (_, place) => startBlock + BigInt(place));
  const traces = await Promise.all(numbers.map((number) => tracesOf(client, number)));
  return new Set(traces.flat().flatMap(callOf));
}

async function tracesOf(client: Client, number: bigint): Promise<Trace[]> {
  const request = { method: "trace_block", params: [numberToHex(number)] };
  const traces = (await client.request(request as never)) as Trace[];
  const undone = traces.filter(({ error }) => error !== undefined);
  return traces.filter((trace) => !undone.some((one) => contains(one, trace)));
}

/** Whether a call is the other one, or made in it. */
function contains(outer: Trace, inner: Trace): boolean {
  const isPrefix = outer.traceAddress.every((place, depth) => inner.traceAddress[depth] === place);
  return outer.transactionHash === inner.transactionHash && isPrefix;
}

/** A proxy runs its implementation's code in its own name; while it is created that is the only call of it. */
function callOf({ action: { from, to, input, callType } }: Trace): string[] {
  const contract = callType === "delegatecall" ? from : to;
  return contract === undefined || input === undefined ? [] : [contract.toLowerCase() + input.slice(0, 10)];
}

async function eventsSince(client: Client, { stack }: World): Promise<Set<string>> {
  const logs = await getLogs(client, { fromBlock: stack.record.startBlock, toBlock: "latest" });
  return new Set(logs.map(({ address, topics }) => address.toLowerCase() + topics[0]));
}
