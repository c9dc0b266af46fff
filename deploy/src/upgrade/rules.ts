import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { type Abi, type AbiFunction, type Address, type Client, formatEther, parseAbi, toFunctionSelector } from "viem";
import { readContract } from "viem/actions";
import type { UpgradeFacts } from "./facts.ts";

const managerAbi = parseAbi([
  "function getTargetFunctionRole(address target, bytes4 selector) view returns (uint64)",
  "function hasRole(uint64 roleId, address account) view returns (bool isMember, uint32 delay)",
]);
const timelockAbi = parseAbi(["function getMinDelay() view returns (uint256)"]);
/** Source: contracts/src/upgrade/Roles.sol */
const ROLES = ["ADMIN", "UPGRADER", "PARAMETERS", "GUARDIAN", "", "APPEALS", "KEEPERS", "COUNCIL"];

type Rules = UpgradeFacts["rules"];

/** Who decides on an upgrade, after what delays, and whom each restricted function of the contract answers to. */
export async function readRules(
  client: Client,
  deployment: Deployment,
  { proxy, abi }: { proxy: Address; abi: Abi },
): Promise<Rules> {
  const [voting, functions] = await Promise.all([
    votingRules(client, deployment),
    roles(client, deployment, proxy, abi),
  ]);
  return [...voting, ...functions];
}

async function votingRules(client: Client, { governor, timelock }: Deployment): Promise<Rules> {
  const read = { address: governor, abi: capsuleGovernorAbi } as const;
  const [delay, period, threshold, quorum, window, guardian, minimum] = await Promise.all([
    readContract(client, { ...read, functionName: "votingDelay" }),
    readContract(client, { ...read, functionName: "votingPeriod" }),
    readContract(client, { ...read, functionName: "proposalThreshold" }),
    readContract(client, { ...read, functionName: "quorumNumerator" }),
    readContract(client, { ...read, functionName: "executionWindow" }),
    readContract(client, { ...read, functionName: "proposalGuardian" }),
    readContract(client, { address: timelock, abi: timelockAbi, functionName: "getMinDelay" }),
  ]);
  return [
    { name: "Votes count", words: `${delay} seconds after the proposal` },
    { name: "Voting lasts", words: `${period} seconds` },
    { name: "Quorum", words: `${quorum} % of the supply` },
    { name: "Votes to propose", words: formatEther(threshold) },
    { name: "Delay of the timelock", words: `${minimum} seconds` },
    { name: "Executable for", words: `${window} seconds after that` },
    { name: "May cancel", words: `${guardian}, and the proposer while it is pending` },
  ];
}

async function roles(client: Client, deployment: Deployment, proxy: Address, abi: Abi): Promise<Rules> {
  const { accessManager, timelock, governor } = deployment;
  if (proxy === governor) return [{ name: "upgradeToAndCall", words: "the governor's own vote only" }];
  const read = { address: accessManager, abi: managerAbi } as const;
  const writing = abi.filter((item): item is AbiFunction => item.type === "function" && isWriting(item));
  const found = await Promise.all(
    writing.map(async (item) => {
      const args = [proxy, toFunctionSelector(item)] as const;
      const role = await readContract(client, { ...read, functionName: "getTargetFunctionRole", args });
      const member = { ...read, functionName: "hasRole", args: [role, timelock] } as const;
      const [isMember, delay] = await readContract(client, member);
      const timelocked = isMember ? `, which the timelock has, with a delay of ${delay} seconds` : "";
      return { name: item.name, role, words: `${ROLES[Number(role)] || `role ${role}`}${timelocked}` };
    }),
  );
  // What answers to no named role is either open to all or restricted to the administrator: its source tells.
  return found.filter(({ role }) => role !== 0n).map(({ name, words }) => ({ name, words }));
}

const isWriting = ({ stateMutability }: AbiFunction): boolean => !["view", "pure"].includes(stateMutability);
