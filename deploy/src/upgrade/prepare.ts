import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import {
  type Address,
  type Client,
  decodeFunctionData,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  keccak256,
  size,
} from "viem";
import { getBlockNumber, getCode } from "viem/actions";
import type { AbiSnapshot } from "../../../tools/generate/abi.ts";
import { type Fork, startFork } from "../../devnet/fork.ts";
import { startGuard } from "../../devnet/guard.ts";
import type { Artifact } from "../artifacts.ts";
import { create2Address, ensureContract, ensureCreate2Proxy } from "../create2.ts";
import { upgradeAbi, versionOf } from "../proxy.ts";
import { decodeFunctionCall, written } from "../voting/decode.ts";
import type { Candidate } from "./candidate.ts";
import { AlreadyLiveError, SimulationFailedError } from "./errors.ts";
import type { UpgradeFacts } from "./facts.ts";
import { fileAt, gasDifferences, sourceDifference } from "./history.ts";
import { compareInterfaces } from "./interfaceChanges.ts";
import { type LiveContract, requireLive } from "./live.ts";
import { readRules } from "./rules.ts";
import { simulate } from "./simulation/simulate.ts";
import { compareStorage } from "./storageChanges.ts";

/** A contract that was built: what its sources say, its code, and the libraries that are deployed before it. */
export type Build = {
  candidate: Candidate;
  artifact: Artifact;
  libraries: readonly { name: string; initCode: Hex }[];
  /** Of the sources. */
  commit: string;
};

/** What a proposal is made of: the same terms give the same proposal. */
export type UpgradeTerms = {
  constructorArguments: readonly string[];
  /** Call that the proxy makes right after the upgrade; none when empty. */
  callData: Hex;
  allowRemoved: boolean;
  /** Block whose state it is compared with and tried on. */
  block: bigint;
  proposer: Address;
};

export type UpgradeRequest = {
  /** Of the project, without a slash at its end. */
  root: string;
  rpcUrl: string;
  deployment: Deployment;
  live: LiveContract;
  build: Build;
  terms: UpgradeTerms;
};

/** An upgrade that was examined. */
export type Prepared = {
  facts: UpgradeFacts;
  /** Contracts to put in place, in their order; the last is the implementation. */
  creations: readonly { name: string; initCode: Hex }[];
  implementation: Address;
};

/**
 * Examines an upgrade without sending anything: compares it with what is live, and tries its proposal on a copy of the
 * chain, which is gone afterwards.
 *
 * @throws RecordMismatchError, AlreadyLiveError, CommitUnknownError, SimulationFailedError, StackStartError.
 */
export async function prepareUpgrade(client: Client, request: UpgradeRequest): Promise<Prepared> {
  const { deployment, live, build, terms, rpcUrl } = request;
  const liveCode = await requireLive(client, live, terms.block);
  const { abi, bytecode } = build.artifact;
  const initCode = encodeDeployData({ abi, bytecode, args: terms.constructorArguments });
  const implementation = create2Address(initCode);
  if (implementation === live.implementation) throw new AlreadyLiveError(live.name, implementation);
  const creations = [...build.libraries, { name: build.candidate.name, initCode }];
  const guard = startGuard();
  try {
    const fork = await startFork(guard, { rpcUrl, chainId: deployment.chainId, block: terms.block });
    const facts = await examine(fork, client, request, { liveCode, creations, implementation });
    await requireReachable(client);
    return { facts, creations, implementation };
  } catch (error) {
    await requireReachable(client);
    throw error instanceof BaseError ? error : new SimulationFailedError(terms.block, error);
  } finally {
    await guard.close();
  }
}

/** A copy whose chain is gone fails for reasons of its own: this one comes first. */
async function requireReachable(client: Client): Promise<void> {
  await getBlockNumber(client, { cacheTime: 0 });
}

type Planned = Pick<Prepared, "creations" | "implementation"> & { liveCode: Hex };

async function examine(fork: Fork, chain: Client, request: UpgradeRequest, planned: Planned): Promise<UpgradeFacts> {
  const { deployment, live, build, terms } = request;
  const { candidate } = build;
  const { proxy } = live;
  const calls = [upgradeCall(proxy, planned.implementation, terms.callData)];
  const code = await deployOn(fork, chain, request, planned);
  const rules = await readRules(fork.node, deployment, { proxy, abi: build.artifact.abi });
  const simulation = await simulate(fork, { ...planned, deployment, calls, proposer: terms.proposer, proxy });
  return {
    ...{ chainId: deployment.chainId, block: terms.block, contract: live.name, proxy },
    ...{ candidate: candidate.name, source: candidate.source, constructorArguments: terms.constructorArguments },
    before: implementationFacts(
      { ...live, version: await versionOf(fork.node, live.implementation) },
      planned.liveCode,
    ),
    ...code,
    calls: calls.map((one) => ({ ...one, words: decodeFunctionCall(deployment, one) + followingCall(request) })),
    storage: compareStorage(live.layout, candidate.layout),
    openInitializers: candidate.openInitializers,
    unsafe: candidate.unsafe,
    allowRemoved: terms.allowRemoved,
    ...{ rules, simulation },
    ...(await history(request)),
  };
}

/** What the commits of both versions tell. */
async function history({ root, live, build }: UpgradeRequest) {
  const { commit, candidate } = build;
  const recorded = await fileAt(root, live.commit, `contracts/snapshots/abi/${live.contract}.json`);
  const [gas, difference] = await Promise.all([
    gasDifferences(root, live.commit, commit),
    sourceDifference(root, { from: live.commit, to: commit, paths: candidate.sources }),
  ]);
  const before = JSON.parse(recorded) as AbiSnapshot;
  return { interface: compareInterfaces(before, candidate.interface), gas, sourceDifference: difference };
}

/**
 * Makes the implementation anew on the copy, at its own address, which is a part of its code; compares that with the
 * code that the chain has there.
 */
async function deployOn(fork: Fork, chain: Client, { build, terms }: UpgradeRequest, planned: Planned) {
  const { creations, implementation: address } = planned;
  const client = await fork.as(terms.proposer);
  await fork.node.setCode({ address, bytecode: "0x" });
  await fork.node.setNonce({ address, nonce: 0 });
  await ensureCreate2Proxy(client);
  for (const { name, initCode } of creations) await ensureContract(client, name, initCode);
  const rebuilt = (await getCode(client, { address })) ?? "0x";
  const code = (await getCode(chain, { address })) ?? rebuilt;
  const version = await versionOf(client, address);
  const after = { implementation: address, codeHash: keccak256(code), version, commit: build.commit };
  return { after: implementationFacts(after, code), rebuiltCodeHash: keccak256(rebuilt) };
}

type Named = Pick<LiveContract, "implementation" | "codeHash" | "commit"> & { version: string };

function implementationFacts({ implementation, codeHash, version, commit }: Named, code: Hex) {
  return { address: implementation, codeHash, codeSize: size(code), version, commit };
}

/** In words, the call that the proxy makes right after the upgrade. */
function followingCall({ build, terms: { callData: data } }: UpgradeRequest): string {
  if (data === "0x") return "";
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: build.artifact.abi, data });
    return `, then ${functionName}(${args.map(written).join(", ")})`;
  } catch {
    return ", then a call that the contract doesn't know";
  }
}

function upgradeCall(proxy: Address, implementation: Address, callData: Hex) {
  const data = encodeFunctionData({ abi: upgradeAbi, args: [implementation, callData] });
  return { to: proxy, data, value: 0n };
}
