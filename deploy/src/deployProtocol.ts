import { AccountRequiredError, WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import { type Address, type Client, getAddress, type Hash, type Hex, keccak256, slice } from "viem";
import { getChainId, getCode, getStorageAt } from "viem/actions";
import type { Artifacts } from "./artifacts.ts";
import type { DeploymentConfig, KeeperSet } from "./config.ts";
import { ensureCreate2Proxy, hasCode } from "./create2.ts";
import { type Creation, createProtocol, findCreation } from "./creation.ts";
import { DeploymentFailedError } from "./errors.ts";
import { type Addresses, ensureGenesis, ensureImplementations } from "./implementations.ts";
import type { DeploymentRecord } from "./record.ts";

/** keccak256("eip1967.proxy.implementation") - 1. Source: https://eips.ethereum.org/EIPS/eip-1967 */
const IMPLEMENTATION_SLOT: Hex = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

/** A step of a deployment: done now, then with its transaction, or found done. */
export type DeploymentStep = { name: string; address?: Address; hash?: Hash; gasUsed?: bigint };

export type DeployParameters = {
  /** Its account pays and has no right afterwards. The same account gives the same addresses on every chain. */
  client: Client;
  artifacts: Artifacts;
  config: DeploymentConfig;
  keeperSet: KeeperSet;
  /** Record of an earlier run: saves looking for the block of the creation. */
  earlier?: DeploymentRecord;
  onStep?: (step: DeploymentStep) => void;
};

/**
 * Deploys the protocol through Genesis. Reads the chain first and does only what is missing, so an interrupted run is
 * taken up where it stopped, and a second run changes nothing.
 *
 * @returns the address book, for `writeRecord` and `deploymentOf`.
 * @throws WrongChainError, AccountRequiredError, ContractRevertError, Create2ProxyError, DeploymentFailedError,
 *   CreationNotFoundError.
 */
export async function deployProtocol(parameters: DeployParameters): Promise<DeploymentRecord> {
  const { client, artifacts, config, earlier, onStep = () => {} } = parameters;
  const deployer = client.account?.address;
  if (deployer === undefined) throw new AccountRequiredError("deployProtocol");
  const chainId = await getChainId(client);
  if (chainId !== config.chainId) throw new WrongChainError(config.chainId, chainId);

  const hash = await ensureCreate2Proxy(client);
  onStep({ name: "deterministic deployment proxy", ...(hash && { hash }) });
  const { genesis, addresses } = await ensureGenesis(client, { artifacts, deployer, onStep });
  const exists = await hasCode(client, addresses.accessManager);
  const { transaction, startBlock, gasUsed } = exists
    ? await findCreation(client, genesis, earlier)
    : await create(parameters, genesis, addresses);
  onStep({ name: "protocol", ...(!exists && { hash: transaction, gasUsed }) });
  return { chainId, startBlock, transaction, deployer, genesis, ...(await addressBook(client, addresses)) };
}

async function create(parameters: DeployParameters, genesis: Address, addresses: Addresses): Promise<Creation> {
  const { client, artifacts, config, keeperSet, onStep = () => {} } = parameters;
  const implementations = await ensureImplementations(client, { artifacts, addresses, onStep });
  return createProtocol(client, { genesis, implementations, config, keeperSet });
}

/** Reads the address book off the chain: what is there now, not what was sent. */
async function addressBook(client: Client, addresses: Addresses) {
  const { accessManager, capsuleRegistry, accessToken, royaltySplitter, keeperRegistry } = addresses;
  const [CapsuleRegistry, AccessToken, RoyaltySplitter, KeeperRegistry] = await Promise.all([
    proxyAt(client, "CapsuleRegistry", capsuleRegistry),
    proxyAt(client, "AccessToken", accessToken),
    proxyAt(client, "RoyaltySplitter", royaltySplitter),
    proxyAt(client, "KeeperRegistry", keeperRegistry),
  ]);
  return { accessManager, contracts: { CapsuleRegistry, AccessToken, RoyaltySplitter, KeeperRegistry } };
}

async function proxyAt(client: Client, name: string, address: Address) {
  const word = await getStorageAt(client, { address, slot: IMPLEMENTATION_SLOT });
  const implementation = getAddress(slice(word ?? "0x", -20));
  const code = await getCode(client, { address: implementation });
  if (code === undefined) throw new DeploymentFailedError(name, `its implementation ${implementation} has no code`);
  return { address, implementation, codeHash: keccak256(code) };
}
