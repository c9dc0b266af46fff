import { type DeploymentRecord, RECORD_VERSION } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { AccountRequiredError, WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import { type Address, type Client, type Hash, type Hex, keccak256 } from "viem";
import { getChainId } from "viem/actions";
import { codeAt, readAddressBook, type Source } from "./addressBook.ts";
import type { Artifacts } from "./artifacts.ts";
import type { DeploymentConfig, KeeperSet } from "./config.ts";
import { ensureCreate2Proxy, hasCode } from "./create2.ts";
import { type Creation, createProtocol, findCreation } from "./creation.ts";
import { OriginMissingError } from "./errors.ts";
import {
  type Addresses,
  ensureGenesis,
  ensureImplementations,
  genesisAddress,
  planImplementations,
} from "./implementations.ts";
import { requireMined } from "./mempool.ts";
import { checkPriceFeeds } from "./priceFeeds.ts";
import { requireRecorded } from "./recordDifferences.ts";

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
  /** Of the sources that the artifacts were made from; unknown when left out. */
  commit?: string;
  /** Record of an earlier run: refused when it is not of this deployment, kept where it is still true. */
  earlier?: DeploymentRecord | undefined;
  /**
   * What is known of implementations that were voted on since.
   *
   * @throws OriginMissingError
   */
  originOf?: (implementation: Address) => Source;
  onStep?: (step: DeploymentStep) => void;
  /** Milliseconds to wait for transactions of an earlier run; three minutes when left out. */
  patience?: number;
};

/**
 * Deploys the protocol through Genesis. Reads the chain first and does only what is missing, so an interrupted run is
 * taken up where it stopped, and a second run changes nothing.
 *
 * @returns the address book, for `writeRecord` and `deploymentOf`.
 * @throws WrongChainError, AccountRequiredError, RecordMismatchError, TransactionPendingError: nothing was sent then;
 *   ContractRevertError, Create2ProxyError, DeploymentFailedError, CreationNotFoundError, InstallationNotFoundError,
 *   OriginMissingError.
 */
export async function deployProtocol(parameters: DeployParameters): Promise<DeploymentRecord> {
  const { client, artifacts, config, earlier, commit = "unknown", onStep = () => {} } = parameters;
  const { chainId, deployer } = await requireDeployable(parameters);
  const hash = await ensureCreate2Proxy(client);
  onStep({ name: "deterministic deployment proxy", ...(hash && { hash }) });
  const { genesis, addresses } = await ensureGenesis(client, { artifacts, deployer, onStep });
  const { transaction, startBlock } = await ensureCreated(parameters, genesis, addresses);
  const feeds = await checkPriceFeeds(client, { ...addresses, feeds: config.priceFeeds });
  feeds.forEach(onStep);
  const sourceOf = sourcesOf(parameters, addresses);
  const book = await readAddressBook(client, addresses, { chainId, startBlock, earlier, sourceOf });
  const codeHash = keccak256(await codeAt(client, "Genesis", genesis));
  const origin = earlier?.genesis ?? { address: genesis, codeHash, commit, constructorArguments: [deployer] };
  const created = { startBlock, transaction, deployer, genesis: origin };
  return { schemaVersion: RECORD_VERSION, chainId, ...created, ...book };
}

/** That nothing stands in the way, before anything is sent. */
async function requireDeployable({ client, artifacts, config, earlier, patience }: DeployParameters) {
  const deployer = client.account?.address;
  if (deployer === undefined) throw new AccountRequiredError("deployProtocol");
  const chainId = await getChainId(client);
  if (chainId !== config.chainId) throw new WrongChainError(config.chainId, chainId);
  const genesis = genesisAddress(artifacts, deployer);
  if (earlier !== undefined) await requireRecorded(client, earlier, { chainId, deployer, genesis });
  await requireMined(client, deployer, patience);
  return { chainId, deployer };
}

/** Creates the protocol, unless an earlier run did. */
async function ensureCreated(parameters: DeployParameters, genesis: Address, addresses: Addresses): Promise<Creation> {
  const { client, artifacts, config, keeperSet, earlier, onStep = () => {} } = parameters;
  if (await hasCode(client, addresses.capsuleRegistry)) {
    onStep({ name: "protocol" });
    return earlier ?? findCreation(client, genesis);
  }
  const implementations = await ensureImplementations(client, { artifacts, addresses, onStep });
  const created = await createProtocol(client, { genesis, implementations, config, keeperSet });
  const { transaction, gasUsed } = created;
  onStep({ name: "protocol", hash: transaction, ...(gasUsed && { gasUsed }) });
  return created;
}

/** What an implementation was built from: the artifacts at hand, or what was recorded of it. */
function sourcesOf({ artifacts, commit = "unknown", originOf }: DeployParameters, addresses: Addresses) {
  const planned = Object.values(planImplementations(artifacts, addresses));
  return (implementation: Address): Source => {
    const found = planned.find(({ address }) => address === implementation);
    if (found !== undefined) return { ...found, commit };
    if (originOf !== undefined) return originOf(implementation);
    throw new OriginMissingError(implementation, "The build at hand");
  };
}
