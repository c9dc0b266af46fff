import { type Claim, Claims } from "./claims.ts";
import type { Display, SentTransaction } from "./display.ts";
import { letExpire } from "./expire.ts";
import { checkNothingLeft } from "./leftovers.ts";
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
  /** In wei. */
  balances: BalanceRow[];
  seconds: number;
};

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
  let played: Pick<DemoResult, "balances" | "transactions">;
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

async function play(scene: Scene): Promise<Pick<DemoResult, "balances" | "transactions">> {
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
    await runModel(scene, session, plain.outputs);
    await letExpire(scene, published, session, sale);
  } finally {
    await session.close();
  }
  const balances = await payOut(scene, capsuleId, sale.paid);
  return { balances, transactions: scene.transactions };
}

/** Long enough to fetch, decrypt and run a model of this size on this machine, and short enough to wait for. */
function licenseSeconds(model: DemoModel, plainSeconds: number): number {
  const bytesPerSecond = 20e6; // fetched, hashed, decrypted and copied, on a slow machine
  return Math.ceil(SHORTEST_LICENSE + 3 * plainSeconds + model.bytes.length / bytesPerSecond);
}
