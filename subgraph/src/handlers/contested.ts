// What a capsule's owner earns while it is disputed: set aside, until it is somebody's.
import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";
import { loadCapsule } from "../store/capsule";
import { loadIncome, saveIncome, settleOwner } from "../store/income";
import { loadHolding, settledLedger } from "../store/shares";

/** From now on the unallocated units earn for a ledger of their own. */
export function freezeOwner(tokenId: BigInt): void {
  const capsule = loadCapsule(tokenId);
  const currencies = capsule.currencies;
  for (let i = 0; i < currencies.length; i++) {
    const income = loadIncome(capsule, currencies[i]);
    settleOwner(income, capsule);
    income.contestedCheckpoint = income.net;
    income.contestedAccrued = BigInt.zero();
    income.save();
  }
  capsule.ownerFrozen = true;
  capsule.save();
  for (let i = 0; i < currencies.length; i++) saveIncome(loadIncome(capsule, currencies[i]), capsule);
}

/** What was set aside in one currency is the beneficiary's, or the owner's again if that is the zero address. */
export function releaseContested(tokenId: BigInt, currency: Bytes, beneficiary: Address, accrued: BigInt): void {
  const capsule = loadCapsule(tokenId);
  const income = loadIncome(capsule, currency);
  if (beneficiary.equals(Address.zero())) {
    income.ownerAccrued = income.ownerAccrued.plus(accrued);
    saveIncome(income, capsule);
    return;
  }
  const holding = loadHolding(capsule, beneficiary);
  holding.save();
  const ledger = settledLedger(holding, income);
  ledger.accrued = ledger.accrued.plus(accrued);
  ledger.save();
}

/** The owner earns again. What was set aside was told of before. */
export function unfreezeOwner(tokenId: BigInt): void {
  const capsule = loadCapsule(tokenId);
  capsule.ownerFrozen = false;
  capsule.save();
  const currencies = capsule.currencies;
  for (let i = 0; i < currencies.length; i++) {
    const income = loadIncome(capsule, currencies[i]);
    income.contestedCheckpoint = BigInt.zero();
    income.contestedAccrued = BigInt.zero();
    income.ownerCheckpoint = income.net;
    saveIncome(income, capsule);
  }
}
