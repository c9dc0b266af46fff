/** What DisputeCourt refuses. */
export const disputeErrors = {
  DisputeCourt_AlreadyCountered: {
    says: "Dispute {disputeId} was answered by {respondent} already.",
    hint: "Nothing needs to be done: one answer is enough.",
  },
  DisputeCourt_EmptyDigest: {
    says: "The digest of the evidence or of the reasons is zero.",
    hint: "Publish them as one raw IPFS block and pass its SHA-256 (cidToDigest).",
  },
  DisputeCourt_InvalidRecipient: { says: "{recipient} can't be paid.", hint: "Name another recipient." },
  DisputeCourt_InvalidRules: {
    says: "The rule {field} is out of its bounds.",
    hint: "Periods are of 1 to 30 days, bonds of 10^15 to 10^21 wei; the arbiter must rule in this court.",
  },
  DisputeCourt_NotArbiter: {
    says: "{caller} is not the arbiter of dispute {disputeId}.",
    hint: "The rules that it was opened under name the arbiter (getDisputeRules).",
  },
  DisputeCourt_NotDescendant: {
    says: "Capsule {capsuleId} owes nothing to capsule {ancestorId}, so it can't be told that it builds on it.",
    hint: "Name only capsules with a debt to the disputed one (getDebt).",
  },
  DisputeCourt_NotLoser: {
    says: "{caller} is not of the side that lost dispute {disputeId}.",
    hint: "Only the disputer may appeal a rejection, and only the capsule's owner, or who acts for it, a ruling against it.",
  },
  DisputeCourt_NotRespondent: {
    says: "{caller} neither owns the capsule of dispute {disputeId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  DisputeCourt_NotSuspended: {
    says: "No dispute that stands suspends capsule {capsuleId}.",
    hint: "Nothing needs to be done.",
  },
  DisputeCourt_NotUpheld: {
    says: "Dispute {disputeId} is not upheld.",
    hint: "Descendants can be flagged once a ruling upholds the dispute.",
  },
  DisputeCourt_NothingToWithdraw: {
    says: "No bonds are due to {account}.",
    hint: "Bonds are due once their dispute is concluded (concludeDispute).",
  },
  DisputeCourt_RulingPending: {
    says: "A ruling against capsule {capsuleId} can still be appealed, or is.",
    hint: "Rule on the appeal, or wait until the dispute is concluded.",
  },
  DisputeCourt_TooEarly: {
    says: "Dispute {disputeId} is not so far: that is possible at {possibleAt} (Unix time).",
    hint: "Try again then.",
  },
  DisputeCourt_TooLate: {
    says: "The time for that in dispute {disputeId} was over at {deadline} (Unix time).",
    hint: "Conclude the dispute (concludeDispute).",
  },
  DisputeCourt_UnknownDispute: { says: "There is no dispute {disputeId}.", hint: "Check the id and the chain." },
  DisputeCourt_WrongBond: {
    says: "{sent} wei were sent; the bond is exactly {bond}.",
    hint: "Leave the bond out to have it read, or read it again (getRules, getDisputeRules).",
  },
  DisputeCourt_WrongStage: {
    says: "Dispute {disputeId} is at stage {stage}, at which that can't be done.",
    hint: "Ask where it stands (getDispute, DisputeStage).",
  },
} as const;
