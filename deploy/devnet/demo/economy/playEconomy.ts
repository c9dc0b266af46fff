import { discover } from "../discover.ts";
import type { Scene } from "../scene.ts";
import { mergeTwo, quantize } from "./build.ts";
import { type Earned, startEconomy } from "./economy.ts";
import { payInbox } from "./inbox.ts";
import { resell, sellInUsd, sellPlain, sellQuantized } from "./sales.ts";
import { type Payment, settle } from "./settle.ts";
import { finishRound, handOutShares, trainTogether } from "./training.ts";
import { upgradeByVote } from "./upgrade.ts";

/**
 * Others build on the model: derivatives, contributors, sales of every kind; then everyone is paid.
 *
 * @param earned what was paid for the capsule so far.
 * @returns who was paid what.
 */
export async function playEconomy(scene: Scene, capsuleId: bigint, earned: Earned): Promise<Payment[]> {
  const economy = startEconomy(scene, capsuleId, earned);
  await mergeTwo(economy);
  const round = await trainTogether(economy);
  const licenseId = await sellPlain(economy);
  await finishRound(economy, round);
  const referralShare = await sellInUsd(economy);
  await resell(economy, licenseId);
  await payInbox(economy, licenseId);
  await quantize(economy);
  await sellQuantized(economy);
  await upgradeByVote(economy, { licenseId, roundId: round.roundId });
  await handOutShares(economy, round);
  const payments = await settle(economy, referralShare);
  await discover(economy);
  return payments;
}
