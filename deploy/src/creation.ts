import { decodeRevert } from "@capsule-protocol/sdk/errors/contractDecode.ts";
import { genesisAbi, protocolCreatedEvent } from "@capsule-protocol/sdk/generated/genesis.ts";
import type { Address, Client, Hash } from "viem";
import {
  getLogs,
  getTransactionReceipt,
  simulateContract,
  waitForTransactionReceipt,
  writeContract,
} from "viem/actions";
import type { DeploymentConfig, KeeperSet } from "./config.ts";
import { CreationNotFoundError, DeploymentFailedError } from "./errors.ts";
import type { Implementations } from "./implementations.ts";
import type { DeploymentRecord } from "./record.ts";

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
  const { admin, treasury, feeBps, contractDigest } = config;
  const { threshold: keeperThreshold, groupKey, keepers } = keeperSet;
  const call = {
    address: genesis,
    abi: genesisAbi,
    functionName: "create",
    args: [implementations, { admin, treasury, feeBps, contractDigest, keeperThreshold, groupKey, keepers }],
  } as const;
  const { request } = await simulateContract(client, { ...call, account: client.account }).catch((error: unknown) => {
    throw decodeRevert(error, { contract: "Genesis", functionName: "create" });
  });
  const transaction = await writeContract(client, { ...request, chain: client.chain ?? null } as never);
  const { status, blockNumber, gasUsed } = await waitForTransactionReceipt(client, { hash: transaction });
  if (status === "reverted")
    throw new DeploymentFailedError("The protocol", "its creation was reverted", { hash: transaction });
  return { transaction, startBlock: blockNumber, gasUsed };
}

/**
 * Finds the transaction of an earlier run.
 *
 * @param earlier record of that run; believed only if the chain has its transaction in the block that it names.
 * @throws CreationNotFoundError
 */
export async function findCreation(client: Client, genesis: Address, earlier?: DeploymentRecord): Promise<Creation> {
  if (earlier !== undefined && (await isOnChain(client, earlier))) {
    return { transaction: earlier.transaction, startBlock: earlier.startBlock };
  }
  const [log] = await getLogs(client, { address: genesis, event: protocolCreatedEvent, fromBlock: 0n }).catch(
    (cause) => {
      throw new CreationNotFoundError(genesis, cause);
    },
  );
  if (log === undefined) throw new CreationNotFoundError(genesis);
  return { transaction: log.transactionHash, startBlock: log.blockNumber };
}

async function isOnChain(client: Client, { transaction, startBlock }: DeploymentRecord): Promise<boolean> {
  return getTransactionReceipt(client, { hash: transaction }).then(
    ({ blockNumber }) => blockNumber === startBlock,
    () => false,
  );
}
