// Implementations behind the protocol's proxies, and the guardian's pauses.
import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Upgrade } from "../../generated/schema";
import { eventId } from "../id";
import { loadContract, noteParameter } from "../store/contract";
import { loadProtocol } from "../store/protocol";
import { stamp } from "../store/stamp";

export function upgrade(implementation: Address, event: ethereum.Event): void {
  loadProtocol().save();
  const contract = loadContract(event.address);
  const upgraded = new Upgrade(eventId(event));
  stamp(upgraded, event);
  upgraded.contract = contract.id;
  upgraded.oldImplementation = contract.implementation;
  upgraded.newImplementation = implementation;
  upgraded.save();
  contract.implementation = implementation;
  contract.save();
}

export function pauseEntries(until: BigInt, event: ethereum.Event): void {
  const contract = loadContract(event.address);
  contract.pausedUntil = until;
  contract.save();
  noteParameter("pausedUntil", until.toString(), event);
}
