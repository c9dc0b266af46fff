// Whether a record says of a deployment what the chain says.
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { protocolCreatedEvent } from "@capsule-protocol/sdk/generated/genesis.ts";
import { type Address, type Client, getAddress, keccak256, parseEventLogs, zeroAddress } from "viem";
import { getCode } from "viem/actions";
import { type Difference, RecordMismatchError } from "./errors.ts";
import type { ContractName } from "./implementations.ts";
import { installedIn } from "./installations.ts";
import { findReceipt } from "./mempool.ts";
import { type Pending, readPending } from "./pending.ts";
import { implementationOf } from "./proxy.ts";

const NOTHING = "nothing";

export type Expectation = Omit<Difference, "expected" | "found"> & { expected: unknown; found: unknown };

/** Those that don't hold. Addresses and hashes may be written in any case. */
export function failed(expectations: readonly Expectation[]): Difference[] {
  return expectations
    .map(({ expected, found, ...rest }) => ({ ...rest, expected: String(expected), found: String(found) }))
    .filter(({ expected, found }) => expected.toLowerCase() !== found.toLowerCase());
}

/** Each thing that the record says and the chain says otherwise, what was voted on since among them. */
export async function recordDifferences(client: Client, record: DeploymentRecord): Promise<Difference[]> {
  const [lasting, since] = await Promise.all([lastingDifferences(client, record), upgraded(client, record)]);
  // On another chain there may be no governor to ask about votes.
  return [...lasting, ...since, ...(lasting.length > 0 ? [] : await pendingDifferences(client, record))];
}

/**
 * That the record is of the deployment at hand. That contracts were upgraded since is no reason to doubt it.
 *
 * @param expected what else must be as recorded, where the caller knows it.
 * @throws RecordMismatchError naming each difference.
 */
export async function requireRecorded(
  client: Client,
  record: DeploymentRecord,
  expected: { chainId: number; deployer?: Address; genesis?: Address },
): Promise<void> {
  const { chainId, deployer = record.deployer, genesis = record.genesis.address } = expected;
  const known = failed([
    { source: "record", what: "chain id", expected: record.chainId, found: chainId },
    { source: "record", what: "deployer", expected: record.deployer, found: deployer },
    { source: "record", what: "Genesis of this deployer and code", expected: record.genesis.address, found: genesis },
  ]);
  // Another chain has nothing of it: all else would be a difference, too.
  const differences = known.length > 0 ? known : await lastingDifferences(client, record);
  if (differences.length > 0) throw new RecordMismatchError(differences);
}

/** Of what no vote can change: the creation, and code at an address. */
async function lastingDifferences(client: Client, record: DeploymentRecord): Promise<Difference[]> {
  const { genesis, contracts, libraries } = record;
  const found = await Promise.all([
    transactions(client, record),
    codeOf(client, "Genesis", genesis),
    ...Object.entries(contracts).map(async ([name, { address, implementation, codeHash }]) => [
      ...(await proxyAt(client, name, address)),
      ...(await codeOf(client, `${name}: implementation`, { address: implementation, codeHash })),
    ]),
    ...Object.entries(libraries).map(([name, library]) => codeOf(client, name, library)),
  ]);
  return found.flat();
}

/** What the recorded transactions did: the creation, and the installation of each implementation. */
async function transactions(client: Client, record: DeploymentRecord): Promise<Difference[]> {
  const { transaction, startBlock, genesis, contracts } = record;
  const hashes = new Set([transaction, ...Object.values(contracts).map((one) => one.transaction)]);
  const receipts = new Map(
    await Promise.all([...hashes].map(async (hash) => [hash, await findReceipt(client, hash)] as const)),
  );
  const creation = receipts.get(transaction);
  const created = parseEventLogs({ abi: [protocolCreatedEvent], logs: creation?.logs ?? [] });
  const installed = Object.entries(contracts).flatMap(([name, { transaction: hash, block, ...proxy }]) => [
    expectation(`${name}: block of ${hash}`, block, receipts.get(hash)?.blockNumber),
    expectation(
      `${name}: what it got by ${hash}`,
      proxy.implementation,
      installedIn(receipts.get(hash)?.logs ?? [], proxy.address),
    ),
  ]);
  return failed([
    expectation(`block of ${transaction}`, startBlock, creation?.blockNumber),
    expectation(`creator in ${transaction}`, genesis.address, created[0] && getAddress(created[0].address)),
    // The creation gave every contract its first implementation: one difference of it is enough.
    ...(creation === undefined ? installed.filter(({ what }) => !what.includes(transaction)) : installed),
  ]);
}

const expectation = (what: string, expected: unknown, found: unknown): Expectation => ({
  ...{ source: "record", what, expected, found: found ?? NOTHING },
});

async function proxyAt(client: Client, name: string, address: Address): Promise<Difference[]> {
  const found = await implementationOf(client, address);
  if (found !== zeroAddress) return [];
  return failed([expectation(`${name}: proxy at ${address}`, "an implementation", undefined)]);
}

async function codeOf(
  client: Client,
  name: string,
  { address, codeHash }: { address: Address; codeHash: string },
): Promise<Difference[]> {
  const code = await getCode(client, { address });
  return failed([expectation(`${name}: code hash at ${address}`, codeHash, code && keccak256(code))]);
}

async function upgraded(client: Client, { contracts }: DeploymentRecord): Promise<Difference[]> {
  const live = Object.entries(contracts).map(async ([name, { address, implementation }]) =>
    expectation(`${name}: implementation`, implementation, await implementationOf(client, address)),
  );
  // That a proxy has none at all is said above.
  return failed(await Promise.all(live)).filter(({ found }) => found !== zeroAddress);
}

/** What the record names as put to the vote, and what the chain says of it. */
async function pendingDifferences(client: Client, record: DeploymentRecord): Promise<Difference[]> {
  const open = await readPending(client, deploymentOf(record), record.contracts);
  const differences = Object.entries(record.contracts).map(async ([name, { pendingImplementation: recorded }]) => {
    const found = open[name as ContractName];
    const ended = found === undefined && recorded ? await endOf(client, record, recorded) : NOTHING;
    const what = `${name}: pending implementation`;
    return expectation(what, recorded ? inWords(recorded) : NOTHING, found ? inWords(found) : ended);
  });
  return failed(await Promise.all(differences));
}

const inWords = ({ implementation, codeHash, proposalId }: Pending): string =>
  `${implementation} (code hash ${codeHash}) of proposal ${proposalId}`;

async function endOf(client: Client, record: DeploymentRecord, { proposalId }: Pending): Promise<string> {
  const { state } = await getProposal(client, { deployment: deploymentOf(record), proposalId });
  return `proposal ${proposalId} ${state}`;
}
