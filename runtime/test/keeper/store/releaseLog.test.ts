import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { ReleaseLogCorruptError } from "../../../keeper/store/errors.ts";
import { LOG_GENESIS, openReleaseLog, type Release, verifyReleaseLog } from "../../../keeper/store/releaseLog.ts";
import { cleanUp, temporaryDirectory } from "../support/cleanup.ts";

const release = (overrides: Partial<Release> = {}): Release => ({
  ...{ time: 1_800_000_000, epoch: 1, capsuleId: 77n, licenseId: 5n, leaseRuns: 0 },
  ...overrides,
});

describe("keeper: log of releases", function () {
  this.timeout(30_000);
  afterEach(cleanUp);

  async function logWith(releases: readonly Release[]): Promise<string> {
    const path = join(await temporaryDirectory(), "releases.jsonl");
    const log = await openReleaseLog(path);
    await Promise.all(releases.map((entry) => log.append(entry)));
    await log.close();
    return path;
  }
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => release({ time: 1_800_000_000 + i, licenseId: BigInt(i) }));

  it("starts empty, with the genesis hash", async () => {
    const path = await logWith([]);
    assert.deepEqual(await verifyReleaseLog(path), { entries: 0, hash: LOG_GENESIS, lastTime: null, counts: [] });
  });

  it("chains entries, also those appended at the same time, and goes on after a restart", async () => {
    const path = await logWith(many(20));
    const log = await openReleaseLog(path);
    assert.equal(log.head().entries, 20);
    assert.equal(log.lastTime(), 1_800_000_019);
    await log.append(release({ time: 1_800_000_100 }));
    await log.close();
    const verified = await verifyReleaseLog(path);
    assert.deepEqual([verified.entries, verified.hash, verified.lastTime], [21, log.head().hash, 1_800_000_100]);
  });

  it("counts releases by capsule and day (UTC), and tells nothing else", async () => {
    const day = 86_400;
    const path = await logWith([
      release(),
      release({ licenseId: 6n }),
      release({ time: 1_800_000_000 + day }),
      release({ capsuleId: 1n }),
      release({ epoch: 2 }),
    ]);
    const expected = [
      { epoch: 1, capsuleId: 77n, day: "2027-01-15", releases: 2 },
      { epoch: 1, capsuleId: 77n, day: "2027-01-16", releases: 1 },
      { epoch: 1, capsuleId: 1n, day: "2027-01-15", releases: 1 },
      { epoch: 2, capsuleId: 77n, day: "2027-01-15", releases: 1 },
    ];
    assert.deepEqual((await verifyReleaseLog(path)).counts, expected);
    const log = await openReleaseLog(path);
    assert.deepEqual(log.counts(), expected);
    await log.close();
    const [line] = (await readFile(path, "utf8")).split("\n");
    const fields = ["sequence", "time", "epoch", "capsuleId", "licenseId", "leaseRuns", "previous", "hash"];
    assert.deepEqual(Object.keys(JSON.parse(line ?? "")), fields);
  });

  it("remembers the highest number of runs leased of each license, also after a restart", async () => {
    const path = await logWith([
      release({ leaseRuns: 3 }),
      release({ licenseId: 6n, leaseRuns: 10 }),
      release({ leaseRuns: 7 }),
      release({ licenseId: 8n }),
    ]);
    const log = await openReleaseLog(path);
    assert.deepEqual(log.leases(), [
      { licenseId: 5n, runs: 7 },
      { licenseId: 6n, runs: 10 },
    ]);
    assert.equal(log.leasedRuns(8n), 0);
    const written = log.append(release({ leaseRuns: 8 }));
    assert.equal(log.leasedRuns(5n), 8, "counted before it is on the disk: nothing else may lease the same runs");
    await written;
    await log.close();
  });

  it("cuts off an incomplete last line when opened; the verifier alone reports it", async () => {
    const path = await logWith(many(3));
    const whole = await readFile(path, "utf8");
    await appendFile(path, '{"sequence":4,"ti');
    await assert.rejects(verifyReleaseLog(path), ReleaseLogCorruptError);
    await (await openReleaseLog(path)).close();
    assert.equal(await readFile(path, "utf8"), whole);
  });

  it("any changed byte of any line is found, by the verifier and at the start", async () => {
    const path = await logWith(many(8));
    const original = await readFile(path);
    const change = fc.record({
      position: fc.integer({ min: 0, max: original.length - 1 }),
      byte: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ position, byte }) => {
        fc.pre(original[position] !== byte);
        const altered = Buffer.from(original);
        altered[position] = byte;
        await writeFile(path, altered);
        await assert.rejects(verifyReleaseLog(path), ReleaseLogCorruptError);
        // Only the very last line feed can't be told from a line that was never finished.
        if (position !== original.length - 1) await assert.rejects(openReleaseLog(path), ReleaseLogCorruptError);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it("removed, repeated, swapped and inserted lines are found, and the first wrong one is named", async () => {
    const path = await logWith(many(6));
    const other = (await readFile(await logWith([release({ licenseId: 9n })]), "utf8")).trimEnd();
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    const edits = fc.oneof(
      fc.integer({ min: 0, max: 4 }).map((at) => ({ at, lines: lines.toSpliced(at, 1) })),
      fc.integer({ min: 0, max: 5 }).map((at) => ({ at: at + 1, lines: lines.toSpliced(at, 0, lines[at] ?? "") })),
      fc.integer({ min: 0, max: 4 }).map((at) => ({
        at,
        lines: lines.toSpliced(at, 2, lines[at + 1] ?? "", lines[at] ?? ""),
      })),
      fc.integer({ min: 0, max: 6 }).map((at) => ({ at, lines: lines.toSpliced(at, 0, other) })),
    );
    await fc.assert(
      fc.asyncProperty(edits, async (edit) => {
        await writeFile(path, `${edit.lines.join("\n")}\n`);
        await assert.rejects(verifyReleaseLog(path), (error: Error) => {
          assert.ok(error instanceof ReleaseLogCorruptError);
          assert.ok(error.line === edit.at + 1 || error.line === edit.at + 2, `${error.line}, edited at ${edit.at}`);
          return true;
        });
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  it("a line of another log in the same place, and the same line spelled otherwise, are found", async () => {
    const path = await logWith(many(6));
    const other = (await readFile(await logWith(many(7).slice(1)), "utf8")).trimEnd().split("\n");
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    const respelled = (line: string) => [
      line.replace(":", ": "),
      ` ${line}`,
      line.replace("{", '{"epoch":1,'),
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse())),
      line.replace("epoch", "\\u0065poch"),
    ];
    for (const [at, line] of lines.entries()) {
      for (const [wrong, found] of [
        [other[at] ?? "", at === 0 ? 2 : at + 1] as const,
        ...respelled(line).map((text) => [text, at + 1] as const),
      ]) {
        await writeFile(path, `${lines.with(at, wrong).join("\n")}\n`);
        const named = (error: Error) => error instanceof ReleaseLogCorruptError && error.line === found;
        await assert.rejects(verifyReleaseLog(path), named, wrong);
      }
    }
  });

  it("lines cut off at the end are found with a head noted earlier", async () => {
    const path = await logWith(many(6));
    const { entries, hash } = await verifyReleaseLog(path);
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    await writeFile(path, `${lines.slice(0, 4).join("\n")}\n`);
    assert.equal((await verifyReleaseLog(path)).entries, 4);
    await assert.rejects(verifyReleaseLog(path, { entries, hash }), /line 5 is missing, of 6 entries noted/);
    await writeFile(path, `${lines.join("\n")}\n`);
    await verifyReleaseLog(path, { entries, hash });
    await assert.rejects(verifyReleaseLog(path, { entries: 3, hash }), /line 3 is not the one/);
  });
});
