import { AccountRequiredError, WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import type { Address, Client, Hash, Hex } from "viem";
import { getChainId } from "viem/actions";
import { readAddressBook } from "./addressBook.ts";
import type { Artifacts } from "./artifacts.ts";
import type { DeploymentConfig, KeeperSet } from "./config.ts";
import { ensureCreate2Proxy, hasCode } from "./create2.ts";
import { type Creation, createProtocol, findCreation } from "./creation.ts";
import { type Addresses, ensureGenesis, ensureImplementations } from "./implementations.ts";
import { checkPriceFeeds } from "./priceFeeds.ts";
import type { DeploymentRecord } from "./record.ts";

/** A step of a deployment: done now, then with its transaction; found done; or left to governance, with the call. */
export type DeploymentStep = {
  name: string;
  address?: Address;
  hash?: Hash;
  gasUsed?: bigint;
  governance?: { to: Address; data: Hex };
};

export type DeployParameters = {
  /**
   * Its account pays and has no right afterwards. The same account gives the same addresses on every chain.
   */
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
  const exists = await hasCode(client, addresses.capsuleRegistry);
  const { transaction, startBlock, gasUsed } = exists
    ? await findCreation(client, genesis, earlier)
    : await create(parameters, genesis, addresses);
  onStep({ name: "protocol", ...(!exists && { hash: transaction, gasUsed }) });
  const feeds = await checkPriceFeeds(client, { ...addresses, feeds: config.priceFeeds });
  feeds.forEach(onStep);
  const book = await readAddressBook(client, addresses, { artifacts, earlier });
  return { chainId, startBlock, transaction, deployer, genesis, ...book };
}

async function create(parameters: DeployParameters, genesis: Address, addresses: Addresses): Promise<Creation> {
  const { client, artifacts, config, keeperSet, onStep = () => {} } = parameters;
  const implementations = await ensureImplementations(client, { artifacts, addresses, onStep });
  return createProtocol(client, { genesis, implementations, config, keeperSet });
}
