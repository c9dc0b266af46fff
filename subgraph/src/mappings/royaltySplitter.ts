import {
  ContestedIncomeReleased,
  CurrencyAccepted,
  FeeCollected,
  InboxSwept,
  IncomeClaimed,
  IncomeCollected,
  LineageFixed,
  OwnerFrozen,
  OwnerUnfrozen,
  PaymentFailed,
  TransferBatch,
  TransferSingle,
  TreasuryChanged,
  UnitsEscrowed,
} from "../../generated/RoyaltySplitter/RoyaltySplitter";
import { freezeOwner, releaseContested, unfreezeOwner } from "../handlers/contested";
import * as income from "../handlers/income";
import { oweAbsolute, oweRelative } from "../handlers/lineage";
import { moveUnits } from "../handlers/shares";
import { escrowUnits } from "../handlers/training";
import { loadCapsule } from "../store/capsule";
import { noteParameter } from "../store/contract";
import { loadProtocol } from "../store/protocol";

export { handleAuthorityUpdated, handleUpgraded } from "./proxy";

export function handleLineageFixed(event: LineageFixed): void {
  const child = loadCapsule(event.params.childId);
  const absolute = event.params.absolute;
  for (let i = 0; i < absolute.length; i++) oweAbsolute(child, absolute[i].capsuleId, absolute[i].rateBps);
  const relative = event.params.relative;
  for (let i = 0; i < relative.length; i++) oweRelative(child, relative[i].capsuleId, relative[i].rateBps);
  child.save();
}

export function handleIncomeCollected(event: IncomeCollected): void {
  const params = event.params;
  const collection = new income.Collection(
    params.childId,
    params.ancestorId,
    params.currency,
    params.absoluteAmount,
    params.relativeAmount,
  );
  income.collect(collection, event);
}

export function handleIncomeClaimed(event: IncomeClaimed): void {
  const params = event.params;
  const payment = new income.Payment(
    params.capsuleId,
    params.currency,
    params.account,
    params.recipient,
    params.amount,
  );
  income.claim(payment, params.ofOwner, event);
}

export function handlePaymentFailed(event: PaymentFailed): void {
  const params = event.params;
  const payment = new income.Payment(params.capsuleId, params.currency, params.account, params.account, params.amount);
  income.refuse(payment, event);
}

export function handleFeeCollected(event: FeeCollected): void {
  const params = event.params;
  const payment = new income.Payment(
    params.capsuleId,
    params.currency,
    params.treasury,
    params.treasury,
    params.amount,
  );
  income.collectFee(payment, event);
}

export function handleOwnerFrozen(event: OwnerFrozen): void {
  freezeOwner(event.params.capsuleId);
}

export function handleContestedIncomeReleased(event: ContestedIncomeReleased): void {
  const params = event.params;
  releaseContested(params.capsuleId, params.currency, params.beneficiary, params.accrued);
}

export function handleOwnerUnfrozen(event: OwnerUnfrozen): void {
  unfreezeOwner(event.params.capsuleId);
}

export function handleInboxSwept(event: InboxSwept): void {
  income.noteInbox(event.params.capsuleId, event.params.inbox);
}

export function handleCurrencyAccepted(event: CurrencyAccepted): void {
  income.acceptCurrency(event.params.capsuleId, event.params.currency, event);
}

export function handleUnitsEscrowed(event: UnitsEscrowed): void {
  escrowUnits(event.params.capsuleId, event.params.roundId, event.params.units.toI32());
}

export function handleTransferSingle(event: TransferSingle): void {
  const params = event.params;
  moveUnits(params.from, params.to, params.id, params.value, event, 0);
}

export function handleTransferBatch(event: TransferBatch): void {
  const params = event.params;
  for (let i = 0; i < params.ids.length; i++) {
    moveUnits(params.from, params.to, params.ids[i], params.values[i], event, i);
  }
}

export function handleTreasuryChanged(event: TreasuryChanged): void {
  const protocol = loadProtocol();
  protocol.treasury = event.params.treasury;
  protocol.save();
  noteParameter("treasury", event.params.treasury.toHexString(), event);
}
