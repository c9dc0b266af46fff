import { discover } from "../discover.ts";
import type { Scene } from "../scene.ts";
import { mergeTwo, quantize } from "./build.ts";
import { startEconomy } from "./economy.ts";
import { resell, sellInUsd, sellPlain, sellQuantized } from "./sales.ts";
import { type Payment, settle } from "./settle.ts";
import { allocate, openAllocation } from "./shares.ts";

/** Units of the million, that no sale divides evenly by. */
const EARLY_UNITS = 250_000n;
const LATE_UNITS = 130_001n;

/**
 * Others build on the model: derivatives, contributors, sales of every kind; then everyone is paid.
 *
 * @param paid all that was paid for the capsule so far, in wei; it was paid out.
 * @returns who was paid what.
 */
export async function playEconomy(scene: Scene, capsuleId: bigint, paid: bigint): Promise<Payment[]> {
  const economy = startEconomy(scene, capsuleId, paid);
  await mergeTwo(economy);
  await openAllocation(economy);
  await allocate(economy, economy.earlyContributor, EARLY_UNITS);
  const licenseId = await sellPlain(economy);
  await allocate(economy, economy.lateContributor, LATE_UNITS);
  const referralShare = await sellInUsd(economy);
  await resell(economy, licenseId);
  await quantize(economy);
  await sellQuantized(economy);
  const payments = await settle(economy, referralShare);
  await discover(economy);
  return payments;
}
