import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode } from "viem/actions";
import type { Artifacts } from "./artifacts.ts";
import { DeploymentFailedError } from "./errors.ts";
import { type Addresses, type Implementations, libraryAddress } from "./implementations.ts";
import { implementationOf } from "./proxy.ts";
import type { DeploymentRecord } from "./record.ts";

/** Where Genesis says the proxy of each contract is. */
const PROXIES: Record<keyof DeploymentRecord["contracts"], keyof Implementations> = {
  CapsuleRegistry: "capsuleRegistry",
  AccessToken: "accessToken",
  RoyaltySplitter: "royaltySplitter",
  KeeperRegistry: "keeperRegistry",
  PriceOracle: "priceOracle",
  Market: "market",
  TrainingPool: "trainingPool",
  UsageMeter: "usageMeter",
  DisputeCourt: "disputeCourt",
  CouncilArbiter: "councilArbiter",
  CapsuleToken: "capsuleToken",
  CapsuleGovernor: "governor",
};

type AddressBook = Pick<DeploymentRecord, "accessManager" | "timelock" | "contracts" | "libraries">;

/**
 * Reads the address book off the chain: what is there now, not what was sent.
 *
 * @param known where a library may be: that of these artifacts, or of the record of an earlier run.
 * @throws DeploymentFailedError when a proxy has no implementation, or one that is linked with another library.
 */
export async function readAddressBook(
  client: Client,
  addresses: Addresses,
  known: { artifacts: Artifacts; earlier?: DeploymentRecord | undefined },
): Promise<AddressBook> {
  const entries = await Promise.all(
    Object.entries(PROXIES).map(async ([name, key]) => [name, await proxyAt(client, name, addresses[key])] as const),
  );
  const contracts = Object.fromEntries(entries) as AddressBook["contracts"];
  const candidates = [libraryAddress(known.artifacts), known.earlier?.libraries.OfferTerms.address];
  const OfferTerms = await libraryOf(client, contracts.AccessToken.implementation, candidates);
  const { accessManager, timelock } = addresses;
  return { accessManager, timelock, contracts, libraries: { OfferTerms } };
}

async function proxyAt(client: Client, name: string, address: Address) {
  const implementation = await implementationOf(client, address);
  return { address, implementation, codeHash: keccak256(await codeAt(client, name, implementation)) };
}

/** The library that an implementation's code names. */
async function libraryOf(client: Client, implementation: Address, candidates: readonly (Address | undefined)[]) {
  const code = await codeAt(client, "AccessToken", implementation);
  const address = candidates.find((candidate) => candidate && code.includes(candidate.slice(2).toLowerCase()));
  if (address === undefined) {
    throw new DeploymentFailedError("AccessToken", `${implementation} is linked with an OfferTerms that is not ours`);
  }
  return { address, codeHash: keccak256(await codeAt(client, "OfferTerms", address)) };
}

async function codeAt(client: Client, name: string, address: Address): Promise<Hex> {
  const code = await getCode(client, { address });
  if (code === undefined) throw new DeploymentFailedError(name, `there is no code at ${address}`);
  return code;
}
