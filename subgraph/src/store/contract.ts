import { Bytes, dataSource, ethereum } from "@graphprotocol/graph-ts";
import { Contract, ParameterChange } from "../../generated/schema";
import { eventId } from "../id";
import { stamp } from "./stamp";

/** The contract whose event is being handled. */
export function loadContract(address: Bytes): Contract {
  const existing = Contract.load(address);
  if (existing != null) return existing;
  const contract = new Contract(address);
  contract.name = dataSource.context().getString("contract");
  contract.save();
  return contract;
}

export function noteParameter(name: string, value: string, event: ethereum.Event): void {
  const change = new ParameterChange(eventId(event));
  stamp(change, event);
  change.contract = loadContract(event.address).id;
  change.name = name;
  change.value = value;
  change.save();
}
