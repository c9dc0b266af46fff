import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode } from "viem/actions";
import { DeploymentFailedError } from "./errors.ts";
import { type Addresses, CONSTRUCTORS, type ContractName, type Implementations } from "./implementations.ts";
import { findInstallations } from "./installations.ts";
import { readPending } from "./pending.ts";
import { implementationOf, versionOf } from "./proxy.ts";

type AddressBook = Pick<DeploymentRecord, "accessManager" | "timelock" | "contracts" | "libraries">;
/** A proxy and the implementation that it has. */
type Live = { name: ContractName; address: Address; implementation: Address };
type Entry = AddressBook["contracts"][ContractName];

/** What an implementation was built from. */
export type Source = {
  commit: string;
  constructorArguments: readonly string[];
  libraries: Readonly<Record<string, Address>>;
};

export type Known = {
  chainId: number;
  /** Block of the creation: no proxy is older. */
  startBlock: bigint;
  /** Record of an earlier run: what it says of the implementations that are live still is kept. */
  earlier?: DeploymentRecord | undefined;
  /** @throws OriginMissingError */
  sourceOf: (implementation: Address) => Source;
};

/**
 * Reads the address book off the chain: what is there now, not what was sent.
 *
 * @throws DeploymentFailedError when a proxy has no implementation; OriginMissingError, InstallationNotFoundError.
 */
export async function readAddressBook(client: Client, addresses: Addresses, known: Known): Promise<AddressBook> {
  const live = await Promise.all(
    Object.entries(CONSTRUCTORS).map(async ([key, [name]]) => {
      const address = addresses[key as keyof Implementations];
      return { name, address, implementation: await implementationOf(client, address) };
    }),
  );
  const { chainId, earlier, startBlock, sourceOf } = known;
  const isKept = ({ name, implementation }: Live) => earlier?.contracts[name].implementation === implementation;
  const changed = await Promise.all(live.filter((one) => !isKept(one)).map((one) => examine(client, one, sourceOf)));
  const installations = changed.length === 0 ? [] : await findInstallations(client, changed, startBlock);
  const entries = changed.map(({ name, libraries: _, ...entry }, index) => [
    name,
    { ...entry, ...installations[index], pendingImplementation: null },
  ]);
  const contracts = { ...earlier?.contracts, ...Object.fromEntries(entries) };
  const libraries = { ...earlier?.libraries, ...(await readLibraries(client, changed)) };
  const { capsuleRegistry: registry, ...others } = addresses;
  const { accessManager, timelock } = addresses;
  const book = { accessManager, timelock, contracts, libraries } as AddressBook;
  return withPending(client, { chainId, startBlock, registry, ...others }, book);
}

async function examine(client: Client, live: Live, sourceOf: Known["sourceOf"]) {
  const { name, implementation } = live;
  const codeHash = keccak256(await codeAt(client, name, implementation));
  const { commit, constructorArguments, libraries } = sourceOf(implementation);
  const version = await versionOf(client, implementation);
  return { ...live, codeHash, version, commit, constructorArguments, libraries };
}

/** With what is put to the vote now, whatever was when the entries were made. */
async function withPending(client: Client, deployment: Deployment, book: AddressBook): Promise<AddressBook> {
  const pending = await readPending(client, deployment, book.contracts);
  const contracts = Object.entries(book.contracts).map(([name, entry]): [string, Entry] => {
    return [name, { ...entry, pendingImplementation: pending[name as ContractName] ?? null }];
  });
  return { ...book, contracts: Object.fromEntries(contracts) as AddressBook["contracts"] };
}

/** The libraries that implementations are linked with, by name. */
async function readLibraries(client: Client, linked: readonly Pick<Source, "libraries">[]) {
  const places = linked.flatMap(({ libraries }) => Object.entries(libraries));
  const read = places.map(async ([name, address]) => {
    return [name, { address, codeHash: keccak256(await codeAt(client, name, address)) }] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** Where a record says that Genesis put the protocol. */
export function addressesOf(record: DeploymentRecord): Addresses {
  const { registry: capsuleRegistry, chainId: _, startBlock: __, ...others } = deploymentOf(record);
  return { capsuleRegistry, ...others };
}

/** @throws DeploymentFailedError when there is none. */
export async function codeAt(client: Client, name: string, address: Address): Promise<Hex> {
  const code = await getCode(client, { address });
  if (code === undefined) throw new DeploymentFailedError(name, `there is no code at ${address}`);
  return code;
}
