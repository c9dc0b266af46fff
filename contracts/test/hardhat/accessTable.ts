import type { Matrix } from "./accessOutcomes.ts";
import { accessTokenRows } from "./accessTokenRows.ts";
import { arbiterRows, courtRows } from "./disputeRows.ts";
import { type DisputeScene, setDisputeScene } from "./disputeScene.ts";
import { type EconomyScene, setEconomyScene } from "./economyScene.ts";
import { genesisRows, managerRows, timelockRows } from "./foundationRows.ts";
import { governorRows, setProposal, tokenRows } from "./governanceRows.ts";
import { keeperRows, meterRows } from "./keeperRows.ts";
import { type KeeperScene, setKeeperScene } from "./keeperScene.ts";
import { marketRows } from "./marketRows.ts";
import { type MarketScene, setMarketScene } from "./marketScene.ts";
import { oracleRows } from "./oracleRows.ts";
import type { Protocol } from "./protocol.ts";
import { registryRows } from "./registryRows.ts";
import { inboxRows, splitterRows } from "./royaltyRows.ts";
import { trainingRows } from "./trainingRows.ts";

/** All that the calls are about. */
export type Scenes = {
  economy: EconomyScene;
  proposalId: bigint;
  keepers: KeeperScene;
  market: MarketScene;
  disputes: DisputeScene;
};

export async function setScenes(protocol: Protocol): Promise<Scenes> {
  const economy = await setEconomyScene(protocol);
  const proposalId = await setProposal(protocol);
  const keepers = await setKeeperScene(protocol);
  const market = await setMarketScene(protocol, economy);
  const disputes = await setDisputeScene(protocol);
  return { economy, proposalId, keepers, market, disputes };
}

/** The rows of every contract that is deployed and has a function that changes something. */
export function accessTable(protocol: Protocol, { economy, proposalId, keepers, market, disputes }: Scenes) {
  return {
    CapsuleRegistry: registryRows(protocol, economy),
    AccessToken: accessTokenRows(protocol, economy),
    RoyaltySplitter: splitterRows(protocol, economy),
    Inbox: inboxRows,
    KeeperRegistry: keeperRows(protocol, keepers),
    PriceOracle: oracleRows(protocol),
    TrainingPool: trainingRows(protocol, economy),
    UsageMeter: meterRows(protocol, keepers),
    Market: marketRows(protocol, market),
    DisputeCourt: courtRows(protocol, economy, disputes),
    CouncilArbiter: arbiterRows(protocol, disputes),
    CapsuleToken: tokenRows(protocol),
    CapsuleGovernor: governorRows(protocol, proposalId),
    TimelockController: timelockRows(protocol),
    AccessManager: managerRows(protocol),
    Genesis: genesisRows(protocol),
  } satisfies Record<string, Matrix>;
}

export type ContractName = keyof ReturnType<typeof accessTable>;
