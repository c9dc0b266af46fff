// Use by the day on which it was. Points of the timeseries can't tell: graph-node gives them the time of their block.
import { BigInt } from "@graphprotocol/graph-ts";
import { Capsule, CapsuleUsageDay, ProtocolUsageDay } from "../../generated/schema";
import { numberId, pairId } from "../id";

const SECONDS_PER_DAY: i32 = 86_400;

/** Days since 1970-01-01, UTC. */
export function dayOf(timestamp: BigInt): BigInt {
  return timestamp.div(BigInt.fromI32(SECONDS_PER_DAY));
}

export function addUsage(capsule: Capsule, day: BigInt, releases: BigInt, runs: BigInt): void {
  const ofCapsule = loadCapsuleDay(capsule, day);
  ofCapsule.releases = ofCapsule.releases.plus(releases);
  ofCapsule.runs = ofCapsule.runs.plus(runs);
  ofCapsule.save();
  const ofAll = loadProtocolDay(day);
  ofAll.releases = ofAll.releases.plus(releases);
  ofAll.runs = ofAll.runs.plus(runs);
  ofAll.save();
}

function loadCapsuleDay(capsule: Capsule, day: BigInt): CapsuleUsageDay {
  const id = pairId(capsule.id, numberId(day));
  const existing = CapsuleUsageDay.load(id);
  if (existing != null) return existing;
  const usage = new CapsuleUsageDay(id);
  usage.capsule = capsule.id;
  usage.day = day;
  usage.releases = BigInt.zero();
  usage.runs = BigInt.zero();
  return usage;
}

function loadProtocolDay(day: BigInt): ProtocolUsageDay {
  const id = numberId(day);
  const existing = ProtocolUsageDay.load(id);
  if (existing != null) return existing;
  const usage = new ProtocolUsageDay(id);
  usage.day = day;
  usage.releases = BigInt.zero();
  usage.runs = BigInt.zero();
  return usage;
}
