// Steps of the scenario by which keepers tell what was used. Runs are leased off chain: only receipts come to it.
import { getCurrentEpoch, getRunsBought, getSettledRuns, reportReleases, settle } from "@capsule-protocol/sdk";
import { usageMeterAbi } from "@capsule-protocol/sdk/generated/usageMeter.ts";
import { readContract } from "viem/actions";
import { anyone, clientOf, founder, now, type World } from "../world.ts";
import { signedByKeepers } from "./keeperSteps.ts";

const DAY = 86_400;

/** A batch with a good receipt, one of a license that isn't metered, one of runs that nobody bought, and an old one. */
export async function settleUsage(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const { random } = world;
  const client = clientOf(world, anyone(world));
  const license = random.pick(world.licenses.filter(({ offer: { kind } }) => kind === "metered"));
  const plain = random.pick(world.licenses.filter(({ offer: { kind } }) => kind === "plain"));
  if (license === undefined || plain === undefined || world.keepers.length === 0) return false;
  const { id: licenseId } = license;
  const [bought, settled] = await Promise.all([
    getRunsBought(client, { deployment, licenseId }),
    getSettledRuns(client, { deployment, licenseId }),
  ]);
  if (settled >= bought) return false;
  const runs = settled + 1 + random.below(Math.min(bought - settled, 20));
  const receipts = [
    { licenseId: plain.id, runs: 1 },
    { licenseId, runs: bought + 1 },
    { licenseId, runs },
    { licenseId, runs },
  ];
  const epoch = await getCurrentEpoch(client, { deployment });
  const signatures = await signedByKeepers(world, () => {
    const view = { abi: usageMeterAbi, functionName: "leaseBatchDigest", args: [epoch, receipts] } as const;
    return readContract(client, { address: deployment.usageMeter, ...view });
  });
  await settle.sync(client, { deployment, epoch, receipts, signatures });
  return true;
}

/** How often keys were released on a day that is over, the last one or one before. */
export async function reportDay(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const { random } = world;
  if (world.keepers.length === 0) return false;
  const epoch = await getCurrentEpoch(founder(world), { deployment });
  const day = Math.floor((await now(world)) / DAY) - 1 - random.below(3);
  const capsules = random.shuffled(world.capsules).slice(0, 3);
  // One of them names a capsule that isn't there.
  const counts = [...capsules.map(({ id }) => id), 2n ** 255n].map((capsuleId) => ({
    capsuleId,
    releases: 1 + random.below(1000),
  }));
  const signatures = await signedByKeepers(world, () => {
    const view = { abi: usageMeterAbi, functionName: "releaseReportDigest", args: [epoch, day, counts] } as const;
    return readContract(founder(world), { address: deployment.usageMeter, ...view });
  });
  const client = clientOf(world, anyone(world));
  await reportReleases.sync(client, { deployment, epoch, day, counts, signatures });
  return true;
}
