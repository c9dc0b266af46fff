import { type Hex, hashTypedData } from "viem";
import { z } from "zod";
import { KeeperFailure, postToKeeper } from "../keys/keeperHttp.ts";
import { askKeepers } from "../keys/keeperQuorum.ts";
import { checkKeeperSet, type Keeper, type KeeperSet } from "../keys/keeperSet.ts";
import { inOrder, type KeeperSignature, requireKeeperSignature } from "../keys/keeperSignature.ts";
import { UsageQuorumError } from "../keys/keyServiceErrors.ts";
import {
  type LeaseReceipt,
  leaseBatchTypedData,
  type ReleaseCount,
  releaseReportTypedData,
  type UsageDomain,
} from "../keys/usageTypedData.ts";

export type KeeperUsageOptions = {
  domain: UsageDomain;
  keepers: KeeperSet;
  /** Time that each keeper has for each question, in milliseconds; 10,000 by default. */
  timeoutMilliseconds?: number;
  signal?: AbortSignal;
  fetch?: typeof globalThis.fetch;
};

/** Signatures of a quorum over a batch, as UsageMeter takes them. */
export type SignedBatch<Entry> = { epoch: bigint; entries: Entry[]; signatures: Hex[] };

const DEFAULT_TIMEOUT = 10_000;
/** Receipts and counts of one batch, and of one answer: what keepers sign at once. */
const BATCH = 100;

const id = z
  .string()
  .regex(/^(0|[1-9]\d{0,77})$/)
  .transform((text) => BigInt(text));
const uint32 = z.int().min(0).max(0xffffffff);
const leasesSchema = z.strictObject({
  epoch: z.int(),
  leases: z.array(z.strictObject({ licenseId: id, runs: uint32 })).max(BATCH),
});
const countsSchema = z.strictObject({
  epoch: z.int(),
  counts: z.array(z.strictObject({ capsuleId: id, releases: uint32 })).max(BATCH),
});

/**
 * Runs that a quorum leased of each license, cumulative: the `threshold`-th largest of what the keepers say, which is
 * what that many of them sign. Keepers that don't answer say nothing.
 */
export async function collectLeases(options: KeeperUsageOptions): Promise<LeaseReceipt[]> {
  const said = await askAll(options, (keeper, signal) =>
    readPages((after) => readLeases(options, keeper, after, signal)),
  );
  return attested(options.keepers, said).map(([licenseId, runs]) => ({ licenseId, runs }));
}

/** Runs that a quorum leased of one license, as {@link collectLeases}; 0 where too few keepers answer. */
export async function collectLease(options: KeeperUsageOptions, licenseId: bigint): Promise<number> {
  const said = await askAll(options, async (keeper, signal) => {
    const page = await readLeases(options, keeper, licenseId - 1n, signal);
    return new Map(page.filter(([next]) => next === licenseId));
  });
  return attested(options.keepers, said)[0]?.[1] ?? 0;
}

/** Releases of each capsule's key on a day, as far as a quorum says so; as {@link collectLeases}. */
export async function collectReleases(options: KeeperUsageOptions, day: number): Promise<ReleaseCount[]> {
  const said = await askAll(options, async (keeper, signal) => {
    const read = async (after: bigint) => {
      const json = await post(options, keeper, "v1/releases", { day, after: after.toString() }, signal);
      return parsed(countsSchema, json).counts.map(({ capsuleId, releases }) => [capsuleId, releases] as const);
    };
    return readPages(read);
  });
  return attested(options.keepers, said).map(([capsuleId, releases]) => ({ capsuleId, releases }));
}

/** Has keepers sign receipts, 100 at a time. @throws UsageQuorumError */
export function signedLeases(
  options: KeeperUsageOptions,
  receipts: readonly LeaseReceipt[],
): Promise<SignedBatch<LeaseReceipt>[]> {
  const { epoch } = options.keepers;
  return signedBatches(options, "v1/leases/sign", receipts, (entries) => ({
    digest: hashTypedData(leaseBatchTypedData(options.domain, { epoch, receipts: entries })),
    body: { receipts: entries.map(({ licenseId, runs }) => ({ licenseId: licenseId.toString(), runs })) },
  }));
}

/** Has keepers sign counts of a day, 100 at a time. @throws UsageQuorumError */
export function signedReleases(
  options: KeeperUsageOptions,
  day: number,
  counts: readonly ReleaseCount[],
): Promise<SignedBatch<ReleaseCount>[]> {
  const { epoch } = options.keepers;
  return signedBatches(options, "v1/releases/sign", counts, (entries) => ({
    digest: hashTypedData(releaseReportTypedData(options.domain, { epoch, day, counts: entries })),
    body: {
      day,
      counts: entries.map(({ capsuleId, releases }) => ({ capsuleId: capsuleId.toString(), releases })),
    },
  }));
}

async function signedBatches<Entry>(
  options: KeeperUsageOptions,
  path: string,
  entries: readonly Entry[],
  describe: (entries: Entry[]) => { digest: Hex; body: object },
): Promise<SignedBatch<Entry>[]> {
  const set = checkKeeperSet(options.keepers);
  const batches: SignedBatch<Entry>[] = [];
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const { digest, body } = describe(batch);
    const result = await askKeepers<KeeperSignature>({
      set,
      ask: async (keeper, _, signal) => {
        const json = await post(options, keeper, path, body, signal);
        return requireKeeperSignature(set, keeper, json, { digest, what: "a signature that is not over this usage" });
      },
      timeoutMilliseconds: options.timeoutMilliseconds ?? DEFAULT_TIMEOUT,
      signal: options.signal,
    });
    if (result.kind !== "reached") throw new UsageQuorumError(set.threshold, result.answers.length, result.reports);
    batches.push({ epoch: set.epoch, entries: batch, signatures: inOrder(result.answers).map((it) => it.signature) });
  }
  return batches;
}

/** What a keeper leased of the next licenses after one. */
async function readLeases(options: KeeperUsageOptions, keeper: Keeper, after: bigint, signal: AbortSignal) {
  const json = await post(options, keeper, "v1/leases", { after: after.toString() }, signal);
  return parsed(leasesSchema, json).leases.map(({ licenseId, runs }) => [licenseId, runs] as const);
}

/** What each keeper that answers says. */
async function askAll(
  options: KeeperUsageOptions,
  ask: (keeper: Keeper, signal: AbortSignal) => Promise<Map<bigint, number>>,
): Promise<Map<bigint, number>[]> {
  const { keepers } = checkKeeperSet(options.keepers);
  const answers = keepers.map(async (keeper) => {
    const signals = [AbortSignal.timeout(options.timeoutMilliseconds ?? DEFAULT_TIMEOUT)];
    if (options.signal) signals.push(options.signal);
    try {
      return await ask(keeper, AbortSignal.any(signals));
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof KeeperFailure) return new Map<bigint, number>();
      throw error;
    }
  });
  return Promise.all(answers);
}

/** Reads on until a page is not full; a keeper that does not go forward is not followed. */
async function readPages(read: (after: bigint) => Promise<(readonly [bigint, number])[]>) {
  const all = new Map<bigint, number>();
  for (let after = 0n; ; ) {
    const page = await read(after);
    for (const [key, value] of page) {
      if (key <= after) throw new KeeperFailure("faulty", "gave entries out of order.");
      all.set(key, value);
      after = key;
    }
    if (page.length < BATCH) return all;
  }
}

/** For each id the `threshold`-th largest number that was said of it, where it is not 0; ascending by id. */
function attested({ threshold }: KeeperSet, said: readonly Map<bigint, number>[]): [bigint, number][] {
  const ids = [...new Set(said.flatMap((answer) => [...answer.keys()]))];
  return ids
    .map((key): [bigint, number] => {
      const numbers = said.map((answer) => answer.get(key) ?? 0).sort((one, other) => other - one);
      return [key, numbers[threshold - 1] ?? 0];
    })
    .filter(([, number]) => number > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function post(options: KeeperUsageOptions, keeper: Keeper, path: string, body: object, signal: AbortSignal) {
  const fetch = options.fetch ?? globalThis.fetch;
  return postToKeeper({ url: keeper.url, path, body: JSON.stringify(body), signal, fetch });
}

function parsed<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const result = schema.safeParse(json);
  if (!result.success) throw new KeeperFailure("faulty", "gave an answer of another form.");
  return result.data;
}
