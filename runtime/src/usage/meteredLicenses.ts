import { getRunsBought } from "@capsule-protocol/sdk/actions/usage/getRunsBought.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { Address, Client } from "viem";
import { findLicenses, type ReceivedLicense } from "../access/chainHistory.ts";
import { reading } from "../access/viemAccessChain.ts";
import type { KeeperSet } from "../keys/keeperSet.ts";
import { collectLease } from "./keeperUsage.ts";

/** A license with metered runs: those bought in all, and those that nobody leased yet. */
export type MeteredLicense = { licenseId: bigint; capsuleId: bigint; bought: number; left: number };

/**
 * The metered licenses that an account has, also those that are used up, with the runs that are left: what was bought
 * without what a quorum of the keepers leased or what is settled on chain, whichever is more. Where too few keepers
 * answer, what is settled is all that is known.
 *
 * @param parameters.keepers asked for only when there is a metered license.
 * @throws ChainUnreachableError, KeeperSetInvalidError
 */
export async function findMeteredLicenses(
  client: Client,
  parameters: {
    deployment: Deployment;
    account: Address;
    keepers: () => Promise<KeeperSet>;
    signal?: AbortSignal;
    /** Time that each keeper has, in milliseconds. */
    timeoutMilliseconds?: number;
  },
): Promise<MeteredLicense[]> {
  const { deployment, signal, keepers, timeoutMilliseconds } = parameters;
  const metered: (ReceivedLicense & { bought: number })[] = [];
  for (const license of await findLicenses(client, parameters)) {
    const { licenseId, runs, valid } = license;
    const bought = await reading("the license", getRunsBought(client, { deployment, licenseId }), signal);
    if (bought > 0 && (valid || runs === 0)) metered.push({ ...license, bought });
  }
  if (metered.length === 0) return [];
  const { chainId, usageMeter } = deployment;
  const usage = { domain: { chainId, usageMeter }, keepers: await keepers(), signal, timeoutMilliseconds };
  return Promise.all(
    metered.map(async ({ licenseId, capsuleId, bought, runs }) => {
      const leased = await collectLease(usage, licenseId);
      return { licenseId, capsuleId, bought, left: Math.min(runs, Math.max(0, bought - leased)) };
    }),
  );
}
