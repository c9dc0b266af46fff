import type { ProposedCall } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { capsuleTokenAbi } from "@capsule-protocol/sdk/generated/capsuleToken.ts";
import { councilArbiterAbi } from "@capsule-protocol/sdk/generated/councilArbiter.ts";
import { disputeCourtAbi } from "@capsule-protocol/sdk/generated/disputeCourt.ts";
import { keeperRegistryAbi } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { marketAbi } from "@capsule-protocol/sdk/generated/market.ts";
import { priceOracleAbi } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { trainingPoolAbi } from "@capsule-protocol/sdk/generated/trainingPool.ts";
import { usageMeterAbi } from "@capsule-protocol/sdk/generated/usageMeter.ts";
import {
  type Abi,
  type Address,
  decodeEventLog,
  decodeFunctionData,
  formatEther,
  isAddressEqual,
  type Log,
  parseAbi,
} from "viem";

const managerAbi = parseAbi([
  "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
  "function revokeRole(uint64 roleId, address account)",
  "function setTargetFunctionRole(address target, bytes4[] selectors, uint64 roleId)",
  "function setRoleGuardian(uint64 roleId, uint64 guardian)",
  "function setTargetClosed(address target, bool closed)",
  "function updateAuthority(address target, address newAuthority)",
]);
const timelockAbi = parseAbi([
  "event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data)",
  "function updateDelay(uint256 newDelay)",
  "function grantRole(bytes32 role, address account)",
  "function revokeRole(bytes32 role, address account)",
]);

/** The protocol's contracts by their place in a deployment. */
export const CONTRACTS: Partial<Record<keyof Deployment, [name: string, abi: Abi]>> = {
  registry: ["CapsuleRegistry", capsuleRegistryAbi],
  accessToken: ["AccessToken", accessTokenAbi],
  royaltySplitter: ["RoyaltySplitter", royaltySplitterAbi],
  keeperRegistry: ["KeeperRegistry", keeperRegistryAbi],
  priceOracle: ["PriceOracle", priceOracleAbi],
  market: ["Market", marketAbi],
  trainingPool: ["TrainingPool", trainingPoolAbi],
  usageMeter: ["UsageMeter", usageMeterAbi],
  disputeCourt: ["DisputeCourt", disputeCourtAbi],
  councilArbiter: ["CouncilArbiter", councilArbiterAbi],
  capsuleToken: ["CapsuleToken", capsuleTokenAbi],
  governor: ["CapsuleGovernor", capsuleGovernorAbi],
  accessManager: ["AccessManager", managerAbi],
  timelock: ["TimelockController", timelockAbi],
};

/** A call in words: contract, function and arguments of the protocol's own; address and data of anything else. */
export function decodeFunctionCall(deployment: Deployment, { to, data, value = 0n }: ProposedCall): string {
  const paid = value === 0n ? "" : ` with ${formatEther(value)} ether`;
  const known = contractAt(deployment, to);
  if (known === undefined) return `${to} with the data ${data}${paid}`;
  const [name, abi] = known;
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    return `${name}.${functionName}(${(args as readonly unknown[]).map(written).join(", ")})${paid}`;
  } catch {
    return `${name} (${to}) with the data ${data}${paid}`;
  }
}

/** An event in words, if a contract of the protocol emitted it; address and topics of anything else. */
export function decodeEvent(deployment: Deployment, { address, topics, data }: Log): string {
  const [name, abi] = contractAt(deployment, address) ?? [address, []];
  try {
    const { eventName, args } = decodeEventLog({ abi, topics, data });
    const fields = Object.entries(args ?? {}).map(([key, value]) => `${key}: ${written(value)}`);
    return `${name}.${eventName}(${fields.join(", ")})`;
  } catch {
    return `${name}, topics ${topics.join(", ")}`;
  }
}

function contractAt(deployment: Deployment, address: Address): [name: string, abi: Abi] | undefined {
  return Object.entries(CONTRACTS).find(([key]) => isAddressEqual(deployment[key as "registry"], address))?.[1];
}

/** A value that a contract gave, on one line. */
export function written(value: unknown): string {
  return JSON.stringify(value, (_, field) => (typeof field === "bigint" ? String(field) : field)).replaceAll('"', "");
}
