import { createHash } from "node:crypto";
import { z } from "zod";
import { openAppendFile } from "./appendFile.ts";
import { ReleaseLogCorruptError } from "./errors.ts";
import { type Lines, readLines, readLinesAndMend } from "./lines.ts";

/**
 * One release, as logged: no account and no network address. `time` is Unix time in seconds, `leaseRuns` the runs leased
 * of a metered license with it, cumulative; 0 for any other.
 */
export type Release = { time: number; epoch: number; capsuleId: bigint; licenseId: bigint; leaseRuns: number };

/** Runs leased of a metered license so far, cumulative. */
export type LeasedRuns = { licenseId: bigint; runs: number };

/** Where a log ends: its number of entries and the hash of the last one. */
export type LogHead = { entries: number; hash: string };

/** Releases of a capsule by one keeper set on one day (UTC, `YYYY-MM-DD`). */
export type DailyCount = { epoch: number; capsuleId: bigint; day: string; releases: number };

/** An open log. */
export type ReleaseLog = {
  /** Resolves when the entry is on the disk. */
  append(release: Release): Promise<void>;
  head(): LogHead;
  /** Time of the newest entry, or null for an empty log. */
  lastTime(): number | null;
  /** Anonymous counts, by keeper set, capsule and day. */
  counts(): DailyCount[];
  /** Runs leased of a license so far, those included that are on their way to the disk; 0 for none. */
  leasedRuns(licenseId: bigint): number;
  /** Runs leased of every metered license. */
  leases(): LeasedRuns[];
  close(): Promise<void>;
};

/** What a log that verified holds. */
export type VerifiedLog = LogHead & { lastTime: number | null; counts: DailyCount[] };

/** `previous` of the first entry. */
export const LOG_GENESIS = "0".repeat(64);

const DOMAIN = "capsule-protocol/release-log/v2\n";
const MAX_TIME = 253_402_300_799; // end of the year 9999, beyond which days have no usual name
const decimal = z.string().regex(/^(0|[1-9]\d{0,77})$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  sequence: z.int().min(1),
  time: z.int().min(0).max(MAX_TIME),
  epoch: z.int().min(1),
  capsuleId: decimal,
  licenseId: decimal,
  leaseRuns: z.int().min(0).max(0xffffffff),
  previous: digest,
  hash: digest,
});

type Entry = z.output<typeof entrySchema>;
type Tally = {
  head: LogHead;
  lastTime: number | null;
  counts: Map<string, DailyCount>;
  leased: Map<bigint, number>;
};

/**
 * Opens a log for appending after verifying all of it. An incomplete last line, which a crash may leave, is cut off:
 * an answer goes out only after its entry is complete on the disk.
 *
 * @throws ReleaseLogCorruptError
 */
export async function openReleaseLog(path: string): Promise<ReleaseLog> {
  const tally = tallyOf(path, await readLinesAndMend(path));
  const file = await openAppendFile(path);
  return {
    append: (release) => {
      const entry = nextEntry(tally.head, release);
      count(tally, entry);
      return file.append(JSON.stringify(entry));
    },
    head: () => tally.head,
    lastTime: () => tally.lastTime,
    counts: () => [...tally.counts.values()],
    leasedRuns: (licenseId) => tally.leased.get(licenseId) ?? 0,
    leases: () => [...tally.leased].map(([licenseId, runs]) => ({ licenseId, runs })),
    close: () => file.close(),
  };
}

/**
 * Checks every line of a log: its form, its place in the chain and its hash.
 * Lines cut off at the end leave a chain that is whole, so compare the returned head with one noted earlier.
 *
 * @param expected a head noted earlier; the log must contain it.
 * @throws ReleaseLogCorruptError naming the first line that does not fit.
 */
export async function verifyReleaseLog(path: string, expected?: LogHead): Promise<VerifiedLog> {
  const read = await readLines(path);
  if (read.torn !== "") throw new ReleaseLogCorruptError(path, read.lines.length + 1, "is incomplete");
  const tally = tallyOf(path, read, expected);
  if (expected && tally.head.entries < expected.entries) {
    throw new ReleaseLogCorruptError(path, tally.head.entries + 1, `is missing, of ${expected.entries} entries noted`);
  }
  return { ...tally.head, lastTime: tally.lastTime, counts: [...tally.counts.values()] };
}

function tallyOf(path: string, { lines }: Lines, expected?: LogHead): Tally {
  const head = { entries: 0, hash: LOG_GENESIS };
  const tally: Tally = { head, lastTime: null, counts: new Map(), leased: new Map() };
  for (const [index, line] of lines.entries()) {
    const entry = parseEntry(line);
    if (!entry) throw new ReleaseLogCorruptError(path, index + 1, "is not a log entry");
    if (entry.sequence !== index + 1 || entry.previous !== tally.head.hash) {
      throw new ReleaseLogCorruptError(path, index + 1, "does not follow the line before it");
    }
    if (entry.hash !== hashOf(entry)) throw new ReleaseLogCorruptError(path, index + 1, "was changed");
    count(tally, entry);
    if (expected?.entries === entry.sequence && expected.hash !== entry.hash) {
      throw new ReleaseLogCorruptError(path, index + 1, "is not the one that was noted earlier");
    }
  }
  return tally;
}

function parseEntry(line: string): Entry | undefined {
  try {
    const entry = entrySchema.parse(JSON.parse(line));
    return JSON.stringify(entry) === line ? entry : undefined; // one way to write an entry, so that no byte is free
  } catch {
    return undefined;
  }
}

function nextEntry(head: LogHead, release: Release): Entry {
  const entry: Entry = {
    sequence: head.entries + 1,
    time: release.time,
    epoch: release.epoch,
    capsuleId: release.capsuleId.toString(),
    licenseId: release.licenseId.toString(),
    leaseRuns: release.leaseRuns,
    previous: head.hash,
    hash: LOG_GENESIS,
  };
  entry.hash = hashOf(entry);
  return entry;
}

/** SHA-256 over the domain and the entry's fields, each of which has a single spelling without line feeds. */
function hashOf({ sequence, time, epoch, capsuleId, licenseId, leaseRuns, previous }: Entry): string {
  const fields = [sequence, time, epoch, capsuleId, licenseId, leaseRuns, previous];
  return createHash("sha256").update(DOMAIN).update(fields.join("\n")).digest("hex");
}

function count(tally: Tally, entry: Entry): void {
  tally.head = { entries: entry.sequence, hash: entry.hash };
  tally.lastTime = Math.max(tally.lastTime ?? 0, entry.time);
  const day = new Date(entry.time * 1000).toISOString().slice(0, 10);
  const { epoch, leaseRuns } = entry;
  const key = `${epoch}/${entry.capsuleId}/${day}`;
  const counted = tally.counts.get(key) ?? { epoch, capsuleId: BigInt(entry.capsuleId), day, releases: 0 };
  counted.releases += 1;
  tally.counts.set(key, counted);
  const licenseId = BigInt(entry.licenseId);
  if (leaseRuns > (tally.leased.get(licenseId) ?? 0)) tally.leased.set(licenseId, leaseRuns);
}
