// The numbers of RoyaltyLedger and RoyaltyMath, from events alone.
import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Capsule, CapsuleIncome } from "../../generated/schema";
import { pairId } from "../id";
import { UNITS } from "./capsule";

const BPS: i32 = 10_000;

/** A capsule's account in one currency; the first time, the capsule remembers the currency. */
export function loadIncome(capsule: Capsule, currency: Bytes): CapsuleIncome {
  const id = pairId(capsule.id, currency);
  const existing = CapsuleIncome.load(id);
  if (existing != null) return existing;
  const currencies = capsule.currencies;
  currencies.push(currency);
  capsule.currencies = currencies;
  capsule.save();
  return emptyIncome(id, capsule, currency);
}

function emptyIncome(id: Bytes, capsule: Capsule, currency: Bytes): CapsuleIncome {
  const income = new CapsuleIncome(id);
  income.capsule = capsule.id;
  income.currency = currency;
  income.direct = BigInt.zero();
  income.feeCollected = BigInt.zero();
  income.pulledAbsolute = BigInt.zero();
  income.pulledRelative = BigInt.zero();
  income.handedOver = BigInt.zero();
  income.claimed = BigInt.zero();
  income.contestedCheckpoint = BigInt.zero();
  income.contestedAccrued = BigInt.zero();
  income.ownerCheckpoint = BigInt.zero();
  income.ownerAccrued = BigInt.zero();
  income.ownerClaimed = BigInt.zero();
  return income;
}

/** Works out what follows from the amounts that were counted, and saves. */
export function saveIncome(income: CapsuleIncome, capsule: Capsule): void {
  income.fee = partOf(income.direct, capsule.feeBps);
  income.feeCollectable = income.fee.minus(income.feeCollected);
  const rest = income.direct.minus(income.fee);
  const absolute = rest.times(BigInt.fromI32(capsule.absoluteBps));
  const relative = rest.plus(income.pulledRelative).times(BigInt.fromI32(capsule.relativeBps));
  income.owedUpward = absolute.plus(relative).div(BigInt.fromI32(BPS));
  const pulled = income.pulledAbsolute.plus(income.pulledRelative);
  income.net = rest.plus(pulled).minus(income.owedUpward);
  const accrued = accruedUpTo(income.net, income.ownerCheckpoint, income.ownerAccrued, earningUnits(capsule));
  income.ownerClaimable = accrued.div(BigInt.fromI32(UNITS));
  const contested = accruedUpTo(
    income.net,
    income.contestedCheckpoint,
    income.contestedAccrued,
    contestedUnits(capsule),
  );
  income.contested = contested.div(BigInt.fromI32(UNITS));
  income.save();
}

/** Units that earn for the capsule's owner: none while that is contested. */
function earningUnits(capsule: Capsule): i32 {
  return capsule.ownerFrozen ? 0 : capsule.ownerUnits;
}

/** Units whose income is set aside. */
function contestedUnits(capsule: Capsule): i32 {
  return capsule.ownerFrozen ? capsule.ownerUnits : 0;
}

/** Settles what the unallocated units earned, for whom they do; to be called before their number changes. */
export function settleOwner(income: CapsuleIncome, capsule: Capsule): void {
  income.ownerAccrued = accruedUpTo(income.net, income.ownerCheckpoint, income.ownerAccrued, earningUnits(capsule));
  income.ownerCheckpoint = income.net;
  if (!capsule.ownerFrozen) return;
  const units = contestedUnits(capsule);
  income.contestedAccrued = accruedUpTo(income.net, income.contestedCheckpoint, income.contestedAccrued, units);
  income.contestedCheckpoint = income.net;
}

/** What was earned by `units` until net income reached `net`, in millionths. */
export function accruedUpTo(net: BigInt, checkpoint: BigInt, accrued: BigInt, units: i32): BigInt {
  return accrued.plus(net.minus(checkpoint).times(BigInt.fromI32(units)));
}

/** Whole units of a currency, in millionths. */
export function scaled(amount: BigInt): BigInt {
  return amount.times(BigInt.fromI32(UNITS));
}

/** `floor(amount * bps / 10,000)`. */
export function partOf(amount: BigInt, bps: i32): BigInt {
  return amount.times(BigInt.fromI32(bps)).div(BigInt.fromI32(BPS));
}
