import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode } from "viem/actions";
import type { Artifacts } from "./artifacts.ts";
import { create2Address } from "./create2.ts";
import { DeploymentFailedError } from "./errors.ts";
import type { Addresses, Implementations } from "./implementations.ts";
import { LIBRARIES, LIBRARY_NAMES } from "./libraries.ts";
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
 * @param known where the libraries may be: those of these artifacts, or of the record of an earlier run.
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
  const linked = await Promise.all(
    LIBRARY_NAMES.map(async (name) => {
      const candidates = [create2Address(known.artifacts[name].bytecode), known.earlier?.libraries[name].address];
      return [name, await libraryOf(client, name, { contracts, candidates })] as const;
    }),
  );
  const { accessManager, timelock } = addresses;
  return { accessManager, timelock, contracts, libraries: Object.fromEntries(linked) as AddressBook["libraries"] };
}

async function proxyAt(client: Client, name: string, address: Address) {
  const implementation = await implementationOf(client, address);
  return { address, implementation, codeHash: keccak256(await codeAt(client, name, implementation)) };
}

/** A library, where the code of the implementation that is linked with it says. */
async function libraryOf(
  client: Client,
  name: keyof AddressBook["libraries"],
  { contracts, candidates }: Pick<AddressBook, "contracts"> & { candidates: readonly (Address | undefined)[] },
) {
  const user = LIBRARIES[name];
  const { implementation } = contracts[user];
  const code = await codeAt(client, user, implementation);
  const address = candidates.find((candidate) => candidate && code.includes(candidate.slice(2).toLowerCase()));
  if (address === undefined) {
    throw new DeploymentFailedError(user, `${implementation} is linked with ${name} that is not ours`);
  }
  return { address, codeHash: keccak256(await codeAt(client, name, address)) };
}

async function codeAt(client: Client, name: string, address: Address): Promise<Hex> {
  const code = await getCode(client, { address });
  if (code === undefined) throw new DeploymentFailedError(name, `there is no code at ${address}`);
  return code;
}
