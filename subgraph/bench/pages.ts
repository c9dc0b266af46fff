// More than a page of everything that the documented queries list, of one capsule, its owner and a buyer.
import { type Address, zeroAddress } from "viem";
import type { Transaction } from "../test/support/emitterChain.ts";
import { addressOf, log, word } from "../test/support/events.ts";
import { claimed, given, NEVER, offered, sold, tipped } from "../test/support/story.ts";

const PAGE = 120;
const DISPUTES = 10;
const KEEPERS = 7;
const DAYS = 365;
/** Numbers of offers that the rest of the history doesn't have. */
const METERED_OFFER = 10_001n;

/** Each of it may follow the registration of the first `PAGE` capsules, with offers of the same numbers. */
export function fullPages(capsuleId: bigint, owner: Address, buyer: Address): Transaction[] {
  return [
    ...shared(capsuleId),
    ...licensed(buyer),
    ...used(capsuleId, owner, buyer),
    ...traded(capsuleId, owner),
    ...disputed(capsuleId),
    ...governed(owner),
  ];
}

function times(count: number, each: (number: number) => Transaction[]): Transaction[] {
  return Array.from({ length: count }, (_, index) => each(index + 1)).flat();
}

const someone = (number: number): Address => addressOf(0xc0000 + number);

/** Rounds, holders of units, payments to them. */
function shared(capsuleId: bigint): Transaction[] {
  const rounds = times(PAGE, (number) => [given(capsuleId, someone(number), 1_000n)]);
  const payments = times(PAGE, (number) => [[claimed(capsuleId, someone(number), 10n, false)]]);
  return [...rounds, [tipped(capsuleId, 1_000_000n)], ...payments];
}

function licensed(buyer: Address): Transaction[] {
  return times(PAGE, (number) => [sold(BigInt(number), BigInt(number), buyer)]);
}

function used(capsuleId: bigint, owner: Address, buyer: Address): Transaction[] {
  const licenseId = (METERED_OFFER << 64n) | 1n;
  return [
    [offered(METERED_OFFER, capsuleId, owner, { runs: PAGE })],
    sold(METERED_OFFER, capsuleId, buyer, { serial: 1n }),
    ...times(PAGE, (runs) => [[log("UsageMeter", "UsageSettled", { licenseId, runs })]]),
    ...times(DAYS, (day) => [
      [log("UsageMeter", "ReleasesReported", { capsuleId, day: BigInt(day), epoch: 1n, releases: day })],
    ]),
  ];
}

function traded(capsuleId: bigint, owner: Address): Transaction[] {
  const bid = (bidId: bigint, bidder: Address) => ({
    ...{ bidId, capsuleId, bidder, kind: 2, id: capsuleId, quantity: 1n, currency: zeroAddress, unitPrice: bidId },
    expiresAt: NEVER,
  });
  const sale = { capsuleId, seller: owner, quantity: 1n, royalty: 0n };
  return times(PAGE, (number) => {
    const [open, accepted] = [BigInt(number), BigInt(PAGE + number)];
    return [
      [log("Market", "BidPlaced", bid(open, someone(number)))],
      [log("Market", "BidPlaced", bid(accepted, someone(number)))],
      [log("Market", "BidAccepted", { ...sale, bidId: accepted, paid: accepted })],
    ];
  });
}

function disputed(capsuleId: bigint): Transaction[] {
  const periods = { responsePeriod: 1, rulingPeriod: 1, appealPeriod: 1, appealRulingPeriod: 1 };
  const rules = { arbiter: someone(0), bond: 1n, appealBond: 1n, ...periods };
  const opened = times(DISPUTES, (number) => {
    const what = { disputeId: BigInt(number), capsuleId, disputer: someone(number), evidenceDigest: word(number) };
    return [[log("DisputeCourt", "DisputeOpened", { ...what, rulesId: 1n, responseDeadline: 10n, deadline: 20n })]];
  });
  return [[log("DisputeCourt", "RulesChanged", { rulesId: 1n, rules })], ...opened];
}

/** Proposals and votes, delegates, parameters, keepers. */
function governed(voter: Address): Transaction[] {
  const keepers = Array.from({ length: KEEPERS }, (_, index) => ({
    ...{ operator: someone(index), transportKey: word(1), verificationShare: word(2), url: "https://keeper.example" },
  }));
  const proposal = { proposer: voter, targets: [someone(0)], values: [0n], signatures: [""], calldatas: [word(1)] };
  const opened = log("KeeperRegistry", "EpochOpened", { epoch: 1n, threshold: 4, groupKey: word(3), keepers });
  const decided = times(PAGE, (number) => {
    const [proposalId, delegator] = [BigInt(number), someone(number)];
    const when = { voteStart: 1n, voteEnd: 2n, description: `Change number ${number}` };
    return [
      [log("CapsuleToken", "Transfer", { from: zeroAddress, to: delegator, value: 7n })],
      [log("CapsuleToken", "DelegateChanged", { delegator, fromDelegate: zeroAddress, toDelegate: voter })],
      [log("CapsuleGovernor", "ProposalCreated", { ...proposal, proposalId, ...when })],
      [log("CapsuleGovernor", "VoteCast", { voter, proposalId, support: 1, weight: 7n, reason: "" })],
      [log("CapsuleRegistry", "ProtocolFeeChanged", { feeBps: number })],
    ];
  });
  return [[opened], ...decided];
}
