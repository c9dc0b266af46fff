// What the tests of the deployment share: a guard with chains that end with the test, keepers that need no ceremony.
import { type Anvil, startAnvil } from "@capsule-protocol/deploy/devnet/anvil.ts";
import { type Guard, startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import { type Artifacts, loadArtifacts } from "@capsule-protocol/deploy/src/artifacts.ts";
import { artifactFolder, buildContracts } from "@capsule-protocol/deploy/src/buildContracts.ts";
import type { DeploymentConfig, KeeperSet } from "@capsule-protocol/deploy/src/config.ts";
import { type Account, getAddress, keccak256, toHex } from "viem";
import { localAccounts } from "../devnet/accounts.ts";

export const FOLDER = artifactFolder("default");

const word = (text: string) => keccak256(toHex(text));
const addressOf = (text: string) => getAddress(word(text).slice(0, 42));

/** Nobody here is the deployer: what it may do afterwards can be seen. */
export const config: DeploymentConfig = {
  chainId: 31337,
  guardian: addressOf("guardian"),
  council: addressOf("council"),
  treasury: addressOf("treasury"),
  feeBps: 123,
  sequencerFeed: addressOf("sequencer feed"),
  priceFeeds: [],
  governance: {
    holder: addressOf("holder"),
    supply: 10n ** 27n,
    proposalGuardian: addressOf("proposal guardian"),
    votingDelay: 3600,
    votingPeriod: 7200,
    lateQuorumExtension: 600,
    timelockDelay: 1800,
    proposalThreshold: 10n ** 24n,
    quorumPercent: 5n,
  },
  contractDigest: word("collection"),
};

export const keeperSet: KeeperSet = {
  threshold: 2,
  groupKey: word("group key"),
  keepers: [1, 2, 3].map((index) => ({
    operator: addressOf(`operator ${index}`),
    transportKey: word(`transport ${index}`),
    verificationShare: word(`share ${index}`),
    url: `https://keeper-${index}.example`,
  })),
};

/** Artifacts of the fast profile, compiled if need be. */
export async function artifacts(): Promise<Artifacts> {
  return loadArtifacts(await buildContracts("default"));
}

export function accountAt(index: number): Account {
  const account = localAccounts()[index]?.account;
  if (account === undefined) throw new Error(`there is no account ${index}`);
  return account;
}

export const deployer = accountAt(0);

/** Runs a test with a guard that closes whatever happens. */
export async function guarded<result>(test: (guard: Guard) => Promise<result>): Promise<result> {
  const guard = startGuard();
  try {
    return await test(guard);
  } finally {
    await guard.close();
  }
}

/** Runs a test on a chain of its own. */
export function onChain<result>(
  test: (client: ReturnType<typeof localClient>, anvil: Anvil) => Promise<result>,
  args: readonly string[] = [],
): Promise<result> {
  return guarded(async (guard) => {
    const anvil = await startAnvil(guard, { args });
    return test(localClient(anvil.url, deployer), anvil);
  });
}
