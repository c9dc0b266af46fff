import { SIGN_AGAIN } from "./advice.ts";

/** What TrainingPool refuses. */
export const trainingPoolErrors = {
  TrainingPool_AlreadyClaimed: {
    says: "The units of leaf {index} of round {roundId} were claimed before.",
    hint: "Nothing needs to be done: they are with the account that the leaf names, or went on from there.",
  },
  TrainingPool_AlreadyCommitted: {
    says: "{contributor} committed in round {roundId} before.",
    hint: "Reveal what was committed: there is one contribution per account and round.",
  },
  TrainingPool_AlreadyRevealed: {
    says: "{contributor} revealed its update in round {roundId} before.",
    hint: "Nothing needs to be done: wait for the evaluation.",
  },
  TrainingPool_CommitmentMismatch: {
    says: "That is not what {contributor} committed to in round {roundId}.",
    hint: "Reveal the digest and the salt of the commitment, from the account that committed.",
  },
  TrainingPool_EmptyDigest: {
    says: "A digest or commitment is zero.",
    hint: "Name the SHA-256 of the block, and a root that is not zero.",
  },
  TrainingPool_InvalidProof: {
    says: "The tree of round {roundId} has no such leaf {index}.",
    hint: "Take index, account, units and proof from the tree whose root was recorded (buildAllocationTree).",
  },
  TrainingPool_InvalidSignature: {
    says: "{evaluator} did not sign this result.",
    hint: SIGN_AGAIN,
  },
  TrainingPool_InvalidTerms: {
    says: 'The term "{term}" of the round is out of its bounds.',
    hint: "Deadlines follow each other within a year, the window is 1 hour to 30 days, the quorum more than half of 1 to 16 evaluators.",
  },
  TrainingPool_NoBond: {
    says: "There is no bond of {contributor} in round {roundId} to pay out.",
    hint: "Nothing needs to be done: it was paid, or none was put up.",
  },
  TrainingPool_NoCredit: {
    says: "Challenges left nothing to {account}.",
    hint: "Nothing needs to be done.",
  },
  TrainingPool_NotAuthorized: {
    says: "{caller} neither owns capsule {capsuleId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  TrainingPool_NotEnoughUnits: {
    says: "A round was to offer {requested} units of capsule {capsuleId}; {left} are neither allocated nor promised.",
    hint: "Offer at least 1 and at most what is left, or wait until another round has ended.",
  },
  TrainingPool_NotEvaluator: {
    says: "{account} is no evaluator of round {roundId}.",
    hint: "Collect the signatures of the evaluators that the round names.",
  },
  TrainingPool_QuorumNotReached: {
    says: "{approvals} evaluators signed; {required} are needed.",
    hint: "Collect the signatures of more evaluators.",
  },
  TrainingPool_Suspended: {
    says: "Capsule {capsuleId} is suspended by a dispute.",
    hint: "Wait for the end of the dispute.",
  },
  TrainingPool_TooEarly: {
    says: "Round {roundId} isn't that far: this is possible from {possibleAt} (Unix time) on.",
    hint: "Try again then.",
  },
  TrainingPool_TooLate: {
    says: "The time for this in round {roundId} ended at {deadline} (Unix time).",
    hint: "Look at what the round waits for now (getRound); a round without a result ends by expireRound.",
  },
  TrainingPool_UnknownRound: {
    says: "There is no round {roundId}.",
    hint: "Check the round's id and the chain.",
  },
  TrainingPool_UnorderedEvaluators: {
    says: "Evaluator {next} may not follow {previous}.",
    hint: "Order the approvals by the evaluators' addresses, ascending, each once.",
  },
  TrainingPool_WrongBond: {
    says: "{sent} wei were sent; the bond is {required}.",
    hint: "Send exactly the bond of the round's terms (getRound).",
  },
  TrainingPool_WrongState: {
    says: "Round {roundId} doesn't stand where this is possible (state {state}).",
    hint: "Look at what the round waits for now (getRound).",
  },
} as const;
