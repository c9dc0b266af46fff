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
import { excuseComplaints, type Member, type Wording } from "../../manifest/excuses.ts";
import unplayed from "./unplayed.json" with { type: "json" };
import { clientOf, parametersOf, type World } from "./world.ts";

type Trace = {
  action: { from: Address; to?: Address; input?: Hex; callType?: string };
  error?: string;
  traceAddress: number[];
  transactionHash: Hex;
};

/** Requests that are made together; a trace of a block is long. */
const BATCH = 20;

const WORDING: Wording = { missing: "was left out", idle: "is excused, but was done or doesn't exist" };

/** Address and selector of what was called, and address and first topic of what was told of. */
type Seen = { called: Set<string>; told: Set<string> };

/**
 * Watches what happens on the chain from the deployment on.
 *
 * @returns looks at what came since the last look, and says what is left out still.
 */
export function watchCoverage(world: World): () => Promise<string[]> {
  const client = createClient({ transport: http(world.stack.rpcUrl, { batch: { batchSize: BATCH } }) });
  const seen: Seen = { called: new Set(), told: new Set() };
  let next = world.stack.record.startBlock;
  return async () => {
    const last = await getBlockNumber(client, { cacheTime: 0 });
    const [calls, events] = await Promise.all([callsIn(client, next, last), eventsIn(client, next, last)]);
    for (const call of calls) seen.called.add(call);
    for (const event of events) seen.told.add(event);
    next = last + 1n;
    return excuseComplaints(membersOf(await placesOf(world), seen), unplayed, WORDING);
  };
}

/** Functions that change something, and events, of all contracts. */
function membersOf(places: ReadonlyMap<string, string>, { called, told }: Seen): Member[] {
  return [...new Set(places.values())].flatMap((contract) => {
    const { abi } = loadArtifact(artifactFolder("default"), contract);
    const at = [...places].flatMap(([address, name]) => (name === contract ? [address] : []));
    const was = (seen: ReadonlySet<string>, selector: Hex) => at.some((address) => seen.has(address + selector));
    const functions = abi.filter((item): item is AbiFunction => item.type === "function" && !isView(item));
    const events = abi.filter((item): item is AbiEvent => item.type === "event");
    return [
      ...functions.map((one) => ({ name: toFunctionSignature(one), covered: was(called, toFunctionSelector(one)) })),
      ...events.map((one) => ({ name: one.name, covered: was(told, toEventSelector(one)) })),
    ].map((member) => ({ contract, ...member }));
  });
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

/** All calls that were not undone, by accounts and among contracts. */
async function callsIn(client: Client, first: bigint, last: bigint): Promise<string[]> {
  const numbers = Array.from({ length: Number(last - first) + 1 }, (_, place) => first + BigInt(place));
  const traces = await Promise.all(numbers.map((number) => tracesOf(client, number)));
  return traces.flat().flatMap(callOf);
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

async function eventsIn(client: Client, fromBlock: bigint, toBlock: bigint): Promise<string[]> {
  if (fromBlock > toBlock) return [];
  const logs = await getLogs(client, { fromBlock, toBlock });
  return logs.map(({ address, topics }) => address.toLowerCase() + topics[0]);
}
