import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { authorizeAccess } from "../../src/access/authorizeAccess.ts";
import { LicenseExpiredError, LicenseMissingError, LicenseUncheckedError } from "../../src/access/errors.ts";
import { LicenseClock } from "../../src/access/licenseClock.ts";
import { LicenseGuard, type LicenseGuardOptions } from "../../src/access/licenseGuard.ts";
import { type FakeChain, fakeChain, HOLDER, license, OWNER } from "./support/fakeChain.ts";

/** Clocks that stand until they are turned. */
function clocks() {
  const time = { wall: 5_000_000, monotonic: 70_000 };
  return {
    sources: { wall: () => time.wall, monotonic: () => time.monotonic },
    wall(seconds: number) {
      time.wall += seconds * 1000;
    },
    monotonic(seconds: number) {
      time.monotonic += seconds * 1000;
    },
    both(seconds: number) {
      this.wall(seconds);
      this.monotonic(seconds);
    },
  };
}

describe("LicenseClock", () => {
  it("goes on with the monotonic clock, whatever the wall clock is turned to", () => {
    const clock = clocks();
    const license = new LicenseClock(1_000n, clock.sources);
    clock.monotonic(10);
    clock.wall(-3600);
    assert.equal(license.certain, 1_010);
    assert.equal(license.possible, 1_010);
  });

  it("takes time that only the wall clock saw (a machine asleep) as possible, not as certain", () => {
    const clock = clocks();
    const license = new LicenseClock(1_000n, clock.sources);
    clock.wall(3600);
    assert.equal(license.certain, 1_000);
    assert.equal(license.possible, 4_600);
  });

  it("moves ahead to the chain's time and is not turned back by a block that is behind", () => {
    const clock = clocks();
    const license = new LicenseClock(1_000n, clock.sources);
    license.checked(1_500n);
    assert.equal(license.certain, 1_500);
    license.checked(1_200n);
    assert.equal(license.certain, 1_500);
  });
});

describe("LicenseGuard", () => {
  let chain: FakeChain;
  let clock: ReturnType<typeof clocks>;
  let guard: LicenseGuard;

  const check = (signal?: AbortSignal) =>
    authorizeAccess({
      chain,
      subject: { capsuleId: 7n, state: { owner: OWNER } },
      access: { account: HOLDER, licenseId: 5n },
      ...(signal && { signal }),
    });
  const start = async (options: LicenseGuardOptions = {}) => {
    guard = new LicenseGuard({ timeSources: clock.sources, ...options, licenseId: 5n, grant: await check(), check });
  };
  const passBoth = (seconds: number) => {
    clock.both(seconds);
    chain.time += BigInt(seconds);
  };

  beforeEach(() => {
    chain = fakeChain();
    chain.licenses.set(5n, license());
    clock = clocks();
  });
  afterEach(() => guard?.stop());

  it("asks the chain nothing while the last check is fresh", async () => {
    await start();
    const asked = chain.asked;
    passBoth(29);
    for (let use = 0; use < 1000; use++) await guard.use();
    assert.equal(chain.asked, asked);
  });

  it("asks again in the background once the check is 30 seconds old, and ends when the license was given away", async () => {
    await start();
    chain.licenses.set(5n, license({ holder: OWNER }));
    passBoth(30);
    await guard.use(); // this use goes through: it started the check
    await sleep(0);
    await assert.rejects(guard.use(), LicenseMissingError);
    assert.ok(guard.signal.reason instanceof LicenseMissingError);
  });

  it("ends at the license's end", async () => {
    await start();
    passBoth(999);
    await guard.use();
    passBoth(1);
    await assert.rejects(guard.use(), LicenseExpiredError);
    assert.equal(guard.signal.aborted, true);
  });

  it("ends by itself, without being used, within a second of the end", async function () {
    this.timeout(10_000);
    chain = fakeChain(0n);
    const started = performance.now();
    const running: FakeChain = chain;
    Object.defineProperty(running, "time", { get: () => BigInt(Math.floor((performance.now() - started) / 1000)) });
    chain.licenses.set(5n, license({ expiresAt: 1n }));
    guard = new LicenseGuard({ licenseId: 5n, grant: await check(), check });
    assert.equal(guard.signal.aborted, false);
    const hold = setInterval(() => {}, 1000); // the guard's own timer does not keep the process alive
    await new Promise((resolve) => guard.signal.addEventListener("abort", resolve));
    clearInterval(hold);
    const elapsed = performance.now() - started;
    assert.ok(elapsed >= 950 && elapsed < 2500, `ended after ${elapsed} ms`);
    assert.ok(guard.signal.reason instanceof LicenseExpiredError);
  });

  it("goes on after a renewal and takes the new end", async () => {
    await start();
    chain.licenses.set(5n, license({ expiresAt: 3_000n }));
    passBoth(1_000);
    await guard.use();
    assert.equal(guard.expiresAt, 3_000n);
    passBoth(1_000);
    await assert.rejects(guard.use(), LicenseExpiredError);
  });

  it("ends at the license's end even when the chain stands still", async () => {
    await start();
    clock.both(1_000); // no block since
    await assert.rejects(guard.use(), LicenseExpiredError);
  });

  it("ends at the license's end when the chain can't be asked", async () => {
    await start();
    chain.failure = new Error("connection refused");
    clock.both(1_000);
    await assert.rejects(guard.use(), LicenseExpiredError);
  });

  it("is not ended by a wall clock that is set forward, as the chain says otherwise", async () => {
    await start();
    clock.wall(86_400);
    await guard.use();
    assert.equal(guard.signal.aborted, false);
  });

  it("is not prolonged by a wall clock that is set back", async () => {
    await start();
    clock.monotonic(1_000);
    clock.wall(-86_400);
    await assert.rejects(guard.use(), LicenseExpiredError);
  });

  it("tolerates a chain that does not answer, up to 10 minutes, and goes on when it answers again", async () => {
    chain.licenses.set(5n, license({ expiresAt: 100_000n }));
    await start();
    chain.failure = new Error("connection refused");
    clock.both(599);
    await guard.use();
    clock.both(1);
    await assert.rejects(guard.use(), LicenseUncheckedError);
    chain.failure = undefined;
    chain.time = 1_600n;
    await guard.use();
  });

  it("asks once, however many uses need the answer", async () => {
    await start();
    const asked = chain.asked;
    passBoth(600);
    await Promise.all(Array.from({ length: 50 }, () => guard.use()));
    assert.equal(chain.asked - asked, 2); // the license and the time
  });
});
