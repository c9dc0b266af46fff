import { genesisAbi, protocolCreatedEvent } from "@capsule-protocol/sdk/generated/genesis.ts";
import type { Address, Client, Hash } from "viem";
import { getLogs } from "viem/actions";
import type { DeploymentConfig, KeeperSet } from "./config.ts";
import { CreationNotFoundError } from "./errors.ts";
import type { Implementations } from "./implementations.ts";
import { sendCall } from "./sendCall.ts";

/** The transaction that created the protocol. */
export type Creation = { transaction: Hash; startBlock: bigint; gasUsed?: bigint };

/**
 * Creates, initializes and wires everything in one transaction.
 *
 * @throws ContractRevertError when Genesis refuses the config; DeploymentFailedError.
 */
export async function createProtocol(
  client: Client,
  parameters: { genesis: Address; implementations: Implementations; config: DeploymentConfig; keeperSet: KeeperSet },
): Promise<Creation> {
  const { genesis, implementations, config, keeperSet } = parameters;
  const { hash, blockNumber, gasUsed } = await sendCall(
    client,
    { what: "The protocol", contract: "Genesis" },
    {
      address: genesis,
      abi: genesisAbi,
      functionName: "create",
      args: [implementations, genesisConfig(config, keeperSet)],
    },
  );
  return { transaction: hash, startBlock: blockNumber, gasUsed };
}

/** What is chosen for a chain, as Genesis takes it. */
function genesisConfig(config: DeploymentConfig, { threshold: keeperThreshold, groupKey, keepers }: KeeperSet) {
  const { guardian, council, treasury, sequencerFeed, feeBps, contractDigest, governance } = config;
  const { holder, supply, timelockDelay, ...settings } = governance;
  const priceFeeds = config.priceFeeds.map(({ currency, ...feed }) => ({ currency, feed }));
  return {
    ...{ guardian, council, treasury, sequencerFeed, feeBps, contractDigest, priceFeeds },
    ...{ keeperThreshold, groupKey, keepers },
    governance: { holder, supply, timelockDelay: BigInt(timelockDelay), settings },
  };
}

/**
 * Finds the transaction of an earlier run.
 *
 * @throws CreationNotFoundError
 */
export async function findCreation(client: Client, genesis: Address): Promise<Creation> {
  const [log] = await getLogs(client, { address: genesis, event: protocolCreatedEvent, fromBlock: 0n }).catch(
    (cause) => {
      throw new CreationNotFoundError(genesis, cause);
    },
  );
  if (log === undefined) throw new CreationNotFoundError(genesis);
  return { transaction: log.transactionHash, startBlock: log.blockNumber };
}
