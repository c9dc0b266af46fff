// Rounds of collaborative training: contributions, challenges, and units that earn in escrow until they are claimed.
import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Allocation, Capsule, Challenge, Contribution, EscrowStart, Round, ShareEscrow } from "../../generated/schema";
import { numberId, pairId } from "../id";
import { accountOf } from "../store/account";
import { addBondCredit } from "../store/bondCredit";
import { loadCapsule } from "../store/capsule";
import { loadIncome } from "../store/income";
import { loadHolding, settledLedger } from "../store/shares";
import { stamp } from "../store/stamp";
import { addOwnerUnits } from "./shares";

/** A round that was opened. */
export function loadRound(number: BigInt): Round {
  return Round.load(numberId(number))!;
}

export function endRound(number: BigInt, state: string, event: ethereum.Event): void {
  const round = loadRound(number);
  round.state = state;
  round.endedAt = event.block.timestamp;
  round.save();
}

export function commit(
  number: BigInt,
  contributor: Bytes,
  commitment: Bytes,
  bond: BigInt,
  event: ethereum.Event,
): void {
  const round = loadRound(number);
  round.contributionCount += 1;
  round.save();
  const contribution = new Contribution(pairId(round.id, contributor));
  contribution.round = round.id;
  contribution.contributor = accountOf(contributor);
  contribution.commitment = commitment;
  contribution.bond = bond;
  contribution.committedAt = event.block.timestamp;
  contribution.save();
}

export function loadContribution(number: BigInt, contributor: Bytes): Contribution {
  return Contribution.load(pairId(numberId(number), contributor))!;
}

/** A new challenge; the caller writes what the event says of it, and saves. */
export function challengeRound(number: BigInt, challenger: Bytes, event: ethereum.Event): Challenge {
  const round = loadRound(number);
  round.state = "CHALLENGED";
  round.challengeCount += 1;
  round.save();
  const challenge = new Challenge(challengeId(round));
  challenge.round = round.id;
  challenge.challenger = accountOf(challenger);
  challenge.state = "PENDING";
  challenge.timestamp = event.block.timestamp;
  return challenge;
}

/** The round's challenge that is decided now: there is one at a time. */
export function decideChallenge(round: Round, state: string, bondTo: Bytes, event: ethereum.Event): void {
  const challenge = Challenge.load(challengeId(round))!;
  challenge.state = state;
  challenge.bondTo = bondTo;
  challenge.save();
  addBondCredit(event.address, bondTo, challenge.bond);
}

function challengeId(round: Round): Bytes {
  return pairId(round.id, numberId(BigInt.fromI32(round.challengeCount)));
}

/** A round ended: its units leave the owner and earn from now on. */
export function escrowUnits(tokenId: BigInt, number: BigInt, units: i32): void {
  const capsule = loadCapsule(tokenId);
  addOwnerUnits(capsule, -units);
  const escrow = new ShareEscrow(escrowId(capsule, number));
  escrow.capsule = capsule.id;
  escrow.round = numberId(number);
  escrow.units = units;
  escrow.save();
  const currencies = capsule.currencies;
  for (let i = 0; i < currencies.length; i++) {
    const start = new EscrowStart(pairId(escrow.id, currencies[i]));
    start.escrow = escrow.id;
    start.currency = currencies[i];
    start.net = loadIncome(capsule, currencies[i]).net;
    start.save();
  }
}

/** Units leave the escrow with all that they earned in it; the mint that follows gives them to the account. */
export function claimUnits(tokenId: BigInt, number: BigInt, account: Bytes, units: i32): void {
  const capsule = loadCapsule(tokenId);
  const escrow = ShareEscrow.load(escrowId(capsule, number))!;
  escrow.units -= units;
  escrow.save();
  const holding = loadHolding(capsule, account);
  holding.save();
  const currencies = capsule.currencies;
  for (let i = 0; i < currencies.length; i++) {
    const income = loadIncome(capsule, currencies[i]);
    const start = EscrowStart.load(pairId(escrow.id, currencies[i]));
    const grown = start == null ? income.net : income.net.minus(start.net);
    const ledger = settledLedger(holding, income);
    ledger.accrued = ledger.accrued.plus(grown.times(BigInt.fromI32(units)));
    ledger.save();
  }
}

export function noteAllocation(number: BigInt, index: BigInt, account: Bytes, units: i32, event: ethereum.Event): void {
  const round = loadRound(number);
  const allocation = new Allocation(pairId(round.id, numberId(index)));
  stamp(allocation, event);
  allocation.round = round.id;
  allocation.capsule = round.capsule;
  allocation.account = accountOf(account);
  allocation.index = index;
  allocation.units = units;
  allocation.save();
}

function escrowId(capsule: Capsule, number: BigInt): Bytes {
  return pairId(capsule.id, numberId(number));
}
