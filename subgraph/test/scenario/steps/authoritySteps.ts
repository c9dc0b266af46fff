// Steps of the scenario by which the protocol itself is changed: parameters, code, roles, and pauses in danger.

import { deployTestContract } from "@capsule-protocol/deploy/devnet/localChain.ts";
import { loadArtifact } from "@capsule-protocol/deploy/src/artifacts.ts";
import { artifactFolder } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { implementationOf } from "@capsule-protocol/deploy/src/proxy.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { disputeCourtAbi } from "@capsule-protocol/sdk/generated/disputeCourt.ts";
import { keeperRegistryAbi } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { priceOracleAbi } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import {
  type Address,
  encodeFunctionData,
  type Hex,
  keccak256,
  toFunctionSelector,
  toHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { readContract } from "viem/actions";
import {
  addressOf,
  anyone,
  call,
  clientOf,
  founder,
  freshWord,
  guardian,
  now,
  pass,
  turn,
  type World,
} from "../world.ts";
import { decide, encoded } from "./governanceSteps.ts";

const artifact = (name: string) => loadArtifact(artifactFolder("default"), name);
const HOUR = 3_600;
const DAY = 24 * HOUR;
const PARAMETERS = 2n;
/** A role that nothing needs, and what it may do. */
const SPARE = 99n;

/** Everything that governance may set, twice: what is set once is easily taken for what it was from the beginning. */
export async function setParameters(world: World): Promise<boolean> {
  const time = turn(world, "setParameters", Infinity);
  if (time > 1) return false;
  await decide(world, [...parametersOfProtocol(world, time), ...parametersOfGovernance(world, time)]);
  return true;
}

function parametersOfProtocol({ stack, token }: World, time: number) {
  const { deployment, priceFeed, accounts } = stack;
  const { registry, royaltySplitter, priceOracle, keeperRegistry, disputeCourt } = deployment;
  const treasury = accounts[time === 0 ? 0 : 9]?.address;
  const feed = { aggregator: priceFeed, maxAge: HOUR, minimum: 1n, maximum: 10n ** 18n };
  const none = { aggregator: zeroAddress, maxAge: 0, minimum: 0n, maximum: 0n };
  const rules = { arbiter: deployment.councilArbiter, bond: 10n ** 16n, appealBond: 10n ** 17n };
  const periods = { responsePeriod: DAY, rulingPeriod: DAY * (2 + time), appealPeriod: DAY, appealRulingPeriod: DAY };
  return [
    encoded(registry, capsuleRegistryAbi, "setProtocolFee", [200 + time]),
    encoded(registry, capsuleRegistryAbi, "setContractURI", [freshWord()]),
    encoded(royaltySplitter, royaltySplitterAbi, "setTreasury", [treasury]),
    encoded(priceOracle, priceOracleAbi, "setFeed", [token, time === 0 ? feed : none]),
    encoded(priceOracle, priceOracleAbi, "setSequencerFeed", [time === 0 ? priceFeed : zeroAddress]),
    encoded(keeperRegistry, keeperRegistryAbi, "setMinimumBond", [10n ** 15n * BigInt(1 + time)]),
    encoded(disputeCourt, disputeCourtAbi, "setRules", [{ ...rules, ...periods }]),
  ];
}

/** Time to vote for an hour, and for half of one more when the quorum comes late. */
function parametersOfGovernance({ stack }: World, time: number) {
  const { governor, timelock } = stack.deployment;
  const set = (functionName: string, ...args: unknown[]) => encoded(governor, capsuleGovernorAbi, functionName, args);
  return [
    set("setVotingDelay", 2 + time),
    set("setVotingPeriod", HOUR),
    set("setLateQuorumVoteExtension", HOUR / 2),
    set("setProposalThreshold", 10n ** 18n * BigInt(1 + time)),
    set("updateQuorumNumerator", 5 + time),
    set("setProposalGuardian", stack.accounts[8]?.address),
    set("updateTimelock", timelock),
    set("relay", timelock, 0n, "0x"),
    encoded(timelock, artifact("TimelockController").abi, "updateDelay", [3n + BigInt(time)]),
  ];
}

/** One contract gets new code; the others the same again, with a call that changes nothing. */
export async function upgradeAll(world: World): Promise<boolean> {
  if (turn(world, "upgradeAll", Infinity) > 0) return false;
  const { deployment, record } = world.stack;
  const { address: next } = await deployTestContract(founder(world), "default", "NextKeeperRegistry", []);
  const calls = await Promise.all(
    Object.values(record.contracts).map(async ({ address }) => {
      const present = await implementationOf(founder(world), address);
      const implementation = address === deployment.keeperRegistry ? next : present;
      return encoded(address, accessTokenAbi, "upgradeToAndCall", [implementation, "0x"]);
    }),
  );
  await decide(world, calls);
  return true;
}

/** Each contract is told its authority again, as it would be told of another one. */
export async function renewAuthority(world: World): Promise<boolean> {
  if (turn(world, "renewAuthority", Infinity) > 0) return false;
  const { deployment, record } = world.stack;
  const { CapsuleGovernor: _, ...managed } = record.contracts;
  const { abi } = artifact("AccessManager");
  const manager = deployment.accessManager;
  const calls = Object.values(managed).map(({ address }) =>
    encoded(manager, abi, "updateAuthority", [address, manager]),
  );
  await decide(world, calls);
  return true;
}

/** A member with a delay schedules what it does: it does it, does it by a call of its own, or is kept from it. */
export async function changeRoles(world: World): Promise<boolean> {
  if (turn(world, "changeRoles", Infinity) > 0) return false;
  const { accessManager: address, registry, timelock } = world.stack.deployment;
  const { abi } = artifact("AccessManager");
  const member = anyone(world);
  const account = addressOf(world, member);
  const set = (functionName: string, ...args: unknown[]) => encoded(address, abi, functionName, args);
  const selectors = [toFunctionSelector("setContractURI(bytes32)")];
  await decide(world, [
    set("labelRole", SPARE, "SPARE"),
    set("setRoleAdmin", SPARE, PARAMETERS),
    set("setRoleGuardian", SPARE, PARAMETERS),
    set("grantRole", SPARE, account, HOUR),
    set("setTargetFunctionRole", registry, selectors, SPARE),
  ]);
  const data = encodeFunctionData({ abi: capsuleRegistryAbi, functionName: "setContractURI", args: [freshWord()] });
  await useDelayedRole(world, member, { address, registry, data, timelock });
  await decide(world, [
    set("setTargetFunctionRole", registry, selectors, PARAMETERS),
    set("setRoleGuardian", SPARE, 0n),
    set("grantRole", SPARE, addressOf(world, (member + 1) % world.actors.length), 0),
    set("revokeRole", SPARE, addressOf(world, (member + 1) % world.actors.length)),
  ]);
  const renounced = { address, abi, functionName: "renounceRole", args: [SPARE, account] };
  await call(clientOf(world, member), renounced);
  return true;
}

type Delayed = { address: Address; registry: Address; timelock: Address; data: Hex };

async function useDelayedRole(world: World, member: number, { address, registry, data }: Delayed): Promise<void> {
  const { abi } = artifact("AccessManager");
  const client = clientOf(world, member);
  const manager = { address, abi };
  const schedule = { ...manager, functionName: "schedule", args: [registry, data, 0] };
  await call(client, schedule);
  await pass(world, HOUR + 1);
  await call(client, { ...manager, functionName: "execute", args: [registry, data] });
  await call(client, schedule);
  await pass(world, HOUR + 1);
  // The contract itself asks the manager whether it was scheduled.
  await call(client, {
    address: registry,
    abi: capsuleRegistryAbi,
    functionName: "setContractURI",
    args: argsOf(data),
  });
  await call(client, schedule);
  await call(client, { ...manager, functionName: "cancel", args: [addressOf(world, member), registry, data] });
}

const argsOf = (data: Hex): readonly unknown[] => [`0x${data.slice(10)}`];

/** Someone may propose to the timelock beside the governor, for a while; what it cancels it may schedule again. */
export async function useTimelock(world: World): Promise<boolean> {
  if (turn(world, "useTimelock", Infinity) > 0) return false;
  const { timelock: address } = world.stack.deployment;
  const { abi } = artifact("TimelockController");
  const member = anyone(world);
  const [client, account] = [clientOf(world, member), addressOf(world, member)];
  const roles = ["PROPOSER_ROLE", "CANCELLER_ROLE"].map((name) => keccak256(toHex(name)));
  const grants = roles.map((role) => encoded(address, abi, "grantRole", [role, account]));
  await decide(world, grants);
  const act = (functionName: string, ...args: unknown[]) => call(client, { address, abi, functionName, args });
  const delay = Number(await readContract(client, { address, abi, functionName: "getMinDelay" }));
  const single = [account, 0n, "0x", zeroHash, zeroHash] as const;
  const id = await readContract(client, { address, abi, functionName: "hashOperation", args: single });
  await act("schedule", ...single, delay);
  await act("cancel", id);
  await act("schedule", ...single, delay);
  const batch = [[account, account], [0n, 0n], ["0x", "0x01"], id, freshWord()] as const;
  await act("scheduleBatch", ...batch, delay);
  await pass(world, delay + 1);
  await act("execute", ...single);
  await act("executeBatch", ...batch);
  await act("renounceRole", roles[1], account);
  await decide(world, [encoded(address, abi, "revokeRole", [roles[0], account])]);
  return true;
}

/** The guardian pauses what takes money in, and lets it go on. */
export async function pause(world: World): Promise<boolean> {
  const { registry, accessToken, market, trainingPool } = world.stack.deployment;
  const contracts = [registry, accessToken, market, trainingPool].map((address) => ({ address, abi: accessTokenAbi }));
  const [first] = contracts;
  if (first === undefined) return false;
  const until = await readContract(guardian(world), { ...first, functionName: "pausedUntil" });
  // There is a rest between pauses.
  if (until !== 0n && (await now(world)) < Number(until) + 14 * DAY) return false;
  for (const contract of contracts) {
    await call(guardian(world), { ...contract, functionName: "pauseEntries", args: [BigInt(DAY)] });
    await call(guardian(world), { ...contract, functionName: "unpauseEntries" });
  }
  return true;
}
