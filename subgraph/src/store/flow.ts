import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { CapsuleIncome, Flow } from "../../generated/schema";
import { eventPartId } from "../id";
import { stamp } from "./stamp";

/** A movement of money, with the capsule's balances as `income` has them now; the caller adds what else is known. */
export function createFlow(
  kind: string,
  income: CapsuleIncome,
  amount: BigInt,
  event: ethereum.Event,
  part: i32 = 0,
): Flow {
  const flow = new Flow(eventPartId(event, part));
  stamp(flow, event);
  flow.kind = kind;
  flow.capsule = income.capsule;
  flow.currency = income.currency;
  flow.amount = amount;
  flow.directAfter = income.direct;
  flow.netAfter = income.net;
  flow.claimedAfter = income.claimed;
  flow.accountClaimedAfter = BigInt.zero();
  return flow;
}
