import { type Claim, Claims } from "./claims.ts";
import type { Display, SentTransaction } from "./display.ts";
import { playDisputes } from "./disputes.ts";
import { playEconomy } from "./economy/playEconomy.ts";
import type { Payment } from "./economy/settle.ts";
import { letExpire, watchEnd } from "./expire.ts";
import { checkNothingLeft } from "./leftovers.ts";
import { playMetering } from "./meter.ts";
import type { DemoModel } from "./model.ts";
import { buyLicense, offerLicenses } from "./offer.ts";
import { type BalanceRow, payOut } from "./pay.ts";
import { publishModel } from "./publish.ts";
import { loadAsBuyer, runModel, runPlainModel, spoilKeepers } from "./run.ts";
import { type Scene, setScene } from "./scene.ts";
import { checkStack, startWith } from "./start.ts";
import { refuseBorrowedLicense, refuseStranger } from "./strangers.ts";

export type DemoResult = {
  model: string;
  claims: Claim[];
  transactions: SentTransaction[];
  /** Of the first sale, in wei. */
  balances: BalanceRow[];
  /** Of everything that others built on the model, in wei. */
  payments: Payment[];
  seconds: number;
};
type Played = Pick<DemoResult, "balances" | "payments" | "transactions">;

/** Seconds that a license lasts at least. */
const SHORTEST_LICENSE = 20;

/**
 * Plays the main job of the protocol from end to end on a local stack and checks everything it says.
 *
 * @throws ClaimFailedError when something does not hold; the errors of the parts; the signal's reason. Nothing is left
 *   running then.
 */
export async function runDemo(options: {
  model: DemoModel;
  display: Display;
  signal: AbortSignal;
}): Promise<DemoResult> {
  const { model, display, signal } = options;
  const started = performance.now();
  const claims = new Claims(display.held);
  const stack = await startWith(display, { signal });
  let played: Played;
  try {
    played = await play(setScene({ stack, model, display, claims, signal }));
  } finally {
    await stack.stop();
  }
  display.chapter("Everything is stopped");
  await checkNothingLeft(stack, claims);
  const seconds = (performance.now() - started) / 1000;
  return { model: model.file.path, claims: claims.held, ...played, seconds };
}

async function play(scene: Scene): Promise<Played> {
  await checkStack(scene);
  const published = await publishModel(scene);
  const { capsuleId } = published.binding;
  const plain = await runPlainModel(scene);
  const offerId = await offerLicenses(scene, published, licenseSeconds(scene.model, plain.seconds));
  await refuseStranger(scene, published, (offerId + 1n) << 64n);
  await spoilKeepers(scene);
  const sale = await buyLicense(scene, capsuleId, offerId);
  await refuseBorrowedLicense(scene, published, sale.licenseId);
  const session = await loadAsBuyer(scene, capsuleId, sale.licenseId);
  try {
    const endedAt = watchEnd(session);
    await runModel(scene, session, plain.outputs);
    // While the license lasts, there is time to pay for it.
    const balances = await payOut(scene, capsuleId, sale.paid);
    await letExpire(scene, published, session, sale, endedAt);
    const metered = await playMetering(scene, published);
    // Training and disputes make the chain's clock run ahead of this machine's, which no license in use would survive.
    const payments = await playEconomy(scene, capsuleId, { paidOut: sale.paid, waiting: metered });
    await playDisputes(scene, published, offerId);
    return { balances, payments, transactions: scene.transactions };
  } finally {
    await session.close();
  }
}

/** Long enough to fetch, decrypt and run a model of this size on this machine, and short enough to wait for. */
function licenseSeconds(model: DemoModel, plainSeconds: number): number {
  const bytesPerSecond = 20e6; // fetched, hashed, decrypted and copied, on a slow machine
  return Math.ceil(SHORTEST_LICENSE + 3 * plainSeconds + model.bytes.length / bytesPerSecond);
}
