import { type Hex, hashTypedData } from "viem";
import { z } from "zod";
import { leaseBatchTypedData, releaseReportTypedData, type UsageDomain } from "../../src/keys/usageTypedData.ts";
import type { RateLimits } from "../limits/rateLimits.ts";
import type { OperatorKey } from "../operatorKey.ts";
import { RefusedError } from "../refusedError.ts";
import { parseBody } from "../release/requestBody.ts";
import type { ReleaseLog } from "../store/releaseLog.ts";

/** Everything that a keeper's word on usage depends on. */
export type UsageContext = {
  domain: UsageDomain;
  epoch: number;
  log: Pick<ReleaseLog, "counts" | "leases" | "leasedRuns">;
  operator: OperatorKey;
  limits: RateLimits;
  /** Unix time in milliseconds. */
  now: () => number;
};

/** An EIP-712 signature for UsageMeter. */
export type UsageSignature = { operator: Hex; epoch: number; signature: Hex };

/** Entries of one answer; the receipts of one batch. */
export const USAGE_PAGE = 100;

const uint256 = z
  .string()
  .regex(/^(0|[1-9]\d{0,77})$/, "must be a decimal integer in a string")
  .transform((text) => BigInt(text))
  .refine((value) => value < 1n << 256n, "must fit in uint256");
const uint32 = z.int().min(0).max(0xffffffff);
const after = uint256.default(0n);

const leasesSchema = z.strictObject({ after });
const countsSchema = z.strictObject({ day: uint32, after });
const receiptsSchema = z.strictObject({
  receipts: z
    .array(z.strictObject({ licenseId: uint256, runs: uint32 }))
    .min(1)
    .max(USAGE_PAGE),
});
const reportSchema = z.strictObject({
  day: uint32,
  counts: z
    .array(z.strictObject({ capsuleId: uint256, releases: uint32 }))
    .min(1)
    .max(USAGE_PAGE),
});

/** Runs that this keeper leased, of the next licenses after one, ascending. */
export function listLeases({ epoch, log }: UsageContext, json: unknown) {
  const body = parseBody(leasesSchema, json);
  const leases = page(log.leases(), ({ licenseId }) => licenseId, body.after);
  return { epoch, leases: leases.map(({ licenseId, runs }) => ({ licenseId: licenseId.toString(), runs })) };
}

/** Releases of a day that is over, of the next capsules after one, ascending. Only those of its own epoch. */
export function listReleases(context: UsageContext, json: unknown) {
  const body = parseBody(countsSchema, json);
  requireOver(context, body.day);
  const counts = page(countsOf(context, body.day), ({ capsuleId }) => capsuleId, body.after);
  const { epoch } = context;
  return { epoch, counts: counts.map(({ capsuleId, releases }) => ({ capsuleId: capsuleId.toString(), releases })) };
}

/** Signs receipts of which none is above what this keeper leased itself. @throws RefusedError USAGE_UNKNOWN */
export function signLeases(context: UsageContext, json: unknown): UsageSignature {
  const { receipts } = parseBody(receiptsSchema, json);
  context.limits.global();
  for (const { licenseId, runs } of receipts) {
    const leased = context.log.leasedRuns(licenseId);
    if (runs > leased) {
      throw new RefusedError("USAGE_UNKNOWN", `This keeper leased ${leased} runs of license ${licenseId}.`, { leased });
    }
  }
  return signed(context, hashTypedData(leaseBatchTypedData(context.domain, { epoch: epochOf(context), receipts })));
}

/** Signs counts of which none is above this keeper's own. @throws RefusedError USAGE_UNKNOWN, DAY_NOT_OVER */
export function signReleases(context: UsageContext, json: unknown): UsageSignature {
  const { day, counts } = parseBody(reportSchema, json);
  context.limits.global();
  requireOver(context, day);
  const own = new Map(countsOf(context, day).map(({ capsuleId, releases }) => [capsuleId, releases]));
  for (const { capsuleId, releases } of counts) {
    const known = own.get(capsuleId) ?? 0;
    if (releases > known) {
      throw new RefusedError("USAGE_UNKNOWN", `This keeper released the key of capsule ${capsuleId} ${known} times.`);
    }
  }
  return signed(
    context,
    hashTypedData(releaseReportTypedData(context.domain, { epoch: epochOf(context), day, counts })),
  );
}

function countsOf({ epoch, log }: UsageContext, day: number) {
  const name = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return log.counts().filter((count) => count.epoch === epoch && count.day === name);
}

/** Counts of a day that goes on would tell when keys are released. */
function requireOver({ now }: UsageContext, day: number): void {
  const today = Math.floor(now() / 86_400_000);
  if (day >= today) throw new RefusedError("DAY_NOT_OVER", `Day ${day} is not over; today is ${today}.`);
}

function page<Entry>(entries: readonly Entry[], idOf: (entry: Entry) => bigint, after: bigint): Entry[] {
  return entries
    .filter((entry) => idOf(entry) > after)
    .sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1))
    .slice(0, USAGE_PAGE);
}

const epochOf = ({ epoch }: UsageContext): bigint => BigInt(epoch);

function signed({ operator, epoch }: UsageContext, digest: Hex): UsageSignature {
  return { operator: operator.address, epoch, signature: operator.sign(digest) };
}
