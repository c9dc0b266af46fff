import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { LicenseExpiredError } from "@capsule-protocol/runtime/access/errors.ts";
import type { CapsuleSession } from "@capsule-protocol/runtime/load/session.ts";
import { loadCapsule } from "@capsule-protocol/runtime/loadCapsule.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import type { Sale } from "./offer.ts";
import { keyServiceOf, loadPortsOf, releaseRequest } from "./runtimePorts.ts";
import type { Scene } from "./scene.ts";

/** Seconds after the license's end within which a session that nobody uses must have ended by itself. */
const TOLERANCE = 5;

/** Notes the second at which a session ends, whatever else goes on. */
export function watchEnd({ signal }: CapsuleSession): () => number {
  let endedAt: number | undefined;
  signal.addEventListener("abort", () => (endedAt = Date.now() / 1000), { once: true });
  return () => endedAt ?? Date.now() / 1000;
}

/**
 * The license ends: the session stops by itself, and there is no key any more.
 *
 * @param endedAt of the session, as `watchEnd` saw it.
 */
export async function letExpire(
  scene: Scene,
  published: PublishedCapsule,
  session: CapsuleSession,
  sale: Sale,
  endedAt: () => number,
): Promise<void> {
  const { model, buyer, display, claims } = scene;
  display.chapter("The license ends");
  await waitForEnd(scene, session, sale);
  const late = endedAt() - Number(sale.expiresAt);
  const itself = session.signal.reason instanceof LicenseExpiredError && late >= -1 && late <= TOLERANCE;
  claims.that("The session stopped by itself at the license's end", itself, `${late.toFixed(1)} s after it`);
  await claims.refused("The model no longer runs", ["LICENSE_EXPIRED"], () => session.run(model.feeds));
  await claims.refused("The runtime refuses to load it again", ["LICENSE_EXPIRED"], () =>
    loadCapsule({
      capsuleId: published.binding.capsuleId,
      access: { account: buyer.address, licenseId: sale.licenseId, sign: (data) => buyer.account.signTypedData(data) },
      ports: loadPortsOf(scene, buyer),
    }),
  );
  await claims.refused("The keepers refuse to release the key again", ["LICENSE_EXPIRED"], () =>
    keyServiceOf(scene).release(releaseRequest(scene, published, buyer, sale.licenseId)),
  );
}

/** Counts the seconds down; gives up when the session goes on long after its end. */
async function waitForEnd({ display, signal }: Scene, session: CapsuleSession, { expiresAt }: Sale): Promise<void> {
  const started = Date.now() / 1000;
  const total = Math.max(1, Number(expiresAt) - started);
  const limit = AbortSignal.timeout(Math.ceil((total + 2 * TOLERANCE) * 1000));
  const ended = once(session.signal, "abort", { signal: AbortSignal.any([signal, limit]) }).catch(() => {});
  while (!session.signal.aborted && !limit.aborted) {
    signal.throwIfAborted();
    const passed = Math.min(total, Date.now() / 1000 - started);
    const subject = `${Math.ceil(total - passed)} s`;
    display.progress("wait for the end of the license", { status: "progress", subject });
    await Promise.race([ended, sleep(250)]);
  }
}
