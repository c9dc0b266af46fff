import type { Address } from "viem";
import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

/** Contracts that the guardian may pause, by the subgraph's names. */
const PAUSABLE = {
  CapsuleRegistry: "registry",
  AccessToken: "accessToken",
  Market: "market",
  TrainingPool: "trainingPool",
} as const;
/** What a timelock says of an operation: unset, waiting, ready, done. */
const OPERATIONS = ["CANCELED", "SCHEDULED", "SCHEDULED", "EXECUTED"];

export const QUERY = `query ($block: Int!) {
  protocol(id: "0x01", block: { number: $block }) { feeBps treasury sequencerFeed }
  contracts(first: 1000, block: { number: $block }) { id name implementation pausedUntil
    upgrades(orderBy: sequence) { oldImplementation newImplementation } }
  roles(first: 1000, block: { number: $block }) { number admin guardian members { account { id } active executionDelay } }
  roleFunctions(first: 1000, block: { number: $block }) { role { number } target selector }
  scheduledOperations(first: 1000, block: { number: $block }) { operationId nonce schedule status }
  timelockOperations(first: 1000, block: { number: $block }) { id status readyAt }
  timelockRoles(first: 1000, block: { number: $block }) { role account { id } active }
  priceFeeds(first: 1000, block: { number: $block }) { id aggregator maxAge minimum maximum } }`;

export async function compare(state: Answer, chain: Chain): Promise<void> {
  const { read } = chain;
  const { feeBps, treasury, sequencerFeed } = state.protocol;
  const parameters = await Promise.all([
    read("registry", "protocolFeeBps"),
    read("royaltySplitter", "treasury"),
    read("priceOracle", "sequencerFeed"),
  ]);
  same([feeBps, treasury, sequencerFeed], parameters, "parameters");
  await compareEach(state.contracts, (contract) => compareContract(chain, contract));
  await compareEach(state.roles, (role) => compareRole(chain, role));
  await compareEach(state.roleFunctions, async ({ role, target, selector }: Answer) =>
    same(role.number, await read("accessManager", "getTargetFunctionRole", [target, selector]), `role for ${selector}`),
  );
  await compareTimelock(chain, state);
  await compareScheduled(chain, state.scheduledOperations);
  await compareEach(state.priceFeeds, async ({ id, ...feed }: Answer) => {
    const { aggregator, maxAge, minimum, maximum } = await read("priceOracle", "feedOf", [id]);
    same(feed, { aggregator, maxAge, minimum, maximum }, `feed of ${id}`);
  });
}

async function compareContract({ read, implementation, timestamp }: Chain, contract: Answer): Promise<void> {
  const { id, name, upgrades, pausedUntil } = contract;
  if (upgrades.length > 0) {
    const present = await implementation(id as Address);
    same([contract.implementation, upgrades.at(-1).newImplementation], [present, present], `code of ${name}`);
    const chained = upgrades.slice(1).map(({ oldImplementation }: Answer) => oldImplementation);
    same(
      chained,
      upgrades.slice(0, -1).map(({ newImplementation }: Answer) => newImplementation),
      `upgrades of ${name}`,
    );
  }
  const key = PAUSABLE[name as keyof typeof PAUSABLE];
  if (key === undefined) return;
  const until = await read(key, "pausedUntil");
  same(BigInt(pausedUntil ?? 0) > timestamp, until > timestamp, `whether ${name} is paused`);
  same(pausedUntil ?? 0, until, `pause of ${name}`);
}

async function compareRole({ read }: Chain, { number, admin, guardian, members }: Answer): Promise<void> {
  const is = await Promise.all([
    read("accessManager", "getRoleAdmin", [number]),
    read("accessManager", "getRoleGuardian", [number]),
  ]);
  same([admin, guardian], is, `who rules over role ${number}`);
  await compareEach(members, async ({ account, active, executionDelay }: Answer) => {
    const [isMember, delay] = await read("accessManager", "hasRole", [number, account.id]);
    same(active, isMember, `whether ${account.id} has role ${number}`);
    if (active) same(executionDelay, delay, `delay of ${account.id} in role ${number}`);
  });
}

async function compareTimelock({ read }: Chain, { timelockOperations, timelockRoles }: Answer): Promise<void> {
  await compareEach(timelockOperations, async ({ id, status, readyAt }: Answer) => {
    const [state, timestamp] = await Promise.all([
      read("timelock", "getOperationState", [id]),
      read("timelock", "getTimestamp", [id]),
    ]);
    same(status, OPERATIONS[state], `operation ${id}`);
    if (status === "SCHEDULED") same(readyAt, timestamp, `time of operation ${id}`);
  });
  await compareEach(timelockRoles, async ({ role, account, active }: Answer) =>
    same(active, await read("timelock", "hasRole", [role, account.id]), `timelock's role of ${account.id}`),
  );
}

/** The manager knows of an operation only when it was scheduled last, and only until it is done. */
async function compareScheduled({ read }: Chain, operations: readonly Answer[]): Promise<void> {
  await compareEach(operations, async ({ operationId, nonce, schedule, status }: Answer) => {
    const [last, when] = await Promise.all([
      read("accessManager", "getNonce", [operationId]),
      read("accessManager", "getSchedule", [operationId]),
    ]);
    if (String(last) !== nonce) return;
    same(status === "SCHEDULED" ? schedule : 0, when, `operation ${operationId}`);
  });
}
