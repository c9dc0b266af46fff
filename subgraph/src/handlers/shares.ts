// Units of capsules that move. Both sides are settled first, in every currency, so that what was earned stays with who
// earned it.
import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Capsule, ShareTransfer } from "../../generated/schema";
import { eventPartId } from "../id";
import { accountOf, accountOrNull } from "../store/account";
import { loadCapsule } from "../store/capsule";
import { loadIncome, settleOwner } from "../store/income";
import { loadHolding, settledLedger } from "../store/shares";
import { stamp } from "../store/stamp";

/** Units that come from the zero address come out of the escrow of a round. `part` is the place in a batch. */
export function moveUnits(
  from: Address,
  to: Address,
  tokenId: BigInt,
  amount: BigInt,
  event: ethereum.Event,
  part: i32,
): void {
  // A transfer of nothing may name a capsule that never was.
  if (amount.isZero()) return;
  const capsule = loadCapsule(tokenId);
  const units = amount.toI32();
  if (!from.equals(Address.zero())) addHolderUnits(capsule, from, -units);
  addHolderUnits(capsule, to, units);
  const transfer = new ShareTransfer(eventPartId(event, part));
  stamp(transfer, event);
  transfer.capsule = capsule.id;
  transfer.from = accountOrNull(from);
  transfer.to = accountOf(to);
  transfer.units = units;
  transfer.save();
}

/** What nobody was given changes by `units`. */
export function addOwnerUnits(capsule: Capsule, units: i32): void {
  const currencies = capsule.currencies;
  for (let i = 0; i < currencies.length; i++) {
    const income = loadIncome(capsule, currencies[i]);
    settleOwner(income, capsule);
    income.save();
  }
  capsule.ownerUnits += units;
  capsule.save();
}

function addHolderUnits(capsule: Capsule, holder: Bytes, units: i32): void {
  const holding = loadHolding(capsule, holder);
  const currencies = capsule.currencies;
  for (let i = 0; i < currencies.length; i++) {
    settledLedger(holding, loadIncome(capsule, currencies[i])).save();
  }
  holding.units += units;
  holding.save();
}
