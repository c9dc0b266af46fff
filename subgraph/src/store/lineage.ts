import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Debt, DebtPayment } from "../../generated/schema";
import { pairId, tripleId } from "../id";

/**
 * What a capsule owes another one; nothing of it yet when it is new. One event tells all that a capsule owes, ever: there is
 * no debt but of this block, and no need to ask the database.
 */
export function loadDebt(child: Bytes, ancestor: Bytes): Debt {
  const id = pairId(child, ancestor);
  const existing = Debt.loadInBlock(id);
  if (existing != null) return existing;
  const debt = new Debt(id);
  debt.child = child;
  debt.ancestor = ancestor;
  debt.absoluteBps = 0;
  debt.relativeBps = 0;
  return debt;
}

export function loadDebtPayment(child: Bytes, ancestor: Bytes, currency: Bytes): DebtPayment {
  const id = tripleId(child, ancestor, currency);
  const existing = DebtPayment.load(id);
  if (existing != null) return existing;
  const payment = new DebtPayment(id);
  payment.debt = pairId(child, ancestor);
  payment.currency = currency;
  payment.absolute = BigInt.zero();
  payment.relative = BigInt.zero();
  return payment;
}
