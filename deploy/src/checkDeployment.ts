// Whether chain, record and config say the same of a deployment.
import { assertChain } from "@capsule-protocol/sdk/actions/chain.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { priceOracleAbi } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { type Address, type Client, parseAbi, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import type { DeploymentConfig } from "./config.ts";
import type { Difference } from "./errors.ts";
import { checkPriceFeeds } from "./priceFeeds.ts";
import { type Expectation, failed, recordDifferences } from "./recordDifferences.ts";

/** Of the AccessManager; see contracts/src/upgrade/Roles.sol. */
const ROLES = { ADMIN: 0n, UPGRADER: 1n, PARAMETERS: 2n, GUARDIAN: 3n, COUNCIL: 7n } as const;
const managerAbi = parseAbi([
  "function hasRole(uint64 role, address account) view returns (bool member, uint32 delay)",
]);
const timelockAbi = parseAbi(["function getMinDelay() view returns (uint256)"]);
/** Where the governor tells each setting. */
const SETTINGS = {
  proposalGuardian: "proposalGuardian",
  votingDelay: "votingDelay",
  votingPeriod: "votingPeriod",
  lateQuorumExtension: "lateQuorumVoteExtension",
  proposalThreshold: "proposalThreshold",
  quorumPercent: "quorumNumerator",
} as const;

/**
 * Compares the chain with the record, and with the config where one is given. What was voted on since is a difference
 * from the config, too: whoever reads it knows whether it was.
 *
 * @returns each difference; none when all say the same.
 * @throws WrongChainError
 */
export async function checkDeployment(
  client: Client,
  record: DeploymentRecord,
  config?: DeploymentConfig,
): Promise<Difference[]> {
  await assertChain(client, deploymentOf(record));
  const found = await Promise.all([
    recordDifferences(client, record),
    ...(config === undefined
      ? []
      : [
          parameters(client, record, config),
          governance(client, record, config),
          rights(client, record, config),
          feeds(client, record, config),
        ]),
  ]);
  return found.flat();
}

async function parameters(client: Client, record: DeploymentRecord, config: DeploymentConfig): Promise<Difference[]> {
  const { registry, royaltySplitter, priceOracle } = deploymentOf(record);
  const ofRegistry = { address: registry, abi: capsuleRegistryAbi } as const;
  const [feeBps, contractUri, treasury, sequencerFeed] = await Promise.all([
    readContract(client, { ...ofRegistry, functionName: "protocolFeeBps" }),
    readContract(client, { ...ofRegistry, functionName: "contractURI" }),
    readContract(client, { address: royaltySplitter, abi: royaltySplitterAbi, functionName: "treasury" }),
    readContract(client, { address: priceOracle, abi: priceOracleAbi, functionName: "sequencerFeed" }),
  ]);
  const uri = `ipfs://f01551220${config.contractDigest.slice(2)}`;
  return failed([
    { source: "config", what: "CapsuleRegistry: feeBps", expected: config.feeBps, found: feeBps },
    { source: "config", what: "CapsuleRegistry: contractURI", expected: uri, found: contractUri },
    { source: "config", what: "RoyaltySplitter: treasury", expected: config.treasury, found: treasury },
    { source: "config", what: "PriceOracle: sequencerFeed", expected: config.sequencerFeed, found: sequencerFeed },
  ]);
}

async function governance(client: Client, record: DeploymentRecord, config: DeploymentConfig): Promise<Difference[]> {
  const { governor, timelock } = deploymentOf(record);
  const settings = Object.entries(SETTINGS).map(async ([key, functionName]): Promise<Expectation> => {
    const expected = config.governance[key as keyof typeof SETTINGS];
    const found = await readContract(client, { address: governor, abi: capsuleGovernorAbi, functionName });
    return { source: "config", what: `CapsuleGovernor: ${key}`, expected, found };
  });
  const found = await readContract(client, { address: timelock, abi: timelockAbi, functionName: "getMinDelay" });
  const delay = { what: "timelock: timelockDelay", expected: config.governance.timelockDelay, found };
  return failed([...(await Promise.all(settings)), { source: "config", ...delay }]);
}

/** Every right is the timelock's, but for the guardian's and the council's; the deployer has none. */
async function rights(client: Client, record: DeploymentRecord, config: DeploymentConfig): Promise<Difference[]> {
  const { accessManager, timelock } = deploymentOf(record);
  const has = async (role: keyof typeof ROLES, account: Address, expected: boolean): Promise<Expectation> => {
    const call = { address: accessManager, abi: managerAbi, functionName: "hasRole" } as const;
    const [found] = await readContract(client, { ...call, args: [ROLES[role], account] });
    return { source: "config", what: `AccessManager: role ${role} of ${account}`, expected, found };
  };
  const council = config.council === zeroAddress ? timelock : config.council;
  const deputies = [has("COUNCIL", council, true)];
  if (config.guardian !== zeroAddress) deputies.push(has("GUARDIAN", config.guardian, true));
  const highest = ["ADMIN", "UPGRADER", "PARAMETERS"] as const;
  const ofTimelock = highest.map((role) => has(role, timelock, true));
  const ofDeployer = highest.map((role) => has(role, record.deployer, false));
  return failed(await Promise.all([...ofTimelock, ...ofDeployer, ...deputies]));
}

async function feeds(client: Client, record: DeploymentRecord, config: DeploymentConfig): Promise<Difference[]> {
  const { priceOracle } = deploymentOf(record);
  const steps = await checkPriceFeeds(client, { priceOracle, feeds: config.priceFeeds });
  const other = steps.filter(({ governance: call }) => call !== undefined);
  return failed(
    other.map(({ name, address }) => ({
      source: "config",
      what: `PriceOracle: ${name}`,
      expected: address,
      found: "other terms",
    })),
  );
}
