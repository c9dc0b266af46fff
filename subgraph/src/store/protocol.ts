import { BigInt, Bytes, dataSource } from "@graphprotocol/graph-ts";
import { IndexerInfo, Protocol, ProtocolIncome } from "../../generated/schema";
import { singletonId } from "../id";

/** The protocol's one entity; the first event of all also leaves word of what index this is. */
export function loadProtocol(): Protocol {
  const id = singletonId();
  const existing = Protocol.load(id);
  if (existing != null) return existing;
  describeIndexer(id);
  const protocol = new Protocol(id);
  protocol.feeBps = 0;
  protocol.capsuleCount = 0;
  protocol.derivativeCount = 0;
  protocol.offerCount = 0;
  protocol.licenseCount = BigInt.zero();
  protocol.currentEpoch = BigInt.zero();
  protocol.minimumBond = BigInt.zero();
  return protocol;
}

export function loadProtocolIncome(currency: Bytes): ProtocolIncome {
  const existing = ProtocolIncome.load(currency);
  if (existing != null) return existing;
  const income = new ProtocolIncome(currency);
  income.direct = BigInt.zero();
  income.collected = BigInt.zero();
  income.claimed = BigInt.zero();
  income.feeCollected = BigInt.zero();
  return income;
}

function describeIndexer(id: Bytes): void {
  const context = dataSource.context();
  const info = new IndexerInfo(id);
  info.schemaVersion = context.getString("schemaVersion");
  info.commit = context.getString("commit");
  info.chainId = context.getBigInt("chainId");
  info.startBlock = context.getBigInt("startBlock");
  info.save();
}
