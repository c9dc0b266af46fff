import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Address,
  decodeFunctionData,
  encodeErrorResult,
  encodeFunctionResult,
  type Hex,
  isAddressEqual,
  keccak256,
  toHex,
  zeroAddress,
} from "viem";
import { accessTokenAbi, capsuleRegistryAbi, keeperRegistryAbi } from "../../../keeper/chain/contracts.ts";
import type { KeeperSet } from "../../../src/keys/keeperSet.ts";

export const CHAIN_ID = 31_337;
export const REGISTRY: Address = "0x1111111111111111111111111111111111111111";
export const ACCESS_TOKEN: Address = "0x2222222222222222222222222222222222222222";
export const KEEPER_REGISTRY: Address = "0x3333333333333333333333333333333333333333";
export const USAGE_METER: Address = "0x4444444444444444444444444444444444444444";
export const NEVER = 2n ** 64n - 1n;
const BLOCK_SECONDS = 12;

export type FakeCapsule = { owner: Address; isSealed: boolean; suspended: boolean };

export type FakeLicense = {
  capsuleId: bigint;
  rights: number;
  expiresAt: bigint;
  /** Bought. */
  runs: number;
  settled?: number;
  holder: Address;
};

/** A chain that exists only as what its RPC says. */
export type FakeChain = {
  chainId: number;
  head: bigint;
  /** Blocks between head and finality. */
  finalityDepth: bigint;
  /** Unix time of the head, in seconds. */
  headTime: () => number;
  capsules: Map<bigint, FakeCapsule>;
  /** Accounts that a capsule's owner authorized. */
  guests: Map<bigint, Address[]>;
  licenses: Map<bigint, FakeLicense>;
  sessions: Map<string, bigint>;
  /** Keeper sets of the epochs from 1 on; one nobody asked for where there is none. */
  keeperSets: KeeperSet[];
  /** What licenses were like before a block; null where they never changed. */
  past: { before: bigint; licenses: FakeChain["licenses"] } | null;
};

export function fakeChain(): FakeChain {
  let started: number | undefined; // when it is first asked: a chain may be made long before the tests that use it run
  return {
    chainId: CHAIN_ID,
    head: 1000n,
    finalityDepth: 10n,
    headTime: () => {
      started ??= Math.floor(Date.now() / 1000);
      return started;
    },
    capsules: new Map(),
    guests: new Map(),
    licenses: new Map(),
    sessions: new Map(),
    keeperSets: [],
    past: null,
  };
}

export const sessionKey = (account: Address, device: Address) => `${account}/${device}`.toLowerCase();
const hashes = new Map<string, Hex>();

export function blockHash(number: bigint, fork = ""): Hex {
  const name = `block ${number}${fork}`;
  const hash = hashes.get(name) ?? keccak256(toHex(name));
  hashes.set(name, hash);
  return hash;
}

export function blockOf(chain: FakeChain, number: bigint, fork = "") {
  const time = chain.headTime() - Number(chain.head - number) * BLOCK_SECONDS;
  return { number: toHex(number), hash: blockHash(number, fork), timestamp: toHex(Math.max(0, time)) };
}

/** The truth about one request; throws a JSON-RPC error object. */
export function honest(chain: FakeChain, method: string, params: readonly unknown[]): unknown {
  if (method === "eth_chainId") return toHex(chain.chainId);
  if (method === "eth_getBlockByNumber") {
    const [which] = params as [string];
    const final = chain.head - chain.finalityDepth;
    const number = which === "latest" ? chain.head : /^(finalized|safe)$/.test(which) ? final : BigInt(which);
    return number > chain.head ? null : blockOf(chain, number);
  }
  if (method !== "eth_call") throw { code: -32601, message: "no such method" };
  const [{ to, data }, block] = params as [{ to?: Address; data: Hex }, { blockHash: Hex }];
  const depth = Array.from({ length: 300 }, (_, i) => i).find(
    (i) => blockHash(chain.head - BigInt(i)) === block.blockHash,
  );
  if (depth === undefined) throw { code: -32001, message: "unknown block" };
  if (!to) return "0x00"; // the validator of contract signatures: there are no contracts here
  if (isAddressEqual(to, REGISTRY)) return registryCall(chain, data);
  if (isAddressEqual(to, KEEPER_REGISTRY)) return keeperRegistryCall(chain, data);
  const past = chain.past && chain.head - BigInt(depth) < chain.past.before ? chain.past : chain;
  return accessTokenCall({ ...chain, licenses: past.licenses }, data);
}

function registryCall(chain: FakeChain, data: Hex): Hex {
  const { functionName, args } = decodeFunctionData({ abi: capsuleRegistryAbi, data });
  const capsule = chain.capsules.get(args[0]);
  if (!capsule) {
    const errorName = "CapsuleRegistry_UnknownCapsule";
    const revert = encodeErrorResult({ abi: capsuleRegistryAbi, errorName, args: [args[0]] });
    throw { code: 3, message: "execution reverted", data: revert };
  }
  if (functionName === "isUsageAuthorized") {
    const [capsuleId, account] = args;
    const users = [capsule.owner, ...(chain.guests.get(capsuleId) ?? [])];
    const result = !capsule.suspended && users.some((user) => isAddressEqual(user, account));
    return encodeFunctionResult({ abi: capsuleRegistryAbi, functionName, result });
  }
  const rest = { version: 1n, manifestDigest: blockHash(0n), encrypted: true, feeBps: 0, royaltyBps: 0 };
  return encodeFunctionResult({ abi: capsuleRegistryAbi, functionName: "capsuleOf", result: { ...rest, ...capsule } });
}

function keeperRegistryCall(chain: FakeChain, data: Hex): Hex {
  const { functionName, args } = decodeFunctionData({ abi: keeperRegistryAbi, data });
  if (functionName === "currentEpoch") {
    const result = BigInt(Math.max(1, chain.keeperSets.length));
    return encodeFunctionResult({ abi: keeperRegistryAbi, functionName, result });
  }
  if (functionName === "keeperSet") {
    const set = chain.keeperSets[Number(args[0]) - 1];
    if (!set) throw { code: 3, message: "execution reverted", data: "0x" };
    return encodeFunctionResult({ abi: keeperRegistryAbi, functionName, result: set });
  }
  const result = chain.sessions.get(sessionKey(...args)) ?? 0n;
  return encodeFunctionResult({ abi: keeperRegistryAbi, functionName, result });
}

function accessTokenCall(chain: FakeChain, data: Hex): Hex {
  const call = decodeFunctionData({ abi: accessTokenAbi, data });
  const license = chain.licenses.get(call.args[0]);
  if (call.functionName === "runsBought") {
    return encodeFunctionResult({ abi: accessTokenAbi, functionName: "runsBought", result: license?.runs ?? 0 });
  }
  const account = call.args[1];
  const {
    capsuleId,
    rights,
    expiresAt,
    runs,
    settled = 0,
    holder,
  } = license ?? {
    ...{ capsuleId: 0n, rights: 0, expiresAt: NEVER, runs: 0, settled: 0, holder: zeroAddress },
  };
  const time = BigInt(chain.headTime() - Number(chain.finalityDepth) * BLOCK_SECONDS);
  const left = runs - settled;
  const valid = isAddressEqual(holder, account) && time < expiresAt && (runs === 0 || left > 0);
  const result = [capsuleId, rights, expiresAt, left, valid] as const;
  return encodeFunctionResult({ abi: accessTokenAbi, functionName: "licenseStatus", result });
}

/** How an endpoint treats one request: `answer` is the truth. It may do anything with the response. */
export type Behaviour = (request: {
  method: string;
  params: readonly unknown[];
  answer: () => unknown;
  response: ServerResponse;
}) => unknown;

export type FakeRpc = {
  url: string;
  requests: string[];
  behave: (behaviour: Behaviour) => void;
  close: () => Promise<void>;
};

/** What a behaviour returns when it answered the response itself, or means never to. */
export const HANDLED = Symbol("handled");

/** A JSON-RPC endpoint of a fake chain on a free port. */
export async function fakeRpc(chain: FakeChain, initial: Behaviour = ({ answer }) => answer()): Promise<FakeRpc> {
  let behaviour = initial;
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString());
    requests.push(method);
    let reply: object;
    try {
      const result = await behaviour({ method, params, answer: () => honest(chain, method, params), response });
      if (result === HANDLED) return;
      reply = { jsonrpc: "2.0", id, result };
    } catch (error) {
      reply = { jsonrpc: "2.0", id, error };
    }
    response.setHeader("content-type", "application/json").end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave: (next) => {
      behaviour = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
