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
import { type Abi, decodeFunctionData, formatEther, isAddressEqual, parseAbi } from "viem";

const managerAbi = parseAbi([
  "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
  "function revokeRole(uint64 roleId, address account)",
  "function setTargetFunctionRole(address target, bytes4[] selectors, uint64 roleId)",
  "function setRoleGuardian(uint64 roleId, uint64 guardian)",
  "function setTargetClosed(address target, bool closed)",
  "function updateAuthority(address target, address newAuthority)",
]);
const timelockAbi = parseAbi([
  "function updateDelay(uint256 newDelay)",
  "function grantRole(bytes32 role, address account)",
  "function revokeRole(bytes32 role, address account)",
]);

const CONTRACTS: Partial<Record<keyof Deployment, [name: string, abi: Abi]>> = {
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
  const known = Object.entries(CONTRACTS).find(([key]) => isAddressEqual(deployment[key as "registry"], to));
  if (known === undefined) return `${to} with the data ${data}${paid}`;
  const [, [name, abi]] = known;
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    return `${name}.${functionName}(${(args as readonly unknown[]).map(written).join(", ")})${paid}`;
  } catch {
    return `${name} (${to}) with the data ${data}${paid}`;
  }
}

function written(value: unknown): string {
  return JSON.stringify(value, (_, field) => (typeof field === "bigint" ? String(field) : field)).replaceAll('"', "");
}
