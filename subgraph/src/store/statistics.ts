// Points of the timeseries: graph-node numbers them, sets their time and adds them up.
import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Capsule, IncomePoint, PayoutPoint, RoyaltyPoint, UsagePoint } from "../../generated/schema";

/** Given as id of a point, of which graph-node makes the next number. */
const NEXT: i64 = 0;

export function countIncome(capsule: Capsule, currency: Bytes, income: BigInt, licenses: BigInt): void {
  const point = new IncomePoint(NEXT);
  point.capsule = capsule.id;
  point.owner = capsule.owner;
  point.currency = currency;
  point.income = income;
  point.licenses = licenses;
  point.save();
}

export function countRoyalty(capsule: Capsule, currency: Bytes, amount: BigInt): void {
  const point = new RoyaltyPoint(NEXT);
  point.capsule = capsule.id;
  point.currency = currency;
  point.amount = amount;
  point.save();
}

export function countPayout(account: Bytes, currency: Bytes, amount: BigInt): void {
  const point = new PayoutPoint(NEXT);
  point.account = account;
  point.currency = currency;
  point.amount = amount;
  point.save();
}

export function countUsage(capsule: Capsule, releases: BigInt, runs: BigInt): void {
  const point = new UsagePoint(NEXT);
  point.capsule = capsule.id;
  point.releases = releases;
  point.runs = runs;
  point.save();
}
