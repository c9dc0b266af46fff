import { Entity, ethereum } from "@graphprotocol/graph-ts";
import { sequenceOf } from "../id";

/** Writes when and where it happened, in the fields that every entity of an event has. */
export function stamp(entity: Entity, event: ethereum.Event): void {
  entity.setBigInt("blockNumber", event.block.number);
  entity.setBigInt("timestamp", event.block.timestamp);
  entity.setBytes("transactionHash", event.transaction.hash);
  entity.setBigInt("sequence", sequenceOf(event));
}
